import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import type { ActiveLaunch } from './active-launch.ts';
import { changeLaunch } from './change-launch.ts';
import { findLaunch, type LaunchContext } from './launch-sessions.ts';
import { toActiveLaunch } from './to-active-launch.ts';

/**
 * Stores which visit the clinician chose for an active launch (`reference` null: none) and returns the launch as it is from
 * now on; the choice and its audit record are one transaction. The caller has made sure that the visit is this patient's.
 * A visit that the EHR named at the launch cannot be changed. Throws AppError ENCOUNTER_FIXED or SESSION_EXPIRED.
 */
export async function chooseEncounter(
  ctx: Context,
  launch: ActiveLaunch,
  reference: string | null,
): Promise<ActiveLaunch> {
  if (launch.encounterFrom === 'launch') throw new AppError('ENCOUNTER_FIXED');
  const change = ({ encounterReference: _before, ...body }: LaunchContext): LaunchContext =>
    reference === null
      ? { ...body, encounterFrom: 'none' }
      : { ...body, encounterReference: reference, encounterFrom: 'clinician' };
  const { handle } = launch;
  const stored = await changeLaunch(ctx, handle, change, {
    type: 'encounter.chosen',
    handle,
    encounter: reference === null ? 'none' : ctx.sealer.lookupKey(launch.ehr.name, reference),
  });
  const session = stored ? await findLaunch(ctx, handle) : undefined;
  const chosen = session && toActiveLaunch(ctx, session);
  if (!chosen) throw new AppError('SESSION_EXPIRED', { detail: 'launch not active' });
  return chosen;
}
