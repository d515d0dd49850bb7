import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPages } from './build-pages.ts';

// Everything that has to pass, in the order in which a fault is cheapest to find. The last line counts the tests.
const root = join(import.meta.dirname, '..');
const reports = join(root, '.cache', 'reports');
const strict = process.env['CI'] === 'true';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let passed = 0;
let failed = 0;
let skipped = 0;

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  process.stdout.write(`\n> ${command} ${args.join(' ')}\n`);
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function check(command: string, args: string[]): void {
  if (run(command, args)) passed += 1;
  else failed += 1;
}

check('biome', ['format', '.']);
check('tsc', ['-b']);
check('oxlint', ['--type-aware']);
check('knip', []);
await buildPages();

const unitsOk = run('vitest', [
  'run',
  '--project=!contract',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${join(reports, 'vitest.json')}`,
]);
countVitest(unitsOk);
countBrowser();

process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
process.exit(failed > 0 ? 1 : 0);

function countVitest(ok: boolean): void {
  const file = join(reports, 'vitest.json');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>) : {};
  passed += report['numPassedTests'] ?? 0;
  skipped += (report['numPendingTests'] ?? 0) + (report['numTodoTests'] ?? 0);
  const counted = report['numFailedTests'] ?? 0;
  failed += ok ? counted : Math.max(1, counted);
}

/** Browser tests. Without a browser: a visible skip on a person's machine, a failure where CI=true. */
function countBrowser(): void {
  const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
    existsSync(path),
  );
  if (!chromium) {
    process.stdout.write(
      '\nNo Chromium found: the browser tests did NOT run. Install Debian’s "chromium" to run them.\n',
    );
    if (strict) failed += 1;
    else skipped += 1;
    return;
  }
  const file = join(reports, 'playwright.json');
  const ok = run('playwright', ['test'], { CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { stats?: Record<string, number> }) : {};
  const stats = report.stats ?? {};
  passed += (stats['expected'] ?? 0) + (stats['flaky'] ?? 0);
  const skippedHere = stats['skipped'] ?? 0;
  if (strict) failed += skippedHere;
  else skipped += skippedHere;
  failed += ok ? 0 : Math.max(1, stats['unexpected'] ?? 0);
}
