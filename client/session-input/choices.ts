import type { InstrumentId, RiskItem } from '../../core/chart/fact.ts';
import type {
  CareActivity,
  CircumstanceDomain,
  HistoryArea,
  HomeworkOutcome,
  SessionKind,
  SessionPlace,
  TelehealthConsent,
} from '../../core/chart/session-terms.ts';

/** Risk items in the order they are asked, with the words of the screen. */
export const RISK_ITEMS: readonly (readonly [RiskItem, string])[] = [
  ['suicidal-ideation', 'Suicidal ideation'],
  ['suicide-plan', 'Suicide plan'],
  ['suicide-intent', 'Suicide intent'],
  ['lethal-means', 'Access to lethal means'],
  ['self-injury', 'Self-injury'],
  ['harm-to-others', 'Harm to others'],
];

export const RISK_LEVELS = ['low', 'moderate', 'high'] as const;

export const PROGRESS_STATUSES: readonly (readonly [string, string])[] = [
  ['started', 'Started'],
  ['partial', 'Partly met'],
  ['met', 'Met'],
  ['no_change', 'No change'],
  ['worse', 'Worse'],
];

export const INSTRUMENTS: readonly InstrumentId[] = ['PHQ-9', 'GAD-7', 'PCL-5', 'PHQ-2', 'PHQ-A', 'AUDIT-C', 'DAST-10'];

export const KIND_WORDS: Readonly<Record<SessionKind, string>> = {
  individual: 'Individual',
  family: 'Family',
  group: 'Group',
  crisis: 'Crisis',
  intake: 'Intake',
  'case-management': 'Case management',
};

export const PLACE_WORDS: Readonly<Record<SessionPlace, string>> = {
  office: 'Office',
  home: 'Home',
  school: 'School',
  community: 'Community',
  hospital: 'Hospital',
  other: 'Elsewhere',
};

export const CONSENT_WORDS: Readonly<Record<TelehealthConsent, string>> = {
  'given-today': 'Given today',
  'on-file': 'On file',
};

/** Roles of others who commonly take part; any other role is typed. */
export const ROLES = ['mother', 'father', 'guardian', 'partner', 'spouse', 'sibling', 'child', 'interpreter'] as const;

export const CIRCUMSTANCE_WORDS: Readonly<Record<CircumstanceDomain, string>> = {
  housing: 'housing',
  food: 'food',
  income: 'income',
  work: 'work',
  education: 'education',
  transport: 'transport',
  utilities: 'utilities',
  legal: 'legal',
  violence: 'violence',
  isolation: 'isolation',
  family: 'family',
  caregiving: 'caregiving',
  migration: 'migration',
  other: 'other circumstance',
};

export const OUTCOME_WORDS: Readonly<Record<HomeworkOutcome, string>> = {
  done: 'Done',
  partly: 'Partly',
  'not-done': 'Not done',
  'not-reviewed': 'Not reviewed',
};

export const HISTORY_WORDS: Readonly<Record<HistoryArea, string>> = {
  'present-illness': 'present illness',
  'past-psychiatric': 'past psychiatric history',
  'substance-use': 'substance use history',
  medical: 'medical history',
  family: 'family history',
  social: 'social history',
  trauma: 'trauma history',
  strengths: 'strengths',
  capacity: 'ability to take part in treatment',
};

export const ACTIVITY_WORDS: Readonly<Record<CareActivity, string>> = {
  assess: 'assessed',
  plan: 'planned',
  link: 'linked',
  monitor: 'monitored',
  coordination: 'coordinated with',
  declined: 'declined by the patient',
  timeline: 'time line',
};

/** Modalities offered first for each kind of session; the others are in the list of the row. */
export const FIRST_MODALITIES: Readonly<Record<SessionKind, readonly string[]>> = {
  individual: ['CBT', 'BA', 'DBT', 'MI', 'ACT', 'CPT_therapy', 'PE', 'EMDR'],
  family: ['family', 'psychoeducation', 'TF-CBT', 'MI'],
  group: ['group', 'CBT', 'DBT', 'MI', 'psychoeducation'],
  crisis: ['crisis', 'DBT', 'problem_solving'],
  intake: ['assessment', 'planning', 'psychoeducation'],
  'case-management': ['case_management', 'planning', 'problem_solving'],
};
