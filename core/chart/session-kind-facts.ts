import { servicesNamed } from '../services/service-table.ts';
import type { Polarity } from './fact.ts';
import type { AddFact } from './session-facts.ts';
import type { SessionInput } from './session-input.ts';
import type { HomeworkOutcome, SessionDetail } from './session-terms.ts';
import { CARE_ACTIVITIES, HISTORY_AREAS } from './session-terms.ts';

const POLARITY_OF_OUTCOME: Readonly<Record<HomeworkOutcome, Polarity>> = {
  done: 'affirmed',
  partly: 'affirmed',
  'not-done': 'denied',
  'not-reviewed': 'not-assessed',
};

const CONSENT_WORDS = { 'given-today': 'given today', 'on-file': 'on file' } as const;

/** Holds something besides marks and blanks: a dash or a point alone says nothing. */
function spoken(text: string | undefined): text is string {
  return text !== undefined && /[^\p{P}\p{Z}\p{C}]/u.test(text);
}

/** Whether this is the patient's own place in the list of those present. */
function isPatient(role: string): boolean {
  return /^(the )?(patient|client|self)$/i.test(role.trim());
}

/**
 * The roles of those who took part. Of a group session only the patient and an interpreter: the other members are counted
 * elsewhere, so that nothing of them can reach a member's note.
 */
export function rolesPresent(input: SessionInput, group: boolean): string[] {
  const roles = input.participants.filter(spoken);
  return group ? roles.filter((role) => isPatient(role) || /\binterpreter$/i.test(role.trim())) : roles;
}

/** What was reported today of circumstances, and what became of last time's homework. */
export function addReviewAndCircumstances(input: SessionInput, add: AddFact): void {
  (input.circumstances ?? []).forEach(({ domain, words }, index) => {
    if (spoken(words)) add('circumstance', `circumstances[${index}]`, { domain, words }, words);
  });
  (input.homeworkReview ?? []).forEach(({ text, outcome, words }, index) => {
    if (!spoken(text)) return;
    const value = { text, outcome, ...(spoken(words) && { words }) };
    add('homework-review', `homeworkReview[${index}]`, value, words ?? text, POLARITY_OF_OUTCOME[outcome]);
  });
}

/**
 * What belongs to the kind of session or to its code. A member that this session's kind has no use for is passed over, so
 * that a kind chosen by mistake and changed back leaves nothing in the note.
 */
export function addKindFacts(input: SessionInput, kind: SessionInput['kind'], add: AddFact): void {
  function detail(name: SessionDetail, path: string, text: string | undefined): void {
    if (spoken(text)) add('session-detail', path, { detail: name, text }, text);
  }
  rolesPresent(input, kind === 'group').forEach((role) => {
    const at = input.participants.indexOf(role);
    if (!isPatient(role)) add('participant', `participants[${at}]`, { role }, role);
  });
  if (input.modality !== 'in-person') {
    const { telehealthConsent, clinicianLocation } = input;
    detail('telehealth-consent', 'telehealthConsent', telehealthConsent && CONSENT_WORDS[telehealthConsent]);
    detail('clinician-location', 'clinicianLocation', clinicianLocation);
  }
  if (servicesNamed(input.serviceCode).some(({ code }) => code === '90837'))
    detail('longer-because', 'longerBecause', input.longerBecause);
  if (kind === 'family' && !input.participants.some(isPatient))
    detail('patient-absent-because', 'patientAbsentBecause', input.patientAbsentBecause);
  if (kind === 'group') {
    const { topic, method, present, coFacilitator } = input.group ?? {};
    detail('group-topic', 'group.topic', topic);
    detail('group-method', 'group.method', method);
    detail('group-present', 'group.present', present === undefined ? undefined : String(present));
    detail('group-co-facilitator', 'group.coFacilitator', coFacilitator);
  }
  if (kind === 'crisis') {
    const { state, disposition, resources = [] } = input.crisis ?? {};
    detail('crisis-state', 'crisis.state', state);
    resources.forEach((text, index) => detail('crisis-resource', `crisis.resources[${index}]`, text));
    detail('crisis-disposition', 'crisis.disposition', disposition);
  }
  if (kind === 'intake')
    for (const area of HISTORY_AREAS) {
      const text = input.history?.[area];
      if (spoken(text)) add('history', `history.${area}`, { area, text }, text);
    }
  if (kind === 'case-management')
    (input.careActivities ?? []).forEach(({ activity, text }, index) => {
      if (spoken(text) && CARE_ACTIVITIES.includes(activity))
        add('care-activity', `careActivities[${index}]`, { activity, text }, text);
    });
}
