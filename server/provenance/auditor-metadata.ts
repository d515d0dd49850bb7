import type { CapabilityStatement } from 'fhir/r4';
import { AUDITOR_SCOPES } from './auditor-scope.ts';

/** SMART configuration of the auditors' endpoint: backend services only, nobody launches from here. */
export function smartConfiguration(base: string): Readonly<Record<string, unknown>> {
  return {
    token_endpoint: `${base}/token`,
    grant_types_supported: ['client_credentials'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    scopes_supported: [...AUDITOR_SCOPES],
    capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
  };
}

/** What the auditors' endpoint can do. */
export function capabilityStatement(base: string): CapabilityStatement {
  const search = (name: string, type: 'reference' | 'token' | 'date') => ({ name, type });
  const interaction = [{ code: 'read' as const }, { code: 'search-type' as const }];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-21',
    kind: 'instance',
    implementation: { description: 'Throughline, for auditors', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'SMART-on-FHIR',
                },
              ],
            },
          ],
        },
        resource: [
          {
            type: 'Provenance',
            interaction,
            searchParam: [
              search('target', 'reference'),
              search('patient', 'reference'),
              search('agent-role', 'token'),
              search('recorded', 'date'),
            ],
          },
          { type: 'AuditEvent', interaction, searchParam: [search('date', 'date'), search('subtype', 'token')] },
        ],
      },
    ],
  };
}
