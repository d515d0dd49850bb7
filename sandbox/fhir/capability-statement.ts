import { globalSchema } from '@medplum/core';
import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { SERVED_TYPES } from './definitions.ts';

const hidden = new Set(['_compartment', '_project']);
const searchTypes = new Set(['string', 'token', 'reference', 'date', 'uri']);

/** The R4 CapabilityStatement of this EHR: served types, their interactions and searches, and where SMART is described. */
export function capabilityStatement(url: string, fhirBase: string, date: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Throughline sandbox EHR', version: '0.1.0' },
    implementation: { description: 'Sandbox EHR with synthetic patients', url: fhirBase },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    patchFormat: ['application/json-patch+json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          service: [
            {
              coding: [
                { system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' },
              ],
            },
          ],
          extension: [
            {
              url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
              extension: [
                { url: 'authorize', valueUri: `${url}/oauth2/authorize` },
                { url: 'token', valueUri: `${url}/oauth2/token` },
              ],
            },
          ],
        },
        interaction: [{ code: 'batch' }, { code: 'transaction' }],
        resource: SERVED_TYPES.map(served),
      },
    ],
  };
}

function served(type: (typeof SERVED_TYPES)[number]): CapabilityStatementRestResource {
  const parameters = Object.entries(globalSchema.types[type]?.searchParams ?? {})
    .filter(([code, { type: kind }]) => !hidden.has(code) && searchTypes.has(kind))
    .map(([name, { type: kind }]) => ({ name, type: kind as 'token' }));
  const codes = ['read', 'vread', 'history-instance', 'search-type', 'create', 'update', 'patch', 'delete'] as const;
  return {
    type,
    versioning: 'versioned',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    interaction: codes.map((code) => ({ code })),
    ...(parameters.length ? { searchParam: parameters } : {}),
    searchInclude: ['*'],
    searchRevInclude: ['Provenance:target'],
  };
}
