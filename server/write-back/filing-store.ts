import type { AuditEvent } from '../../core/audit/audit-event.ts';
import type { MissingReason } from '../../core/chart/chart.ts';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import type { FilingState } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import type { NoteWriting } from '../fhir/dialects/dialect.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import type { Tx } from '../storage/open-store.ts';

/** `next_at` of a filing that waits for its clinician to launch again: the sweep never finds it due. */
export const WAITS_FOR_LAUNCH = '9999-12-31T00:00:00.000Z';
/** A claim outlives any one request to an EHR; a worker renews it with every step it saves. */
const LEASE_MS = 120_000;

/** Why a delivery stopped or stalls: codes of the error list, and those that only a delivery knows. */
export type FilingFault =
  | ErrorCode
  | 'READ_BACK_DIFFERS'
  | 'READ_BACK_UNREADABLE'
  | 'FOUND_TWICE'
  | 'AUTHOR_NOT_LAUNCHED'
  | 'CHART_CLOSED';

/** What is known of a delivery so far. Saved before and after each request, so that a restart goes on from here. */
export interface FilingProgress {
  /** How the note was written when it was sent: it is looked for and compared in the same way, whatever changes later. */
  readonly writing?: NoteWriting;
  /** The visit chosen after the attestation, where the EHR needs one and the attestation names none. */
  readonly encounter?: string;
  /** The drafter's Device in this EHR; `contained` where the EHR keeps none. */
  readonly device?: string;
  readonly document?: { readonly reference: string; readonly versionId?: string };
  /** The document was read back and is the attested one. */
  readonly confirmed?: boolean;
  /** `recorded` of the Provenance, the same in every attempt. */
  readonly recorded?: string;
  /** The Provenance was sent at least once. */
  readonly provenanceSent?: boolean;
  /** Since when a sent Provenance is searched in vain. */
  readonly soughtSince?: string;
  /** Reference in the EHR; null where the Provenance is held here alone. */
  readonly provenance?: string | null;
  /** Why it is held here alone. */
  readonly provenanceHeld?: 'none-taken' | 'refused' | 'no-answer' | 'differs';
  /** Searches that found nothing, and when the first of them was. */
  readonly absent?: { readonly polls: number; readonly since: string };
  /** It was looked for long enough; only the clinician can tell now, and may have it sent again. */
  readonly asksClinician?: boolean;
  /** She looked and it is not in the chart: it is sent again after one more look. */
  readonly sendAgain?: boolean;
  /** It was sent a second time because she said so: afterwards the chart is searched for a double. */
  readonly sentAgain?: boolean;
  /** What the EHR answered when it refused: HTTP status and its own codes. */
  readonly refusal?: {
    readonly status?: number;
    readonly codes: readonly string[];
    readonly requestId?: string;
    /** What that means in the EHR's dialect. */
    readonly means?: MissingReason | 'none-found';
  };
  /** Tries in a row that got no further. */
  readonly stalled?: number;
  readonly lastError?: FilingFault;
  readonly filedAt?: string;
}

/** A filing this worker holds the claim on. */
export interface LeasedFiling {
  readonly id: string;
  readonly state: FilingState;
  readonly attempts: number;
  readonly handle: string;
  /** End of the claim; doubles as its fencing token. */
  readonly lease: string;
  readonly progress: FilingProgress;
  readonly record: AttestationRecord;
  /** The filing as it was last saved under this claim; shared by all copies, so that a fault finds the newest. */
  readonly claim: { newest?: LeasedFiling };
}

/** Another worker took the filing over; whatever this one still wanted to write is void. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Claims a filing that is due and that nobody holds; undefined when there is nothing to claim. */
export async function claimFiling(ctx: Context, filingId: string): Promise<LeasedFiling | undefined> {
  const now = ctx.now();
  const lease = new Date(now.getTime() + LEASE_MS).toISOString();
  const row = await ctx.store.db
    .updateTable('outbox')
    .set({ leased_until: lease })
    .where('id', '=', filingId)
    .where('state', 'in', ['planned', 'sent', 'unknown'])
    .where('next_at', '<=', now.toISOString())
    .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now.toISOString())]))
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  const claim: LeasedFiling['claim'] = {};
  claim.newest = {
    id: row.id,
    claim,
    state: row.state,
    attempts: row.attempts,
    handle: row.handle,
    lease,
    progress: ctx.sealer.open(row.body_sealed, `outbox:${row.id}`) as FilingProgress,
    record: await readAttestation(ctx, row.attestation_id),
  };
  return claim.newest;
}

/** The record of an attestation. Throws when it is missing or was changed. */
export async function readAttestation(ctx: Context, attestationId: string): Promise<AttestationRecord> {
  const row = await ctx.store.db
    .selectFrom('attestation')
    .select('body_sealed')
    .where('id', '=', attestationId)
    .executeTakeFirstOrThrow();
  return ctx.sealer.open(row.body_sealed, `attestation:${attestationId}`) as AttestationRecord;
}

/** A step of a delivery as it is saved. `nextAt` gives the claim back; without it the claim is renewed. */
export interface FilingChange {
  readonly state?: FilingState;
  readonly attempts?: number;
  readonly progress?: FilingProgress;
  readonly nextAt?: string;
  readonly events?: readonly AuditEvent[];
  readonly also?: (trx: Tx) => Promise<void>;
}

/** Saves a step, its audit records and what belongs to it in one durable transaction. Throws LeaseLost. */
export async function saveFiling(ctx: Context, filing: LeasedFiling, change: FilingChange): Promise<LeasedFiling> {
  const now = ctx.now();
  const renewed = new Date(Math.max(now.getTime() + LEASE_MS, Date.parse(filing.lease) + 1)).toISOString();
  const after: LeasedFiling = {
    ...filing,
    state: change.state ?? filing.state,
    attempts: change.attempts ?? filing.attempts,
    progress: change.progress ?? filing.progress,
    lease: renewed,
  };
  await ctx.store.transaction(async (trx) => {
    const held = await trx
      .updateTable('outbox')
      .set({
        state: after.state,
        attempts: after.attempts,
        body_sealed: ctx.sealer.seal(after.progress, `outbox:${filing.id}`),
        leased_until: change.nextAt === undefined ? renewed : null,
        ...(change.nextAt === undefined ? {} : { next_at: change.nextAt }),
        updated_at: now.toISOString(),
      })
      .where('id', '=', filing.id)
      .where('leased_until', '=', filing.lease)
      .executeTakeFirst();
    if (Number(held.numUpdatedRows) !== 1) throw new LeaseLost();
    for (const event of change.events ?? []) await appendAuditIn(trx, filing.record.tenant, now, event);
    await change.also?.(trx);
  });
  filing.claim.newest = after;
  return after;
}
