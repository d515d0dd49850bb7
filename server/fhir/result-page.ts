import type { MissingReason } from '../../core/chart/chart.ts';
import { answeredOutcome, isOutcome } from './answered-words.ts';
import type { Meaning } from './dialects/dialect.ts';
import type { FhirBase } from './fhir-base.ts';
import { type FhirJson, isFhirJson } from './fhir-json.ts';
import { gapsInOutcome } from './read-meanings.ts';
import type { Stray } from './read-port.ts';

/** One page of search results, sorted out. */
export interface ResultPage {
  readonly matches: readonly FhirJson[];
  readonly strays: readonly Stray[];
  /** What the outcome entries tell. */
  readonly gaps: readonly MissingReason[];
  readonly next: string | undefined;
}

/** Most strays of a page that are told one by one. */
const MAX_STRAYS = 100;

/**
 * Sorts the entries of a page: matches of the type asked for; outcome entries, told by their type, whatever `search.mode`
 * says; and strays, which are not taken: other types, and resources whose `fullUrl` is on another server, where their relative
 * references would mean other resources (FHIR R4, bundle.html#references).
 */
export function readPage(page: FhirJson, resource: string, base: FhirBase, meanings: readonly Meaning[]): ResultPage {
  const matches: FhirJson[] = [];
  const strays: Stray[] = [];
  const gaps: MissingReason[] = [];
  const entries: unknown[] = Array.isArray(page['entry']) ? page['entry'] : [];
  for (const entry of entries) {
    const { resource: found, fullUrl } = (entry ?? {}) as { resource?: unknown; fullUrl?: unknown };
    if (isOutcome(found)) gaps.push(...gapsInOutcome(answeredOutcome(200, 'search', found), meanings));
    else if (isFhirJson(found)) {
      const reason =
        found.resourceType === resource ? (elsewhere(fullUrl, base) ? 'other-server' : undefined) : 'wrong-type';
      if (reason === undefined) matches.push(found);
      else if (strays.length < MAX_STRAYS) strays.push({ reference: nameOf(found), reason });
    }
  }
  return { matches, strays, gaps, next: nextLink(page) };
}

/** An http(s) address that is not below the base; http and https count as one, for proxies that end TLS. */
function elsewhere(fullUrl: unknown, base: FhirBase): boolean {
  if (typeof fullUrl !== 'string' || !/^https?:/i.test(fullUrl)) return false;
  const scheme = base.url.split(':')[0] ?? 'https';
  return base.accept(fullUrl.replace(/^https?/i, scheme)) === undefined;
}

function nameOf(found: FhirJson): string {
  const type = /^[A-Za-z]{1,40}$/.test(found.resourceType) ? found.resourceType : '';
  const id = typeof found['id'] === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(found['id']) ? found['id'] : undefined;
  return id === undefined ? type : `${type}/${id}`;
}

function nextLink(page: FhirJson): string | undefined {
  const links: unknown[] = Array.isArray(page['link']) ? page['link'] : [];
  for (const link of links) {
    const { relation, url } = (link ?? {}) as { relation?: unknown; url?: unknown };
    if (relation === 'next' && typeof url === 'string' && url !== '') return url;
  }
  return undefined;
}
