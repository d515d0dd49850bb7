import { once } from 'node:events';
import { createServer } from 'node:net';
import { startSandbox } from '../sandbox/start-sandbox.ts';
import { ConfigError, readConfig } from '../server/config/read-config.ts';
import { startServer } from '../server/start-server.ts';
import { buildPages } from './build-pages.ts';

const started = performance.now();

try {
  const config = readConfig(process.env);
  const withSandbox = !process.env['THROUGHLINE_EHRS'];
  const sandboxPort = Number(process.env['SANDBOX_PORT'] ?? 4000);
  await assertFree(config.port, 'PORT');
  const authPort = Number(process.env['SANDBOX_AUTH_PORT'] ?? sandboxPort + 1);
  if (withSandbox) {
    await assertFree(sandboxPort, 'SANDBOX_PORT');
    await assertFree(authPort, 'SANDBOX_AUTH_PORT');
  }
  if (await buildPages()) process.stdout.write('Built the pages.\n');
  const app = await startServer(config);
  const sandbox = withSandbox
    ? await startSandbox({ port: sandboxPort, authPort, appUrl: config.publicUrl })
    : undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void Promise.all([app.close(), sandbox?.close()]).then(() => process.exit(0));
    });
  }
  process.stdout.write(welcome(config.publicUrl, sandbox?.url));
} catch (error) {
  const message =
    error instanceof ConfigError ? error.message : error instanceof Error ? error.message : 'unknown fault';
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function welcome(appUrl: string, sandboxUrl: string | undefined): string {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const lines = ['', `Throughline is up after ${seconds} s.`, `  the app      ${appUrl}`];
  if (sandboxUrl) {
    lines.push(
      `  sandbox EHR  ${sandboxUrl}`,
      `               ${sandboxUrl}/epic    the same patients, Epic-like`,
      `               ${sandboxUrl}/oracle  the same patients, Oracle-like`,
      '',
      `Open ${sandboxUrl}, choose a clinician, password "sandbox".`,
      'Open a patient and press "Open Throughline".',
    );
  }
  return `${[...lines, 'Stop with Ctrl+C.', ''].join('\n')}\n`;
}

/** Two listeners on one port would be found out only by the clinician; say it at start. */
async function assertFree(port: number, name: string): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  probe.listen(port);
  const outcome = await Promise.race([
    once(probe, 'listening').then(() => 'free'),
    once(probe, 'error').then(() => 'taken'),
  ]).catch(() => 'taken');
  await new Promise((resolve) => probe.close(resolve));
  if (outcome === 'taken')
    throw new Error(
      `Port ${port} is in use, so nothing was started. Stop what listens there, or set ${name} to another port.`,
    );
}
