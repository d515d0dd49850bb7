import type { FhirJson } from './fhir-json.ts';

/** Search parameters; a list repeats the parameter (FHIR "and"). */
export type SearchParams = Readonly<Record<string, string | readonly string[]>>;

export interface SearchResult {
  /** Matches of all pages, without OperationOutcome entries, each reference once. */
  readonly resources: readonly FhirJson[];
  /** The EHR said, or the paging showed, that this is not everything. */
  readonly incomplete: boolean;
}

/** Reading from one EHR within one launch. Every call throws FhirRequestError when there is no usable answer. */
export interface ReadPort {
  /** The FHIR base, without a trailing slash. */
  readonly baseUrl: string;
  search(resource: string, params: SearchParams): Promise<SearchResult>;
  /** `reference` is relative, `Patient/123`. */
  read(reference: string): Promise<FhirJson>;
  /** Content of an attachment by its URL (`Binary/id`, relative or below the base), decoded as `contentType` says. */
  binaryText(url: string, contentType: string): Promise<string>;
}
