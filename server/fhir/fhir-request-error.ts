/** How a request to an EHR ended without a usable answer. */
export type FhirFailureKind = 'refused' | 'failed' | 'timed-out' | 'too-large' | 'unreadable';

/** An issue of the EHR's OperationOutcome, codes only: its words may hold patient data. */
export interface OutcomeCode {
  readonly severity: string;
  readonly code: string;
  /** `details.coding[0].code`, the vendor's own number such as Epic's 59100. */
  readonly detail?: string;
}

/**
 * A request to the EHR that gave no usable answer. `refused`: the EHR said no (4xx) or answered by a redirect;
 * `failed`: 5xx, or no connection; the others as they say. The message names the method, the resource type and the
 * status, never a URL, an id or a word of the body.
 */
export class FhirRequestError extends Error {
  readonly kind: FhirFailureKind;
  readonly status: number | undefined;
  readonly outcome: readonly OutcomeCode[];
  /** True when the request may have been carried out all the same: it was sent, and no answer was understood. */
  readonly mayHaveHappened: boolean;

  constructor(
    kind: FhirFailureKind,
    about: {
      method: string;
      resource: string;
      status?: number | undefined;
      outcome?: readonly OutcomeCode[];
      mayHaveHappened?: boolean;
      cause?: unknown;
    },
  ) {
    super(
      `${about.method} ${about.resource}: ${kind}${about.status === undefined ? '' : ` (HTTP ${about.status})`}`,
      about.cause === undefined ? {} : { cause: about.cause },
    );
    this.name = 'FhirRequestError';
    this.kind = kind;
    this.status = about.status;
    this.outcome = about.outcome ?? [];
    this.mayHaveHappened = about.mayHaveHappened ?? false;
  }
}
