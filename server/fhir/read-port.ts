import type { MissingReason } from '../../core/chart/chart.ts';
import type { Fallback } from './dialects/dialect.ts';
import type { FhirJson } from './fhir-json.ts';
import type { SearchParams } from './search-params.ts';

/** Why an answer is not everything. */
export interface Gap {
  readonly reason: MissingReason;
  readonly httpStatus?: number;
}

/** An entry of a result page that was not taken. `reference` is what it calls itself, or its type. */
export interface Stray {
  readonly reference: string;
  /** Not of the type asked for, or of another server by its `fullUrl`. */
  readonly reason: 'wrong-type' | 'other-server';
}

export interface SearchResult {
  /** Matches of all pages, without OperationOutcome entries, each reference once. */
  readonly resources: readonly FhirJson[];
  /** The EHR said, or the paging showed, that this is not everything. */
  readonly incomplete: boolean;
  /** Why it is incomplete. */
  readonly gaps?: readonly Gap[];
  readonly strays?: readonly Stray[];
}

/** How one request may be cut short or asked again. */
export interface ReadOptions {
  /** Ends the request, and keeps further ones from being made. */
  readonly signal?: AbortSignal;
}

export interface SearchOptions extends ReadOptions {
  readonly fallbacks?: readonly Fallback[];
  /** Most pages; absent means the dialect's limit. */
  readonly maxPages?: number;
}

/** Reading from one EHR within one launch. Every call throws FhirRequestError when there is no usable answer. */
export interface ReadPort {
  /** The FHIR base, without a trailing slash. */
  readonly baseUrl: string;
  search(resource: string, params: SearchParams, options?: SearchOptions): Promise<SearchResult>;
  /** `reference` is relative, `Patient/123`. */
  read(reference: string, options?: ReadOptions): Promise<FhirJson>;
  /** Content of an attachment by its URL (`Binary/id`, relative or below the base), decoded as `contentType` says. */
  binaryText(url: string, contentType: string, options?: ReadOptions): Promise<string>;
}
