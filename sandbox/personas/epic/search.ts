import type { Bundle, BundleEntry, FhirResource, OperationOutcomeIssue } from 'fhir/r4';
import type { FhirAnswer, FhirCall } from '../../fhir/handle-request.ts';
import type { PersonaRecord } from '../persona.ts';
import type { EpicOptions } from './options.ts';
import { epicIssue, epicRefusal } from './outcomes.ts';
import type { PagingContexts } from './paging.ts';
import { postFilter } from './post-filter.ts';
import { withoutVersion } from './resource.ts';
import { categoriesOf, ignoredNotice, unknownParameters } from './search-rules.ts';

/** A search that was let through: what the plain server must not forget until its matches come back. */
export interface SearchPlan {
  readonly type: string;
  readonly patient: string | undefined;
  readonly asked: URLSearchParams;
  /** The call that came in, with its token. */
  readonly call: FhirCall;
}

/** The search as the plain server runs it: known parameters only, every match on one page. */
export function plainSearch(plan: SearchPlan): FhirCall {
  const { type, asked, call } = plan;
  const query = new URLSearchParams();
  const unknown = new Set(unknownParameters(type, asked));
  for (const [name, value] of asked) {
    if (unknown.has(name) || name === '_count' || name === '_format' || name === '_summary') continue;
    query.append(lowerFirst(name), value);
  }
  // Rule careplan-assess-plan.
  if (type === 'CarePlan' && categoriesOf(asked)[0] === 'assess-plan') query.set('category', '38717003');
  query.delete('activity-date');
  const { 'if-none-match': _version, prefer: _strict, ...headers } = call.headers;
  query.set('_count', String(EVERYTHING));
  return { ...call, method: 'GET', path: `/${type}`, query, headers, body: undefined, mostMatches: EVERYTHING };
}

const EVERYTHING = 1_000_000;

/** The plain server's matches as an Epic searchset: pages under a session id, outcome entries among the matches. */
export function epicSearchset(
  plan: SearchPlan,
  found: Bundle,
  record: PersonaRecord,
  contexts: PagingContexts,
  options: EpicOptions,
): FhirAnswer {
  const { type, asked, call } = plan;
  const self = `${record.fhirBase}/${type}?${asked.toString()}`;
  const { kept, warnings } = withhold(
    plan,
    postFilter(asked, (found.entry ?? []) as BundleEntry<FhirResource>[]),
    options,
  );
  const matches = kept.map((entry) => asEpicEntry(entry));
  const issues = [...ignoredNotice(type, unknownParameters(type, asked)), ...warnings];
  if (asked.get('_summary') === 'count') {
    return ok({
      resourceType: 'Bundle',
      type: 'searchset',
      total: matches.length,
      link: [{ relation: 'self', url: self }],
    });
  }
  const size = pageSize(asked.get('_count'), options);
  if (matches.length === 0) issues.push(epicIssue('warning', '4101'));
  return pageOf({ type, matches, offset: 0, size, self }, issues, call, record, contexts, options);
}

/** Rule paging-context: the page behind a sessionID. */
export function continuedPage(
  call: FhirCall,
  record: PersonaRecord,
  contexts: PagingContexts,
  options: EpicOptions,
): FhirAnswer {
  const context = contexts.find(call, call.query.get('sessionID') ?? '');
  if (!context) return epicRefusal('paging-context', 400, ['4113']);
  const self = `${record.fhirBase}/${context.type}?${call.query.toString()}`;
  return pageOf({ ...context, self }, [], call, record, contexts, options);
}

function pageOf(
  page: { type: string; matches: readonly BundleEntry<FhirResource>[]; offset: number; size: number; self: string },
  issues: readonly OperationOutcomeIssue[],
  call: FhirCall,
  record: PersonaRecord,
  contexts: PagingContexts,
  options: EpicOptions,
): FhirAnswer {
  const { type, matches, offset, size, self } = page;
  const end = offset + size;
  const entries: BundleEntry<FhirResource>[] = matches.slice(offset, end);
  const total = entries.filter(({ search }) => search?.mode === 'match').length;
  const link = [{ relation: 'self', url: self }];
  if (end < matches.length) {
    const id = contexts.keep(call, { ...page, offset: end }, options.pagingMs ?? 300_000);
    link.unshift({ relation: 'next', url: `${record.fhirBase}/${type}?sessionID=${id}` });
  }
  if (issues.length > 0) {
    entries.push({
      fullUrl: `urn:uuid:${crypto.randomUUID()}`,
      resource: { resourceType: 'OperationOutcome', issue: [...issues] },
      search: { mode: 'outcome' },
    });
  }
  return ok({ resourceType: 'Bundle', type: 'searchset', total, link, ...(entries.length ? { entry: entries } : {}) });
}

/** Rule part-withheld: of this patient the newest visit and one problem are not for this app. */
function withhold(
  { type, patient }: SearchPlan,
  entries: BundleEntry<FhirResource>[],
  { withheld }: EpicOptions,
): { kept: BundleEntry<FhirResource>[]; warnings: OperationOutcomeIssue[] } {
  const part = type === 'Encounter' ? 'Outside Record' : type === 'Condition' ? 'Outside Record Problems' : undefined;
  if (part === undefined || patient === undefined || patient !== withheld) return { kept: entries, warnings: [] };
  const says = `Client not authorized for ${type} - ${part}. Search results of this type have not been included.`;
  return { kept: entries.slice(0, -1), warnings: [epicIssue('warning', '59204', says)] };
}

function asEpicEntry({ fullUrl, resource, search }: BundleEntry<FhirResource>): BundleEntry<FhirResource> {
  return {
    ...(fullUrl === undefined ? {} : { link: [{ relation: 'self', url: fullUrl }], fullUrl }),
    ...(resource ? { resource: withoutVersion(resource) } : {}),
    search: search ?? { mode: 'match' },
  };
}

/** Rule page-total. */
function pageSize(count: string | null, { defaultPage = 1000 }: EpicOptions): number {
  const asked = Number(count ?? '');
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, 1000) : defaultPage;
}

/** Parameter names as the plain server spells them: Epic takes any case. */
function lowerFirst(name: string): string {
  return name.toLowerCase() === '_lastupdated' ? '_lastUpdated' : name;
}

function ok(body: Bundle): FhirAnswer {
  return { status: 200, headers: {}, body };
}
