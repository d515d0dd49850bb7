import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { EPIC_TYPES } from './types.ts';

const INTERACTIONS = { c: 'create', r: 'read', s: 'search-type', u: 'update' } as const;

/** As ehr-samples/epic/epic-fhir-r4-capabilitystatement.json: software Epic, no system interactions, no versions. */
export function epicCapabilityStatement(plain: CapabilityStatement): CapabilityStatement {
  const rest = plain.rest?.[0];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    experimental: true,
    date: plain.date,
    kind: 'instance',
    instantiates: ['http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server|6.1.0'],
    software: { name: 'Epic', version: 'May 2026', releaseDate: '2026-05-11' },
    ...(plain.implementation ? { implementation: plain.implementation } : {}),
    fhirVersion: '4.0.1',
    format: ['xml', 'json'],
    rest: [
      {
        mode: 'server',
        ...(rest?.security ? { security: rest.security } : {}),
        resource: Object.entries(EPIC_TYPES).map(([type, { letters, parameters }]) =>
          resource(type, letters, parameters),
        ),
      },
    ],
  };
}

function resource(type: string, letters: string, parameters: string): CapabilityStatementRestResource {
  const codes = Object.entries(INTERACTIONS).flatMap(([letter, code]) => (letters.includes(letter) ? [{ code }] : []));
  const names = [...parameters.split(' ').filter(Boolean), '_count', '_id'];
  return {
    type: type as CapabilityStatementRestResource['type'],
    interaction: codes,
    readHistory: false,
    updateCreate: false,
    conditionalCreate: false,
    conditionalRead: 'not-supported',
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    ...(letters.includes('s')
      ? {
          searchInclude: ['*'],
          searchRevInclude: ['Provenance:target'],
          searchParam: names.map((name) => ({ name, type: kindOf(name) })),
        }
      : {}),
  };
}

function kindOf(name: string): 'date' | 'reference' | 'token' | 'string' | 'number' {
  if (name === '_count') return 'number';
  if (/date$|^date|authored|issued|period|onset|lastupdated/.test(name)) return 'date';
  if (
    /^(patient|subject|encounter|author|requester|part-of|based-on|focus|beneficiary|practitioner|organization|location)$/.test(
      name,
    )
  )
    return 'reference';
  return /^(name|family|given|address|device-name|manufacturer|model)/.test(name) ? 'string' : 'token';
}
