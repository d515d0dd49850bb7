import type { FactOf } from '../chart/fact.ts';

/** A recorded total that is not the sum of its complete items: neither number may be built on. */
export function isDoubtful({ value }: FactOf<'score'>): boolean {
  return value.total !== null && value.itemSum !== null && value.total !== value.itemSum;
}
