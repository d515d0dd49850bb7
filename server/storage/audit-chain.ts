import type { AuditEvent, AuditRecord } from '../../core/audit/audit-event.ts';
import { canonicalJson } from '../../core/documents/canonical-json.ts';
import type { Store, Tx } from './open-store.ts';
import { sha256 } from './seal.ts';

const GENESIS = '0'.repeat(64);

/** Hash of one audit record: SHA-256 of the canonical JSON of everything but the hash itself. */
export function auditHash(record: Omit<AuditRecord, 'hash'>): string {
  return sha256(canonicalJson(record));
}

/** Appends one record to the tenant's chain inside the caller's transaction, so that both happen or neither. */
export async function appendAuditIn(trx: Tx, tenant: string, at: Date, event: AuditEvent): Promise<AuditRecord> {
  const last = await trx
    .selectFrom('audit_record')
    .select(['seq', 'hash'])
    .where('tenant', '=', tenant)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const unhashed = {
    tenant,
    seq: (last?.seq ?? 0) + 1,
    at: at.toISOString(),
    event,
    previousHash: last?.hash ?? GENESIS,
  };
  const hash = auditHash(unhashed);
  await trx
    .insertInto('audit_record')
    .values({
      tenant,
      seq: unhashed.seq,
      at: unhashed.at,
      event: canonicalJson(event),
      previous_hash: unhashed.previousHash,
      hash,
    })
    .execute();
  return { ...unhashed, hash };
}

/** Appends one record in a transaction of its own. */
export function appendAudit(store: Store, tenant: string, at: Date, event: AuditEvent): Promise<AuditRecord> {
  return store.transaction((trx) => appendAuditIn(trx, tenant, at, event));
}
