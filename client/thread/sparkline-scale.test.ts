import { describe, expect, test } from 'vitest';
import type { FactOf } from '../../core/chart/fact.ts';
import { sparkPoints } from './sparkline-scale.ts';
import { trendWords } from './trend-words.ts';

const box = { width: 100, height: 40, pad: 4 };

function score(when: string | undefined, total: number | null, itemSum: number | null = null): FactOf<'score'> {
  return {
    id: `score:${when}`,
    kind: 'score',
    value: { instrument: 'PHQ-9', total, items: [], itemSum },
    ...(when ? { when } : {}),
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'ehr', reference: 'Observation/1', path: 'Observation.valueQuantity', excerpt: '' },
  };
}

describe('sparkPoints', () => {
  test('the whole range is the scale: lowest score at the bottom, highest at the top', () => {
    const points = sparkPoints([score('2026-01-01', 0), score('2026-02-01', 27)], [0, 27], box);
    expect(points.map((point) => point.y)).toEqual([36, 4]);
  });

  test('distance on the line is distance in time', () => {
    const points = sparkPoints(
      [score('2026-01-01', 20), score('2026-01-11', 18), score('2026-02-10', 9)],
      [0, 27],
      box,
    );
    expect(points.map((point) => point.x)).toEqual([4, 27, 96]);
  });

  test('undated scores are spread evenly and an incomplete form is left out', () => {
    const points = sparkPoints(
      [score(undefined, 20), score(undefined, null), score(undefined, null, 12)],
      [0, 27],
      box,
    );
    expect(points.map((point) => [point.x, point.total])).toEqual([
      [4, 20],
      [96, 12],
    ]);
  });

  test('one score stands in the middle', () => {
    expect(sparkPoints([score('2026-01-01', 5)], [0, 27], box)[0]?.x).toBe(50);
  });
});

describe('trendWords', () => {
  test('states band, change and whether it is reliable', () => {
    expect(trendWords([score('2026-03-02', 22), score('2026-06-22', 9)])).toEqual({
      value: 9,
      band: 'mild',
      when: '2026-06-22',
      change: '13 lower than 22, the first on record, 2 Mar 2026; a reliable change; response',
    });
  });

  test('a change below the published threshold is said to be within error', () => {
    expect(trendWords([score('2026-03-02', 22), score('2026-03-30', 20)])?.change).toBe(
      '2 lower than 22, the first on record, 2 Mar 2026; within measurement error',
    );
  });

  test('a total that contradicts its items has neither band nor change', () => {
    const words = trendWords([score('2026-03-02', 22), score('2026-06-22', 9, 14)]);
    expect(words).toMatchObject({ value: 9, change: expect.stringContaining('items add to 14') as string });
    expect(words?.band).toBeUndefined();
  });

  test('a single score has no change', () => {
    expect(trendWords([score('2026-03-02', 22)])?.change).toBe('first score in the chart');
    expect(trendWords([score('2026-03-02', null)])).toBeUndefined();
  });
});
