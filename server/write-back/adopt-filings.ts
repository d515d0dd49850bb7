import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { WAITS_FOR_LAUNCH } from './filing-store.ts';

/**
 * Hands the filings that wait for a launch of this clinician with this patient over to the launch. Returns how many; they
 * are due at once. Cheap when there are none.
 */
export async function adoptFilings(ctx: Context, launch: ActiveLaunch): Promise<number> {
  // A launch that seemed to have ended and answers again, as after a failed refresh, takes its own filings back too.
  const aWhileAgo = new Date(ctx.now().getTime() - 30_000).toISOString();
  const waiting = await ctx.store.db
    .selectFrom('outbox')
    .innerJoin('attestation', 'attestation.id', 'outbox.attestation_id')
    .innerJoin('draft', 'draft.id', 'attestation.draft_id')
    .select('outbox.id')
    .where('outbox.state', 'in', ['planned', 'sent', 'unknown'])
    .where('outbox.next_at', '=', WAITS_FOR_LAUNCH)
    .where((where) =>
      where.or([where('outbox.handle', '!=', launch.handle), where('outbox.updated_at', '<=', aWhileAgo)]),
    )
    .where('outbox.tenant', '=', launch.tenant)
    .where('outbox.ehr', '=', launch.ehr.name)
    .where('draft.patient_key', '=', launch.patientKey)
    .where('draft.clinician_key', '=', launch.clinicianKey)
    .execute();
  if (waiting.length === 0) return 0;
  const adopted = await ctx.store.db
    .updateTable('outbox')
    .set({ handle: launch.handle, next_at: ctx.now().toISOString() })
    .where('next_at', '=', WAITS_FOR_LAUNCH)
    .where(
      'id',
      'in',
      waiting.map((row) => row.id),
    )
    .executeTakeFirst();
  return Number(adopted.numUpdatedRows);
}
