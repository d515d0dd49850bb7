/** resolve: must be resolved before attesting · review: should be looked at · note: for information. */
export type FlagLevel = 'resolve' | 'review' | 'note';

/** The flags of the first release; the meaning of each is in `flag-codes.ts`. */
export type FlagCode =
  | 'PHQ9_ITEM9_POSITIVE'
  | 'ITEM9_VS_VERBAL_DENIAL'
  | 'SCORE_TOTAL_MISMATCH'
  | 'SCORE_NARRATIVE_MISMATCH'
  | 'NO_LIVE_OBJECTIVE'
  | 'RISK_NOT_ASSESSED'
  | 'CHART_INCOMPLETE'
  | 'UNSUPPORTED_STATEMENT';

/** Something the clinician must resolve, should review, or may note. */
export interface Flag {
  /** Stable for the same cause: `${code}[@about]`. */
  readonly id: string;
  readonly code: FlagCode;
  /** What it is about: an instrument, a resource type. */
  readonly about?: string;
  readonly level: FlagLevel;
  /** One plain sentence for the clinician: what was found. */
  readonly message: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  /** Sentence it points at, where there is one. */
  readonly sentenceId?: string;
  readonly facts: readonly string[];
  readonly suggestion?: string;
}
