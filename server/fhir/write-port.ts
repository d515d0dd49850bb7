import type { FhirJson } from './fhir-json.ts';
import type { SearchResult } from './read-port.ts';
import type { SearchParams } from './search-params.ts';

/** What the EHR answered to a create. */
export interface Created {
  /** Relative reference of the new resource, `DocumentReference/123`. */
  readonly reference: string;
  readonly versionId?: string;
  /** True when a conditional create found the resource there already. */
  readonly existed: boolean;
}

/** Writing to one EHR, and what a writer needs to learn whether a write took place. Only server/write-back imports it. */
export interface WritePort {
  readonly baseUrl: string;
  /**
   * Creates once, without a retry. `ifNoneExist` is the query of a conditional create. Throws FhirRequestError; its
   * `mayHaveHappened` says whether the EHR may hold the resource all the same.
   */
  create(resource: FhirJson, options?: { ifNoneExist?: SearchParams }): Promise<Created>;
  read(reference: string): Promise<FhirJson>;
  search(resource: string, params: SearchParams): Promise<SearchResult>;
  binaryText(url: string, contentType: string): Promise<string>;
}
