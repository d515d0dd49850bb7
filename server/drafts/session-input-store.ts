import { randomUUID } from 'node:crypto';
import { restoreSessionInput } from '../../core/chart/parse-session-input.ts';
import type { SaveSessionInput, SessionInputView } from '../../core/workspace/workspace-view.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from '../launch/active-launch.ts';
import { assertMayDraft, scopeOf } from './draft-scope.ts';

const purposeOf = (launch: ActiveLaunch): string =>
  `session-input:${launch.tenant}:${launch.patientKey}:${launch.clinicianKey}:${launch.encounterKey}`;

/** What this clinician last saved for this patient and encounter, also in an earlier launch; undefined when nothing. */
export async function findSessionInput(ctx: Context, launch: ActiveLaunch): Promise<SessionInputView | undefined> {
  const row = await ctx.store.db
    .selectFrom('session_input')
    .select(['body_sealed', 'revision', 'saved_at'])
    .where('tenant', '=', launch.tenant)
    .where('ehr', '=', launch.ehr.name)
    .where('patient_key', '=', launch.patientKey)
    .where('clinician_key', '=', launch.clinicianKey)
    .where('encounter_key', '=', launch.encounterKey)
    .executeTakeFirst();
  if (!row) return undefined;
  const stored: unknown = ctx.sealer.open(row.body_sealed, purposeOf(launch));
  // What an earlier version stored comes back as this one reads it; the row itself changes only when she saves again.
  const input = restoreSessionInput(stored, ctx.now().toISOString().slice(0, 10));
  return { input, revision: row.revision, savedAt: row.saved_at };
}

/** Saves over revision `basedOn` (0 = nothing saved yet). Throws REVISION_CONFLICT when another window saved in between. */
export async function saveSessionInput(
  ctx: Context,
  launch: ActiveLaunch,
  change: SaveSessionInput,
): Promise<SessionInputView> {
  assertMayDraft(launch);
  const savedAt = ctx.now().toISOString();
  const sealed = ctx.sealer.seal(change.input, purposeOf(launch));
  const scope = scopeOf(launch);
  const revision = change.basedOn + 1;
  await ctx.store.transaction(async (trx) => {
    if (change.basedOn === 0) {
      const made = await trx
        .insertInto('session_input')
        .values({
          id: randomUUID(),
          ...scope,
          encounter_key: launch.encounterKey,
          revision,
          body_sealed: sealed,
          saved_at: savedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant', 'ehr', 'patient_key', 'clinician_key', 'encounter_key']).doNothing(),
        )
        .executeTakeFirst();
      if (Number(made.numInsertedOrUpdatedRows) !== 1) throw new AppError('REVISION_CONFLICT');
      return;
    }
    const done = await trx
      .updateTable('session_input')
      .set({ revision, body_sealed: sealed, saved_at: savedAt })
      .where('tenant', '=', scope.tenant)
      .where('ehr', '=', scope.ehr)
      .where('patient_key', '=', scope.patient_key)
      .where('clinician_key', '=', scope.clinician_key)
      .where('encounter_key', '=', launch.encounterKey)
      .where('revision', '=', change.basedOn)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) !== 1) throw new AppError('REVISION_CONFLICT');
  });
  return { input: change.input, revision, savedAt };
}
