import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors/app-error.ts';
import { allowedEndpoint } from './find-registration.ts';
import {
  endLaunch,
  findLaunch,
  type LaunchContext,
  type LaunchSession,
  type LaunchTokens,
  saveLaunchContext,
} from './launch-sessions.ts';
import { tokensFrom } from './launch-tokens.ts';
import { requestToken, type TokenAnswer, TokenRequestError } from './request-token.ts';
import { parseScopes } from './scopes.ts';

type ActiveSession = LaunchSession & { body: LaunchContext & { tokens: LaunchTokens } };

/** Longer than one token request may take, so that a claim is only taken over from a process that died. */
const CLAIM_MS = 15_000;
const WAIT_MS = 100;
/** A token refreshed this recently is not refreshed again: some EHRs answer 401 for 403, and some throttle refreshes. */
const RECENT_MS = 60_000;
const flights = new WeakMap<Context, Map<string, Promise<string>>>();

/**
 * The access token of a launch, refreshed when 70 % of its life is over, or when `rejected` (the token the EHR just refused) is
 * still the stored one and was not refreshed within the last minute. In one process all callers share one refresh; between processes a claim on the row's revision lets one
 * refresh and the others wait for its result. Throws AppError SESSION_EXPIRED, EHR_UNREACHABLE or
 * EHR_REFUSED.
 */
export async function accessToken(ctx: Context, handle: string, rejected?: string): Promise<string> {
  const session = await activeSession(ctx, handle);
  const { tokens } = session.body;
  const now = ctx.now();
  const recent = tokens.refreshedAt !== undefined && now.getTime() - Date.parse(tokens.refreshedAt) < RECENT_MS;
  const refused = tokens.accessToken === rejected && !recent;
  if (!refused && now.toISOString() < tokens.refreshAt) return tokens.accessToken;
  if (!tokens.refreshToken) {
    if (now.toISOString() >= tokens.expiresAt) throw await expire(ctx, session, 'no refresh token');
    // The launch stays: one refused read is no reason to end it while its token lives.
    if (refused) throw new AppError('SESSION_EXPIRED', { detail: 'no refresh token' });
    return tokens.accessToken;
  }
  const running = flights.get(ctx) ?? new Map<string, Promise<string>>();
  flights.set(ctx, running);
  const shared = running.get(handle);
  if (shared) return shared;
  const flight = refreshed(ctx, handle, tokens.accessToken, rejected).finally(() => running.delete(handle));
  running.set(handle, flight);
  return flight;
}

/** Claims the row and refreshes, or waits until the process that holds the claim has done so. */
async function refreshed(ctx: Context, handle: string, stale: string, rejected: string | undefined): Promise<string> {
  for (let waited = 0; waited <= CLAIM_MS; waited += WAIT_MS) {
    const session = await activeSession(ctx, handle);
    const { tokens } = session.body;
    if (tokens.accessToken !== stale) return tokens.accessToken;
    if (!tokens.refreshingUntil || tokens.refreshingUntil <= ctx.now().toISOString()) {
      const refreshingUntil = new Date(ctx.now().getTime() + CLAIM_MS).toISOString();
      const claimed = { ...session.body, tokens: { ...tokens, refreshingUntil } };
      if (await saveLaunchContext(ctx, handle, session.revision, claimed))
        return refreshClaimed(ctx, { ...session, revision: session.revision + 1, body: claimed }, rejected);
    }
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw new AppError('EHR_UNREACHABLE', { detail: 'token refresh' });
}

async function refreshClaimed(ctx: Context, session: ActiveSession, rejected: string | undefined): Promise<string> {
  const { tokens } = session.body;
  const { refreshingUntil: _released, ...unclaimed } = tokens;
  let answer: TokenAnswer;
  try {
    const ehr = ctx.ehr(session.ehr);
    const endpoint = ehr && allowedEndpoint(ehr, tokens.tokenEndpoint);
    if (!ehr || !endpoint || !tokens.refreshToken) throw new TokenRequestError('invalid_grant');
    answer = await askAgain(ctx, ehr, endpoint, tokens.refreshToken);
  } catch (error) {
    const reason = error instanceof TokenRequestError ? error.reason : 'fault';
    if (reason === 'invalid_grant') throw await expire(ctx, session, 'invalid_grant');
    await saveLaunchContext(ctx, session.handle, session.revision, { ...session.body, tokens: unclaimed });
    // An early refresh that failed costs nothing yet: the token at hand works on.
    if (tokens.accessToken !== rejected && ctx.now().toISOString() < tokens.expiresAt) return tokens.accessToken;
    throw new AppError(reason === 'unreachable' ? 'EHR_UNREACHABLE' : 'EHR_REFUSED', {
      detail: `token refresh ${reason}`,
    });
  }
  // One launch is one patient: an answer about another one ends it.
  if (answer.patient && answer.patient !== session.body.patientReference)
    throw await expire(ctx, session, 'patient changed on refresh');
  const next: LaunchContext = {
    ...session.body,
    ...(answer.scope !== undefined && { grantedScopes: parseScopes(answer.scope) }),
    tokens: {
      ...tokensFrom(ctx.now(), tokens.tokenEndpoint, answer, tokens.refreshToken),
      refreshedAt: ctx.now().toISOString(),
    },
  };
  if (!(await saveLaunchContext(ctx, session.handle, session.revision, next)))
    throw new AppError('SESSION_EXPIRED', { detail: 'launch changed during refresh' });
  return answer.accessToken;
}

function askAgain(ctx: Context, ehr: EhrRegistration, endpoint: URL, refreshToken: string): Promise<TokenAnswer> {
  return requestToken(ctx, ehr, endpoint, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

async function activeSession(ctx: Context, handle: string): Promise<ActiveSession> {
  const session = await findLaunch(ctx, handle);
  if (session?.status !== 'active' || session.body.kind !== 'context' || !session.body.tokens)
    throw new AppError('SESSION_EXPIRED', { detail: 'launch not active' });
  if (ctx.now().toISOString() >= session.expires_at) throw await expire(ctx, session, 'longest life');
  return session as ActiveSession;
}

/** Ends the launch, records why, and returns the error to throw. */
async function expire(ctx: Context, session: LaunchSession, detail: string): Promise<AppError> {
  await endLaunch(ctx, session);
  await ctx.audit(session.tenant, { type: 'access.refused', code: 'SESSION_EXPIRED', handle: session.handle, detail });
  return new AppError('SESSION_EXPIRED', { detail });
}
