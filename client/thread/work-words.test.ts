import { describe, expect, test } from 'vitest';
import type { Fact, FactKind, FactOf, FactValues } from '../../core/chart/fact.ts';
import { buildThread } from '../../core/thread/build-thread.ts';
import { measureWords, workWords } from './work-words.ts';

function fact<K extends FactKind>(kind: K, reference: string, value: FactValues[K], when = '2026-01-05'): Fact {
  const made: FactOf<K> = {
    id: `${kind}:${reference}`,
    kind,
    value,
    when,
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference, path: kind, excerpt: '' },
  };
  return made as Fact;
}
const plan = [
  fact('goal', 'Goal/g', { localId: 'g1', statement: 'Lift depression', status: 'active' }),
  fact('objective', 'Goal/o', { localId: 'g1o1', goalFactId: 'goal:Goal/g', text: 'PHQ-9 to 9', status: 'live' }),
];
const score = (id: string, when: string, total: number, itemSum: number | null = null) =>
  fact('score', `Observation/${id}`, { instrument: 'PHQ-9', total, items: [], itemSum }, when);
const note = (text: string) =>
  fact('prior-note', 'DocumentReference/n', { text, truncated: false, ours: false }, '2026-02-02');

function words(...facts: Fact[]): { work: string; quote: string | undefined; measure: string | undefined } {
  const thread = buildThread([...plan, ...facts], '2026-03-01');
  const objective = thread.goals[0]?.objectives[0];
  if (objective === undefined) throw new Error('There is no objective.');
  const { line, quote } = workWords(objective.lastWork, thread);
  return { work: line, quote, measure: measureWords(objective) };
}

describe('the words of an objective', () => {
  test('what is not known is said as not known', () => {
    expect(words()).toEqual({
      work: 'No session in the chart yet.',
      quote: undefined,
      measure: 'PHQ-9: no score in the chart.',
    });
    expect(words(note('Talked.')).work).toBe('No note that was read names it.');
  });

  test('a mention is called a mention and shows its sentence', () => {
    expect(words(note('Seen.\nToward g1o1: thought record.'))).toMatchObject({
      work: 'Named in the note of 2 Feb 2026',
      quote: 'Toward g1o1: thought record.',
    });
  });

  test.each([
    [[20], 'PHQ-9 20 on 1 Feb 2026, the first.'],
    [[20, 18], 'PHQ-9 18 on 2 Feb 2026, 2 lower than 20 at baseline: within measurement error.'],
    [[20, 10], 'PHQ-9 10 on 2 Feb 2026, 10 lower than 20 at baseline: a reliable change, response.'],
    [[20, 4], 'PHQ-9 4 on 2 Feb 2026, 16 lower than 20 at baseline: a reliable change, below the cut for remission.'],
    [[10, 15], 'PHQ-9 15 on 2 Feb 2026, 5 higher than 10 at baseline: within measurement error, worse, to be watched.'],
    [[12, 12], 'PHQ-9 12 on 2 Feb 2026, the same as 12 at baseline.'],
  ])('scores %j', (totals, expected) => {
    expect(words(...totals.map((total, at) => score(`s${at}`, `2026-02-0${at + 1}`, total))).measure).toBe(expected);
  });

  test('a total in doubt carries no change', () => {
    const { measure } = words(score('a', '2026-02-01', 20), score('b', '2026-02-02', 9, 14));
    expect(measure).toBe('PHQ-9 9 on 2 Feb 2026; a total in doubt, so no change is told.');
  });
});
