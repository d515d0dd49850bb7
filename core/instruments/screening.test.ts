import { expect, test } from 'vitest';
import type { InstrumentId } from '../chart/fact.ts';
import { answerOfCode, answerScore } from './answer-scores.ts';
import { cssrsTriage } from './cssrs-triage.ts';
import { CUT_POINTS, screenResult } from './cut-points.ts';
import { INSTRUMENTS } from './instruments.ts';
import { OUTCOME_RULES } from './outcome-rules.ts';
import { scoreItems } from './score-items.ts';

test.each<[InstrumentId, number, string | undefined, string | undefined]>([
  ['PHQ-9', 9, undefined, 'negative'],
  ['PHQ-9', 10, undefined, 'positive'],
  ['PHQ-2', 2, undefined, 'negative'],
  ['PHQ-2', 3, undefined, 'positive'],
  ['GAD-7', 9, undefined, 'negative'],
  ['GAD-7', 10, undefined, 'positive'],
  ['PCL-5', 30, undefined, 'negative'],
  ['PCL-5', 31, undefined, 'borderline'],
  ['PCL-5', 32, undefined, 'borderline'],
  ['PCL-5', 33, undefined, 'positive'],
  ['AUDIT-C', 3, 'male', 'negative'],
  ['AUDIT-C', 4, 'male', 'positive'],
  ['AUDIT-C', 2, 'female', 'negative'],
  ['AUDIT-C', 3, 'female', 'positive'],
  ['AUDIT-C', 2, 'other', 'negative'],
  ['AUDIT-C', 3, undefined, undefined],
  ['AUDIT-C', 4, 'unknown', 'positive'],
  ['AUDIT-C', 13, 'male', undefined],
  ['DAST-10', 9, undefined, undefined],
])('%s %i, sex %s: %s', (instrument, total, sex, result) => {
  expect(screenResult(instrument, total, sex)?.result).toBe(result);
});

test.each<[string, (number | null)[], string | undefined, boolean | undefined]>([
  ['all no', [0, 0, null, null, null, 0, null], 'none', true],
  ['question 1', [1, 0, null, null, null, 0, null], 'low', true],
  ['question 2', [1, 1, 0, 0, 0, 0, 0], 'low', true],
  ['question 3', [1, 1, 1, 0, 0, 0, 0], 'moderate', true],
  ['question 4', [1, 1, 0, 1, 0, 0, 0], 'high', true],
  ['question 5 alone of all', [null, null, null, null, 1, null, null], 'high', true],
  ['behaviour long ago', [0, 0, null, null, null, 1, 0], 'moderate', true],
  ['behaviour within three months', [0, 0, null, null, null, 1, 1], 'high', true],
  ['behaviour, time not asked', [0, 0, null, null, null, 1, null], 'moderate', false],
  ['question 2 yes, the rest not asked', [1, 1, null, null, null, null, null], 'low', false],
  ['a no, the rest not asked', [0, null, null, null, null, null, null], undefined, undefined],
  ['no answers', [], undefined, undefined],
])('the screener with %s', (_what, answers, level, settled) => {
  const triage = cssrsTriage(answers);
  expect([triage?.level, triage?.settled]).toEqual([level, settled]);
});

test('item 3 of the DAST-10 is scored in reverse', () => {
  const answers = (yes: number[]) => Array.from({ length: 10 }, (_unused, at) => Number(yes.includes(at + 1)));
  expect(scoreItems('DAST-10', answers([3]))).toBe(0);
  expect(scoreItems('DAST-10', answers([]))).toBe(1);
  expect(scoreItems('DAST-10', answers([1, 2, 4, 5, 6, 7, 8, 9, 10]))).toBe(10);
});

test('answers are known only on the questions that have them', () => {
  expect(answerScore('AUDIT-C', 'Monthly', 3)).toBe(2);
  expect(answerScore('AUDIT-C', 'Monthly', 1)).toBeUndefined();
  expect(answerScore('AUDIT-C', '3 or 4', 2)).toBe(1);
  expect(answerOfCode('AUDIT-C', 'LA18932-6', 2)).toBe(4);
  expect(answerOfCode('PHQ-9', 'LA33-6', 9)).toBeUndefined();
  expect(answerOfCode('C-SSRS-screener', 'LA33-6', 1)).toBe(1);
});

test('every published number stands with its source', () => {
  for (const one of Object.values(INSTRUMENTS)) {
    expect(one.bandsSource !== undefined, one.id).toBe(one.bands.length > 0);
    expect(one.reliableChangeSource !== undefined, one.id).toBe(one.reliableChange !== undefined);
  }
  const rules = Object.values(OUTCOME_RULES).flatMap((one) => Object.values(one) as { source: string }[]);
  for (const { source } of [...CUT_POINTS, ...rules]) expect(source.length).toBeGreaterThan(10);
});
