import type { Bundle, FhirResource } from 'fhir/r4';
import type { Query } from './search-request.ts';

/** A page of a search with its self link, and its next link where there is more. */
export function searchBundle(
  base: string,
  type: 'Provenance' | 'AuditEvent',
  query: Query,
  page: { readonly total: number; readonly resources: readonly FhirResource[]; readonly next?: string },
): Bundle {
  const address = (cursor?: string): string => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (name === '_cursor') continue;
      for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) params.append(name, String(one));
    }
    if (cursor !== undefined) params.append('_cursor', cursor);
    const text = params.toString();
    return `${base}/${type}${text ? `?${text}` : ''}`;
  };
  const own = query['_cursor'];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: page.total,
    link: [
      { relation: 'self', url: address(typeof own === 'string' ? own : undefined) },
      ...(page.next === undefined ? [] : [{ relation: 'next', url: address(page.next) }]),
    ],
    entry: page.resources.map((resource) => ({
      fullUrl: `${base}/${type}/${resource.id ?? ''}`,
      resource,
      search: { mode: 'match' as const },
    })),
  };
}
