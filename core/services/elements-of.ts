import type { Fact, FactKind, FactOf } from '../chart/fact.ts';
import type { CareActivity, HistoryArea, SessionDetail } from '../chart/session-terms.ts';
import type { ElementId } from './element-id.ts';
import { servicesNamed } from './service-table.ts';

/** One thing that a note under this code is read for, and whether the Facts hold it. */
export interface Element {
  readonly id: ElementId;
  /** In the words of a check list. */
  readonly words: string;
  readonly present: boolean;
}

/**
 * What an auditor looks for under the codes of the session, each ticked from the Facts of session and chart. Empty where no
 * known code is entered. It informs; nothing is refused for it.
 */
export function elementsOf(facts: readonly Fact[]): Element[] {
  const [session] = ofKind(facts, 'session');
  const ids = new Set(servicesNamed(session?.value.serviceCode).flatMap(({ elements }) => elements));
  return [...ids].map((id) => ({ id, words: ELEMENTS[id].words, present: ELEMENTS[id].holds(facts) }));
}

interface Check {
  readonly words: string;
  readonly holds: (facts: readonly Fact[]) => boolean;
}

function ofKind<K extends FactKind>(facts: readonly Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact) => fact.kind === kind) as unknown as FactOf<K>[];
}

function has<K extends FactKind>(kind: K, test: (fact: FactOf<K>) => boolean = () => true): Check['holds'] {
  return (facts) => ofKind(facts, kind).some((fact) => test(fact));
}

function either(...checks: readonly Check['holds'][]): Check['holds'] {
  return (facts) => checks.some((holds) => holds(facts));
}

const detail = (name: SessionDetail) => has('session-detail', ({ value }) => value.detail === name);
const history = (...areas: readonly HistoryArea[]) => has('history', ({ value }) => areas.includes(value.area));
const activity = (...names: readonly CareActivity[]) =>
  has('care-activity', ({ value }) => names.includes(value.activity));
const anyResponse = either(
  has('response'),
  has('intervention', ({ value }) => value.response !== undefined),
);
const activeDiagnosis = has(
  'condition',
  ({ value, whose, polarity }) =>
    whose === 'patient' && polarity === 'affirmed' && value.status === 'active' && value.category !== 'sdoh',
);
const suicidalIdeationAnswered = has(
  'risk',
  ({ value, polarity }) => value.item === 'suicidal-ideation' && polarity !== 'not-assessed',
);

const ELEMENTS: Readonly<Record<ElementId, Check>> = {
  time: { words: 'Start and end, or minutes', holds: has('session', ({ value }) => value.minutes !== undefined) },
  place: { words: 'Place', holds: has('session', ({ value }) => value.place !== undefined) },
  diagnosis: { words: 'Diagnosis in the chart', holds: activeDiagnosis },
  'therapy-type': {
    words: 'Type of therapy',
    holds: has('session', ({ value }) => value.kind !== undefined),
  },
  technique: { words: 'Named technique', holds: has('intervention') },
  objective: {
    words: 'Objective it served',
    holds: either(
      has('intervention', ({ value }) => value.objectiveLocalId !== undefined),
      has('progress'),
    ),
  },
  response: { words: 'Response', holds: anyResponse },
  'member-response': {
    words: 'This member’s part and response',
    holds: either(anyResponse, has('reported')),
  },
  progress: { words: 'Progress on an objective', holds: has('progress') },
  risk: { words: 'Risk: suicidal ideation answered', holds: suicidalIdeationAnswered },
  plan: { words: 'Plan', holds: either(has('planned'), has('homework')) },
  'longer-because': { words: 'Why the longer session', holds: detail('longer-because') },
  attendees: { words: 'Who attended, by relationship', holds: has('participant') },
  'patient-absent-because': { words: 'Why the patient was absent', holds: detail('patient-absent-because') },
  'group-topic': { words: 'Topic of the group', holds: detail('group-topic') },
  'group-method': { words: 'Method of the group', holds: either(detail('group-method'), has('intervention')) },
  'group-present': { words: 'Number present', holds: detail('group-present') },
  'presenting-problem': { words: 'Presenting problem', holds: either(has('complaint'), history('present-illness')) },
  'history-past': { words: 'Past psychiatric history', holds: history('past-psychiatric') },
  'history-medical': { words: 'Medical history', holds: history('medical') },
  'history-family': { words: 'Family history', holds: history('family') },
  'history-social': { words: 'Social history', holds: history('social') },
  'mental-status': { words: 'Mental status', holds: has('observation') },
  capacity: { words: 'Ability to take part in treatment', holds: history('capacity') },
  'crisis-state': { words: 'The crisis and how it came about', holds: detail('crisis-state') },
  'crisis-resource': { words: 'Resources brought in', holds: detail('crisis-resource') },
  'crisis-disposition': { words: 'Disposition', holds: detail('crisis-disposition') },
  activity: { words: 'Assessed, planned, linked or monitored', holds: activity('assess', 'plan', 'link', 'monitor') },
  declined: { words: 'Services declined, or that none was', holds: activity('declined') },
  coordination: { words: 'Coordination with other case managers', holds: activity('coordination') },
  timeline: { words: 'Time line for services and review', holds: activity('timeline') },
  'skill-or-support': {
    words: 'Skill taught or support given',
    holds: either(has('intervention'), has('care-activity')),
  },
};
