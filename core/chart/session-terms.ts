/** Kinds of session, in the order they are offered. Telehealth is no kind: any of them may be held by video or phone. */
export const SESSION_KINDS = ['individual', 'family', 'group', 'crisis', 'intake', 'case-management'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

/** Where a session took place that was held in person. */
export const SESSION_PLACES = ['office', 'home', 'school', 'community', 'hospital', 'other'] as const;
export type SessionPlace = (typeof SESSION_PLACES)[number];

/** Areas of life in which a circumstance may be named; each has its Z codes in ICD-10-CM Z55–Z65. */
export const CIRCUMSTANCE_DOMAINS = [
  'housing',
  'food',
  'income',
  'work',
  'education',
  'transport',
  'utilities',
  'legal',
  'violence',
  'isolation',
  'family',
  'caregiving',
  'migration',
  'other',
] as const;
export type CircumstanceDomain = (typeof CIRCUMSTANCE_DOMAINS)[number];

/** What became of something planned last time. */
export const HOMEWORK_OUTCOMES = ['done', 'partly', 'not-done', 'not-reviewed'] as const;
export type HomeworkOutcome = (typeof HOMEWORK_OUTCOMES)[number];

/** Parts of the history that an evaluation takes, in the order a note states them. */
export const HISTORY_AREAS = [
  'present-illness',
  'past-psychiatric',
  'substance-use',
  'medical',
  'family',
  'social',
  'trauma',
  'strengths',
  'capacity',
] as const;
export type HistoryArea = (typeof HISTORY_AREAS)[number];

/** Functions of case management (42 CFR 440.169) and what its record holds besides (42 CFR 441.18). */
export const CARE_ACTIVITIES = ['assess', 'plan', 'link', 'monitor', 'coordination', 'declined', 'timeline'] as const;
export type CareActivity = (typeof CARE_ACTIVITIES)[number];

/** Things said of a session that belong to its kind or its code. */
export const SESSION_DETAILS = [
  'telehealth-consent',
  'clinician-location',
  'longer-because',
  'patient-absent-because',
  'group-topic',
  'group-method',
  'group-present',
  'group-co-facilitator',
  'crisis-state',
  'crisis-disposition',
  'crisis-resource',
] as const;
export type SessionDetail = (typeof SESSION_DETAILS)[number];

/** How the patient agreed to be seen by video or phone. */
export const TELEHEALTH_CONSENTS = ['given-today', 'on-file'] as const;
export type TelehealthConsent = (typeof TELEHEALTH_CONSENTS)[number];
