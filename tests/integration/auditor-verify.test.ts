import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Attestable, openAttestable } from '../support/attestable.ts';

let app: Attestable;
beforeEach(async () => {
  app = await openAttestable('http://127.0.0.1:9/fhir');
});
afterEach(() => app.ctx.close());

function verify(folder: string): { status: number | null; says: string } {
  const done = spawnSync(process.execPath, ['tools/verify-audit.ts', folder], { encoding: 'utf8' });
  return { status: done.status, says: done.stdout };
}

/** Changes the stored chain behind the app's back, as somebody with the file could. */
function tamper(sql: string): void {
  const store = new Sqlite(join(app.folder, 'throughline.sqlite'));
  store.exec('drop trigger if exists audit_record_no_update; drop trigger if exists audit_record_no_delete');
  store.exec(sql);
  store.close();
}

async function append(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await app.ctx.audit('sandbox', { type: 'auditor.token', auditor: `a${n}` });
}

test('an empty store, or none, leaves nothing to verify', () => {
  expect(verify(app.folder).status).toBe(2);
  expect(verify(join(app.folder, 'nowhere')).status).toBe(2);
});

test('an untouched chain verifies with its count', async () => {
  await append(5);
  await app.ctx.audit('other', { type: 'auditor.token', auditor: 'b' });
  const { status, says } = verify(app.folder);
  expect([status, says.split('\n')[0]]).toEqual([0, 'Verified: 6 audit records of 2 tenant(s), no break.']);
  expect(says).toMatch(/other ends at record 1, hash [0-9a-f]{64}/);
});

test.each([
  ['changed', `update audit_record set event = replace(event, 'a2', 'zz') where seq = 3`, 3],
  ['back-dated', `update audit_record set at = '2020-01-01T00:00:00.000Z' where seq = 3`, 3],
  ['removed', 'delete from audit_record where seq = 3', 4],
  ['given to another tenant', `update audit_record set tenant = 'other' where seq = 5`, 5],
  ['made unreadable', `update audit_record set event = '{' where seq = 2`, 2],
  [
    'swapped with the next',
    `update audit_record set seq = 99 where seq = 3; update audit_record set seq = 3 where seq = 4; update audit_record set seq = 4 where seq = 99`,
    3,
  ],
])('a record that was %s is named', async (_how, sql, seq) => {
  await append(5);
  tamper(sql);
  const { status, says } = verify(app.folder);
  expect(status).toBe(1);
  expect(says).toContain(`record ${seq} of tenant`);
});

test('the app itself cannot change or remove a record', async () => {
  await append(1);
  await expect(app.ctx.store.db.updateTable('audit_record').set({ at: 'x' }).execute()).rejects.toThrow('append-only');
  await expect(app.ctx.store.db.deleteFrom('audit_record').execute()).rejects.toThrow('append-only');
});
