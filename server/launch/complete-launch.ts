import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { sha256 } from '../storage/seal.ts';
import { discover, type SmartConfiguration } from './discover.ts';
import { allowedEndpoint } from './find-registration.ts';
import {
  activateLaunch,
  consumeState,
  endLaunch,
  findPending,
  type LaunchContext,
  type LaunchSecrets,
} from './launch-sessions.ts';
import { tokensFrom } from './launch-tokens.ts';
import { requestToken, type TokenAnswer, TokenRequestError } from './request-token.ts';
import { parseScopes } from './scopes.ts';
import { type LaunchTrail, redirectUri, secret } from './start-launch.ts';
import { roleOf, verifyIdToken } from './verify-id-token.ts';

export interface CompletedLaunch {
  readonly handle: string;
  /** Secret of the launch's cookie. */
  readonly cookie: string;
}

/** The longest a launch may live, in milliseconds, however busy it is. */
export const LONGEST_MS = 12 * 3_600_000;

/**
 * Finishes a launch at the callback. The state must belong to a pending launch of this browser (`preCookies` gives the values
 * it brought for a handle) and works once; whatever fails after that ends the launch. Activation and its audit record are one
 * transaction. Throws AppError LAUNCH_STATE_MISMATCH, LAUNCH_DENIED, TOKEN_REFUSED, IDENTITY_NOT_PROVEN, ROLE_NOT_PERMITTED,
 * PATIENT_NOT_GIVEN, and what discovery throws.
 */
export async function completeLaunch(
  ctx: Context,
  query: Readonly<Record<string, unknown>>,
  preCookies: (handle: string) => readonly string[],
  trail: LaunchTrail,
): Promise<CompletedLaunch> {
  const mismatch = (detail: string) => new AppError('LAUNCH_STATE_MISMATCH', { detail });
  const state = query['state'];
  if (typeof state !== 'string' || state.length > 200) throw mismatch('no state');
  const session = await findPending(ctx, sha256(state));
  const ehr = session && ctx.ehr(session.ehr);
  if (!session || !ehr || session.body.kind !== 'secrets') throw mismatch('state unknown');
  trail.ehr = ehr;
  trail.handle = session.handle;
  const cookies = preCookies(session.handle);
  trail.cookieMissing = cookies.length === 0;
  if (!cookies.some((value) => sha256(value) === session.pre_cookie_hash)) throw mismatch('other browser');
  if (ctx.now().toISOString() >= session.expires_at) throw mismatch('state expired');
  if (!(await consumeState(ctx, session))) throw mismatch('state used');
  try {
    return await activate(ctx, ehr, session.handle, session.body, query, trail);
  } catch (error) {
    await endLaunch(ctx, session);
    throw error;
  }
}

async function activate(
  ctx: Context,
  ehr: EhrRegistration,
  handle: string,
  secrets: LaunchSecrets,
  query: Readonly<Record<string, unknown>>,
  trail: LaunchTrail,
): Promise<CompletedLaunch> {
  const { error, code } = query;
  if (error !== undefined) {
    explain(ehr, trail, query['error_uri']);
    throw new AppError('LAUNCH_DENIED', { detail: oauthCode(error) });
  }
  const smart = await discover(ctx, ehr);
  // RFC 9207: an answer of another issuer than the one asked is a mix-up, whatever else it brings.
  if (query['iss'] === undefined ? smart.sendsIssuer : query['iss'] !== smart.issuer)
    throw new AppError('LAUNCH_STATE_MISMATCH', { detail: 'iss' });
  if (typeof code !== 'string' || code === '') throw new AppError('LAUNCH_DENIED', { detail: 'no code' });
  const token = await exchange(ctx, ehr, smart, secrets, code, trail);
  const identity = await verifyIdToken(ctx, ehr, smart, token.idToken, secrets.nonce);
  const role = roleOf(ehr, identity.reference);
  if (role !== 'clinician' && role !== 'trainee' && role !== 'supervisor') throw new AppError('ROLE_NOT_PERMITTED');
  if (!token.patient) throw patientNotGiven(smart, secrets);
  const scope = token.scope ?? secrets.requestedScope;
  const body: LaunchContext = {
    kind: 'context',
    patientReference: token.patient,
    ...(token.encounter && { encounterReference: token.encounter, encounterFrom: 'launch' as const }),
    clinician: { ...identity, role },
    needPatientBanner: token.needPatientBanner,
    grantedScopes: parseScopes(scope),
    tokens: tokensFrom(ctx.now(), smart.tokenEndpoint.href, token, undefined),
  };
  const cookie = secret(32);
  const patientKey = ctx.sealer.lookupKey(ehr.name, token.patient);
  const row = {
    cookie_hash: sha256(cookie),
    patient_key: patientKey,
    clinician_key: ctx.sealer.lookupKey(ehr.name, identity.reference),
    expires_at: new Date(ctx.now().getTime() + LONGEST_MS).toISOString(),
  };
  await ctx.store.transaction(async (trx) => {
    if (!(await activateLaunch(ctx, trx, handle, row, body)))
      throw new AppError('LAUNCH_STATE_MISMATCH', { detail: 'launch not pending' });
    await appendAuditIn(trx, ehr.tenant, ctx.now(), {
      type: 'launch.completed',
      handle,
      ehr: ehr.name,
      clinician: identity.reference,
      patient: patientKey,
      scope,
    });
  });
  return { handle, cookie };
}

/** Without a chart the EHR has to ask for the patient; one that cannot is named as the cause, not the clinician. */
function patientNotGiven(smart: SmartConfiguration, secrets: LaunchSecrets): AppError {
  if (!parseScopes(secrets.requestedScope).includes('launch/patient')) return new AppError('PATIENT_NOT_GIVEN');
  const able = smart.capabilities?.includes('context-standalone-patient') ?? true;
  return new AppError('PATIENT_NOT_GIVEN', {
    detail: able ? 'standalone' : 'standalone, not among the capabilities',
    message: able
      ? 'No patient was chosen in the EHR, so there is nothing to open. Nothing was read. Start again and choose a patient, or start Throughline from the patient’s chart.'
      : 'This EHR cannot say which patient is meant when Throughline is started outside a chart. Nothing was read. Open the patient’s chart in the EHR and start Throughline there.',
  });
}

async function exchange(
  ctx: Context,
  ehr: EhrRegistration,
  smart: SmartConfiguration,
  secrets: LaunchSecrets,
  code: string,
  trail: LaunchTrail,
): Promise<TokenAnswer> {
  try {
    return await requestToken(ctx, ehr, smart.tokenEndpoint, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(ctx),
      code_verifier: secrets.verifier,
    });
  } catch (error) {
    if (!(error instanceof TokenRequestError)) throw error;
    explain(ehr, trail, error.errorUri);
    throw new AppError('TOKEN_REFUSED', { detail: error.reason });
  }
}

/** Keeps the address at which the EHR explains an OAuth error (RFC 6749 section 4.1.2.1), if it lies with that EHR. */
function explain(ehr: EhrRegistration, trail: LaunchTrail, errorUri: unknown): void {
  const address = allowedEndpoint(ehr, errorUri);
  if (address && address.href.length <= 500) trail.explainedAt = address.href;
}

/** An OAuth error code for the audit record; free text is left out. */
function oauthCode(error: unknown): string {
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : 'error';
}
