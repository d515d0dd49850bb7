import type { Bundle } from 'fhir/r4';
import { SERVED } from './served-types.ts';

const most = 100;
const unpaged = 200;

/** Where a search stands among its pages. `asked` is what the first request asked for. */
export interface Page {
  readonly type: string;
  readonly asked: URLSearchParams;
  readonly count: number;
  readonly offset: number;
  /** Types without `_count`, and searches by `_id`, come in one piece. */
  readonly whole: boolean;
}

/** The page a search asks for; undefined if its `-pageContext` is not one of ours. */
export function pageOf(type: string, query: URLSearchParams): Page | undefined {
  const context = query.get('-pageContext');
  const opened = context === null ? { query: query.toString(), offset: 0 } : open(context);
  if (!opened) return undefined;
  const asked = new URLSearchParams(opened.query);
  const size = SERVED[type]?.page;
  const whole = size === undefined || asked.has('_id');
  const wanted = Number(asked.get('_count') ?? size ?? unpaged);
  const count = whole ? unpaged : Math.min(Number.isInteger(wanted) && wanted > 0 ? wanted : (size ?? most), most);
  return { type, asked, count, offset: opened.offset, whole };
}

/** The query that the plain server answers for this page. */
export function plainQuery({ asked, count, offset }: Page): URLSearchParams {
  const query = new URLSearchParams(asked);
  query.set('_count', String(count));
  query.set('_offset', String(offset));
  return query;
}

/**
 * A page as this EHR gives it: an opaque next link, no total but on Encounter (cerner/sandbox/encounter-12752183.json), and
 * the last entry of a page again as the first of the next one, as the record may shift between two requests (ehr.md §3.1).
 */
export function paged(bundle: Bundle, page: Page, fhirBase: string): Bundle {
  const { total = 0, link: _links, ...rest } = bundle;
  const address = `${fhirBase}/${page.type}`;
  const end = page.offset + page.count;
  const next = page.count > 1 ? end - 1 : end;
  const self = { relation: 'self', url: `${address}?${page.asked.toString()}` };
  const context = seal({ query: page.asked.toString(), offset: next });
  const more = new URLSearchParams([...page.asked, ['-pageContext', context], ['-pageDirection', 'NEXT']]);
  const link = end < total && !page.whole ? [self, { relation: 'next', url: `${address}?${more.toString()}` }] : [self];
  return { ...rest, link, ...(page.type === 'Encounter' ? { total } : {}) };
}

interface Context {
  query: string;
  offset: number;
}

function seal(context: Context): string {
  return Buffer.from(JSON.stringify(context), 'utf8').toString('base64url');
}

function open(text: string): Context | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null || !('query' in value) || !('offset' in value)) return undefined;
    const { query, offset } = value;
    return typeof query === 'string' && Number.isInteger(offset) && Number(offset) >= 0
      ? { query, offset: Number(offset) }
      : undefined;
  } catch {
    return undefined;
  }
}
