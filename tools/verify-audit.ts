import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type StoredAuditRecord, verifyChain } from '../server/provenance/verify-audit.ts';

/*
 * npm run verify-audit [-- DIR]: recomputes every audit chain in the data folder, opened read-only.
 * Exit 0: verified. 1: broken, the first bad record is named. 2: nothing to verify.
 */
const folder = process.argv[2] ?? process.env['THROUGHLINE_DATA'] ?? '.data';
process.exitCode = verify(join(folder, 'throughline.sqlite'));

function verify(file: string): number {
  if (!existsSync(file)) {
    console.log('Nothing to verify: there is no store in this folder.');
    return 2;
  }
  const store = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const table = store.prepare("select 1 from sqlite_master where type = 'table' and name = 'audit_record'").get();
    const verdict = table
      ? verifyChain(
          store
            .prepare<[], StoredAuditRecord>('select * from audit_record order by tenant, seq')
            .iterate() as Iterable<StoredAuditRecord>,
        )
      : ({ state: 'empty' } as const);
    switch (verdict.state) {
      case 'verified':
        console.log(`Verified: ${verdict.records} audit records of ${verdict.tenants} tenant(s), no break.`);
        return 0;
      case 'broken':
        console.log(`Broken: record ${verdict.seq} of tenant ${verdict.tenant}: ${verdict.reason}.`);
        return 1;
      case 'empty':
        console.log('Nothing to verify: the store holds no audit record.');
        return 2;
    }
  } finally {
    store.close();
  }
}
