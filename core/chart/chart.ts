import type { Fact } from './fact.ts';

/** Why a part of the chart could not be read. */
export type MissingReason = 'not-granted' | 'refused' | 'failed' | 'timed-out' | 'too-large' | 'unreadable';

/** One read that gave nothing usable. The screen shows it; the composer states what follows from it. */
export interface MissingRead {
  /** FHIR resource type, `Observation`. */
  readonly resource: string;
  /** What a clinician calls it: `scores`, `treatment plan`, `prior notes`. */
  readonly what: string;
  readonly reason: MissingReason;
  readonly httpStatus?: number;
}

/** Everything known of one patient at one moment. `missing` empty means complete. */
export interface Chart {
  readonly facts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  /** When the reads were made, ISO 8601. */
  readonly readAt: string;
}
