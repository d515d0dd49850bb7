import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendAudit } from './audit-chain.ts';
import { openStore } from './open-store.ts';

const at = new Date('2026-11-20T10:00:00Z');

const appender = `
  import { appendAudit } from './server/storage/audit-chain.ts';
  import { openStore } from './server/storage/open-store.ts';
  const store = await openStore(process.argv[1]);
  for (let count = 0; count < 200; count += 1)
    await appendAudit(store, 't', new Date(), { type: 'auditor.token', auditor: 'a' });
  await store.close();
`;

test('two processes on one store append to one chain without a gap or a loss', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-store-'));
  const store = await openStore(folder);
  const run = () => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', appender, folder]);
  await Promise.all([run(), run()]);
  const rows = await store.db.selectFrom('audit_record').select('seq').orderBy('seq').execute();
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 400 }, (_, index) => index + 1));
  await store.close();
});

test('a record cannot be replaced, nor an attestation deleted', async () => {
  const store = await openStore(':memory:');
  await appendAudit(store, 't', at, { type: 'auditor.token', auditor: 'a' });
  await expect(sql`insert or replace into audit_record select * from audit_record`.execute(store.db)).rejects.toThrow(
    'append-only',
  );
  const triggers = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(store.db);
  expect(triggers.rows.map((row) => row.name)).toContain('attestation_no_delete');
  await store.close();
});
