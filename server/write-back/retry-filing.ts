import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import type { FilingFault } from './filing-store.ts';
import { findFiling } from './find-filing.ts';

/** Faults that prove that nothing of this note is in the chart. */
const NOT_IN_CHART: ReadonlySet<FilingFault | undefined> = new Set<FilingFault>([
  'WRITE_BACK_REFUSED',
  'PROFILE_INVALID',
  'ENCOUNTER_NEEDED',
  'AUTHOR_NOT_LAUNCHED',
]);

/**
 * Puts a filing that failed or waits back to work under this launch. Only a note that the EHR refused outright, or that was
 * never sent, is sent; any other is looked for first. A visit chosen since then goes with a note that needs one. A
 * filed note, or one being worked on, stays as it is. Throws DRAFT_NOT_FOUND.
 */
export async function retryFiling(ctx: Context, launch: ActiveLaunch, draftId: string): Promise<void> {
  const { row, progress } = await findFiling(ctx, launch, draftId);
  if (row.state === 'filed' || row.state === 'sent') return;
  const unsent = NOT_IN_CHART.has(progress.lastError) && !progress.sentAgain;
  const visit =
    progress.lastError === 'ENCOUNTER_NEEDED' && launch.encounterReference !== undefined
      ? { encounter: launch.encounterReference }
      : {};
  const state = row.state === 'failed' ? (unsent ? 'planned' : 'unknown') : row.state;
  const now = ctx.now().toISOString();
  await ctx.store.db
    .updateTable('outbox')
    .set({
      state,
      handle: launch.handle,
      next_at: now,
      body_sealed: ctx.sealer.seal({ ...progress, ...visit, stalled: 0 }, `outbox:${row.id}`),
      updated_at: now,
    })
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .where('updated_at', '=', row.updated_at)
    .where((where) => where.or([where('leased_until', 'is', null), where('leased_until', '<=', now)]))
    .execute();
}
