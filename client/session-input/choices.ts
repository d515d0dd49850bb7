import type { InstrumentId, RiskItem } from '../../core/chart/fact.ts';

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

/** Aspects of behaviour and mental state a clinician commonly records. None is ever filled in beforehand. */
export const ASPECTS = [
  'appearance',
  'behaviour',
  'speech',
  'mood',
  'affect',
  'thought process',
  'thought content',
  'perception',
  'orientation',
  'insight',
  'judgment',
] as const;

/** Modality chips: the value that is stored and the words of the screen. */
export const TECHNIQUE_MODALITIES: readonly (readonly [string, string])[] = [
  ['CBT', 'Cognitive behavioral'],
  ['BA', 'Behavioral activation'],
  ['DBT', 'Dialectical behavior'],
  ['MI', 'Motivational interviewing'],
  ['ACT', 'Acceptance and commitment'],
  ['EMDR', 'EMDR'],
  ['CPT_therapy', 'Cognitive processing'],
  ['PE', 'Prolonged exposure'],
  ['IPT', 'Interpersonal'],
  ['SFBT', 'Solution-focused'],
  ['problem_solving', 'Problem solving'],
  ['psychoeducation', 'Psychoeducation'],
  ['case_management', 'Case management'],
  ['crisis', 'Crisis'],
  ['family', 'Family'],
  ['assessment', 'Assessment'],
  ['planning', 'Planning'],
];

export const PROGRESS_STATUSES: readonly (readonly [string, string])[] = [
  ['started', 'Started'],
  ['partial', 'Partly met'],
  ['met', 'Met'],
  ['no_change', 'No change'],
  ['worse', 'Worse'],
];

export const INSTRUMENTS: readonly InstrumentId[] = ['PHQ-9', 'GAD-7', 'PCL-5', 'PHQ-2', 'PHQ-A', 'AUDIT-C', 'DAST-10'];

/** Service codes with the minutes they cover, `[code, words, min, max]`; null where the code is not timed. */
export const SERVICE_CODES: readonly (readonly [string, string, number | null, number | null])[] = [
  ['90791', 'Diagnostic evaluation', null, null],
  ['90832', 'Psychotherapy, 16–37 min', 16, 37],
  ['90834', 'Psychotherapy, 38–52 min', 38, 52],
  ['90837', 'Psychotherapy, 53 min or more', 53, null],
  ['90839', 'Crisis psychotherapy, 30–74 min', 30, 74],
  ['90846', 'Family therapy without the patient', null, null],
  ['90847', 'Family therapy with the patient', null, null],
  ['90853', 'Group psychotherapy', null, null],
];

/** One sentence when the minutes lie outside what the code covers; empty when they fit, or either is not known. */
export function serviceCodeHint(code: string | undefined, minutes: number | undefined): string {
  const known = SERVICE_CODES.find(([value]) => value === code);
  if (!known || minutes === undefined) return '';
  const [, , min, max] = known;
  if ((min !== null && minutes < min) || (max !== null && minutes > max)) {
    return `${minutes} minutes is outside what ${known[0]} covers.`;
  }
  return '';
}
