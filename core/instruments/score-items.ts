import type { InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from './instruments.ts';

/**
 * Sum of the items, or null when the form is not complete, has an answer outside the item's range, or the scale is not
 * one that is added up. A missing answer is never counted as 0. Items are the answers (yes is 1); those scored in reverse
 * are turned here.
 */
export function scoreItems(instrument: InstrumentId, items: readonly (number | null)[]): number | null {
  const { itemCount, itemRange, summed, reverseScored } = INSTRUMENTS[instrument];
  if (!summed || items.length !== itemCount) return null;
  let sum = 0;
  for (const [at, item] of items.entries()) {
    if (item === null || !Number.isInteger(item) || item < itemRange[0] || item > itemRange[1]) return null;
    sum += reverseScored?.includes(at + 1) ? itemRange[1] - item : item;
  }
  return sum;
}
