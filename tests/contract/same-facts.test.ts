import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chart } from '../../core/chart/chart.ts';
import type { Fact, FactKind } from '../../core/chart/fact.ts';
import { buildThread, liveObjectives } from '../../core/thread/build-thread.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { differenceOf } from './support/compare-facts.ts';
import { DECLARED } from './support/declared-differences.ts';
import { CASE_FILES, caseOf, chartThrough, TODAY } from './support/persona-target.ts';

// What a clinician is told of a patient must not depend on the EHR, except where that EHR cannot say it: each such
// difference is declared, with its reason, in support/declared-differences.ts.
const PERSONAS = ['epic', 'oracle'] as const;
const charts = new Map<string, Chart>();
let both: Both;
const chartOf = (persona: string, file: string): readonly Fact[] => charts.get(`${persona} ${file}`)?.facts ?? [];
const kindsOf = (facts: readonly Fact[]): FactKind[] => [...new Set(facts.map(({ kind }) => kind))];

beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false });
  for (const file of CASE_FILES) {
    const { patient, clinician } = caseOf(file);
    for (const persona of ['plain', ...PERSONAS] as const)
      charts.set(`${persona} ${file}`, await chartThrough(both, persona, patient.id, clinician.id));
  }
}, 180_000);
afterAll(() => both.close());

describe.each(PERSONAS)('through %s', (persona) => {
  const declared = DECLARED.filter((one) => one.persona === persona);
  const leftOut = (kind: FactKind): Set<string> =>
    new Set(declared.flatMap((one) => (one.kind === kind && one.members ? one.members : [])));
  const silent = (kind: FactKind): boolean => declared.some((one) => one.kind === kind && one.members === undefined);

  test.each(CASE_FILES)('%s: the same Facts as through plain FHIR R4, but for what is declared', (file) => {
    const here = chartOf('plain', file);
    const there = chartOf(persona, file);
    const found = kindsOf([...here, ...there])
      .filter((kind) => !silent(kind))
      .map((kind) => ({ kind, ...differenceOf(kind, { here, there }, leftOut(kind)) }))
      .filter(({ onlyHere, onlyThere }) => onlyHere.length + onlyThere.length > 0);
    expect(found).toEqual([]);
  });

  test.each(CASE_FILES)('%s: the same live objectives with the same scores', (file) => {
    const told = (facts: readonly Fact[]) =>
      liveObjectives(buildThread(facts, TODAY)).map(({ objective, scores, baseline, latest }) => ({
        objective: objective.value.text,
        scores: scores.map(({ value, when }) => `${when} ${value.total}`),
        baseline: baseline?.value.total,
        latest: latest?.value.total,
      }));
    expect(told(chartOf(persona, file))).toEqual(told(chartOf('plain', file)));
  });

  test('every declared difference makes a difference', () => {
    const idle = declared.filter(
      (one) =>
        !CASE_FILES.some((file) => {
          const charts = { here: chartOf('plain', file), there: chartOf(persona, file) };
          const others = new Set([...leftOut(one.kind)].filter((member) => !one.members?.includes(member)));
          const { onlyHere, onlyThere } = differenceOf(one.kind, charts, others);
          return onlyHere.length + onlyThere.length > 0;
        }),
    );
    expect(idle).toEqual([]);
  });
});
