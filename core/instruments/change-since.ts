import type { FactOf } from '../chart/fact.ts';
import { INSTRUMENTS } from './instruments.ts';

/** How a total moved between two administrations of one scale. On all scales here a higher total is worse. */
export interface ScoreChange {
  readonly from: number;
  readonly to: number;
  /** `to − from`. */
  readonly difference: number;
  readonly direction: 'lower' | 'higher' | 'same';
  /** True or false where a reliable-change threshold is published, undefined where none is. */
  readonly reliable?: boolean;
}

/**
 * The change from `previous` to `current`, or undefined when the scales differ or a total is missing. The recorded total
 * is used; where the record has none, the sum of a complete form. Reliable: PHQ-9 ≥ 6, GAD-7 ≥ 4 (NHS Talking Therapies
 * manual), PCL-5 ≥ 15 (Marx 2022).
 */
export function changeSince(previous: FactOf<'score'>, current: FactOf<'score'>): ScoreChange | undefined {
  const { instrument } = current.value;
  const from = previous.value.total ?? previous.value.itemSum;
  const to = current.value.total ?? current.value.itemSum;
  if (previous.value.instrument !== instrument || from === null || to === null) return undefined;
  const difference = to - from;
  const direction = difference === 0 ? 'same' : difference < 0 ? 'lower' : 'higher';
  const { reliableChange } = INSTRUMENTS[instrument];
  if (reliableChange === undefined) return { from, to, difference, direction };
  return { from, to, difference, direction, reliable: Math.abs(difference) >= reliableChange };
}
