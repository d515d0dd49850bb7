/** resolve: must be resolved before attesting · review: should be looked at · note: for information. */
export type FlagLevel = 'resolve' | 'review' | 'note';

/** What a flag can be; the meaning of each is in `flag-codes.ts`. */
export type FlagCode =
  | 'PHQ9_ITEM9_POSITIVE'
  | 'ITEM9_VS_VERBAL_DENIAL'
  | 'CSSRS_LOW'
  | 'CSSRS_MODERATE'
  | 'CSSRS_HIGH'
  | 'RISK_NOT_ASSESSED'
  | 'SUICIDAL_IDEATION'
  | 'HOMICIDAL_IDEATION'
  | 'NSSI'
  | 'FIREARM_ACCESS'
  | 'MANDATED_REPORT_TRIGGER'
  | 'RETURN_TO_USE'
  | 'UDS_SELF_REPORT_CONFLICT'
  | 'AUDITC_POSITIVE'
  | 'SCORE_TOTAL_MISMATCH'
  | 'SCORE_NARRATIVE_MISMATCH'
  | 'SCORE_CONFLICT_SAME_DAY'
  | 'SCORE_INCOMPLETE'
  | 'SCORE_NOT_NUMERIC'
  | 'CHANGE_NOT_RELIABLE'
  | 'SCORE_RELIABLE_CHANGE'
  | 'SCORE_CSC'
  | 'PHQ9_DETERIORATION'
  | 'GAD7_DETERIORATION'
  | 'PCL5_DETERIORATION'
  | 'PHQ9_RESPONSE'
  | 'GAD7_RESPONSE'
  | 'PHQ9_REMISSION'
  | 'CPT_TIME_MISMATCH'
  | 'PLAN_REVIEW_OVERDUE'
  | 'NO_LIVE_OBJECTIVE'
  | 'REFERRAL_FOLLOWUP_OVERDUE'
  | 'AI_DRAFTING_NOT_CONSENTED'
  | 'EXTERNAL_MODEL_BLOCKED'
  | 'PART2_RECORD'
  | 'TELEHEALTH_OUT_OF_LICENCE_STATE'
  | 'THIRD_PARTY_NAMED'
  | 'DEFICIT_LANGUAGE'
  | 'VAGUE_INTERVENTION'
  | 'VAGUE_OBJECTIVE'
  | 'COPIED_TEXT'
  | 'MEDICATION_CONFLICT'
  | 'RESOLVED_DIAGNOSIS_USED'
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
