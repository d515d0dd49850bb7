import { createHash, timingSafeEqual } from 'node:crypto';
import type { ClientAuthenticator } from './client-authentication.ts';
import { accessTokenLifeSeconds, type Grant, type GrantBook } from './grants.ts';
import type { IdentityIssuer } from './identity.ts';
import { OAuthError } from './oauth-error.ts';
import { narrowScopes, splitScopes } from './scopes.ts';

export interface TokenDependencies {
  authenticate: ClientAuthenticator;
  grants: GrantBook;
  identity: IdentityIssuer;
}

type Form = Record<string, string>;

/**
 * Answers a token request: authorization_code with PKCE S256, or refresh_token with rotation.
 * @returns the SMART token response body
 * @throws OAuthError
 */
export async function answerTokenRequest(form: Form, deps: TokenDependencies): Promise<Record<string, unknown>> {
  const client = await deps.authenticate(form);
  if (form['grant_type'] === 'authorization_code') {
    const grant = redeemCode(form, client.id, deps.grants);
    return tokenResponse(grant, grant.scopes, deps);
  }
  if (form['grant_type'] === 'refresh_token') {
    const redeemed = deps.grants.redeemRefreshToken(form['refresh_token'] ?? '', client.id);
    if (!redeemed) throw new OAuthError(400, 'invalid_grant', 'the refresh token is not valid');
    const asked = form['scope'];
    const scopes = asked === undefined ? redeemed.scopes : narrowScopes(splitScopes(asked), redeemed.scopes);
    return tokenResponse(redeemed.grant, scopes, deps);
  }
  throw new OAuthError(400, 'unsupported_grant_type', 'use authorization_code or refresh_token');
}

function redeemCode(form: Form, clientId: string, grants: GrantBook): Grant {
  const grant = grants.redeemCode(form['code'] ?? '');
  if (!grant || grant.clientId !== clientId) throw new OAuthError(400, 'invalid_grant', 'the code is not valid');
  if (form['redirect_uri'] !== grant.redirectUri) throw new OAuthError(400, 'invalid_grant', 'redirect_uri differs');
  const challenge = createHash('sha256')
    .update(form['code_verifier'] ?? '')
    .digest('base64url');
  if (!sameText(challenge, grant.codeChallenge)) throw new OAuthError(400, 'invalid_grant', 'code_verifier differs');
  return grant;
}

async function tokenResponse(
  grant: Grant,
  scopes: string[],
  deps: TokenDependencies,
): Promise<Record<string, unknown>> {
  const { patient, encounter, needPatientBanner } = grant.context;
  const keepsAccess = scopes.includes('offline_access') || scopes.includes('online_access');
  return {
    access_token: deps.grants.issueAccessToken(grant, scopes),
    token_type: 'Bearer',
    expires_in: accessTokenLifeSeconds,
    scope: scopes.join(' '),
    ...(scopes.includes('openid') ? { id_token: await deps.identity.idToken(grant) } : {}),
    ...(keepsAccess ? { refresh_token: deps.grants.issueRefreshToken(grant, scopes) } : {}),
    ...(patient === undefined ? {} : { patient }),
    ...(encounter === undefined ? {} : { encounter }),
    need_patient_banner: needPatientBanner,
  };
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
