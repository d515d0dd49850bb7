import type { Dialect } from './dialects/dialect.ts';
import type { FhirBase } from './fhir-base.ts';
import { type FhirJson, parseFhirJson } from './fhir-json.ts';
import { FhirRequestError } from './fhir-request-error.ts';
import { endsReading } from './read-meanings.ts';
import type { Gap, SearchOptions, SearchResult, Stray } from './read-port.ts';
import { readPage } from './result-page.ts';
import type { SearchParams } from './search-params.ts';
import type { Transport } from './transport.ts';

/**
 * All pages of a search. A next link is followed only below the base and never twice; where it leads elsewhere, repeats,
 * fails or goes on past the caps, what was read is returned with the gap. Where the dialect says so, an expired search begins
 * again once. The first page must succeed: its FhirRequestError is thrown. An answer that ends the reading keeps nothing.
 */
export async function searchPages(
  base: FhirBase,
  transport: Transport,
  dialect: Dialect,
  resource: string,
  params: SearchParams,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const first = base.below(`${resource}?${queryOf(params)}`);
  if (first === undefined || !/^[A-Za-z]+$/.test(resource))
    throw new FhirRequestError('refused', { method: 'GET', resource });
  const found = new Map<string, FhirJson>();
  const strays: Stray[] = [];
  const gaps: Gap[] = [];
  const visited = new Set<string>();
  const { restartPaging } = dialect;
  const maxPages = options.maxPages ?? dialect.limits.pages;
  const signals = [...(options.fallbacks ?? []).map(({ when }) => when), ...(restartPaging ? [restartPaging] : [])];
  let pages = 0;
  let restarted = false;
  for (let url: URL | undefined = first; url !== undefined; ) {
    visited.add(url.href);
    pages += 1;
    let body: FhirJson;
    try {
      const answer = await transport({ method: 'GET', url, resource, on: 'search', signals, signal: options.signal });
      body = bundleIn(answer, resource);
    } catch (error) {
      if (pages === 1 || !(error instanceof FhirRequestError)) throw error;
      if (!restarted && restartPaging && error.heard.includes(restartPaging)) {
        restarted = true;
        visited.clear();
        url = first;
        continue;
      }
      if (error.means !== undefined && error.means !== 'none-found' && endsReading(error.means)) throw error;
      gaps.push(error.gap);
      break;
    }
    const page = readPage(body, resource, base, dialect.meanings);
    const stop = page.gaps.find(endsReading);
    if (stop !== undefined) return { resources: [], incomplete: true, gaps: [{ reason: stop }], strays };
    gaps.push(...page.gaps.map((reason) => ({ reason })));
    strays.push(...page.strays.slice(0, 1_000 - strays.length));
    const all = keep(page.matches, found, dialect.limits.resources);
    if (!all) gaps.push({ reason: 'too-many-pages' });
    if (page.next === undefined || !all) break;
    const next = base.accept(page.next);
    if (next === undefined || visited.has(next.href)) gaps.push({ reason: 'failed' });
    else if (pages >= maxPages) gaps.push({ reason: 'too-many-pages' });
    else {
      url = next;
      continue;
    }
    break;
  }
  return { resources: [...found.values()], incomplete: gaps.length > 0, gaps: once(gaps), strays };
}

/** Query string in the order given. */
export function queryOf(params: SearchParams): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of typeof value === 'string' ? [value] : value) query.append(name, one);
  return query.toString();
}

function bundleIn({ bytes, status }: { bytes: Uint8Array; status: number }, resource: string): FhirJson {
  const page = parseFhirJson(bytes);
  if (page?.resourceType !== 'Bundle') throw new FhirRequestError('unreadable', { method: 'GET', resource, status });
  return page;
}

/** Adds the matches, each reference once and in its latest form; false when there are more than may be kept. */
function keep(matches: readonly FhirJson[], found: Map<string, FhirJson>, most: number): boolean {
  for (const resource of matches) {
    const id = resource['id'];
    const key = typeof id === 'string' ? `${resource.resourceType}/${id}` : `#${found.size}`;
    const known = found.get(key);
    if (known === undefined && found.size >= most) return false;
    if (known === undefined || updated(resource) >= updated(known)) found.set(key, resource);
  }
  return true;
}

function updated(resource: FhirJson): string {
  const meta = resource['meta'] as { lastUpdated?: unknown } | null | undefined;
  return typeof meta?.lastUpdated === 'string' ? meta.lastUpdated : '';
}

function once(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.reason} ${gap.httpStatus ?? ''}`, gap])).values()];
}
