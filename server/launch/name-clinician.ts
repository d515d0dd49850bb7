import type { Context } from '../context.ts';
import { changeLaunch } from './change-launch.ts';

/**
 * Puts the clinician's display name into an active launch, for EHRs whose id_token carries none: whoever may read the
 * Practitioner calls this with what the record says. False when the launch is not active.
 */
export async function nameClinician(ctx: Context, handle: string, name: string): Promise<boolean> {
  return changeLaunch(ctx, handle, (body) => ({ ...body, clinician: { ...body.clinician, name } }));
}
