import type { Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import type { Database } from '../storage/schema.ts';
import type { FilingProgress } from './filing-store.ts';

/** A filing as stored, with its progress opened. */
export interface FoundFiling {
  readonly row: Selectable<Database['outbox']>;
  readonly progress: FilingProgress;
}

/**
 * The filing of a draft that belongs to this launch's patient, clinician and EHR. Throws DRAFT_NOT_FOUND, audited, for a
 * draft of anybody else and for one that was never attested.
 */
export async function findFiling(ctx: Context, launch: ActiveLaunch, draftId: string): Promise<FoundFiling> {
  const row = await ctx.store.db
    .selectFrom('outbox')
    .innerJoin('attestation', 'attestation.id', 'outbox.attestation_id')
    .innerJoin('draft', 'draft.id', 'attestation.draft_id')
    .selectAll('outbox')
    .where('draft.id', '=', draftId)
    .where('draft.tenant', '=', launch.tenant)
    .where('draft.ehr', '=', launch.ehr.name)
    .where('draft.patient_key', '=', launch.patientKey)
    .where('draft.clinician_key', '=', launch.clinicianKey)
    .executeTakeFirst();
  if (!row) {
    await ctx.audit(launch.tenant, { type: 'access.refused', code: 'DRAFT_NOT_FOUND', handle: launch.handle });
    throw new AppError('DRAFT_NOT_FOUND');
  }
  return { row, progress: ctx.sealer.open(row.body_sealed, `outbox:${row.id}`) as FilingProgress };
}
