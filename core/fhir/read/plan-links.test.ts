import { expect, test } from 'vitest';
import { factsOf } from '../../chart/fact.ts';
import { factsFromResources } from './read-chart.ts';

const baseUrl = 'https://ehr.example/fhir';
const subject = { reference: 'Patient/p' };
const read = (...resources: unknown[]) =>
  factsFromResources({ patientReference: 'Patient/p', resources, noteTexts: new Map(), baseUrl }).facts;
const pertains = (reference: string) => ({
  url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
  valueReference: { reference },
});
const plan = (rest: object) => ({
  resourceType: 'CarePlan',
  id: 'cp',
  status: 'active',
  intent: 'plan',
  subject,
  ...rest,
});
const request = (id: string, rest: object = {}) => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'active',
  intent: 'order',
  subject,
  code: { text: `Words of ${id}` },
  ...rest,
});

test('an activity that only refers is a planned intervention in the words of the reference, else of the resource', () => {
  const facts = read(
    plan({
      addresses: [{ reference: `${baseUrl}/Condition/dx` }, { reference: 'https://other.example/Condition/x' }],
      goal: [{ reference: 'Goal/g' }, { reference: '#contained' }],
      activity: [
        { reference: { reference: 'ServiceRequest/therapy', display: 'Weekly psychotherapy' } },
        { reference: { reference: 'ServiceRequest/a' }, outcomeReference: [{ reference: 'Observation/o' }] },
        { reference: { reference: 'ServiceRequest/stopped' } },
        { reference: { reference: 'ServiceRequest/of-another' } },
        { reference: { reference: 'ServiceRequest/never-read' } },
      ],
    }),
    request('therapy'),
    request('a', { extension: [pertains('Goal/g'), pertains('Goal/o1'), pertains('Patient/p')] }),
    request('stopped', { status: 'revoked' }),
    request('of-another', { subject: { reference: 'Patient/q' } }),
  );
  expect(factsOf(facts, 'care-plan')[0]?.value).toEqual({
    status: 'active',
    addresses: ['Condition/dx'],
    goals: ['Goal/g'],
  });
  expect(factsOf(facts, 'planned-intervention').map((one) => one.value)).toEqual([
    { text: 'Weekly psychotherapy', reference: 'ServiceRequest/therapy' },
    {
      text: 'Words of a',
      reference: 'ServiceRequest/a',
      goalFactId: 'goal:Goal/g',
      pertainsTo: ['Goal/g', 'Goal/o1'],
      outcomes: ['Observation/o'],
    },
  ]);
});

test('a plan that is prose alone keeps its prose and makes no objective of it', () => {
  const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Goal: PHQ-9 below 10</p><script>x()</script></div>';
  const [fact, ...rest] = read(plan({ text: { status: 'generated', div } }));
  expect(rest).toEqual([]);
  expect(fact?.value).toMatchObject({ narrative: 'Goal: PHQ-9 below 10' });
  expect(fact?.source).toMatchObject({ path: 'CarePlan.text.div' });
  const worked = read(plan({ text: { status: 'generated', div }, activity: [{ detail: { description: 'CBT' } }] }));
  expect(factsOf(worked, 'care-plan')[0]?.value).not.toHaveProperty('narrative');
  const huge = read(plan({ text: { status: 'generated', div: `<div>${'word '.repeat(100_000)}</div>` } }));
  expect(factsOf(huge, 'care-plan')[0]?.value.narrative?.length).toBeLessThanOrEqual(5_000);
});

test('a note that is never read is not read as a plan either', () => {
  const text = { status: 'generated', div: '<div>She told of it at length.</div>' };
  const input = (rest: object) => ({
    patientReference: 'Patient/p',
    resources: [plan({ text, ...rest })],
    noteTexts: new Map<string, string>(),
  });
  for (const rest of [{ title: 'Psychotherapy  Notes' }, { category: [{ text: 'SUD counseling note' }] }]) {
    const { facts, dropped } = factsFromResources(input(rest));
    expect(facts).toEqual([]);
    expect(dropped).toEqual([{ reference: 'CarePlan/cp', reason: 'withheld' }]);
  }
  expect(factsFromResources(input({ title: 'Admission H & P' })).facts).toHaveLength(1);
});

test('a milestone of a goal is its objective, wherever it stands; two goals that are milestones of each other stay goals', () => {
  const goal = (id: string, ...milestones: string[]) => ({
    resourceType: 'Goal',
    id,
    lifecycleStatus: 'active',
    subject,
    description: { text: `Words of ${id}` },
    extension: milestones.map((one) => ({
      url: 'http://hl7.org/fhir/StructureDefinition/goal-relationship',
      extension: [
        { url: 'type', valueCodeableConcept: { coding: [{ code: 'milestone' }] } },
        { url: 'target', valueReference: { reference: `Goal/${one}` } },
      ],
    })),
  });
  const facts = read(goal('piece'), goal('whole', 'piece'), goal('x', 'y'), goal('y', 'x'));
  expect(factsOf(facts, 'objective').map(({ value }) => [value.text, value.goalFactId])).toEqual([
    ['Words of piece', 'goal:Goal/whole'],
  ]);
  expect(factsOf(facts, 'goal').map(({ value }) => value.localId)).toEqual(['whole', 'x', 'y']);
});

test('a goal carries what it addresses, how far it got and since when, who set it and what came of it', () => {
  const [goal] = factsOf(
    read({
      resourceType: 'Goal',
      id: 'g',
      lifecycleStatus: 'active',
      subject,
      description: { text: 'Lift depression' },
      addresses: [{ reference: 'Condition/dx' }],
      achievementStatus: { coding: [{ code: 'improving' }] },
      statusDate: '2026-05-01',
      expressedBy: { reference: 'Patient/p' },
      outcomeReference: [{ reference: 'Observation/s1' }],
    }),
    'goal',
  );
  expect(goal?.value).toMatchObject({
    addresses: ['Condition/dx'],
    achievement: 'improving',
    achievementDate: '2026-05-01',
    expressedBy: 'Patient/p',
    outcomes: ['Observation/s1'],
  });
});

test('a request says whether it hands the patient on, for which goal and why, and what is known to have come of it', () => {
  const facts = read(
    request('housing', {
      category: [{ coding: [{ code: 'sdoh' }] }],
      authoredOn: '2026-05-26',
      occurrencePeriod: { end: '2026-06-09' },
      reasonReference: [{ reference: 'Condition/need' }],
      extension: [pertains('Goal/g2')],
    }),
    request('order', { code: { text: 'Individual psychotherapy 45 minutes' } }),
    request('seen', { code: { text: 'Ambulatory Referral to Psychiatry' }, status: 'completed' }),
  );
  const [order, seen, housing] = ['order', 'seen', 'housing'].map(
    (id) => factsOf(facts, 'referral').find((fact) => fact.id === `referral:ServiceRequest/${id}`)?.value,
  );
  expect(housing).toMatchObject({
    handsOver: true,
    due: '2026-06-09',
    reasons: ['Condition/need'],
    pertainsTo: ['Goal/g2'],
  });
  expect(housing).not.toHaveProperty('outcome');
  expect(order).not.toHaveProperty('handsOver');
  expect(seen).toMatchObject({ handsOver: true, outcome: 'completed' });
});
