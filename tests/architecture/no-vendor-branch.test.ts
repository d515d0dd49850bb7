import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where an EHR family may be named in code, and why. */
const MAY_NAME: readonly (readonly [string, string])[] = [
  ['server/fhir/dialects/', 'how each family reads, answers and takes what is filed: this is the place'],
  ['server/config/', 'the ids that a registration may choose from, and the registrations of the sandbox'],
  ['sandbox/', 'plays such EHRs'],
  ['tools/', 'start them, and say which'],
];

const VENDOR = /epic(?!entre|enter|ly)|cerner|oracle|medplum|hapi|smile ?cdr|millennium/i;
const FILES = globSync('{core,client,server,sandbox,tools}/**/*.{ts,tsx}', { cwd: ROOT })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$|\.d\.ts$/.test(file))
  .sort();

/** What a file's code, not its comments, says of an EHR family: names, texts, patterns. Packages do not count. */
function vendorsNamed(file: string, source: string): string[] {
  const { program } = parseSync(file, source);
  const found = new Set<string>();
  // Types of that library are called after it, to tell them from FHIR's own.
  const ofLibrary = /from '@medplum\//.test(source) ? /^Medplum[A-Z]/ : /^$/;
  const look = (node: unknown, inImport: boolean): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const one of node) look(one, inImport);
      return;
    }
    const held = node as Readonly<Record<string, unknown>>;
    const type = held['type'];
    const words =
      type === 'Identifier' || type === 'JSXIdentifier' || type === 'PrivateIdentifier'
        ? held['name']
        : type === 'Literal'
          ? (held['raw'] ?? held['value'])
          : type === 'TemplateElement' || type === 'JSXText'
            ? JSON.stringify(held['value'])
            : undefined;
    if (
      typeof words === 'string' &&
      VENDOR.test(words) &&
      !ofLibrary.test(words) &&
      !(inImport && words.includes('@medplum/'))
    )
      found.add(words);
    const imports = typeof type === 'string' && /^(Import|Export)|^TSImportType/.test(type);
    for (const [key, value] of Object.entries(held)) if (key !== 'comments') look(value, imports && key === 'source');
  };
  look(program, false);
  return [...found];
}

test('no file outside the dialects names an EHR family in its code', () => {
  const outside = FILES.filter((file) => !MAY_NAME.some(([prefix]) => file.startsWith(prefix)));
  expect(outside.length).toBeGreaterThan(100);
  const naming = outside.flatMap((file) =>
    vendorsNamed(file, readFileSync(join(ROOT, file), 'utf8')).map((words) => `${file}: ${words.slice(0, 80)}`),
  );
  expect(naming).toEqual([]);
});

test.each([
  [`if (dialect.id === 'epic') skip();`],
  ['const isCerner = true;'],
  ['if (/oracle/.test(name)) skip();'],
  ['export const url = `https://${host}.epic.com/`;'],
  ['export const x = <p>Works with Oracle Health</p>;'],
])('a vendor planted in code is caught: %s', (source) => {
  expect(vendorsNamed('server/chart/planted.tsx', source)).not.toEqual([]);
});

test('comments, packages and other words may', () => {
  const source = `/** Epic's 59204. */ import { validateResource } from '@medplum/core'; // Cerner
    export const words = ['epicentre', 'topical'];`;
  expect(vendorsNamed('server/chart/good.ts', source)).toEqual([]);
});
