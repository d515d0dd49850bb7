import type { FhirJson } from '../fhir/fhir-json.ts';

/**
 * Whether a Patient says of itself that another record has taken its place: not active, and a link of type `replaced-by`
 * (FHIR R4, patient.html#merge).
 */
export function isMerged(resource: FhirJson): boolean {
  if (resource.resourceType !== 'Patient' || resource['active'] !== false) return false;
  const links: unknown[] = Array.isArray(resource['link']) ? resource['link'] : [];
  return links.some((link) => (link as { type?: unknown } | null)?.type === 'replaced-by');
}
