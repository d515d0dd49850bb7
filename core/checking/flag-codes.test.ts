import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FLAG_CODES } from './flag-codes.ts';

it('tells of every flag, with its level, in the reference', () => {
  const page = readFileSync(new URL('../../docs/reference/flags.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([A-Z0-9_]+)` \| (\w+) \|/gm)].map(([, code, level]) => `${code} ${level}`);
  expect(rows).toEqual(Object.entries(FLAG_CODES).map(([code, { level }]) => `${code} ${level}`));
});
