import { SERVED_TYPES } from '../fhir/definitions.ts';

/** An app registered with this EHR. `scopes` is the most it can be granted. */
export interface RegisteredClient {
  id: string;
  name: string;
  redirectUris: string[];
  launchUrl: string;
  jwksUri?: string;
  scopes: string[];
}

const context = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
];
const writable: Record<string, string> = {
  Binary: 'cru',
  CarePlan: 'cru',
  Communication: 'cru',
  Condition: 'cru',
  Consent: 'cru',
  Device: 'cru',
  DocumentReference: 'cru',
  Goal: 'cru',
  Observation: 'cru',
  Provenance: 'cr',
  QuestionnaireResponse: 'cru',
  ServiceRequest: 'cru',
  Task: 'cru',
};

/**
 * The apps this EHR knows.
 * @param url the sandbox's own address
 * @param appUrl Throughline's public address
 */
export function registeredClients(url: string, appUrl: string): RegisteredClient[] {
  const resources = (level: 'patient' | 'user') =>
    SERVED_TYPES.map((type) => `${level}/${type}.${writable[type] ?? 'r'}s`);
  return [
    {
      id: 'throughline',
      name: 'Throughline',
      redirectUris: [`${appUrl}/callback`],
      launchUrl: `${appUrl}/launch.html`,
      jwksUri: `${appUrl}/.well-known/jwks.json`,
      scopes: [...context, ...resources('patient'), ...resources('user')],
    },
    {
      id: 'sample-app',
      name: 'Sample app',
      redirectUris: [`${url}/sample-app/index.html`],
      launchUrl: `${url}/sample-app/launch.html`,
      scopes: [...context, ...SERVED_TYPES.flatMap((type) => [`patient/${type}.rs`, `user/${type}.rs`])],
    },
  ];
}
