import type { PersonaSmart } from '../personas/persona.ts';

/** Scopes of plain SMART App Launch 2.2 that are granted without a resource. */
export const CONTEXT_SCOPES = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
] as const;

/**
 * The SMART configuration, which is the OpenID configuration too. It names only what is there, and leaves out what the
 * EHR it follows leaves out.
 * @param authUrl what stands before `/oauth2/…`
 */
export function smartConfiguration(authUrl: string, fhirBase: string, smart: PersonaSmart): Record<string, unknown> {
  const grants = smart.grants ?? [...CONTEXT_SCOPES, 'patient/*.cruds', 'user/*.cruds'];
  const unlisted = new Set(smart.unlisted ?? []);
  const all: Record<string, unknown> = {
    issuer: smart.issuer(fhirBase, authUrl),
    jwks_uri: `${authUrl}/oauth2/jwks`,
    authorization_endpoint: `${authUrl}/oauth2/authorize`,
    token_endpoint: `${authUrl}/oauth2/token`,
    introspection_endpoint: `${authUrl}/oauth2/introspect`,
    revocation_endpoint: `${authUrl}/oauth2/revoke`,
    grant_types_supported: ['authorization_code', 'refresh_token'].filter((name) => !unlisted.has(name)),
    response_types_supported: ['code'],
    token_endpoint_auth_methods_supported: smart.methods,
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    scopes_supported: grants,
    capabilities: capabilities(smart, grants),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !unlisted.has(name)));
}

function capabilities(smart: PersonaSmart, grants: readonly string[]): string[] {
  const symmetric = smart.methods.some((method) => method.startsWith('client_secret'));
  const when = (holds: boolean, name: string): string[] => (holds ? [name] : []);
  return [
    'launch-ehr',
    'launch-standalone',
    'authorize-post',
    'client-public',
    ...when(smart.methods.includes('private_key_jwt'), 'client-confidential-asymmetric'),
    ...when(symmetric, 'client-confidential-symmetric'),
    'sso-openid-connect',
    'context-banner',
    'context-ehr-patient',
    'context-ehr-encounter',
    ...when(grants.includes('launch/patient'), 'context-standalone-patient'),
    ...when(smart.standaloneEncounter === true, 'context-standalone-encounter'),
    ...when(grants.includes('offline_access'), 'permission-offline'),
    ...when(grants.includes('online_access'), 'permission-online'),
    'permission-patient',
    'permission-user',
    ...when(smart.grammar !== 'v2', 'permission-v1'),
    ...when(smart.grammar !== 'v1', 'permission-v2'),
  ];
}
