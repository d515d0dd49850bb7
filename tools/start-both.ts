import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { readConfig } from '../server/config/read-config.ts';
import type { AuditorRegistration, EhrRegistration } from '../server/config/registration.ts';
import { createLogger, type Logger } from '../server/logging/create-logger.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { buildPages } from './build-pages.ts';
import { freePort } from './free-port.ts';

/** App and sandbox on free ports with a data folder of their own: for the walk, the benchmarks and the tests. */
export interface Both {
  readonly appUrl: string;
  readonly sandbox: Awaited<ReturnType<typeof startSandbox>>;
  readonly app: RunningServer;
  readonly dataFolder: string;
  /** Every log line written since the start. */
  readonly logLines: string[];
  close(): Promise<void>;
}

export interface BothOptions {
  readonly today?: string;
  readonly latencyMs?: number;
  readonly slow?: SandboxOptions['slow'];
  readonly auditors?: readonly AuditorRegistration[];
  /** Settings of the sandbox's registrations that differ from the usual ones, the same for each of its EHRs. */
  readonly ehr?: Partial<EhrRegistration>;
  /** Keep the data in this folder instead of a temporary one. */
  readonly keep?: string;
  readonly pages?: boolean;
  readonly now?: () => Date;
}

/** Starts both. Everything is removed at `close`, unless `keep` names a folder. */
export async function startBoth(options: BothOptions = {}): Promise<Both> {
  if (options.pages ?? true) await buildPages();
  const dataFolder = options.keep ?? mkdtempSync(join(tmpdir(), 'throughline-'));
  const [port, sandboxPort, authPort] = [await freePort(), await freePort(), await freePort()];
  const config = readConfig({
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_AUTH_PORT: String(authPort),
    THROUGHLINE_DATA: dataFolder,
  });
  const ehrs = config.registrations.ehrs.map((ehr) => ({ ...ehr, ...options.ehr }));
  const registrations = { ehrs, auditors: [...(options.auditors ?? [])] };
  const logLines: string[] = [];
  const log: Logger = createLogger({ level: 'info', destination: { write: (line) => void logLines.push(line) } });
  const app = await startServer({ ...config, registrations }, { log, ...(options.now ? { now: options.now } : {}) });
  const sandbox = await startSandbox({
    port: sandboxPort,
    authPort,
    appUrl: config.publicUrl,
    ...(options.today ? { today: options.today } : {}),
    ...(options.latencyMs === undefined ? {} : { latencyMs: options.latencyMs }),
    ...(options.slow ? { slow: options.slow } : {}),
  });
  return {
    appUrl: config.publicUrl,
    sandbox,
    app,
    dataFolder,
    logLines,
    close: async () => {
      await app.close();
      await sandbox.close();
      if (!options.keep) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
