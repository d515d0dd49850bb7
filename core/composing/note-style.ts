/** How a site wants its notes worded. It changes words, never which required statements a note holds. */
export interface NoteStyle {
  /** The word for the patient where no preferred name is known, and at the head: `patient`, `client`. */
  readonly patientWord: string;
  /** `brief` leaves out what the head or the chart says anyway and what did not change; risk is always whole. */
  readonly density: 'full' | 'brief';
  /** Kinds of work by their short names, `CBT`. Cognitive processing therapy is always written out: CPT also names codes. */
  readonly abbreviations: boolean;
}

/** The style where a site has said nothing. */
export const DEFAULT_STYLE: NoteStyle = { patientWord: 'patient', density: 'full', abbreviations: false };
