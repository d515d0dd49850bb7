// Runs an entry point of Throughline under Node 24, on a machine that may have only Node 20.
// It installs what the lockfile names (once per lockfile), then starts the script with the Node that npm brought.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const stamp = join(root, 'node_modules', '.throughline-installed');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lockHash) {
  process.stderr.write('Installing what package-lock.json names …\n');
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) {
    process.stderr.write(
      'npm ci failed. Nothing was started. Check the network or the proxy and run the command again.\n',
    );
    process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, lockHash);
}

const [script, ...args] = process.argv.slice(2);
if (!script) {
  process.stderr.write('usage: node tools/bootstrap.mjs SCRIPT [arguments]\n');
  process.exit(2);
}
const bundled = join(root, 'node_modules', '.bin', 'node');
const node = existsSync(bundled) ? bundled : process.execPath;
const child = spawn(node, [join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
