import type { SearchParams } from '../read-port.ts';

/** One part of the chart, and how an EHR family is asked for it. */
export interface DialectRead {
  /** FHIR resource type; also the resource of the scope that must be granted. */
  readonly resource: string;
  /** What a clinician calls it, in lower case. */
  readonly what: string;
  /** Searches whose results are merged; `patient` is added to each. */
  readonly searches: readonly SearchParams[];
}

/** How one EHR family reads: data only. */
export interface Dialect {
  readonly name: string;
  readonly reads: readonly DialectRead[];
  /** Media types of a note's content that are read, the best first. */
  readonly noteContent: readonly string[];
}
