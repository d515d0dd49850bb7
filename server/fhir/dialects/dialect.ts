import type { MissingReason } from '../../../core/chart/chart.ts';
import type { SearchParams } from '../search-params.ts';

export type DialectId = 'generic-r4' | 'epic' | 'oracle-health' | 'medplum' | 'hapi';

/** A refusal or a warning of an EHR, described by what it answers; every member that is given must fit. */
export interface Signal {
  readonly status?: readonly number[];
  /** Only as the answer to this; absent: to either. */
  readonly on?: 'read' | 'search';
  /** FHIR's own issue type, `issue.code`: `suppressed`. */
  readonly issues?: readonly string[];
  /** `issue.details.coding[].code`, the vendor's own number: Epic's 59204. */
  readonly codes?: readonly string[];
  /** What the body is, where it is no FHIR resource: nothing at all, a page for people, or JSON of another kind. */
  readonly body?: 'empty' | 'html' | 'json';
  /**
   * Searched in diagnostics and details.text of the issue, or in the start of a body that is no FHIR resource. Those words
   * are never kept or logged.
   */
  readonly says?: RegExp;
}

/** A search that was refused in the way of `when` is asked once more, changed. `null` takes a parameter away. */
export interface Fallback {
  readonly when: Signal;
  readonly instead: Readonly<Record<string, string | readonly string[] | null>>;
  /** The line of ehr.md, or the sample, that it rests on. */
  readonly source: string;
}

/** One part of the chart, and how an EHR family is asked for it. Parts of the same name are told as one. */
export interface DialectRead {
  /** FHIR resource type; also the resource of the scope that must be granted. */
  readonly resource: string;
  /** What a clinician calls it, in lower case. */
  readonly what: string;
  /** Searches whose results are merged by reference; the patient is added to each. Empty: this EHR cannot be asked. */
  readonly searches: readonly SearchParams[];
  /** Whether a site's own result codes are asked for by further searches of `code`. */
  readonly siteCodes?: boolean;
  readonly fallbacks?: readonly Fallback[];
  /** Most pages of one search; absent means the dialect's own limit. */
  readonly maxPages?: number;
  /** What an empty answer proves: that there is nothing (default), or nothing, because this EHR is known to leave it out. */
  readonly empty?: 'none' | 'proves-nothing';
  /** What this EHR never gives, however much it answers, as a clinician calls it; always told as not shown. */
  readonly neverShows?: string;
  /** The lines of ehr.md, or the samples, that this read rests on. */
  readonly source?: string;
}

/** What a signal of the EHR means for the reader. */
export interface Meaning {
  readonly when: Signal;
  /** `none-found` is an empty list, `information` is passed over; the rest becomes a notice. */
  readonly means: MissingReason | 'none-found' | 'information';
  readonly source: string;
}

/** How a progress note must look for this EHR, and what it answers. The canonical note is ours; a dialect only subtracts. */
export interface NoteWriting {
  readonly contentType:
    | 'text/plain; charset=utf-8'
    | 'text/plain'
    | 'application/xhtml+xml;charset=utf-8'
    | 'text/html;charset=utf-8';
  /** What must be there before anything is sent; each has a plain message for the clinician. */
  readonly requires: readonly ('encounter' | 'period-end' | 'title' | 'creation' | 'author-is-token-user')[];
  /** Elements of the canonical note that are not sent. */
  readonly drops: readonly string[];
  /** LOINC type codes that it takes, the preferred first; absent: those of the canonical note. */
  readonly types?: readonly string[];
  readonly conditionalCreate: boolean;
  /** What a read-back can show: the very bytes, or the same words after the EHR changed the formatting. */
  readonly readBack: 'bytes' | 'words';
  /** How the note is looked for when its answer was lost. */
  readonly findBy: 'identifier' | 'reference-line';
}

/** How one EHR family takes what we file. */
export interface Writing {
  readonly note: NoteWriting;
  /** `native`: ours as it is; `minimal`: the few elements it takes; `app-only`: ours alone holds it. */
  readonly provenance: 'native' | 'minimal' | 'app-only';
  readonly device: 'native' | 'none';
  readonly carePlan: 'native' | 'document';
}

/** How one EHR family launches, reads and writes: data only. No other file names a vendor. */
export interface Dialect {
  readonly id: DialectId;
  /** As a person says it, `Oracle Health`. */
  readonly name: string;
  /**
   * Told by the issuer's host (a domain or what is below it), by `CapabilityStatement.software.name` (lower case, contained as
   * words), or, where no software is named, by its `publisher` (lower case, the whole of it).
   */
  readonly detect: {
    readonly hosts: readonly string[];
    readonly software: readonly string[];
    readonly publishers?: readonly string[];
  };
  /** Name of the search parameter that carries the patient. */
  readonly patientParam: 'patient' | 'subject';
  readonly reads: readonly DialectRead[];
  /** Media types of a note's content that are read, the best first. */
  readonly noteContent: readonly string[];
  /** Most pages, and most resources, of one search. */
  readonly limits: { readonly pages: number; readonly resources: number };
  /** What answers mean, the first that fits an issue. */
  readonly meanings: readonly Meaning[];
  /** The answer to a later page after which a search may begin again once, from its first page. */
  readonly restartPaging?: Signal;
  readonly writing: Writing;
}
