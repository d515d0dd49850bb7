import { expect, test } from 'vitest';
import type { Fact } from '../chart/fact.ts';
import { factsFromResources } from '../fhir/read/read-chart.ts';
import { buildThread, liveObjectives } from './build-thread.ts';

const subject = { reference: 'Patient/p' };
const score = (id: string, effectiveDateTime: string, valueInteger: number) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  effectiveDateTime,
  valueInteger,
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
});
const objective = (id: string, lifecycleStatus: string) => ({
  resourceType: 'Goal',
  id,
  lifecycleStatus,
  subject,
  startDate: '2026-03-09',
  description: { text: `Reduce PHQ9 (${id})` },
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal', valueReference: { reference: 'Goal/g' } },
  ],
});
const resources = [
  { resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', subject, description: { text: 'Lift depression' } },
  objective('o1', 'active'),
  objective('o2', 'completed'),
  { resourceType: 'CarePlan', id: 'old', status: 'completed', subject, period: { start: '2025-01-01' } },
  {
    resourceType: 'CarePlan',
    id: 'now',
    status: 'active',
    subject,
    period: { start: '2026-03-09', end: '2026-09-05' },
    activity: [{ detail: { description: 'Behavioural activation', goal: [{ reference: 'Goal/o1' }] } }],
  },
  { resourceType: 'CarePlan', id: 'history-note', status: 'active', subject, period: { start: '2026-05-01' } },
  score('s0', '2024-05-01', 5),
  score('s1', '2026-03-02', 22),
  score('s2', '2026-04-27', 15),
  score('s3', '2026-06-22', 9),
];
const facts: readonly Fact[] = factsFromResources({
  patientReference: 'Patient/p',
  resources,
  noteTexts: new Map(),
}).facts;

test('an objective carries its scores newest first, from the baseline at its start to the latest known that day', () => {
  const thread = buildThread(facts, '2026-04-27');
  const [first] = thread.goals[0]?.objectives ?? [];
  expect(first?.scores.map((one) => one.value.total)).toEqual([15, 22, 5]);
  expect(first?.baseline?.value.total).toBe(22);
  expect(first?.latest?.value.total).toBe(15);
  expect(thread.series[0]?.scores.map((one) => one.value.total)).toEqual([5, 22, 15]);
});

test('the plan in force is taken, its intervention reaches the goal through an objective, only live objectives are live', () => {
  const thread = buildThread(facts, '2026-07-01');
  expect(thread.plan?.id).toBe('care-plan:CarePlan/now');
  expect(thread.goals[0]?.interventions.map((one) => one.value.text)).toEqual(['Behavioural activation']);
  expect(liveObjectives(thread).map((one) => one.objective.id)).toEqual(['objective:Goal/o1']);
});
