import type { PersonaSmart } from '../persona.ts';

/** Epic's authorization server (ehr.md §1, §1.1; ehr-samples/epic/epic-fhir-r4-smart-configuration.json, tokens/epic-*). */
export const EPIC_SMART: PersonaSmart = {
  accessTokenSeconds: 3600,
  refresh: 'keeps',
  banner: 'text',
  grammar: 'both',
  wildcards: false,
  methods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
  ownOrigin: false,
  issuer: (_fhirBase, origin) => `${origin}/oauth2`,
  extra: () => ({}),
};
