import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4';
import { SERVED, type ServedType } from './served-types.ts';

type Interaction = NonNullable<CapabilityStatementRestResource['interaction']>[number]['code'];

/** In the shape of cerner/cerner-capability-statement-r4-secure.json: a publisher and no software, batch and no transaction. */
export function capabilityOf(plain: CapabilityStatement): CapabilityStatement {
  const { software: _software, implementation, rest = [], ...top } = plain;
  const url = implementation?.url;
  return {
    ...top,
    name: 'OracleHealthCapabilityStatement',
    title: 'Oracle Health Capability Statement',
    publisher: 'Oracle Health',
    description: 'A sandbox with synthetic patients that behaves as Oracle Health does; not made by Oracle',
    implementation: { description: 'Sandbox EHR, Oracle-like persona', ...(url === undefined ? {} : { url }) },
    format: ['json', 'application/fhir+json'],
    rest: rest.map((one) => ({
      ...one,
      interaction: [{ code: 'batch' as const }],
      resource: Object.entries(SERVED).map(([type, served]) => resource(type, served)),
    })),
  };
}

function resource(
  type: string,
  { letters, params, provenance, writes = [] }: ServedType,
): CapabilityStatementRestResource {
  const interactions: Interaction[] = ['read', ...(letters.includes('s') ? ['search-type' as const] : []), ...writes];
  return {
    type: type as CapabilityStatementRestResource['type'],
    interaction: interactions.map((code) => ({ code })),
    ...(writes.includes('update') ? { updateCreate: false } : {}),
    ...(params.length > 0 ? { searchParam: params.map((name) => ({ name, type: kindOf(name) })) } : {}),
    ...(type === 'Consent' ? { searchInclude: ['Consent:actor', 'Consent:patient'] } : {}),
    ...(provenance ? { searchRevInclude: ['Provenance:target'] } : {}),
  };
}

function kindOf(name: string): 'token' | 'date' | 'reference' | 'number' | 'string' {
  if (name === '_count') return 'number';
  if (/date|period|received|_lastUpdated/i.test(name)) return 'date';
  if (
    /^(patient|subject|encounter|-encounter|actor|target|practitioner|location|recipient|account|organization)$/.test(
      name,
    )
  )
    return 'reference';
  return /name|family|given|address/.test(name) ? 'string' : 'token';
}
