import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { EhrRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { basicCredentials } from './basic-credentials.ts';
import { asRecord, type BoundedAnswer, boundedFetch } from './bounded-fetch.ts';

/** A usable answer of a token endpoint (SMART App Launch 2.2, RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  /** Seconds, 1 to 43,200. */
  readonly expiresIn: number;
  readonly scope?: string;
  readonly patient?: string;
  readonly encounter?: string;
  readonly needPatientBanner: boolean;
}

/** Why no token came: `invalid_grant` and other OAuth codes, `unreachable` for a dead connection, `unusable` for nonsense. */
export class TokenRequestError extends Error {
  readonly reason: string;
  /** Where the EHR explains its refusal, as it came: check it before showing it. */
  readonly errorUri: unknown;
  constructor(reason: string, errorUri?: unknown) {
    super(`no token: ${reason}`);
    this.name = 'TokenRequestError';
    this.reason = reason;
    this.errorUri = errorUri;
  }
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_SECONDS = 240;
const DEFAULT_SECONDS = 3_600;
const MAX_SECONDS = 12 * 3_600;

/**
 * One token request, form-encoded, authenticated as the registration says: an ES384 client assertion (audience: the token
 * endpoint, 4 minutes, fresh jti), the client's secret in the Authorization header, or, for a public client, `client_id`.
 * `endpoint` must have passed `allowedEndpoint`: the secret goes to it and, as no redirect is followed, nowhere else. Throws TokenRequestError; nothing of the answer is in it.
 */
export async function requestToken(
  ctx: Context,
  ehr: EhrRegistration,
  endpoint: URL,
  grant: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const body = new URLSearchParams(grant);
  let authorization: string | undefined;
  if (ehr.authentication === 'public') body.set('client_id', ehr.clientId);
  else if (ehr.authentication === 'client_secret_basic') {
    const secret = ctx.config.clientSecrets.get(ehr.name);
    if (secret === undefined) throw new TokenRequestError('no_secret');
    authorization = basicCredentials(ehr.clientId, secret);
  } else {
    body.set('client_assertion_type', ASSERTION_TYPE);
    body.set('client_assertion', await clientAssertion(ctx, ehr, endpoint));
  }
  let answer: BoundedAnswer;
  try {
    answer = await boundedFetch(endpoint, { method: 'POST', body, ...(authorization && { authorization }) });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new TokenRequestError(message.startsWith('answered') ? 'unusable' : 'unreachable');
  }
  if (answer.status !== 200) throw new TokenRequestError(oauthReason(answer), asRecord(answer.body)?.['error_uri']);
  return tokenAnswerFrom(answer.body);
}

async function clientAssertion(ctx: Context, ehr: EhrRegistration, endpoint: URL): Promise<string> {
  const jwk = ctx.keyring.clientKeys[0];
  if (!jwk?.kid) throw new Error('no client key in the keys folder');
  const now = Math.floor(ctx.now().getTime() / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES384', kid: jwk.kid, typ: 'JWT' })
    .setIssuer(ehr.clientId)
    .setSubject(ehr.clientId)
    .setAudience(endpoint.href)
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_SECONDS)
    .sign(await importJWK(jwk, 'ES384'));
}

function oauthReason(answer: BoundedAnswer): string {
  const error = asRecord(answer.body)?.['error'];
  if (answer.status >= 500 || answer.status === 429) return 'unreachable';
  return typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : 'refused';
}

function tokenAnswerFrom(value: unknown): TokenAnswer {
  const body = asRecord(value) ?? {};
  const accessToken = text(body['access_token']);
  const type = text(body['token_type']);
  const expiresIn = body['expires_in'] === undefined ? DEFAULT_SECONDS : Number(body['expires_in']);
  if (!accessToken || type?.toLowerCase() !== 'bearer' || !(expiresIn > 0)) throw new TokenRequestError('unusable');
  const refreshToken = text(body['refresh_token']);
  const idToken = text(body['id_token']);
  const scope = text(body['scope']);
  const patient = resourceId('Patient', body['patient']);
  const encounter = resourceId('Encounter', body['encounter']);
  const banner = body['need_patient_banner'];
  return {
    accessToken,
    expiresIn: Math.min(expiresIn, MAX_SECONDS),
    ...(refreshToken && { refreshToken }),
    ...(idToken && { idToken }),
    ...(scope !== undefined && { scope }),
    ...(patient && { patient }),
    ...(encounter && { encounter }),
    // Some EHRs send the boolean as text. Without a word from the EHR we show the banner: that is the safe side.
    needPatientBanner: !(banner === false || (typeof banner === 'string' && banner.toLowerCase() === 'false')),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A context member as `Type/id`; undefined unless it is a FHIR id, with or without its type before it. */
function resourceId(type: 'Patient' | 'Encounter', value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const id = value.startsWith(`${type}/`) ? value.slice(type.length + 1) : value;
  return /^[A-Za-z0-9\-.]{1,64}$/.test(id) ? `${type}/${id}` : undefined;
}
