import { withoutOpenSlots } from '../interventions/technique-table.ts';
import { kindOf } from '../services/service-table.ts';
import type { Fact, FactKind, FactOf, FactValues, Polarity, RiskItem } from './fact.ts';
import type { RiskAnswer, SessionInput } from './session-input.ts';
import { addKindFacts, addReviewAndCircumstances, rolesPresent } from './session-kind-facts.ts';
import { sessionMinutes } from './session-minutes.ts';

/** The risk questions in the order a note states them. */
export const RISK_ITEMS: readonly RiskItem[] = [
  'suicidal-ideation',
  'suicide-plan',
  'suicide-intent',
  'lethal-means',
  'harm-to-others',
  'self-injury',
];

const EXCERPT_LENGTH = 240;

function excerptOf(text: string): string {
  return text.length <= EXCERPT_LENGTH ? text : `${text.slice(0, EXCERPT_LENGTH - 1)}…`;
}

/** Holds something besides marks and blanks: a dash or a point alone says nothing. */
function spoken(text: string | undefined): text is string {
  return text !== undefined && /[^\p{P}\p{Z}\p{C}]/u.test(text);
}

function polarityOf(answer: RiskAnswer | undefined): Polarity {
  return answer === 'unclear' ? 'affirmed' : (answer ?? 'not-assessed');
}

/**
 * What the clinician entered, as Facts with the clinician as their source. `input.private` and the names of those who took
 * part are never read. A risk
 * question without an answer becomes a Fact of polarity `not-assessed`, so that its absence can be cited; where no
 * observation was entered, one `not-assessed` Fact stands for the mental status. Same input, same Facts, same ids.
 */
export function factsFromSession(input: SessionInput): Fact[] {
  const facts: Fact[] = [];
  function add<K extends FactKind>(
    kind: K,
    path: string,
    value: FactValues[K],
    excerpt: string,
    polarity: Polarity = 'affirmed',
  ): void {
    const fact: FactOf<K> = {
      id: `${kind}:${path}`,
      kind,
      value,
      when: input.date,
      polarity,
      whose: 'patient',
      source: { from: 'clinician', path, excerpt: excerptOf(excerpt) },
    };
    facts.push(fact as Fact);
  }
  addSession(input, add);
  input.reported.forEach((text, index) => {
    if (spoken(text)) add('reported', `reported[${index}]`, { text }, text);
  });
  addObservations(input, add);
  input.interventions.forEach(({ modality, technique: entered, objective, response }, index) => {
    const technique = withoutOpenSlots(entered);
    if (!spoken(technique)) return;
    const value = {
      technique,
      ...(spoken(modality) && { modality }),
      ...(spoken(objective) && { objectiveLocalId: objective }),
      ...(spoken(response) && { response }),
    };
    add('intervention', `interventions[${index}]`, value, technique);
  });
  if (spoken(input.response)) add('response', 'response', { text: input.response }, input.response);
  addRisk(input, add);
  input.progress.forEach(({ objective, status, evidence }, index) => {
    if (!spoken(objective) || !spoken(status)) return;
    const value = { objectiveLocalId: objective, status, ...(spoken(evidence) && { evidence }) };
    add('progress', `progress[${index}]`, value, evidence ?? status);
  });
  addReviewAndCircumstances(input, add);
  input.homework.forEach((text, index) => {
    if (spoken(text)) add('homework', `homework[${index}]`, { text }, text);
  });
  input.plan.forEach((text, index) => {
    if (spoken(text)) add('planned', `plan[${index}]`, { text }, text);
  });
  if (spoken(input.nextAppointment))
    add('next-appointment', 'nextAppointment', { date: input.nextAppointment }, input.nextAppointment);
  input.notAssessed.forEach((what, index) => {
    if (spoken(what)) add('not-assessed', `notAssessed[${index}]`, { what }, what, 'not-assessed');
  });
  input.scoresSaid.forEach((said, index) => {
    add('score-said', `scoresSaid[${index}]`, said, `${said.instrument} ${said.total}`);
  });
  return facts;
}

/** Adds one Fact of a session; its id and source are made from `path`. */
export type AddFact = <K extends FactKind>(
  kind: K,
  path: string,
  value: FactValues[K],
  excerpt: string,
  polarity?: Polarity,
) => void;

function addSession(input: SessionInput, add: AddFact): void {
  const { date, start, end, modality, place, patientLocation, language, serviceCode } = input;
  const kind = kindOf(input.kind, serviceCode);
  const minutes = sessionMinutes(input);
  const value: FactValues['session'] = {
    date,
    modality,
    participants: rolesPresent(input, kind === 'group'),
    ...(spoken(start) && { start }),
    ...(spoken(end) && { end }),
    ...(minutes !== undefined && { minutes }),
    ...(kind !== undefined && { kind }),
    ...(place !== undefined && modality === 'in-person' && { place }),
    ...(spoken(patientLocation) && { patientLocation }),
    ...(spoken(language) && { language }),
    ...(spoken(serviceCode) && { serviceCode }),
  };
  add('session', 'date', value, [date, start, end, modality].filter(spoken).join(' '));
  addKindFacts(input, kind, add);
  if (spoken(input.complaint)) add('complaint', 'complaint', { text: input.complaint }, input.complaint);
}

function addObservations(input: SessionInput, add: AddFact): void {
  const entered = Object.entries(input.observations).filter(([aspect, finding]) => spoken(aspect) && spoken(finding));
  for (const [aspect, finding] of entered)
    add('observation', `observations.${aspect}`, { aspect, finding }, `${aspect}: ${finding}`);
  if (entered.length === 0)
    add('not-assessed', 'observations', { what: 'mental status' }, 'no observation entered', 'not-assessed');
}

function addRisk(input: SessionInput, add: AddFact): void {
  for (const item of RISK_ITEMS) {
    const entry = input.risk[item];
    const polarity = polarityOf(entry?.answer);
    const value: FactValues['risk'] = {
      item,
      ...(polarity !== 'not-assessed' && spoken(entry?.words) && { words: entry.words }),
      ...(entry?.answer === 'unclear' && { unclear: true as const }),
    };
    add('risk', `risk.${item}`, value, entry?.words ?? (entry?.answer ?? polarity).replace('-', ' '), polarity);
  }
  const protective = input.protective.filter(spoken);
  const { riskLevel: level, riskAction: action } = input;
  if (!spoken(level) && !spoken(action) && protective.length === 0) return;
  const value = {
    ...(spoken(level) && { level }),
    ...(spoken(action) && { action }),
    ...(protective.length > 0 && { protective }),
  };
  add('risk-summary', 'riskLevel', value, [level, action, ...protective].filter(spoken).join('; '));
}
