import type { ClientAuthenticator } from './client-authentication.ts';
import type { GrantBook } from './grants.ts';
import { OAuthError } from './oauth-error.ts';

export interface IntrospectDependencies {
  authenticate: ClientAuthenticator;
  grants: GrantBook;
  fhirBase: string;
  issuer: string;
}

/**
 * Answers an introspection request (RFC 7662) with the launch context echoed as in the token answer (SMART App Launch
 * 2.2). The caller authenticates, or shows a live access token of the same app. Tokens of other apps are not active to it.
 * @param authorization the request's Authorization header
 * @throws OAuthError
 */
export async function introspect(
  form: Record<string, string>,
  authorization: string | undefined,
  { authenticate, grants, fhirBase, issuer }: IntrospectDependencies,
): Promise<Record<string, unknown>> {
  const bearer = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  const caller =
    bearer === undefined
      ? (await authenticate(form, authorization)).id
      : grants.findAccessToken(bearer)?.grant.clientId;
  if (caller === undefined) throw new OAuthError(401, 'invalid_token', 'the access token is not valid');
  if (!form['token']) throw new OAuthError(400, 'invalid_request', 'token is required');
  const found = grants.findAccessToken(form['token']);
  if (!found || found.grant.clientId !== caller) return { active: false };
  const { practitioner, patient, encounter } = found.grant.context;
  return {
    active: true,
    scope: found.spoken.join(' '),
    client_id: found.grant.clientId,
    token_type: 'Bearer',
    exp: Math.floor(found.expiresAt / 1000),
    iss: issuer,
    sub: practitioner,
    ...(found.spoken.includes('fhirUser') ? { fhirUser: `${fhirBase}/Practitioner/${practitioner}` } : {}),
    ...(patient === undefined ? {} : { patient }),
    ...(encounter === undefined ? {} : { encounter }),
  };
}
