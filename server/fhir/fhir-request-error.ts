import type { MissingReason } from '../../core/chart/chart.ts';
import type { Signal } from './dialects/dialect.ts';
import type { Gap } from './read-port.ts';

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
  /** What the answer means by the EHR's dialect, where it has a word for it. */
  readonly means: MissingReason | 'none-found' | undefined;
  /** The EHR's own name for the request, where it gave one: what its support asks for. */
  readonly requestId: string | undefined;
  /** Those of the signals handed to the request that the answer gave. */
  readonly heard: readonly Signal[];

  constructor(
    kind: FhirFailureKind,
    about: {
      method: string;
      resource: string;
      status?: number | undefined;
      outcome?: readonly OutcomeCode[];
      mayHaveHappened?: boolean;
      means?: MissingReason | 'none-found' | undefined;
      requestId?: string | undefined;
      heard?: readonly Signal[];
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
    this.means = about.means;
    this.requestId = about.requestId;
    this.heard = about.heard ?? [];
  }

  /** What it leaves open in a chart. */
  get gap(): Gap {
    const reason = this.means === undefined || this.means === 'none-found' ? this.kind : this.means;
    return { reason, ...(this.status === undefined ? {} : { httpStatus: this.status }) };
  }
}
