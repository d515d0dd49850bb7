import type { InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from './instruments.ts';

/**
 * Sum of the items, or null when the form is not complete, has an answer outside the item's range, or the scale is not
 * one that is added up. A missing answer is never counted as 0.
 */
export function scoreItems(instrument: InstrumentId, items: readonly (number | null)[]): number | null {
  const { itemCount, itemRange, summed } = INSTRUMENTS[instrument];
  if (!summed || items.length !== itemCount) return null;
  let sum = 0;
  for (const item of items) {
    if (item === null || !Number.isInteger(item) || item < itemRange[0] || item > itemRange[1]) return null;
    sum += item;
  }
  return sum;
}
