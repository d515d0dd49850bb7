import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist', '.built-from');

/** Builds the pages into dist/ when a source file changed since the last build. Returns true when it built. */
export async function buildPages(): Promise<boolean> {
  const hash = sourceHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  const before = process.env['NODE_ENV'];
  // A test runner sets NODE_ENV=test, and Vite would then bundle React's development build.
  process.env['NODE_ENV'] = 'production';
  await build({ root, logLevel: 'warn', mode: 'production' });
  if (before === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = before;
  writeFileSync(stamp, hash);
  return true;
}

function sourceHash(): string {
  const files = globSync(
    ['client/**/*', 'core/**/*.ts', '*.html', 'vite.config.ts', 'tools/build-pages.ts', 'package-lock.json'],
    {
      cwd: root,
      exclude: (name) => name.endsWith('.test.ts') || name.endsWith('.test.tsx'),
    },
  ).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    if (!/\.[a-z]+$/.test(file)) continue;
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
