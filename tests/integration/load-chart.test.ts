import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf } from '../../core/chart/fact.ts';
import { buildThread, liveObjectives } from '../../core/thread/build-thread.ts';
import { type RunningSandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { tokenFor } from '../../sandbox/testing/open-app.ts';
import { loadChart } from '../../server/chart/load-chart.ts';
import { createReadPort } from '../../server/fhir/create-gateway.ts';

const today = '2026-11-21';
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:1', today });
});
afterAll(() => sandbox.close());

/** Reads the chart of one patient with a launch's token of these scopes. */
async function chartOf(patientId: string, scope: string, askedFor = patientId) {
  const { access_token: token } = await tokenFor(sandbox, scope, { patient: patientId });
  const read = createReadPort({ baseUrl: `${sandbox.url}/fhir/R4`, getAccessToken: async () => token });
  return loadChart({ read, patientId: askedFor, granted: () => true, now: () => new Date(`${today}T12:00:00Z`) });
}

test('the whole chart of the first case, and its thread', async () => {
  const chart = await chartOf('pt-c1', 'patient/*.rs');
  expect(chart.missing).toEqual([]);
  const count = Object.fromEntries(
    (
      [
        'patient',
        'condition',
        'score',
        'medication',
        'allergy',
        'care-plan',
        'goal',
        'objective',
        'planned-intervention',
        'encounter',
        'prior-note',
        'referral',
        'consent',
        'coverage',
      ] as const
    ).map((kind) => [kind, factsOf(chart.facts, kind).length]),
  );
  expect(count).toEqual({
    patient: 1,
    condition: 8,
    score: 8,
    medication: 3,
    allergy: 1,
    'care-plan': 1,
    goal: 4,
    objective: 5,
    'planned-intervention': 6,
    encounter: 6,
    'prior-note': 5,
    referral: 3,
    consent: 5,
    coverage: 1,
  });
  const phq9 = buildThread(chart.facts, today).series.find((one) => one.instrument === 'PHQ-9');
  expect(phq9?.scores.map((score) => [score.value.total, score.value.itemSum])).toEqual([
    [22, 22],
    [20, 20],
    [15, 15],
    [14, 14],
    [9, 9],
  ]);
  expect(phq9?.scores[2]?.value.items.at(-1)).toBe(1);
  const thread = buildThread(chart.facts, today);
  expect(liveObjectives(thread).map((one) => one.objective.value.localId)).toEqual(['g1o1', 'g4o1']);
  expect(thread.goals.map((goal) => goal.interventions.length)).toEqual([2, 2, 1, 1]);
  expect(Object.keys(thread.lastNote?.value.sections ?? {})).toEqual(['subjective', 'objective', 'assessment', 'plan']);
});

test('a recorded total that its items do not add up to arrives as recorded, with the sum beside it', async () => {
  const { facts } = await chartOf('pt-c3', 'patient/*.rs');
  const wrong = factsOf(facts, 'score').filter(({ value }) => value.itemSum !== null && value.total !== value.itemSum);
  expect(wrong.map(({ value }) => [value.instrument, value.total, value.itemSum])).toEqual([['GAD-7', 15, 13]]);
});

test('what the EHR does not let the launch read is missing, and the rest is there', async () => {
  const chart = await chartOf('pt-c1', 'patient/Patient.r patient/Condition.rs patient/DocumentReference.rs');
  expect(chart.missing).toContainEqual({ resource: 'Observation', what: 'scores', reason: 'refused', httpStatus: 403 });
  expect(chart.missing).toContainEqual({
    resource: 'Binary',
    what: 'text of prior notes',
    reason: 'refused',
    httpStatus: 403,
  });
  expect(factsOf(chart.facts, 'condition')).toHaveLength(8);
});

test('a launch of one patient gets nothing of another', async () => {
  const chart = await chartOf('pt-c1', 'patient/*.rs', 'pt-c2');
  expect(chart.facts).toEqual([]);
  expect(chart.missing).toContainEqual(expect.objectContaining({ resource: 'Patient', reason: 'refused' }));
});
