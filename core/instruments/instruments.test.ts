import { expect, test } from 'vitest';
import type { FactOf, InstrumentId } from '../chart/fact.ts';
import { changeSince } from './change-since.ts';
import { INSTRUMENTS, instrumentCodes } from './instruments.ts';
import { scoreItems } from './score-items.ts';
import { severityBand } from './severity-band.ts';

const score = (instrument: InstrumentId, total: number | null, itemSum: number | null = null): FactOf<'score'> => ({
  id: 'x',
  kind: 'score',
  value: { instrument, total, items: [], itemSum },
  polarity: 'affirmed',
  whose: 'patient',
  source: { from: 'ehr', reference: 'Observation/x', path: '', excerpt: '' },
});

test('every code is a LOINC code with a right check digit, and no item stands twice in a form', () => {
  for (const code of instrumentCodes()) expect(checkDigit(code.slice(0, -2)), code).toBe(Number(code.at(-1)));
  for (const { items, itemCount } of Object.values(INSTRUMENTS)) {
    expect(new Set(items).size).toBe(items.length);
    expect([0, itemCount]).toContain(items.length);
  }
});

test('bands begin where the published cut-points are', () => {
  const bands = (id: InstrumentId, ...totals: number[]) => totals.map((total) => severityBand(id, total));
  expect(bands('PHQ-9', 4, 5, 9, 10, 14, 15, 19, 20, 27)).toEqual([
    'minimal',
    'mild',
    'mild',
    'moderate',
    'moderate',
    'moderately severe',
    'moderately severe',
    'severe',
    'severe',
  ]);
  expect(bands('GAD-7', 4, 5, 10, 14, 15, 21)).toEqual(['minimal', 'mild', 'moderate', 'moderate', 'severe', 'severe']);
  expect(bands('PHQ-9', 28, -1, 4.5)).toEqual([undefined, undefined, undefined]);
  expect(bands('PCL-5', 60)).toEqual([undefined]);
});

test('only a complete form is added up', () => {
  expect(scoreItems('GAD-7', [1, 2, 3, 0, 1, 2, 3])).toBe(12);
  expect(scoreItems('GAD-7', [1, 2, 3, 0, 1, 2, null])).toBeNull();
  expect(scoreItems('GAD-7', [1, 2, 3, 0, 1, 2, 4])).toBeNull();
  expect(scoreItems('C-SSRS-screener', [1, 0, 0, 0, 0, 0, 0])).toBeNull();
});

test('a change is reliable from the published threshold on', () => {
  expect(changeSince(score('PHQ-9', 15), score('PHQ-9', 9))).toEqual({
    from: 15,
    to: 9,
    difference: -6,
    direction: 'lower',
    reliable: true,
  });
  expect(changeSince(score('PHQ-9', 15), score('PHQ-9', 10))?.reliable).toBe(false);
  expect(changeSince(score('GAD-7', 10), score('GAD-7', 14))).toMatchObject({ direction: 'higher', reliable: true });
  expect(changeSince(score('PCL-5', 44), score('PCL-5', 30))?.reliable).toBe(false);
  expect(changeSince(score('AUDIT-C', 4), score('AUDIT-C', 0))?.reliable).toBeUndefined();
  expect(changeSince(score('PHQ-9', null, 12), score('PHQ-9', 12))?.direction).toBe('same');
  expect(changeSince(score('PHQ-9', null), score('PHQ-9', 12))).toBeUndefined();
  expect(changeSince(score('PHQ-9', 5), score('GAD-7', 5))).toBeUndefined();
});

/** LOINC's mod-10 check digit (LOINC Users' Guide, appendix C): Luhn over the digits before the hyphen. */
function checkDigit(digits: string): number {
  const sum = digits
    .split('')
    .reverse()
    .reduce((total, digit, at) => {
      const doubled = at % 2 === 0 ? Number(digit) * 2 : Number(digit);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return (10 - (sum % 10)) % 10;
}
