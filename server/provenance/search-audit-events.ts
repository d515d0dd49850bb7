import type { Bundle, AuditEvent as FhirAuditEvent } from 'fhir/r4';
import type { AuditEvent } from '../../core/audit/audit-event.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { AuditorAccess } from './auditor-access.ts';
import { searchBundle } from './search-bundle.ts';
import { countOf, intervalOf, type Query, refuseUnknown, repeated, single, unreadable } from './search-request.ts';
import { toAuditEvent } from './to-audit-event.ts';
import type { StoredAuditRecord } from './verify-audit.ts';

/** Search parameters of AuditEvent here; `subtype` is the kind of event, `filing.filed`. */
export const AUDIT_PARAMS = ['date', 'subtype', '_count', '_cursor', '_format'] as const;

/** Searches the audit chain of the auditor's tenant, newest first. Throws BAD_REQUEST. */
export async function searchAuditEvents(ctx: Context, access: AuditorAccess, query: Query): Promise<Bundle> {
  refuseUnknown(query, AUDIT_PARAMS);
  let rows = ctx.store.db.selectFrom('audit_record').where('tenant', '=', access.tenant);
  for (const value of repeated(query, 'date')) {
    const { from, before } = intervalOf('date', value);
    if (from !== undefined) rows = rows.where('at', '>=', from);
    if (before !== undefined) rows = rows.where('at', '<', before);
  }
  const subtype = single(query, 'subtype')?.split('|').at(-1);
  if (subtype !== undefined) {
    if (!/^[a-z]+\.[a-z]+$/.test(subtype)) throw unreadable('subtype');
    // Canonical JSON sorts members, so `type` may stand anywhere; a text never holds an unescaped quote.
    rows = rows.where('event', 'like', `%"type":"${subtype}"%`);
  }
  const { total } = await rows.select((all) => all.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const cursor = single(query, '_cursor');
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw unreadable('_cursor');
  const count = countOf(query);
  const page = await rows
    .$if(cursor !== undefined, (more) => more.where('seq', '<', Number(cursor)))
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(count + 1)
    .execute();
  const shown = page.slice(0, count);
  const last = shown.at(-1);
  return searchBundle(`${ctx.config.publicUrl}/fhir`, 'AuditEvent', query, {
    total: Number(total),
    resources: shown.map((row) => fromRow(row)),
    ...(page.length > count && last ? { next: String(last.seq) } : {}),
  });
}

/** One record of the auditor's tenant by its number in the chain. Throws NOT_FOUND. */
export async function readAuditEvent(ctx: Context, access: AuditorAccess, id: string): Promise<FhirAuditEvent> {
  if (!/^\d{1,15}$/.test(id)) throw new AppError('NOT_FOUND');
  const row = await ctx.store.db
    .selectFrom('audit_record')
    .selectAll()
    .where('tenant', '=', access.tenant)
    .where('seq', '=', Number(id))
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND');
  return fromRow(row);
}

function fromRow(row: StoredAuditRecord): FhirAuditEvent {
  const { tenant, seq, at, hash, previous_hash: previousHash } = row;
  return toAuditEvent({ tenant, seq, at, hash, previousHash, event: JSON.parse(row.event) as AuditEvent });
}
