import type { PersonaSmart } from '../persona.ts';
import { EPIC_TYPES } from './types.ts';

const CONTEXT = ['openid', 'fhirUser', 'profile', 'launch', 'launch/patient', 'launch/encounter', 'offline_access'];

/**
 * Epic's authorization server (ehr.md §1, §1.1; ehr-samples/epic/epic-fhir-r4-smart-configuration.json;
 * ehr-samples/tokens/epic-token-response-ehr-launch.json). What no API of it offers is granted to no app: no create of
 * CarePlan, Goal, Provenance, Device; no online_access.
 */
export const EPIC_SMART: PersonaSmart = {
  accessTokenSeconds: 3600,
  refresh: 'keeps',
  refreshFor: 'confidential',
  banner: 'text',
  grammar: 'both',
  wildcards: false,
  grants: [
    ...CONTEXT,
    ...Object.entries(EPIC_TYPES).flatMap(([type, { letters }]) => {
      // SMART v2 writes its letters in the order cruds.
      const ordered = 'cruds'
        .split('')
        .filter((letter) => letters.includes(letter))
        .join('');
      return [`patient/${type}.${ordered}`, `user/${type}.${ordered}`];
    }),
  ],
  methods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
  ownOrigin: false,
  issuer: (_fhirBase, origin) => `${origin}/oauth2`,
  extra: ({ context }) => ({
    ...(context.patient === undefined ? {} : { '__epic.dstu2.patient': `T${context.patient}` }),
    ...(context.encounter === undefined
      ? {}
      : { location: 'epic-location', appointment: `${context.encounter}-appointment` }),
    loginDepartment: 'epic-department',
    smart_style_url: 'https://epic.sandbox.test/api/epic/2016/EDI/HTTP/style/sandbox.json',
  }),
};
