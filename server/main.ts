import { ConfigError, readConfig } from './config/read-config.ts';
import { startServer } from './start-server.ts';

try {
  const running = await startServer(readConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.close().then(() => process.exit(0)));
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `Throughline could not start: ${error instanceof Error ? error.message : 'unknown fault'}`}\n`,
  );
  process.exit(1);
}
