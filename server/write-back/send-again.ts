import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { findFiling } from './find-filing.ts';

/**
 * The clinician looked in the chart and says that the note is not there: it is sent again, after one more look. The only way
 * to a second create where the EHR keeps nothing that would stand in its way; her word goes on the audit chain. Throws
 * DRAFT_NOT_FOUND, and SEND_AGAIN_NOT_OFFERED when the filing does not wait for her, or is being worked on.
 */
export async function sendAgain(ctx: Context, launch: ActiveLaunch, draftId: string): Promise<void> {
  const { row, progress } = await findFiling(ctx, launch, draftId);
  if (row.state !== 'unknown' || progress.document || !progress.asksClinician)
    throw new AppError('SEND_AGAIN_NOT_OFFERED');
  const now = ctx.now();
  await ctx.store.transaction(async (trx) => {
    const won = await trx
      .updateTable('outbox')
      .set({
        handle: launch.handle,
        next_at: now.toISOString(),
        body_sealed: ctx.sealer.seal({ ...progress, sendAgain: true, stalled: 0 }, `outbox:${row.id}`),
        updated_at: now.toISOString(),
      })
      .where('id', '=', row.id)
      .where('state', '=', 'unknown')
      .where('updated_at', '=', row.updated_at)
      .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now.toISOString())]))
      .executeTakeFirst();
    if (Number(won.numUpdatedRows) !== 1) throw new AppError('SEND_AGAIN_NOT_OFFERED');
    await appendAuditIn(trx, launch.tenant, now, {
      type: 'filing.send-again',
      attestation: row.attestation_id,
      filing: row.id,
      clinician: launch.clinicianKey,
    });
  });
}
