import type { Fact, FactKind } from '../../core/chart/fact.ts';

const KINDS: Readonly<Record<FactKind, string>> = {
  patient: 'Patient',
  condition: 'Problem',
  score: 'Score',
  toxicology: 'Drug screen',
  medication: 'Medication',
  allergy: 'Allergy',
  'care-plan': 'Treatment plan',
  goal: 'Goal',
  objective: 'Objective',
  'planned-intervention': 'Planned intervention',
  encounter: 'Encounter',
  'prior-note': 'Earlier note',
  referral: 'Referral',
  consent: 'Consent',
  coverage: 'Coverage',
  session: 'Session',
  participant: 'Took part',
  'session-detail': 'Session',
  history: 'History',
  'care-activity': 'Case management',
  circumstance: 'Circumstance',
  complaint: 'Chief complaint',
  reported: 'Reported',
  observation: 'Observed',
  intervention: 'Intervention',
  response: 'Response',
  risk: 'Risk',
  'risk-summary': 'Risk summary',
  progress: 'Progress',
  homework: 'Homework',
  'homework-review': 'Homework reviewed',
  planned: 'Plan',
  'next-appointment': 'Next appointment',
  'not-assessed': 'Not assessed',
  'score-said': 'Score you mentioned',
};

/** What the screen calls a kind of Fact. */
export function kindWords(kind: FactKind): string {
  return KINDS[kind];
}

/** Where a Fact comes from, in a few words: the record, or the clinician herself. */
export function originWords(fact: Fact): string {
  return fact.source.from === 'clinician' ? 'You entered this' : 'From the chart';
}

/** A polarity worth saying; a plain affirmed fact needs no word. */
export function polarityWords(fact: Fact): string {
  if (fact.polarity === 'denied') return 'denied';
  return fact.polarity === 'not-assessed' ? 'not assessed' : '';
}
