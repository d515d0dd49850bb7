import type { CarePlan, Goal, Reference } from 'fhir/r4';
import { html } from '../html.ts';
import type { CaseFile, CaseGoal, CaseObjective } from './case-file.ts';
import { diagnosisId, socialNeedId } from './conditions.ts';
import { instrumentCodes } from './instrument-codes.ts';
import { concept, present, type RecordContext, systems } from './record.ts';

const achievementSystem = 'http://terminology.hl7.org/CodeSystem/goal-achievement';
const achievement: Record<string, string> = {
  met: 'achieved',
  partial: 'improving',
  started: 'in-progress',
  worse: 'worsening',
  no_change: 'no-change',
  not_met: 'not-achieved',
};

/** The treatment plan: a CarePlan, a Goal for each goal, and a Goal for each objective that points to its goal. */
export function plan(caseFile: CaseFile, record: RecordContext): (CarePlan | Goal)[] {
  const { goals } = caseFile.treatment_plan;
  return [
    ...goals.flatMap((goal) => [
      goalResource(goal, caseFile, record),
      ...goal.objectives.map((objective) => objectiveResource(objective, goal, caseFile, record)),
    ]),
    carePlan(caseFile, record),
  ];
}

function goalResource(goal: CaseGoal, caseFile: CaseFile, record: RecordContext): Goal {
  return present<Goal>({
    resourceType: 'Goal',
    id: record.id(goal.id),
    identifier: [{ system: `${systems.identifier}/goal`, value: goal.id }],
    lifecycleStatus: 'active',
    category: [concept(`${systems.local}/pie-factor`, goal.factor, `Factor ${goal.factor}`)],
    description: { text: goal.statement },
    subject: record.patient,
    startDate: caseFile.treatment_plan.start,
    expressedBy: record.clinician,
    addresses: optional(addressed(goal, caseFile, record)),
    note: goal.client_words === undefined ? undefined : [{ authorReference: record.patient, text: goal.client_words }],
  });
}

function objectiveResource(objective: CaseObjective, goal: CaseGoal, caseFile: CaseFile, record: RecordContext): Goal {
  const reports = documentedProgress(objective.id, caseFile);
  const latest = reports.at(-1);
  const met = latest?.status === 'met';
  return present<Goal>({
    resourceType: 'Goal',
    id: record.id(objective.id),
    identifier: [{ system: `${systems.identifier}/objective`, value: objective.id }],
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
        valueReference: { reference: `Goal/${record.id(goal.id)}` },
      },
    ],
    lifecycleStatus: met ? 'completed' : 'active',
    achievementStatus: concept(achievementSystem, achievement[latest?.status ?? 'started'] ?? 'in-progress'),
    description: { text: objective.text },
    subject: record.patient,
    startDate: caseFile.treatment_plan.start,
    target: [target(objective)],
    statusDate: latest?.date,
    expressedBy: record.clinician,
    addresses: optional(needsWithCode(objective.icd10, caseFile, record)),
    note: [
      { text: `Baseline: ${objective.baseline}` },
      ...reports.map(({ date, evidence }) => ({ time: date, authorReference: record.clinician, text: evidence })),
    ],
  });
}

function target({ measure, target: aim, due }: CaseObjective): NonNullable<Goal['target']>[number] {
  const total = instrumentCodes[measure]?.total;
  const coded = total === undefined ? { text: measure } : concept(systems.loinc, total, undefined, measure);
  const scored = total === undefined ? {} : { unit: '{score}', system: systems.ucum, code: '{score}' };
  const detail = typeof aim === 'number' ? { detailQuantity: { value: aim, ...scored } } : { detailString: aim };
  return { measure: coded, ...detail, dueDate: due };
}

/** Progress entries of the sessions that have a note: all but the last. */
function documentedProgress(
  objective: string,
  { sessions }: CaseFile,
): { date: string; status: string; evidence: string }[] {
  return sessions
    .slice(0, -1)
    .flatMap(({ date, progress = [] }) =>
      progress
        .filter((entry) => entry.objective === objective)
        .map(({ status, evidence }) => ({ date, status, evidence })),
    );
}

/** The disorders that a scale measures, by their ICD-10-CM code. */
const measuredBy: Record<string, RegExp> = { 'PHQ-9': /^F3[234]/, 'GAD-7': /^F41/, 'PCL-5': /^F43\.1/ };

/**
 * Factor III goals address the diagnosis that their measure is made for, else the leading one; others the social needs
 * that their objectives name by code.
 */
function addressed(goal: CaseGoal, caseFile: CaseFile, record: RecordContext): Reference[] {
  const active = caseFile.conditions.filter(({ status }) => status === 'active');
  const measured = goal.objectives.flatMap(({ measure }) => measuredBy[measure] ?? []);
  const treated =
    active.find(({ code }) => measured.some((disorders) => disorders.test(code))) ??
    active.find(({ rank }) => rank === 1);
  const diagnosis =
    goal.factor === 'III' && treated
      ? [{ reference: `Condition/${diagnosisId(treated.code, record)}`, display: treated.display }]
      : [];
  return [...diagnosis, ...goal.objectives.flatMap(({ icd10 }) => needsWithCode(icd10, caseFile, record))];
}

function needsWithCode(code: string | undefined, { sdoh }: CaseFile, record: RecordContext): Reference[] {
  if (code === undefined) return [];
  return sdoh.flatMap((need, index) =>
    need.icd10 === code ? [{ reference: `Condition/${socialNeedId(index, record)}`, display: need.display }] : [],
  );
}

function carePlan(caseFile: CaseFile, record: RecordContext): CarePlan {
  const source = caseFile.treatment_plan;
  const references = source.goals.flatMap((goal) => [goal.id, ...goal.objectives.map(({ id }) => id)]);
  const addresses = source.goals.flatMap((goal) => addressed(goal, caseFile, record));
  return present<CarePlan>({
    resourceType: 'CarePlan',
    id: record.id(source.id),
    identifier: [{ system: `${systems.identifier}/plan`, value: record.id(source.id) }],
    text: { status: 'generated', div: narrative(caseFile) },
    status: 'active',
    intent: 'plan',
    category: [
      concept(
        'http://hl7.org/fhir/us/core/CodeSystem/careplan-category',
        'assess-plan',
        undefined,
        'Assessment and Plan of Treatment',
      ),
    ],
    title: 'Treatment plan',
    description: `${source.type}; ${source.frequency}; ${source.amount}; ${source.duration}`,
    subject: record.patient,
    period: { start: source.start, end: reviewDue(caseFile) },
    created: source.start,
    author: record.clinician,
    careTeam: [{ reference: `CareTeam/${record.id('care-team')}` }],
    addresses: optional([...new Map(addresses.map((reference) => [reference.reference, reference])).values()]),
    goal: references.map((id) => ({ reference: `Goal/${record.id(id)}` })),
    activity: source.goals.flatMap((goal) =>
      goal.interventions.map((description) => ({
        detail: {
          status: 'in-progress' as const,
          description,
          goal: [goal.id, ...goal.objectives.map(({ id }) => id)].map((id) => ({ reference: `Goal/${record.id(id)}` })),
          performer: [record.clinician],
        },
      })),
    ),
    note: source.discharge_criteria.map((text) => ({ text: `Discharge criterion: ${text}` })),
  });
}

/** When the plan is due for review next: each review that is charted, before the last session, sets a new date. */
function reviewDue({ treatment_plan: source, sessions, payer }: CaseFile): string {
  const last = sessions.at(-1)?.date ?? '';
  const review = source.reviewed?.filter((date) => date < last).at(-1);
  if (review === undefined || typeof payer.plan_review_days !== 'number') return source.review_due;
  return new Date(Date.parse(review) + payer.plan_review_days * 86_400_000).toISOString().slice(0, 10);
}

function narrative(caseFile: CaseFile): string {
  const { treatment_plan: source } = caseFile;
  return html`<div xmlns="http://www.w3.org/1999/xhtml"><p>Treatment plan of ${source.start}, review due ${reviewDue(caseFile)}</p><ul>${source.goals.map(
    ({ statement, objectives, interventions }) =>
      html`<li>${statement}<ul>${objectives.map(({ text }) => html`<li>${text}</li>`)}</ul><p>Interventions: ${interventions.join('; ')}</p></li>`,
  )}</ul></div>`.text;
}

function optional<T>(items: T[]): T[] | undefined {
  return items.length === 0 ? undefined : items;
}
