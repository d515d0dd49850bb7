import type { Context } from '../context.ts';
import { findLaunch, saveLaunchContext } from './launch-sessions.ts';

/**
 * Puts the clinician's display name into an active launch, for EHRs whose id_token carries none: whoever may read the
 * Practitioner calls this with what the record says. False when the launch is not active or was written at the same moment.
 */
export async function nameClinician(ctx: Context, handle: string, name: string): Promise<boolean> {
  const session = await findLaunch(ctx, handle);
  if (session?.status !== 'active' || session.body.kind !== 'context') return false;
  const clinician = { ...session.body.clinician, name };
  return saveLaunchContext(ctx, handle, session.revision, { ...session.body, clinician });
}
