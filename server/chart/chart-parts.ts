import type { SiteCodeMap } from '../../core/chart/site-code-map.ts';
import type { Dialect, DialectRead } from '../fhir/dialects/dialect.ts';
import type { ReadPort, SearchResult } from '../fhir/read-port.ts';
import type { SearchParams } from '../fhir/search-params.ts';

/** One request of a chart load. Parts of one resource and one name are told as one. */
export interface ChartPart {
  readonly resource: string;
  /** What a clinician calls it. */
  readonly what: string;
  /** Absent where this EHR cannot be asked for it. */
  readonly ask?: (signal: AbortSignal) => Promise<SearchResult>;
}

/** Whose chart, and how it is asked for. */
export interface PartsWanted {
  readonly read: ReadPort;
  readonly dialect: Dialect;
  readonly patientId: string;
  readonly encounterId?: string | undefined;
  readonly codeMap?: SiteCodeMap | undefined;
}

/** Longest list of site codes in one search: an address of 2,000 characters is safe everywhere. */
const MAX_CODES_LENGTH = 1_000;

/** Everything that is asked for in the one wave: the patient, each search of the dialect, and the visit of the launch. */
export function chartParts({ read, dialect, patientId, encounterId, codeMap }: PartsWanted): ChartPart[] {
  const one = (reference: string, resource: string, what: string): ChartPart => ({
    resource,
    what,
    ask: async (signal) => ({ resources: [await read.read(reference, { signal })], incomplete: false }),
  });
  return [
    one(`Patient/${patientId}`, 'Patient', 'patient details'),
    ...dialect.reads.flatMap(({ resource, what, ...each }): ChartPart[] => {
      if (each.searches.length === 0) return [{ resource, what }];
      const options = {
        ...(each.fallbacks === undefined ? {} : { fallbacks: each.fallbacks }),
        ...(each.maxPages === undefined ? {} : { maxPages: each.maxPages }),
      };
      return searchesOf(each, codeMap).map((params) => ({
        resource,
        what,
        ask: (signal) =>
          read.search(resource, { [dialect.patientParam]: patientId, ...params }, { ...options, signal }),
      }));
    }),
    ...(encounterId === undefined ? [] : [one(`Encounter/${encounterId}`, 'Encounter', 'this visit')]),
  ];
}

function searchesOf(
  { searches, siteCodes }: Pick<DialectRead, 'searches' | 'siteCodes'>,
  codeMap: SiteCodeMap | undefined,
): readonly SearchParams[] {
  if (!siteCodes || codeMap === undefined) return searches;
  const count = searches[0]?.['_count'];
  const page = count === undefined ? {} : { _count: count };
  return [...searches, ...lists(Object.keys(codeMap.scores)).map((code) => ({ code, ...page }))];
}

/** The codes, comma-separated, in lists of bounded length. */
function lists(codes: readonly string[]): string[] {
  const found: string[] = [];
  for (const code of codes.map((one) => one.replace(/[\\,$]/g, '\\$&'))) {
    const last = found.at(-1);
    if (last !== undefined && last.length + code.length < MAX_CODES_LENGTH) found[found.length - 1] = `${last},${code}`;
    else found.push(code);
  }
  return found;
}
