import type { FhirBase } from './fhir-base.ts';
import { type FhirJson, isFhirJson, parseFhirJson } from './fhir-json.ts';
import { FhirRequestError } from './fhir-request-error.ts';
import { issueCodes } from './outcome-codes.ts';
import type { SearchParams, SearchResult } from './read-port.ts';
import type { Transport } from './transport.ts';

/** Most pages of one search that are read. */
export const MAX_PAGES = 20;
/** Most resources of one search that are kept. */
export const MAX_RESOURCES = 5_000;
const PARTIAL = new Set(['59204', '59205', '4119']);

/**
 * All pages of a search. A next link is followed only below the base and never twice; where it leads elsewhere, repeats,
 * fails or goes on past the caps, what was read is returned as incomplete. The first page must succeed.
 */
export async function searchPages(
  base: FhirBase,
  transport: Transport,
  resource: string,
  params: SearchParams,
): Promise<SearchResult> {
  const first = base.below(`${resource}?${queryOf(params)}`);
  if (first === undefined || !/^[A-Za-z]+$/.test(resource))
    throw new FhirRequestError('refused', { method: 'GET', resource });
  const found = new Map<string, FhirJson>();
  const visited = new Set<string>();
  let incomplete = false;
  for (let url: URL | undefined = first; url !== undefined; ) {
    visited.add(url.href);
    let page: FhirJson;
    try {
      page = await fetchPage(transport, url, resource);
    } catch (error) {
      if (url === first) throw error;
      return { resources: [...found.values()], incomplete: true };
    }
    incomplete = collect(page, found) || incomplete;
    const link = nextLink(page);
    const next = link === undefined ? undefined : base.accept(link);
    const goesOn =
      next !== undefined && !visited.has(next.href) && visited.size < MAX_PAGES && found.size < MAX_RESOURCES;
    incomplete ||= link !== undefined && !goesOn;
    url = goesOn ? next : undefined;
  }
  return { resources: [...found.values()], incomplete };
}

/** Query string in the order given. */
export function queryOf(params: SearchParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of typeof value === 'string' ? [value] : value) query.append(name, one);
  return query.toString();
}

async function fetchPage(transport: Transport, url: URL, resource: string): Promise<FhirJson> {
  const { bytes, status } = await transport({ method: 'GET', url, resource });
  const page = parseFhirJson(bytes);
  if (page?.resourceType !== 'Bundle') throw new FhirRequestError('unreadable', { method: 'GET', resource, status });
  return page;
}

/** Adds the page's matches; true when a warning among them says that something was left out. */
function collect(page: FhirJson, found: Map<string, FhirJson>): boolean {
  let leftOut = false;
  const entries: unknown[] = Array.isArray(page['entry']) ? page['entry'] : [];
  for (const entry of entries) {
    const resource = (entry as { resource?: unknown } | null)?.resource;
    if (!isFhirJson(resource)) continue;
    if (resource.resourceType === 'OperationOutcome') leftOut ||= warns(resource);
    else if (found.size < MAX_RESOURCES) found.set(keyOf(resource, found.size), resource);
  }
  return leftOut;
}

/** Its reference, or its place where it has no id to tell it by. */
function keyOf(resource: FhirJson, place: number): string {
  return typeof resource['id'] === 'string' ? `${resource.resourceType}/${resource['id']}` : `#${place}`;
}

/** An error among the matches, or Epic's warnings that a part was not authorised or the list stopped. */
function warns(outcome: FhirJson): boolean {
  return issueCodes(outcome).some(
    ({ severity, detail }) => severity === 'error' || severity === 'fatal' || PARTIAL.has(detail ?? ''),
  );
}

function nextLink(page: FhirJson): string | undefined {
  const links: unknown[] = Array.isArray(page['link']) ? page['link'] : [];
  for (const link of links) {
    const { relation, url } = (link ?? {}) as { relation?: unknown; url?: unknown };
    if (relation === 'next' && typeof url === 'string' && url !== '') return url;
  }
  return undefined;
}
