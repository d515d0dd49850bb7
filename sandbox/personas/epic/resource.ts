import type { FhirResource } from 'fhir/r4';

/** Rule no-versions: the resource without version and time of change; the rest of meta, labels among it, stays. */
export function withoutVersion<T extends FhirResource>(resource: T): T {
  const { meta, ...rest } = resource;
  const { versionId: _version, lastUpdated: _changed, ...kept } = meta ?? {};
  const { resourceType, id, ...elements } = rest as T;
  return { resourceType, id, ...(Object.keys(kept).length > 0 ? { meta: kept } : {}), ...elements } as unknown as T;
}

/** Id of the patient a resource is about; undefined if it is about none. */
export function patientOf(resource: FhirResource): string | undefined {
  if (resource.resourceType === 'Patient') return resource.id;
  const named = resource as unknown as Record<string, unknown>;
  for (const element of ['subject', 'patient', 'beneficiary', 'for', 'securityContext']) {
    const value = named[element];
    if (typeof value === 'object' && value !== null && 'reference' in value && typeof value.reference === 'string')
      return idOf(value.reference);
  }
  return undefined;
}

/** `pt-c1` of "Patient/pt-c1", of an address that ends so, or of the bare id. */
export function idOf(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
