import { randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import type { AuditorRegistration } from '../config/registration.ts';
import type { Context } from '../context.ts';
import { appendAuditIn } from '../storage/audit-chain.ts';
import { sha256 } from '../storage/seal.ts';
import { grantableScopes } from './auditor-scope.ts';

/** Chain of refusals that no registration can be named for. */
export const NO_TENANT = 'none';
const LIFE_S = 300;
const LEEWAY_S = 30;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Answer of a token endpoint: RFC 6749 sections 5.1 and 5.2. */
export type TokenAnswer =
  | {
      readonly ok: true;
      readonly body: { access_token: string; token_type: 'bearer'; expires_in: number; scope: string };
    }
  | {
      readonly ok: false;
      readonly error: 'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type';
    };

/**
 * Gives a registered auditor an access token: SMART Backend Services 2.2, client_credentials with a signed assertion. The
 * token is opaque, lives five minutes and is stored as a hash. Every outcome is audited.
 */
export async function issueAuditorToken(ctx: Context, form: Readonly<Record<string, unknown>>): Promise<TokenAnswer> {
  if (form['grant_type'] !== 'client_credentials') return { ok: false, error: 'unsupported_grant_type' };
  const assertion = form['client_assertion'];
  const scopeAsked = form['scope'];
  if (form['client_assertion_type'] !== ASSERTION_TYPE || typeof assertion !== 'string' || assertion.length > 8192)
    return { ok: false, error: 'invalid_request' };
  const auditor = await auditorOf(ctx, assertion);
  if (!auditor) return { ok: false, error: 'invalid_client' };
  const scope = typeof scopeAsked === 'string' ? grantableScopes(scopeAsked) : '';
  if (scope === '') return { ok: false, error: 'invalid_scope' };
  const token = randomBytes(32).toString('base64url');
  const now = ctx.now();
  await ctx.store.transaction(async (trx) => {
    await trx.deleteFrom('auditor_token').where('expires_at', '<', now.toISOString()).execute();
    await trx
      .insertInto('auditor_token')
      .values({
        token_hash: sha256(token),
        tenant: auditor.tenant,
        auditor: auditor.clientId,
        scope,
        expires_at: new Date(now.getTime() + LIFE_S * 1000).toISOString(),
      })
      .execute();
    await appendAuditIn(trx, auditor.tenant, now, { type: 'auditor.token', auditor: auditor.clientId });
  });
  return { ok: true, body: { access_token: token, token_type: 'bearer', expires_in: LIFE_S, scope } };
}

/** The auditor whose assertion this is, or undefined, audited. */
async function auditorOf(ctx: Context, assertion: string): Promise<AuditorRegistration | undefined> {
  const named = namedIn(ctx, assertion);
  const fault = named ? await faultOf(ctx, named, assertion) : 'unknown client';
  if (fault === undefined) return named;
  await ctx.audit(named?.tenant ?? NO_TENANT, {
    type: 'auditor.refused',
    code: 'AUDITOR_REFUSED',
    ...(named ? { auditor: named.clientId } : {}),
  });
  ctx.log.info({ code: 'AUDITOR_REFUSED', reason: fault, auditor: named?.clientId }, 'assertion refused');
  return undefined;
}

function namedIn(ctx: Context, assertion: string): AuditorRegistration | undefined {
  try {
    const { iss } = decodeJwt(assertion);
    return ctx.config.registrations.auditors.find((auditor) => auditor.clientId === iss);
  } catch {
    return undefined;
  }
}

async function faultOf(ctx: Context, auditor: AuditorRegistration, assertion: string): Promise<string | undefined> {
  try {
    const { alg, kid } = decodeProtectedHeader(assertion);
    if (alg !== 'RS384' && alg !== 'ES384') return 'algorithm';
    const kty = alg === 'RS384' ? 'RSA' : 'EC';
    const keys = auditor.jwks.keys.filter((key) => kid !== undefined && key['kid'] === kid && key['kty'] === kty);
    if (keys.length !== 1) return 'key';
    const now = ctx.now();
    const { payload } = await jwtVerify(assertion, await importJWK(keys[0] as JWK, alg), {
      algorithms: [alg],
      issuer: auditor.clientId,
      subject: auditor.clientId,
      audience: `${ctx.config.publicUrl}/fhir/token`,
      requiredClaims: ['exp', 'jti'],
      clockTolerance: LEEWAY_S,
      currentDate: now,
    });
    const { exp = 0, jti } = payload;
    if (exp - now.getTime() / 1000 > 300 + LEEWAY_S) return 'lives too long';
    if (typeof jti !== 'string' || jti.length === 0 || jti.length > 512) return 'jti';
    return (await useOnce(ctx, auditor.clientId, jti, exp)) ? undefined : 'replayed';
  } catch {
    return 'signature or claims';
  }
}

/** Notes an assertion as used; false when it was used before. Kept until it could not be accepted any more. */
async function useOnce(ctx: Context, clientId: string, jti: string, exp: number): Promise<boolean> {
  const now = ctx.now().toISOString();
  await ctx.store.db.deleteFrom('used_assertion').where('expires_at', '<', now).execute();
  const inserted = await ctx.store.db
    .insertInto('used_assertion')
    .values({
      jti_hash: sha256(JSON.stringify(['auditor', clientId, jti])),
      expires_at: new Date((exp + LEEWAY_S + 1) * 1000).toISOString(),
    })
    .onConflict((conflict) => conflict.column('jti_hash').doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) === 1;
}
