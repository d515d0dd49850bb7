import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { FLOORS, type Floor, MAX_LINES, MAY_FETCH, MAY_WRITE } from './floors.ts';

/** One import of a file: what it names, and the bindings taken from it. */
interface Imported {
  readonly from: string;
  readonly names: readonly string[];
}

interface AstNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The room of a file by the longest covering prefix, or undefined when no row covers it. */
function roomOf(file: string): Floor | undefined {
  const fits = (floor: Floor) =>
    Math.max(0, ...floor.covers.filter((prefix) => file.startsWith(prefix)).map((prefix) => prefix.length));
  return FLOORS.filter((floor) => fits(floor) > 0).sort((a, b) => fits(b) - fits(a))[0];
}

/** Every fault of one file against the floors, in words; empty when it keeps them. `file` is relative to the root. */
export function checkFile(file: string, source: string): string[] {
  const room = roomOf(file);
  if (!room) return [`${file}: no row of the floors table covers this file`];
  const parsed = parseSync(file, source);
  if (parsed.errors.length > 0) return [`${file}: cannot be parsed (${parsed.errors[0]?.message ?? 'error'})`];
  const nodes = [...walk(parsed.program as unknown as AstNode)];
  const faults = importsOf(nodes).flatMap((one) => importFaults(file, room, one));
  if (!MAY_FETCH.some((prefix) => file.startsWith(prefix)) && opensConnection(nodes))
    faults.push('opens a connection of its own');
  if (room.room === 'core') faults.push(...impurities(nodes));
  const lines = source.split('\n').length - 1;
  if (lines > MAX_LINES) faults.push(`has ${lines} lines, more than ${MAX_LINES}`);
  return faults.map((fault) => `${file}: ${fault}`);
}

function importFaults(file: string, room: Floor, { from, names }: Imported): string[] {
  if (!from.startsWith('.')) {
    if (from === 'fhir/r4' || !room.packages) return [];
    const name = from.startsWith('@') ? from.split('/').slice(0, 2).join('/') : (from.split('/')[0] ?? from);
    return room.packages.includes(name) ? [] : [`imports the package ${from}`];
  }
  const target = posix.normalize(posix.join(posix.dirname(file), from));
  const faults: string[] = [];
  const writes =
    target === 'server/fhir/write-port.ts' || names.some((name) => /^(createWritePort|WritePort)$/.test(name));
  if (writes && !MAY_WRITE.some((prefix) => file.startsWith(prefix))) faults.push('imports the write port');
  const other = roomOf(target);
  const allowed =
    other === room || room.may.includes('*') || room.may.includes(target) || (other && room.may.includes(other.room));
  if (!allowed) faults.push(`imports ${target}, and ${room.room} may not import ${other?.room ?? 'that'}`);
  return faults;
}

/** Imports, re-exports, dynamic imports and `import('…')` types. */
function importsOf(nodes: readonly AstNode[]): Imported[] {
  return nodes.flatMap((node): Imported[] => {
    const from = (node['source'] as { value?: unknown } | null | undefined)?.value;
    if (node.type === 'ImportExpression' || node.type === 'TSImportType')
      return [{ from: typeof from === 'string' ? from : './not-a-plain-string', names: [] }];
    if (typeof from !== 'string') return [];
    const specifiers = (node['specifiers'] ?? []) as { imported?: { name?: string }; local?: { name?: string } }[];
    return [{ from, names: specifiers.flatMap((one) => one.imported?.name ?? one.local?.name ?? []) }];
  });
}

function opensConnection(nodes: readonly AstNode[]): boolean {
  return nodes.some(
    (node) =>
      (isIdentifier(node, 'fetch') && !node['isName']) ||
      (node.type === 'MemberExpression' &&
        isIdentifier(node['property'], 'fetch') &&
        (isIdentifier(node['object'], 'globalThis') || isIdentifier(node['object'], 'window'))) ||
      (node.type === 'NewExpression' &&
        ['XMLHttpRequest', 'EventSource', 'WebSocket'].some((name) => isIdentifier(node['callee'], name))) ||
      (node.type === 'ImportDeclaration' && connects(importsOf([node])[0])),
  );
}

function connects(one: Imported | undefined): boolean {
  if (!one) return false;
  if (['node:https', 'node:http2', 'undici'].includes(one.from)) return true;
  return one.from === 'node:http' && one.names.some((name) => name === 'request' || name === 'get');
}

/** What a pure floor must not ask for: the clock, chance, the network, the process. */
function impurities(nodes: readonly AstNode[]): string[] {
  const faults = new Set<string>();
  for (const node of nodes) {
    if (
      node.type === 'NewExpression' &&
      isIdentifier(node['callee'], 'Date') &&
      (node['arguments'] as unknown[]).length === 0
    )
      faults.add('reads the clock (new Date())');
    if (node.type === 'CallExpression' && isIdentifier(node['callee'], 'Date')) faults.add('reads the clock (Date())');
    if (node.type === 'MemberExpression') {
      if (isIdentifier(node['object'], 'Date') && isIdentifier(node['property'], 'now'))
        faults.add('reads the clock (Date.now)');
      if (isIdentifier(node['object'], 'Math') && isIdentifier(node['property'], 'random'))
        faults.add('uses Math.random');
      for (const name of ['globalThis', 'window', 'document', 'process', 'performance', 'crypto'])
        if (isIdentifier(node['object'], name)) faults.add(`uses ${name}`);
    }
  }
  return [...faults];
}

function isIdentifier(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string';
}

/** All nodes. An identifier that only names a member or a key carries `isName`. */
function* walk(node: AstNode): Generator<AstNode> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (!isNode(child)) continue;
      const named = !node['computed'] && (key === 'property' || key === 'key');
      yield* walk(named && child.type === 'Identifier' ? { ...child, isName: true } : child);
    }
  }
}
