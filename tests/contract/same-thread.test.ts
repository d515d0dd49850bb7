import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildThread } from '../../core/thread/build-thread.ts';
import { findGaps } from '../../core/thread/gaps/find-gaps.ts';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { CASE_FILES, caseOf, chartThrough, TODAY } from './support/persona-target.ts';

let both: Both;
beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false });
}, 60_000);
afterAll(() => both.close());

/** What the thread tells of one patient, without what a persona says in its own way (ids, planned interventions). */
async function toldThrough(persona: 'plain' | 'epic' | 'oracle', file: string) {
  const { patient, clinician } = caseOf(file);
  const chart = await chartThrough(both, persona, patient.id, clinician.id);
  const thread = buildThread(chart.facts, TODAY);
  const { gaps, unjudged } = findGaps({ thread, missing: chart.missing });
  return {
    goals: thread.goals.map(({ goal, lastWork, problems }) => ({
      statement: goal.value.statement,
      lastWork: [lastWork?.evidence, lastWork?.day],
      problems: problems.map(({ value }) => value.code),
    })),
    gaps: gaps.map(({ words }) => words),
    unjudged,
  };
}

test.each(CASE_FILES)('%s: the same work, links and gaps through every EHR of the sandbox', async (file) => {
  const plain = await toldThrough('plain', file);
  expect(plain.goals.some(({ lastWork }) => lastWork[0] !== undefined)).toBe(true);
  expect(await toldThrough('epic', file)).toEqual(plain);
  expect(await toldThrough('oracle', file)).toEqual(plain);
});
