import type { FactOf } from '../chart/fact.ts';

type Score = FactOf<'score'>;

/** True when another form of the same scale and day, among `all`, has another total: neither is known to be the one that holds. */
export function isContested(score: Score, all: readonly Score[]): boolean {
  const day = dayOf(score);
  if (day === '') return false;
  const totals = all
    .filter((one) => one.value.instrument === score.value.instrument && one.whose === score.whose && dayOf(one) === day)
    .map(({ value }) => value.total ?? value.itemSum)
    .filter((total) => total !== null);
  return new Set(totals).size > 1;
}

function dayOf({ when = '' }: Score): string {
  return when.slice(0, 10);
}
