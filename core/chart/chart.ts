import type { Fact } from './fact.ts';

/**
 * Why a part of the chart could not be read. `suppressed`: the EHR left out a part the clinician may not see;
 * `too-many-pages`: a limit of ours ended the paging; `break-the-glass`: the EHR wants a reason for access, given in the
 * EHR itself, and nothing more is asked of it in this launch; `merged-patient`: the record was merged into another;
 * `not-supported`: this EHR has no such resource; `come-back-later`: a quota of the EHR; `not-shown`: the EHR is known not
 * to give this part, so an empty answer proves nothing.
 */
export type MissingReason =
  | 'not-granted'
  | 'refused'
  | 'failed'
  | 'timed-out'
  | 'too-large'
  | 'unreadable'
  | 'suppressed'
  | 'too-many-pages'
  | 'break-the-glass'
  | 'merged-patient'
  | 'not-supported'
  | 'come-back-later'
  | 'not-shown';

/** One read that gave nothing usable. The screen shows it; the composer states what follows from it. */
export interface MissingRead {
  /** FHIR resource type, `Observation`. */
  readonly resource: string;
  /** What a clinician calls it: `scores`, `treatment plan`, `prior notes`. */
  readonly what: string;
  readonly reason: MissingReason;
  readonly httpStatus?: number;
}

/** A code that looks like a rating scale's and that neither LOINC nor the site's code map explains. */
export interface UnmappedCode {
  readonly system: string;
  readonly code: string;
  /** The EHR's own title, for the integrator's screen; never logged. */
  readonly title?: string;
  /** How many results carry it. */
  readonly count: number;
}

/** Everything known of one patient at one moment. `missing` empty means complete. */
export interface Chart {
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  /** When the reads were made, ISO 8601. */
  readonly readAt: string;
  /** Which dialect the EHR was read with, `epic`. */
  readonly dialect?: string;
  readonly unmapped?: readonly UnmappedCode[];
  /**
   * The parts, as a clinician calls them, whose reads still go on: they are in `missing` as `timed-out` for now, and a later
   * reading of this launch's chart has them. Absent when nothing is under way.
   */
  readonly pending?: readonly string[];
  /** How many records were left out because they are, or belong to, notes that never enter a draft. Absent when none. */
  readonly withheld?: number;
}
