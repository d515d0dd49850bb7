import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { CompiledQuery, Kysely, SqliteDialect, type SqliteDialectConfig, SqliteDriver, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { up as firstTables } from './migrations/001-first-tables.ts';
import type { Database } from './schema.ts';

export type Tx = Transaction<Database>;

/** The only place where state lives. `transaction` commits with an fsync; its callback awaits nothing but SQL on `trx`. */
export interface Store {
  readonly db: Kysely<Database>;
  transaction<T>(work: (trx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the store in `dataFolder` (created when missing; `:memory:` for tests) and migrates it. SQLite in WAL mode with
 * `synchronous=FULL`: a committed attestation survives a power cut. Throws when the folder cannot be written.
 */
export async function openStore(dataFolder: string): Promise<Store> {
  if (dataFolder !== ':memory:') mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const sqlite = new Sqlite(dataFolder === ':memory:' ? ':memory:' : join(dataFolder, 'throughline.sqlite'));
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  // Without it INSERT OR REPLACE deletes past the append-only triggers.
  sqlite.pragma('recursive_triggers = ON');
  const db = new Kysely<Database>({ dialect: new ImmediateDialect({ database: sqlite }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ '001-first-tables': { up: firstTables } }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('the store could not be brought to this release’s tables', { cause: error });
  return {
    db,
    transaction: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  };
}

/** Takes the write lock at the start: a transaction that reads first could not wait for it later (SQLITE_BUSY_SNAPSHOT). */
class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    const driver = new SqliteDriver(this.#config);
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    };
    return driver;
  }
}
