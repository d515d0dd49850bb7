import { expect, test } from 'vitest';
import type { FactOf, InstrumentId } from '../chart/fact.ts';
import { outcomeOf } from './outcome-of.ts';
import { scoreItems } from './score-items.ts';

type Score = FactOf<'score'>;

function score(instrument: InstrumentId, total: number | null, items: (number | null)[] = [], when?: string): Score {
  return {
    id: 'x',
    kind: 'score',
    value: { instrument, total, items, itemSum: scoreItems(instrument, items) },
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference: 'Observation/x', path: '', excerpt: '' },
    ...(when === undefined ? {} : { when }),
  };
}
const phq9 = (total: number | null, item9?: number, when?: string) =>
  score('PHQ-9', total, item9 === undefined ? [] : [...Array<null>(8).fill(null), item9], when);

test.each([
  [10, 5, true, false],
  [10, 6, false, false],
  [10, 4, true, true],
  [15, 8, false, false],
  [15, 7, true, false],
  [27, 13, true, false],
  [27, 14, false, false],
  [9, 4, undefined, undefined],
])('PHQ-9 from %i to %i: response %s, remission %s', (from, to, response, remission) => {
  const outcome = outcomeOf(phq9(from), phq9(to));
  expect([outcome?.response, outcome?.remission]).toEqual([response, remission]);
  expect(outcome?.sources.some((source) => source.startsWith('HEDIS DRR-E'))).toBe(response !== undefined);
});

test.each([
  ['2026-01-31', '2026-05-30', false],
  ['2026-01-31', '2026-05-31T09:00:00Z', true],
  ['2026-01-31', '2026-09-30', true],
  ['2026-01-31', '2026-10-01', false],
  ['2025-10-31', '2026-02-28', true],
  ['2025-10-31', '2026-02-27', false],
  ['2026-01', '2026-06-01', undefined],
])('response measured on %s and %s is at follow-up: %s', (baseline, latest, at) => {
  expect(outcomeOf(phq9(20, undefined, baseline), phq9(4, undefined, latest))?.atFollowUp).toBe(at);
});

test.each<[InstrumentId, number, number, string | undefined]>([
  ['PHQ-9', 10, 14, 'none'],
  ['PHQ-9', 10, 15, 'watch'],
  ['PHQ-9', 10, 16, 'reliable'],
  ['PHQ-9', 16, 10, 'none'],
  ['GAD-7', 5, 8, 'none'],
  ['GAD-7', 5, 9, 'reliable'],
  ['PCL-5', 30, 39, 'none'],
  ['PCL-5', 30, 40, 'watch'],
  ['PCL-5', 30, 44, 'watch'],
  ['PCL-5', 30, 45, 'reliable'],
  ['AUDIT-C', 0, 12, undefined],
  ['PHQ-A', 0, 27, undefined],
])('%s from %i to %i: deterioration %s, with its source', (instrument, from, to, deterioration) => {
  const outcome = outcomeOf(score(instrument, from), score(instrument, to));
  expect(outcome?.deterioration).toBe(deterioration);
  expect(outcome?.because).toEqual(deterioration === 'watch' || deterioration === 'reliable' ? ['points'] : []);
  if (deterioration !== undefined) expect(outcome?.sources.length).toBeGreaterThan(0);
});

test('a new answer to item 9 is a deterioration, also without totals; one that was there before is not new', () => {
  expect(outcomeOf(phq9(null, 0), phq9(null, 1))).toMatchObject({ deterioration: 'watch', because: ['item-9'] });
  expect(outcomeOf(phq9(20, 0), phq9(8, 1))).toMatchObject({ response: true, deterioration: 'watch' });
  expect(outcomeOf(phq9(8, 0), phq9(20, 3))).toMatchObject({
    deterioration: 'reliable',
    because: ['points', 'item-9'],
  });
  expect(outcomeOf(phq9(8, 1), phq9(8, 2))?.because).toEqual([]);
  expect(outcomeOf(phq9(8), phq9(8, 2))?.because).toEqual([]);
  const adolescent = (item9: number) => score('PHQ-A', null, [...Array<null>(8).fill(null), item9]);
  expect(outcomeOf(adolescent(0), adolescent(1))?.deterioration).toBe('watch');
});

test('a higher level of the C-SSRS screener is a deterioration', () => {
  const screener = (...answers: (number | null)[]) => score('C-SSRS-screener', null, answers);
  const low = screener(1, 0, null, null, null, 0, null);
  const high = screener(1, 1, 1, 1, 0, 0, null);
  expect(outcomeOf(low, high)).toMatchObject({ deterioration: 'watch', because: ['level'] });
  expect(outcomeOf(high, low)).toMatchObject({ deterioration: 'none', because: [] });
  expect(outcomeOf(screener(1, null), high)?.deterioration).toBeUndefined();
  const recorded = (level: string): Score => ({ ...screener(), value: { ...screener().value, level } });
  expect(outcomeOf(recorded('Low'), recorded('High risk'))?.because).toEqual(['level']);
  expect(outcomeOf(low, recorded('moderate'))?.because).toEqual(['level']);
  expect(outcomeOf(recorded('Moderate'), low)?.deterioration).toBe('none');
  expect(outcomeOf(recorded('see note'), high)?.deterioration).toBeUndefined();
});

test('nothing is built on a total that contradicts its items, nor told across scales or of what has no source', () => {
  const items = Array<number>(9).fill(1);
  expect(outcomeOf(score('PHQ-9', 12, items), phq9(4))).toEqual({ because: [], sources: [] });
  expect(outcomeOf(phq9(12), score('GAD-7', 4))).toBeUndefined();
  const gad7 = outcomeOf(score('GAD-7', 16), score('GAD-7', 2));
  expect([gad7?.response, gad7?.remission]).toEqual([undefined, undefined]);
  expect(outcomeOf(score('PCL-5', 40), score('PCL-5', 28))?.endState).toBe(true);
  expect(outcomeOf(score('PCL-5', 40), score('PCL-5', 29))?.endState).toBe(false);
});
