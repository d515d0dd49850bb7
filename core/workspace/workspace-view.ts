import type { SessionInput } from '../chart/session-input.ts';
import type { Draft, FlagResolution, NoteFormat, Section } from '../documents/draft.ts';

/**
 * The shapes that pass between browser and server below `/l/<handle>/api`. JSON; times are ISO 8601.
 *
 * GET  launch                       → LaunchView
 * GET  chart                        → Chart (reads the EHR when this launch has not yet; `?again=1` reads again)
 * GET  session-input                → SessionInputView
 * PUT  session-input                SaveSessionInput → SessionInputView        409 REVISION_CONFLICT
 * GET  drafts                       → DraftSummary[] (this patient, this clinician, newest first)
 * POST drafts                       ComposeDraft → Draft
 * GET  drafts/:id                   → Draft
 * PUT  drafts/:id                   SaveDraft → Draft                          409 REVISION_CONFLICT
 * POST drafts/:id/attest            AttestDraft → FilingView                   409 DRAFT_STALE, 422 FLAGS_OPEN
 * GET  drafts/:id/filing            → FilingView
 * POST drafts/:id/filing/retry      → FilingView
 *
 * Every error is `ErrorBody` with the HTTP status of its code.
 */
export interface LaunchView {
  readonly handle: string;
  readonly ehrName: string;
  readonly patientReference: string;
  readonly encounterReference?: string;
  readonly clinician: { readonly reference: string; readonly name: string; readonly role: string };
  readonly needPatientBanner: boolean;
  /** What the granted scopes will not allow, in words: `Filing notes will not work: the EHR did not grant …`. */
  readonly notices: readonly string[];
  /** The screen's word for the patient, a setting of the registration. */
  readonly patientWord: string;
  readonly expiresAt: string;
  /** Today in the EHR's sense, `YYYY-MM-DD`. */
  readonly today: string;
}

export interface SessionInputView {
  readonly input: SessionInput;
  readonly revision: number;
  readonly savedAt?: string;
}

export interface SaveSessionInput {
  readonly input: SessionInput;
  /** The revision this change started from. */
  readonly basedOn: number;
}

export interface DraftSummary {
  readonly id: string;
  readonly kind: Draft['kind'];
  readonly format: NoteFormat;
  readonly version: number;
  readonly status: Draft['status'];
  readonly updatedAt: string;
  readonly filing?: FilingState;
}

export interface ComposeDraft {
  readonly kind: 'progress-note';
  readonly format: NoteFormat;
  readonly input: SessionInput;
}

export interface SaveDraft {
  readonly basedOn: number;
  readonly sections: readonly Section[];
  readonly resolutions: readonly FlagResolution[];
}

export interface AttestDraft {
  readonly version: number;
  /** Hash of the text that the screen showed. */
  readonly textHash: string;
}

/** planned → sent → filed; unknown: sent, and the EHR's answer never came; failed: the EHR refused. */
export type FilingState = 'planned' | 'sent' | 'filed' | 'unknown' | 'failed';

export interface FilingView {
  readonly state: FilingState;
  readonly attestedAt: string;
  readonly attester: string;
  readonly textHash: string;
  /** Set only after the read-back compared equal. */
  readonly documentReference?: string;
  readonly documentVersion?: string;
  readonly provenanceReference?: string;
  readonly filedAt?: string;
  /** What happened, what was kept, what to do next. */
  readonly message: string;
}

export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly requestId: string };
}
