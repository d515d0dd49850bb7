import { createHash, randomBytes } from 'node:crypto';
import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { sha256 } from '../storage/seal.ts';
import { discover } from './discover.ts';
import { fhirBase, findRegistration } from './find-registration.ts';
import { createLaunch, sweepLaunches } from './launch-sessions.ts';

/** What became known of a launch before it was refused: for the audit record and for the page that explains. */
export interface LaunchTrail {
  ehr?: EhrRegistration;
  handle?: string;
  /** The browser brought no pre-login cookie at all: it may block cookies inside the EHR's frame. */
  cookieMissing?: boolean;
  /** Where the EHR explains its refusal, at one of its allowed origins: for the administrator. */
  explainedAt?: string;
}

export interface StartedLaunch {
  readonly handle: string;
  /** Secret of the pre-login cookie. */
  readonly preCookie: string;
  readonly authorizeUrl: string;
}

/** How long a sign-in may take, in milliseconds. */
export const PENDING_MS = 10 * 60_000;

/**
 * Begins a launch from `iss` and, when the EHR launches, `launch` (without it: standalone, the EHR asks for the patient). Only
 * a registered issuer is ever contacted. Stores the pending launch with its audit record and returns where to send the browser.
 * Throws AppError ISSUER_UNKNOWN, BAD_REQUEST, DISCOVERY_FAILED or ENDPOINT_NOT_ALLOWED.
 */
export async function startLaunch(
  ctx: Context,
  query: Readonly<Record<string, unknown>>,
  trail: LaunchTrail,
): Promise<StartedLaunch> {
  const ehr = findRegistration(ctx.config.registrations.ehrs, query['iss']);
  if (!ehr) throw new AppError('ISSUER_UNKNOWN');
  trail.ehr = ehr;
  const launch = query['launch'];
  if (launch !== undefined && (typeof launch !== 'string' || launch === '' || launch.length > 8192))
    throw new AppError('BAD_REQUEST', { detail: 'launch' });
  const smart = await discover(ctx, ehr);
  await sweepLaunches(ctx);

  const handle = secret(16);
  const state = secret(32);
  const nonce = secret(32);
  const verifier = secret(32);
  const preCookie = secret(32);
  trail.handle = handle;
  const requestedScope = ehr.scopes
    .map((scope) => (launch === undefined && scope === 'launch' ? 'launch/patient' : scope))
    .join(' ');
  await ctx.store.transaction(async (trx) => {
    await createLaunch(
      ctx,
      trx,
      {
        handle,
        tenant: ehr.tenant,
        ehr: ehr.name,
        state_hash: sha256(state),
        pre_cookie_hash: sha256(preCookie),
        expires_at: new Date(ctx.now().getTime() + PENDING_MS).toISOString(),
      },
      { kind: 'secrets', nonce, verifier, requestedScope },
    );
    await appendAuditIn(trx, ehr.tenant, ctx.now(), { type: 'launch.started', handle, ehr: ehr.name });
  });

  const authorize = new URL(smart.authorizationEndpoint);
  const parameters = {
    response_type: 'code',
    client_id: ehr.clientId,
    redirect_uri: redirectUri(ctx),
    scope: requestedScope,
    state,
    aud: fhirBase(ehr),
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(launch !== undefined && { launch }),
  };
  for (const [name, value] of Object.entries(parameters)) authorize.searchParams.set(name, value);
  return { handle, preCookie, authorizeUrl: authorize.href };
}

/** Where the EHR sends the browser back to: from the configured address, never from a request. */
export function redirectUri(ctx: Context): string {
  return `${ctx.config.publicUrl}/callback`;
}

/** Random bytes as base64url. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
