import type { SessionInput } from '../chart/session-input.ts';
import type { Draft, FlagResolution, NoteFormat, Section } from '../documents/draft.ts';

/**
 * The shapes that pass between browser and server below `/l/<handle>/api`. JSON; times are ISO 8601.
 *
 * GET  launch                       → LaunchView
 * GET  chart                        → Chart (reads the EHR when this launch has not yet; `?again=1` reads again)
 * GET  session-input                → SessionInputView
 * PUT  session-input                SaveSessionInput → SessionInputView        409 REVISION_CONFLICT
 * GET  encounters                   → EncounterList
 * PUT  encounter                    ChooseEncounter → EncounterChosen          404 ENCOUNTER_NOT_FOUND
 * GET  drafts                       → DraftSummary[] (this patient, this clinician, newest first)
 * POST drafts                       ComposeDraft → Draft                       409 ASSISTED_DRAFTING_REFUSED
 * GET  drafts/:id                   → Draft
 * PUT  drafts/:id                   SaveDraft → Draft                          409 REVISION_CONFLICT
 * POST drafts/:id/attest            AttestDraft → FilingView                   409 DRAFT_STALE, 422 FLAGS_OPEN
 * GET  drafts/:id/filing            → FilingView
 * POST drafts/:id/filing/retry      → FilingView
 * POST drafts/:id/filing/send-again → FilingView (she looked: it is not there)  409 SEND_AGAIN_NOT_OFFERED
 *
 * Every error is `ErrorBody` with the HTTP status of its code.
 */
export interface LaunchView {
  readonly handle: string;
  readonly ehrName: string;
  readonly patientReference: string;
  readonly encounterReference?: string;
  /** Who named the visit: the EHR with the launch, or the clinician here; `none`: she said that there is no visit. */
  readonly encounterFrom?: 'launch' | 'clinician' | 'none';
  /** Below the attested text this EHR gets lines that the text does not hold: who attested it, when, a reference. */
  readonly addsReferenceLine?: boolean;
  /** This EHR gets a note without security labels: it is not known to keep them. */
  readonly dropsLabels?: boolean;
  /** This EHR files a note only with a visit. */
  readonly encounterNeeded: boolean;
  readonly clinician: { readonly reference: string; readonly name: string; readonly role: string };
  readonly needPatientBanner: boolean;
  /** What the granted scopes will not allow, in words: `Filing notes will not work: the EHR did not grant …`. */
  readonly notices: readonly string[];
  /** The site asks patients for their consent before notes are drafted. Absent: it does not. */
  readonly assistedDrafting?: 'consent-required';
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

/** One visit in the chart that a note may be for. Dates are ISO 8601 text as the record holds them. */
export interface EncounterChoice {
  /** `Encounter/…`, relative to the EHR's base. */
  readonly reference: string;
  readonly start?: string;
  readonly end?: string;
  readonly type?: string;
  readonly status: string;
  /** The visit is of today: the likely one, so it comes first. */
  readonly today: boolean;
}

export interface EncounterList {
  /** Today's first, then the newest; called-off and mistaken entries left out. */
  readonly choices: readonly EncounterChoice[];
  /** Visits could not be read, or only in part. */
  readonly incomplete: boolean;
  /** Visits are still being read: asked again later, there may be more. */
  readonly pending: boolean;
}

export interface ChooseEncounter {
  /** One of the patient's visits, or null: the note is for no visit. */
  readonly reference: string | null;
  /** The draft on the screen: it goes along to the visit, if it was not begun in another. */
  readonly draft?: string;
}

export interface EncounterChosen {
  readonly launch: LaunchView;
  /** The session input of the chosen visit. */
  readonly sessionInput: SessionInputView;
  /** What became of the input entered before the choice: taken along, or left because the visit has one of its own. */
  readonly before: 'nothing' | 'carried' | 'left';
  /** The draft that was named went along to the visit. */
  readonly draftTaken: boolean;
}

/** An EHR that Throughline can be started with outside a chart: the answer of `GET /launch/ehrs` is a list of these. */
export interface StartableEhr {
  readonly name: string;
  /** FHIR base URL. */
  readonly issuer: string;
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
  /** Head and sections only: the clinician writes every sentence herself. */
  readonly plain?: boolean;
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
  /** The EHR cannot be asked any further: the clinician may look in the chart herself and have the note sent again. */
  readonly maySendAgain?: boolean;
}

export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly requestId: string };
}
