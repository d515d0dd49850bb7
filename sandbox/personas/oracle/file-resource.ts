import type { FhirResource } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import { assertValid } from '../../fhir/validate.ts';
import type { PersonaRecord } from '../persona.ts';
import { answer, insufficientScope, unprocessable } from './answers.ts';
import { permits } from './read.ts';

/**
 * What no write may hold, with the issue codes documented for it (cerner/cerner-problem-types.yml, ehr.md §4.2):
 * contained resources, modifier extensions, implicit rules.
 */
export function refusedParts(body: object): FhirAnswer | undefined {
  if ('implicitRules' in body) return unprocessable('note-refused-parts', 'not-supported');
  if (holdsKey(body, 'modifierExtension')) return unprocessable('note-refused-parts', 'extension');
  return 'contained' in body ? unprocessable('note-refused-parts', 'business-rule') : undefined;
}

/** Elements that this EHR does not document for a resource are refused, not ignored. */
export function hasOnly(body: object, documented: readonly string[]): boolean {
  const known = new Set(['resourceType', 'id', 'meta', 'text', 'language', ...documented]);
  return Object.keys(body).every((name) => known.has(name));
}

/** Tells whether a resource is valid R4; what is not, is refused without a cause. */
export function isValid(resource: FhirResource): boolean {
  try {
    assertValid(resource);
    return true;
  } catch {
    return false;
  }
}

/** A new id as this EHR makes them: a number, after those in use. */
export function newId(type: FhirResource['resourceType'], record: PersonaRecord): string {
  const numbers = record.all(type).map(({ id = '' }) => Number(/^(?:doc-)?(\d+)$/.exec(id)?.[1] ?? 0));
  reserved = Math.max(reserved, 206_000_000, ...numbers) + 1;
  return String(reserved);
}
let reserved = 0;

/** Files a resource as version 1 and answers as for every create: 201, no body, absolute Location, ETag (ehr.md §4.2). */
export async function file(call: FhirCall, resource: FhirResource, record: PersonaRecord): Promise<FhirAnswer> {
  if (!permits(call, 'c', resource, record)) return insufficientScope();
  const meta = { versionId: '1', lastUpdated: new Date().toISOString() };
  await record.store({ ...resource, meta: { ...securityOf(resource), ...meta } });
  const location = `${record.fhirBase}/${resource.resourceType}/${resource.id ?? ''}`;
  return answer(201, { headers: { location, etag: 'W/"1"', 'last-modified': new Date().toUTCString() } });
}

/** The labels of a resource stay with it; other metadata is the EHR's own. */
export function securityOf({ meta }: FhirResource): Pick<NonNullable<FhirResource['meta']>, 'security'> {
  return meta?.security ? { security: meta.security } : {};
}

function holdsKey(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => name === key || holdsKey(inner, key));
}
