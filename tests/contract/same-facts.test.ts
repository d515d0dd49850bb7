import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chart } from '../../core/chart/chart.ts';
import type { Fact } from '../../core/chart/fact.ts';
import { buildThread, liveObjectives } from '../../core/thread/build-thread.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { differenceOf } from './support/compare-facts.ts';
import { DECLARED, declaredFor } from './support/declared-differences.ts';
import { CASE_FILES, caseOf, chartThrough, TODAY } from './support/persona-target.ts';
import { sameFactsPage } from './support/same-facts-page.ts';

// What a clinician is told of a patient must not depend on the EHR, except where that EHR cannot say it: each such
// difference is declared, with its reason, in support/declared-differences.ts.
const PERSONAS = ['plain', 'epic', 'oracle'] as const;
const charts: { file: string; persona: string; facts: Chart['facts'] }[] = [];
let both: Both;
const factsOf = (persona: string, file: string): readonly Fact[] =>
  charts.find((one) => one.persona === persona && one.file === file)?.facts ?? [];

beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false });
  for (const file of CASE_FILES) {
    const { patient, clinician } = caseOf(file);
    for (const persona of PERSONAS)
      charts.push({ file, persona, facts: (await chartThrough(both, persona, patient.id, clinician.id)).facts });
  }
}, 180_000);
afterAll(() => both.close());

describe.each(['epic', 'oracle'] as const)('through %s', (persona) => {
  test.each(CASE_FILES)('%s: the same Facts as through plain FHIR R4, but for what is declared', (file) => {
    const plain = factsOf('plain', file);
    expect(plain.length).toBeGreaterThan(30);
    expect(differenceOf(persona, { plain, other: factsOf(persona, file) })).toEqual({ onlyPlain: [], onlyOther: [] });
  });

  test.each(CASE_FILES)('%s: the same live objectives with the same scores', (file) => {
    const told = (facts: readonly Fact[]) =>
      liveObjectives(
        buildThread(
          facts.filter((fact) => !declaredFor(persona, fact).some((one) => one.members === undefined)),
          TODAY,
        ),
      ).map(({ objective, scores, baseline, latest }) => ({
        objective: objective.value.text,
        scores: scores.map(({ value, when }) => `${when} ${value.total}`),
        baseline: baseline?.value.total,
        latest: latest?.value.total,
      }));
    expect(told(factsOf('plain', file)).length).toBeGreaterThan(0);
    expect(told(factsOf(persona, file))).toEqual(told(factsOf('plain', file)));
  });

  test('every declared difference makes a difference', () => {
    const idle = DECLARED.filter((one) => one.persona === persona).filter((one) =>
      CASE_FILES.every((file) => {
        const found = differenceOf(persona, { plain: factsOf('plain', file), other: factsOf(persona, file) }, one);
        return found.onlyPlain.length + found.onlyOther.length === 0;
      }),
    );
    expect(idle).toEqual([]);
  });
});

test('docs/reference/same-facts.md says what was found', async () => {
  await expect(sameFactsPage(charts)).toMatchFileSnapshot('../../docs/reference/same-facts.md');
});
