import type { FactOf } from '../../core/chart/fact.ts';

/** One administration placed in the drawing: x and y in drawing units, y growing downwards as SVG has it. */
export interface SparkPoint {
  readonly x: number;
  readonly y: number;
  readonly total: number;
  readonly when: string | undefined;
}

export interface SparkBox {
  readonly width: number;
  readonly height: number;
  readonly pad: number;
}

/** The total of a score: as recorded, or the sum of a complete form; null where there is neither. */
export function totalOf(score: FactOf<'score'>): number | null {
  return score.value.total ?? score.value.itemSum;
}

/**
 * Places scores (oldest first) in a box. Time runs left to right by real distance, so that a gap in the record looks
 * like one; where dates are missing or all equal, points are spread evenly. The vertical scale is the instrument's whole
 * range, never the range of the data: a small change must look small.
 */
export function sparkPoints(
  scores: readonly FactOf<'score'>[],
  range: readonly [number, number],
  box: SparkBox,
): SparkPoint[] {
  const dated = scores.flatMap((score) => {
    const total = totalOf(score);
    return total === null ? [] : [{ total, when: score.when, day: dayNumber(score.when) }];
  });
  const days = dated.map((score) => score.day);
  const first = Math.min(...days);
  const last = Math.max(...days);
  const byTime = days.every((day) => Number.isFinite(day)) && last > first;
  const inner = box.width - 2 * box.pad;
  return dated.map((score, at) => {
    const share = byTime ? (score.day - first) / (last - first) : dated.length < 2 ? 0.5 : at / (dated.length - 1);
    return {
      x: round(box.pad + share * inner),
      y: sparkY(score.total, range, box),
      total: score.total,
      when: score.when,
    };
  });
}

/** Height of a total in the box; totals outside the range stay at its edge. */
export function sparkY(total: number, [low, high]: readonly [number, number], box: SparkBox): number {
  const share = high > low ? Math.min(1, Math.max(0, (total - low) / (high - low))) : 0;
  return round(box.height - box.pad - share * (box.height - 2 * box.pad));
}

function dayNumber(when: string | undefined): number {
  return when === undefined ? Number.NaN : Date.parse(when.slice(0, 10)) / 86_400_000;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
