import type { PersonaSmart } from '../persona.ts';
import { GRANTABLE } from './served-types.ts';

/** The one tenant of this persona; the real ones are UUIDs in the path of every address. */
export const TENANT = 'throughline-sandbox';

const urns: Readonly<Record<string, string>> = {
  invalid_scope: 'token:empty-scopes',
  access_denied: 'invalid-launch-code',
  invalid_client: 'token:invalid-client',
};

/**
 * Oracle Health's authorization server (ehr.md §1, §1.2; cerner/cerner-smart-configuration.json,
 * tokens/cerner-token-response-ehr-launch.json). The registration of an app fixes its scope grammar; here it is v2.
 */
export const ORACLE_SMART: PersonaSmart = {
  accessTokenSeconds: 570,
  refresh: 'keeps',
  banner: 'boolean',
  grammar: 'v2',
  wildcards: false,
  grants: GRANTABLE,
  methods: ['client_secret_basic', 'private_key_jwt'],
  ownOrigin: true,
  launchError: 'access_denied',
  unlisted: ['refresh_token', 'id_token_signing_alg_values_supported', 'subject_types_supported'],
  issuer: (_fhirBase, origin) => `${origin}/oauth2/tenants/${TENANT}`,
  extra: ({ context: { practitioner } }) => ({ tenant: TENANT, user: practitioner, username: practitioner }),
  errorUri(error, origin) {
    const urn = `urn:cerner:error:authorization-server:oauth2:${urns[error] ?? error.replaceAll('_', '-')}`;
    return `${origin}/oauth2/errors/${encodeURIComponent(urn)}/instances/${crypto.randomUUID()}?tenant=${TENANT}`;
  },
};
