import type { AuditEvent } from '../core/audit/audit-event.ts';
import type { Config } from './config/read-config.ts';
import type { EhrRegistration } from './config/registration.ts';
import { createLogger, type Logger } from './logging/create-logger.ts';
import { appendAudit } from './storage/audit-chain.ts';
import { type Keyring, readKeyring } from './storage/keyring.ts';
import { openStore, type Store } from './storage/open-store.ts';
import { createSealer, type Sealer } from './storage/seal.ts';

/** What every feature is handed: checked config, the store, keys, the log, the clock, and a way to append to the audit chain. */
export interface Context {
  readonly config: Config;
  readonly store: Store;
  readonly sealer: Sealer;
  readonly keyring: Keyring;
  readonly log: Logger;
  readonly now: () => Date;
  /** Appends an audit record in a transaction of its own. Inside a transaction use `appendAuditIn`. */
  audit(tenant: string, event: AuditEvent): Promise<void>;
  /** The registration of that name, or undefined. */
  ehr(name: string): EhrRegistration | undefined;
  close(): Promise<void>;
}

/** Opens keys and store as `config` says. `overrides` replace the clock or the log in tests. */
export async function createContext(
  config: Config,
  overrides: { now?: () => Date; log?: Logger } = {},
): Promise<Context> {
  const now = overrides.now ?? (() => new Date());
  const log = overrides.log ?? createLogger({ level: config.logLevel });
  const keyring = readKeyring(config.keysFolder, config.keysGenerated);
  const store = await openStore(config.dataFolder);
  if (config.keysGenerated)
    log.warn({ mode: config.mode }, 'keys were generated into the data folder; set THROUGHLINE_KEYS before real use');
  return {
    config,
    store,
    keyring,
    log,
    now,
    sealer: createSealer(keyring.dataKeys),
    audit: async (tenant, event) => {
      await appendAudit(store, tenant, now(), event);
    },
    ehr: (name) => config.registrations.ehrs.find((candidate) => candidate.name === name),
    close: () => store.close(),
  };
}
