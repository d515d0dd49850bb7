import type { InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from './instruments.ts';

/** Where a screening total begins to count as positive. */
export interface CutPoint {
  readonly instrument: InstrumentId;
  /** Positive from here on; where `sure` is given, surely so only from there on. */
  readonly from: number;
  readonly sure?: number;
  /** Whom it holds for, as `Patient.gender` has it; absent: everyone. */
  readonly sex?: 'male' | 'female';
  /** What a positive total suggests. A screen is no diagnosis. */
  readonly suggests: string;
  readonly source: string;
}

/** Published cut-points. A scale that is missing here has none that holds for everyone. */
export const CUT_POINTS: readonly CutPoint[] = [
  { instrument: 'PHQ-9', from: 10, suggests: 'depression', source: 'Kroenke 2001, J Gen Intern Med 16:606' },
  { instrument: 'PHQ-2', from: 3, suggests: 'depression', source: 'Arroll 2010, Ann Fam Med 8:348 (PMC2906530)' },
  { instrument: 'GAD-7', from: 10, suggests: 'an anxiety disorder', source: 'Spitzer 2006, Arch Intern Med 166:1092' },
  {
    instrument: 'PCL-5',
    from: 31,
    sure: 33,
    suggests: 'probable PTSD',
    source: 'National Center for PTSD, Using the PCL-5: a cut of 31 to 33',
  },
  ...(
    [
      ['male', 4],
      ['female', 3],
    ] as const
  ).map(([sex, from]) => ({
    instrument: 'AUDIT-C' as const,
    from,
    sex,
    suggests: 'unhealthy alcohol use',
    source: 'AUDIT-C: 4 or more for men, 3 or more for women (PMID 12695273; health.mil)',
  })),
];

/** A total held against the cut-points of its scale. `borderline`: which side it is on depends on a choice not made here. */
export interface ScreenResult {
  readonly result: 'positive' | 'negative' | 'borderline';
  readonly cut: CutPoint;
}

/**
 * What a total says as a screen, or undefined where no cut-point is published, the total is out of range, or the cut
 * differs by sex and `sex` is neither `male` nor `female`: then only a total on the same side of every cut is told.
 */
export function screenResult(instrument: InstrumentId, total: number, sex?: string): ScreenResult | undefined {
  const [low, high] = INSTRUMENTS[instrument].totalRange;
  if (!Number.isInteger(total) || total < low || total > high) return undefined;
  const all = CUT_POINTS.filter((cut) => cut.instrument === instrument);
  const own = all.filter((cut) => cut.sex === undefined || cut.sex === sex);
  const results = (own.length > 0 ? own : all).map((cut) => ({ cut, result: against(cut, total) }));
  const [first] = results;
  return first !== undefined && results.every(({ result }) => result === first.result) ? first : undefined;
}

function against({ from, sure = from }: CutPoint, total: number): ScreenResult['result'] {
  return total >= sure ? 'positive' : total >= from ? 'borderline' : 'negative';
}
