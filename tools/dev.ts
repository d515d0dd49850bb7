import { spawn } from 'node:child_process';
import { join } from 'node:path';

// The same as start, with reload: the pages are rebuilt on change, the server restarts when its sources change.
const root = join(import.meta.dirname, '..');
const children = [
  spawn('vite', ['build', '--watch', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' }),
  spawn(process.execPath, ['--watch-path=server', '--watch-path=core', '--watch-path=sandbox', 'tools/start.ts'], {
    cwd: root,
    stdio: 'inherit',
  }),
];
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal);
  });
}
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill();
    process.exitCode = code ?? 0;
  });
}
