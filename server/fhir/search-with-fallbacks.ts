import type { Dialect, Fallback } from './dialects/dialect.ts';
import type { FhirBase } from './fhir-base.ts';
import { FhirRequestError } from './fhir-request-error.ts';
import { endsReading } from './read-meanings.ts';
import type { SearchOptions, SearchResult } from './read-port.ts';
import { searchPages } from './search-pages.ts';
import type { SearchParams } from './search-params.ts';
import type { Transport } from './transport.ts';

/**
 * A search, asked again in another form where the EHR refuses it in a way that its dialect knows. Each fallback is used once at
 * most, so that the number of requests has an end. An error that means "none found" is an empty list.
 */
export async function searchWithFallbacks(
  base: FhirBase,
  transport: Transport,
  dialect: Dialect,
  resource: string,
  params: SearchParams,
  options: SearchOptions = {},
): Promise<SearchResult> {
  let asked = params;
  let left = options.fallbacks ?? [];
  for (;;) {
    try {
      return await searchPages(base, transport, dialect, resource, asked, { ...options, fallbacks: left });
    } catch (error) {
      if (!(error instanceof FhirRequestError)) throw error;
      if (error.means === 'none-found') return { resources: [], incomplete: false };
      const stops = error.means !== undefined && endsReading(error.means);
      const fallback = stops ? undefined : left.find(({ when }) => error.heard.includes(when));
      if (fallback === undefined) throw error;
      asked = changed(asked, fallback);
      left = left.filter((one) => one !== fallback);
    }
  }
}

function changed(params: SearchParams, { instead }: Fallback): SearchParams {
  const entries = Object.entries({ ...params, ...instead });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | readonly string[]] => entry[1] !== null),
  );
}
