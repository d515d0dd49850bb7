import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from './check-file.ts';
import { floorsTable } from './floors.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FILES = globSync(['{core,client,server,sandbox,tools,tests}/**/*.{ts,tsx}', '*.config.ts'], {
  cwd: ROOT,
})
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$|\.d\.ts$/.test(file))
  .sort();

test('every file keeps the floors', () => {
  expect(FILES.length).toBeGreaterThan(100);
  expect(FILES.flatMap((file) => checkFile(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test('ARCHITECTURE.md shows the same table', () => {
  expect(readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')).toContain(`\n${floorsTable()}\n`);
});

const planted: [string, string, string][] = [
  ['core/chart/planted.ts', `import { readFileSync } from 'node:fs';`, 'package node:fs'],
  ['core/chart/planted.ts', `export { App } from '../../client/App.tsx';`, 'may not import client'],
  ['core/chart/planted.ts', `export const t = () => new Date().toISOString();`, 'new Date()'],
  ['core/chart/planted.ts', `export const n = Date.now() + Math.random();`, 'Math.random'],
  ['core/chart/planted.ts', `export const get = () => fetch('/x');`, 'connection'],
  [
    'client/draft/planted.ts',
    `import type { Config } from '../../server/config/read-config.ts';`,
    'may not import config',
  ],
  ['client/draft/planted.ts', `import { randomUUID } from 'node:crypto';`, 'package node:crypto'],
  ['sandbox/fhir/planted.ts', `export const x = await import('../../server/context.ts');`, 'may not import context'],
  ['server/drafts/planted.ts', `import { createReadPort } from '../fhir/create-gateway.ts';`, 'may not import fhir'],
  ['server/drafts/planted.ts', `import { startLaunch } from '../launch/start-launch.ts';`, 'may not import launch'],
  ['server/chart/planted.ts', `import { createWritePort } from '../fhir/create-gateway.ts';`, 'the write port'],
  ['server/workspace/planted.ts', `export type { WritePort as W } from '../fhir/write-port.ts';`, 'the write port'],
  ['server/chart/planted.ts', `export const load = (ask = globalThis.fetch) => ask('http://127.0.0.1');`, 'connection'],
  ['server/provenance/planted.ts', `import { request } from 'node:http';`, 'connection'],
  ['server/fhir/planted.ts', `export type T = import('../../tools/start-both.ts').Both;`, 'tools and tests'],
  ['server/caseload/planted.ts', `export const x = 1;`, 'no row'],
  ['tools/planted.ts', 'export const x = 1;\n'.repeat(401), 'more than 400'],
];

const titled = planted.map(([file, source, fault]) => [file, fault, source] as const);
test.each(titled)('a violation planted in %s is caught: %s', (file, fault, source) => {
  expect(checkFile(file, source).join('\n')).toContain(fault);
});

test('what is allowed passes', () => {
  const source = `import { draft } from '../../core/documents/draft.ts';
    import type { ActiveLaunch } from '../launch/active-launch.ts';
    import { appendAuditIn } from '../storage/audit-chain.ts';
    const options = { fetch: 1 }; export const f = options.fetch;`;
  expect(checkFile('server/drafts/good.ts', source)).toEqual([]);
});
