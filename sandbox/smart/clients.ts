import { SERVED_TYPES } from '../fhir/definitions.ts';
import { CONTEXT_SCOPES } from './discovery.ts';

/** The secret of every confidential app of the sandbox. Its patients are invented. */
export const sandboxSecret = 'sandbox-secret';

/** An app registered with this EHR. `scopes` is the most it can be granted. */
export interface RegisteredClient {
  id: string;
  name: string;
  redirectUris: string[];
  launchUrl: string;
  jwksUri?: string;
  /** For client_secret_basic and client_secret_post. */
  secret?: string;
  scopes: string[];
}

/** What an app may register for: every type that some persona answers for. */
const types = [...SERVED_TYPES, 'Appointment'];
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
  const resources = (level: 'patient' | 'user') => types.map((type) => `${level}/${type}.${writable[type] ?? 'r'}s`);
  return [
    {
      id: 'throughline',
      name: 'Throughline',
      redirectUris: [`${appUrl}/callback`],
      launchUrl: `${appUrl}/launch.html`,
      jwksUri: `${appUrl}/.well-known/jwks.json`,
      secret: sandboxSecret,
      scopes: [...CONTEXT_SCOPES, ...resources('patient'), ...resources('user')],
    },
    {
      id: 'sample-app',
      name: 'Sample app',
      redirectUris: [`${url}/sample-app/index.html`],
      launchUrl: `${url}/sample-app/launch.html`,
      scopes: [...CONTEXT_SCOPES, ...types.flatMap((type) => [`patient/${type}.rs`, `user/${type}.rs`])],
    },
  ];
}
