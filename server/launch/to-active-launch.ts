import type { Context } from '../context.ts';
import type { ActiveLaunch } from './active-launch.ts';
import type { LaunchSession } from './launch-sessions.ts';
import { accessToken } from './refresh.ts';

/**
 * The ActiveLaunch of a stored session, or undefined when it is not active or its EHR is not registered any more. A forced
 * `getAccessToken` refreshes only if the stored token is still the one handed out last here: after a 401 that ten requests met
 * at once, the first refreshes and the others get its result.
 */
export function toActiveLaunch(ctx: Context, session: LaunchSession): ActiveLaunch | undefined {
  const ehr = ctx.ehr(session.ehr);
  const { body } = session;
  if (!ehr || session.status !== 'active' || body.kind !== 'context') return undefined;
  let given = body.tokens?.accessToken;
  return {
    handle: session.handle,
    tenant: session.tenant,
    ehr,
    patientReference: body.patientReference,
    patientKey: ctx.sealer.lookupKey(ehr.name, body.patientReference),
    ...(body.encounterReference && { encounterReference: body.encounterReference }),
    ...(body.encounterFrom && { encounterFrom: body.encounterFrom }),
    encounterKey: encounterKey(ctx, session, body.encounterReference),
    clinician: body.clinician,
    clinicianKey: ctx.sealer.lookupKey(ehr.name, body.clinician.reference),
    needPatientBanner: body.needPatientBanner,
    grantedScopes: body.grantedScopes,
    expiresAt: session.expires_at,
    ...(body.closed && { closed: body.closed }),
    getAccessToken: async (force = false) => {
      given = await accessToken(ctx, session.handle, force ? given : undefined);
      return given;
    },
  };
}

/** What session input and drafts of one visit are found by. */
function encounterKey(
  ctx: Context,
  session: Pick<LaunchSession, 'ehr' | 'created_at'>,
  encounterReference: string | undefined,
): string {
  // Without a visit the day stands in for it, so that last week's session input is not taken for today's.
  return ctx.sealer.lookupKey(session.ehr, encounterReference ?? `no encounter ${session.created_at.slice(0, 10)}`);
}
