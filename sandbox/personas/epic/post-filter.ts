import type { BundleEntry, FhirResource } from 'fhir/r4';

/**
 * Filters that Epic applies to what its native parameters found, and that the plain server does not know: docstatus and
 * _lastUpdated of documents, issued of Observations. Included resources stay.
 */
export function postFilter(
  asked: URLSearchParams,
  entries: readonly BundleEntry<FhirResource>[],
): BundleEntry<FhirResource>[] {
  return entries.filter(({ resource, search }) => search?.mode !== 'match' || !resource || fits(resource, asked));
}

function fits(resource: FhirResource, asked: URLSearchParams): boolean {
  return [...asked].every(([name, value]) => {
    const parameter = name.toLowerCase();
    if (resource.resourceType === 'DocumentReference') {
      if (parameter === 'docstatus') return value.split(',').includes(resource.docStatus ?? '');
      if (parameter === '_lastupdated') return fitsDate(resource.meta?.lastUpdated, value);
    }
    return resource.resourceType !== 'Observation' || parameter !== 'issued' || fitsDate(resource.issued, value);
  });
}

/** The prefixes that Epic documents: eq, lt, le, gt, ge (ehr-samples/epic/epic-systems-conventions.yml). */
function fitsDate(instant: string | undefined, value: string): boolean {
  const [, prefix = 'eq', bound = ''] = /^(eq|lt|le|gt|ge)?(.+)$/.exec(value) ?? [];
  const at = Date.parse(instant ?? '');
  const start = Date.parse(bound);
  if (Number.isNaN(at) || Number.isNaN(start)) return false;
  const end = /^\d{4}-\d\d-\d\d$/.test(bound) ? start + 86_400_000 : start + 1;
  if (prefix === 'ge') return at >= start;
  if (prefix === 'gt') return at >= end;
  if (prefix === 'le') return at < end;
  return prefix === 'lt' ? at < start : at >= start && at < end;
}
