import { createHash } from 'node:crypto';
import type { PersonaSmart } from '../personas/persona.ts';
import type { ClientAuthenticator } from './client-authentication.ts';
import { sameSecret } from './client-secret.ts';
import type { RegisteredClient } from './clients.ts';
import type { Grant, GrantBook } from './grants.ts';
import type { IdentityIssuer } from './identity.ts';
import { OAuthError } from './oauth-error.ts';
import { cutScopes, type GrantedScopes, grantScopes, splitScopes } from './scopes.ts';

export interface TokenDependencies {
  authenticate: ClientAuthenticator;
  grants: GrantBook;
  identity: IdentityIssuer;
  smart: PersonaSmart;
}

type Form = Record<string, string>;

/**
 * Answers a token request: authorization_code with PKCE S256, or refresh_token.
 * @param authorization the request's Authorization header
 * @returns the SMART token response body
 * @throws OAuthError
 */
export async function answerTokenRequest(
  form: Form,
  authorization: string | undefined,
  deps: TokenDependencies,
): Promise<Record<string, unknown>> {
  const client = await deps.authenticate(form, authorization);
  if (form['grant_type'] === 'authorization_code') {
    const grant = redeemCode(form, client.id, deps.grants);
    const refresh = mayRefresh(grant, client, deps.smart)
      ? { refresh_token: deps.grants.issueRefreshToken(grant, grant.scopes) }
      : {};
    return { ...(await tokenResponse(grant, grant.scopes, deps)), ...refresh };
  }
  if (form['grant_type'] === 'refresh_token') {
    const redeemed = deps.grants.redeemRefreshToken(form['refresh_token'] ?? '', client.id);
    if (!redeemed) throw new OAuthError(400, 'invalid_grant', 'the refresh token is not valid');
    const scopes = narrowed(form['scope'], redeemed.scopes, deps.smart);
    const refresh =
      deps.smart.refresh === 'rotates' ? { refresh_token: deps.grants.issueRefreshToken(redeemed.grant, scopes) } : {};
    return { ...(await tokenResponse(redeemed.grant, scopes, deps)), ...refresh };
  }
  throw new OAuthError(400, 'unsupported_grant_type', 'use authorization_code or refresh_token');
}

function mayRefresh({ scopes }: Grant, client: RegisteredClient, { refreshFor }: PersonaSmart): boolean {
  const asked = scopes.spoken.some((scope) => scope === 'offline_access' || scope === 'online_access');
  const isConfidential = client.jwksUri !== undefined || client.secret !== undefined;
  return asked && (refreshFor === undefined || isConfidential);
}

/** RFC 6749 §6: a refresh may ask for less than was granted, never for more. */
function narrowed(asked: string | undefined, granted: GrantedScopes, smart: PersonaSmart): GrantedScopes {
  if (asked === undefined) return granted;
  const scopes = cutScopes(grantScopes(splitScopes(asked), granted.enforced, smart), granted.enforced);
  if (scopes.spoken.length === 0) throw new OAuthError(400, 'invalid_scope', 'none of the scopes was granted');
  return scopes;
}

function redeemCode(form: Form, clientId: string, grants: GrantBook): Grant {
  const grant = grants.redeemCode(form['code'] ?? '');
  if (!grant || grant.clientId !== clientId) throw new OAuthError(400, 'invalid_grant', 'the code is not valid');
  if (form['redirect_uri'] !== grant.redirectUri) throw new OAuthError(400, 'invalid_grant', 'redirect_uri differs');
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  if (!sameSecret(challenge, grant.codeChallenge)) throw new OAuthError(400, 'invalid_grant', 'code_verifier differs');
  return grant;
}

async function tokenResponse(
  grant: Grant,
  scopes: GrantedScopes,
  { grants, identity, smart }: TokenDependencies,
): Promise<Record<string, unknown>> {
  const { patient, encounter, needPatientBanner } = grant.context;
  return {
    access_token: grants.issueAccessToken(grant, scopes),
    token_type: 'Bearer',
    expires_in: grants.accessTokenSeconds,
    scope: scopes.spoken.join(' '),
    ...(scopes.spoken.includes('openid') ? { id_token: await identity.idToken(grant) } : {}),
    ...(patient === undefined ? {} : { patient }),
    ...(encounter === undefined ? {} : { encounter }),
    need_patient_banner: smart.banner === 'text' ? String(needPatientBanner) : needPatientBanner,
    ...smart.extra(grant),
  };
}
