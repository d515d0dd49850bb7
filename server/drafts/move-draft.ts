import type { Context } from '../context.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { scopeOf } from './draft-scope.ts';

/**
 * Takes a draft that is not attested yet along to the visit the clinician chose: from the visit of `before` to that of
 * `after`. Nothing happens to a draft of another patient, clinician or visit. Answers whether it belongs
 * to the visit of `after` now; one that did already, does.
 */
export async function moveDraft(
  ctx: Context,
  before: ActiveLaunch,
  after: ActiveLaunch,
  draftId: string,
): Promise<boolean> {
  const scope = scopeOf(before);
  const moved = await ctx.store.db
    .updateTable('draft')
    .set({ encounter_key: after.encounterKey })
    .where('id', '=', draftId)
    .where('tenant', '=', scope.tenant)
    .where('ehr', '=', scope.ehr)
    .where('patient_key', '=', scope.patient_key)
    .where('clinician_key', '=', scope.clinician_key)
    .where('encounter_key', 'in', [before.encounterKey, after.encounterKey])
    .where('status', '=', 'draft')
    .executeTakeFirst();
  return Number(moved.numUpdatedRows) === 1;
}
