import type { InstrumentId } from '../../chart/fact.ts';
import { naturalOrder } from './natural-order.ts';
import type { ScoreEvidence } from './score-evidence.ts';
import { Administration, canAddUp, canJoin, clashes, sameAnswers } from './score-joining.ts';
import { linkedWith, linksOf, put } from './score-links.ts';
import { type SettledEvidence, settleScales } from './score-scales.ts';

/**
 * Evidence → administrations. Parts belong together when the record links them; else when they are of the same moment
 * (a day, where no time is told); else, for parts without a total, of the same day. Whatever contradicts — another total,
 * another answer to the same question — stays an administration of its own. The order of the evidence does not matter.
 */
export function administrationsOf(evidence: readonly ScoreEvidence[]): Administration[] {
  const ordered = evidence.toSorted((a, b) => naturalOrder(a.resource.reference, b.resource.reference));
  const settled = settleScales(ordered, linksOf(ordered));
  const byScale = new Map<InstrumentId, SettledEvidence[]>();
  for (const one of settled) put(byScale, one.instrument, one);
  return [...byScale.values()].flatMap((own) =>
    joinDays(joinMoments(joinLinked(own))).filter(({ parts }) => parts.some(({ shared }) => !shared)),
  );
}

function joinLinked(evidence: readonly SettledEvidence[]): Administration[] {
  const links = linksOf(evidence);
  const home = new Map<ScoreEvidence, Administration>(evidence.map((one) => [one, new Administration(one)]));
  for (const one of evidence) {
    for (const other of linkedWith(links, one)) {
      const [mine, theirs] = [home.get(one), home.get(other)];
      if (mine === undefined || theirs === undefined || mine === theirs || !canJoin(mine, theirs)) continue;
      const [large, small] = mine.parts.length >= theirs.parts.length ? [mine, theirs] : [theirs, mine];
      for (const part of small.parts) home.set(part, large);
      large.take(small);
    }
  }
  const found = [...new Set(home.values())];
  // What the record itself holds together is not put in doubt by what merely happened at the same time.
  for (const one of found) one.whole = one.sum() !== null;
  return found;
}

function joinMoments(found: readonly Administration[]): Administration[] {
  const open = found.filter((one) => one.total === undefined);
  const items = gathered(open, (one, homes) => homes.find((home) => canJoin(one, home)));
  const withTotal = gathered(
    found.filter((one) => one.total !== undefined),
    (one, homes) => homes.find((home) => canJoin(one, home)),
  );
  return gathered([...withTotal, ...items], (one, homes) => {
    if (one.total !== undefined) return undefined;
    const free = homes.filter((home) => home.total !== undefined && canJoin(one, home));
    const sum = one.sum();
    return free.find((home) => sum !== null && home.total === sum) ?? free[0];
  });
}

/** No scale is filled in more often in a day; a hostile record would else compare everything with everything. */
const MOST_HOMES = 50;

/** Lets each find its home among those of a moment of its own that came before it. */
function gathered(
  found: readonly Administration[],
  homeOf: (one: Administration, homes: readonly Administration[]) => Administration | undefined,
): Administration[] {
  const kept: Administration[] = [];
  const byMoment = new Map<string, Set<Administration>>();
  for (const one of found) {
    const moments = new Set(one.parts.flatMap(({ moment }) => moment ?? []));
    const homes = [...new Set([...moments].flatMap((moment) => [...(byMoment.get(moment) ?? [])]))];
    const home = homeOf(one, homes);
    if (home === undefined) {
      for (const rival of homes.filter((other) => clashes(one, other))) {
        rival.contested = true;
        one.contested = true;
      }
      kept.push(one);
    } else home.take(one);
    for (const moment of moments) {
      const known = byMoment.get(moment) ?? new Set();
      if (known.size < MOST_HOMES) byMoment.set(moment, known.add(home ?? one));
    }
  }
  return kept;
}

/** Parts of one form are often filed seconds apart, or its total with the day alone. */
function joinDays(found: readonly Administration[]): Administration[] {
  const kept: Administration[] = [];
  const byDay = new Map<string, Administration[]>();
  const rank = (one: Administration) => (one.total === undefined ? 1 : 0);
  for (const one of found.toSorted((a, b) => rank(a) - rank(b) || (a.at() ?? 0) - (b.at() ?? 0))) {
    const homes = [...new Set([...one.days()].flatMap((day) => byDay.get(day) ?? []))]
      .filter((home) => canJoin(one, home) && oneOfTheDay(one, home))
      .toSorted((a, b) => rank(a) - rank(b) || distance(one, a) - distance(one, b));
    const [home] = homes;
    if (home === undefined) {
      kept.push(one);
      for (const day of one.days()) if ((byDay.get(day)?.length ?? 0) < MOST_HOMES) put(byDay, day, one);
    } else home.take(one);
  }
  return kept;
}

function oneOfTheDay(one: Administration, home: Administration): boolean {
  if (one.sum() !== null && sameAnswers(one, home)) return true;
  if (one.total !== undefined && home.total !== undefined)
    return one.total === home.total && (one.isDated() || home.isDated());
  const repeats = [...one.items.keys()].some((item) => home.items.has(item));
  const total = one.total ?? home.total;
  const sum = one.sum() ?? home.sum();
  return !repeats && canAddUp(one, home) && (total === undefined || sum === null || sum === total);
}

function distance(one: Administration, other: Administration): number {
  return Math.abs((one.at() ?? 0) - (other.at() ?? 0));
}
