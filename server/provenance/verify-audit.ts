import type { AuditEvent } from '../../core/audit/audit-event.ts';
import { auditHash } from '../storage/audit-chain.ts';

/** A row of a chain as it is stored; `event` is JSON text. */
export interface StoredAuditRecord {
  readonly tenant: string;
  readonly seq: number;
  readonly at: string;
  readonly event: string;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The newest record of one chain: noted outside, it shows later that nothing was cut off up to here. */
export interface ChainHead {
  readonly tenant: string;
  readonly seq: number;
  readonly hash: string;
}

/** What a verification found. `broken` names the first bad record of the first broken chain. */
export type Verdict =
  | { readonly state: 'verified'; readonly records: number; readonly heads: readonly ChainHead[] }
  | { readonly state: 'broken'; readonly tenant: string; readonly seq: number; readonly reason: string }
  | { readonly state: 'empty' };

const GENESIS = '0'.repeat(64);

/**
 * Walks the chains, records in order of tenant and seq, and recomputes every hash. Finds a record that was changed,
 * inserted, removed or moved. A cut-off end is not visible from the chain alone: compare the last hash with a noted one.
 */
export function verifyChain(records: Iterable<StoredAuditRecord>): Verdict {
  let count = 0;
  const heads = new Map<string, ChainHead>();
  let last: ChainHead | undefined;
  for (const record of records) {
    const before = last?.tenant === record.tenant ? last : { tenant: record.tenant, seq: 0, hash: GENESIS };
    const broken = (reason: string): Verdict => ({ state: 'broken', tenant: record.tenant, seq: record.seq, reason });
    if (before.seq === 0 && heads.has(record.tenant)) return broken('the records are not in order');
    if (record.seq !== before.seq + 1) return broken(`record ${before.seq + 1} is missing`);
    if (record.previous_hash !== before.hash) return broken('it does not continue the record before it');
    let event: AuditEvent;
    try {
      event = JSON.parse(record.event) as AuditEvent;
    } catch {
      return broken('its event cannot be read');
    }
    const { tenant, seq, at, previous_hash: previousHash } = record;
    if (auditHash({ tenant, seq, at, event, previousHash }) !== record.hash) return broken('it was changed');
    last = { tenant: record.tenant, seq: record.seq, hash: record.hash };
    heads.set(record.tenant, last);
    count += 1;
  }
  return count === 0 ? { state: 'empty' } : { state: 'verified', records: count, heads: [...heads.values()] };
}
