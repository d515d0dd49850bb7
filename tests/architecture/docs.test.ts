import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../server/config/read-config.ts';
import { ERROR_CODES } from '../../server/errors/error-codes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PAGES = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT });
const textOf = (page: string) => readFileSync(join(ROOT, page), 'utf8');

test('every link between the pages leads to a file', () => {
  const broken = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target]) => target ?? '')
      .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every npm command that the pages name exists', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  const named = PAGES.flatMap((page) =>
    [...textOf(page).matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name ?? ''),
  );
  const fileOf = (name: string) => /tools\/[a-z-]+\.ts/.exec(scripts[name] ?? '')?.[0] ?? 'package.json';
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !scripts[name] || !existsSync(join(ROOT, fileOf(name))))).toEqual([]);
});

test.each([
  ['register-an-ehr', 'harbor'],
  ['register-in-epic', 'lakeside-epic'],
  ['register-in-oracle-health', 'prairie-oracle'],
])('the registration shown in %s is a valid one', (page, name) => {
  const [, example = ''] = /```json registration\n(.*?)```/s.exec(textOf(`docs/how-to/${page}.md`)) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'throughline-docs-'));
  try {
    writeFileSync(join(folder, 'ehrs.json'), example);
    const env = {
      THROUGHLINE_EHRS: join(folder, 'ehrs.json'),
      THROUGHLINE_MODE: 'production',
      THROUGHLINE_URL: 'https://throughline.example',
      THROUGHLINE_KEYS: folder,
    };
    expect(readConfig(env).registrations.ehrs[0]?.name).toBe(name);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the error codes that the how-to explains exist', () => {
  const codes = [...textOf('docs/how-to/register-an-ehr.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !Object.hasOwn(ERROR_CODES, code ?? ''))).toEqual([]);
});
