import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type StoredAuditRecord, type Verdict, verifyChain } from '../server/provenance/verify-audit.ts';

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
        return verified(store, verdict);
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

/** A chain without a break may still lack its end: every attestation and filing in the store must be recorded in it. */
function verified(store: Sqlite.Database, verdict: Extract<Verdict, { state: 'verified' }>): number {
  const unrecorded = store
    .prepare<[], { kind: string; id: string }>(
      `select 'attestation' as kind, id from attestation a where not exists (select 1 from audit_record r where r.tenant = a.tenant
         and r.event like '%"draft.attested"%' and r.event like '%' || a.id || '%')
       union all select 'filing', id from outbox o where o.state = 'filed' and not exists (select 1 from audit_record r
         where r.tenant = o.tenant and r.event like '%"filing.filed"%' and r.event like '%' || o.id || '%')`,
    )
    .all();
  const [first] = unrecorded;
  if (first) {
    console.log(
      `Broken: ${first.kind} ${first.id} is in the store and not in the chain, so the end of the chain was cut off.`,
    );
    return 1;
  }
  console.log(`Verified: ${verdict.records} audit records of ${verdict.heads.length} tenant(s), no break.`);
  for (const head of verdict.heads) console.log(`  ${head.tenant} ends at record ${head.seq}, hash ${head.hash}`);
  return 0;
}
