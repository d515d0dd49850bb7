import type { InstrumentId } from '../../chart/fact.ts';
import type { ScoreEvidence } from './score-evidence.ts';
import { type LinkedEvidence, linkedWith } from './score-links.ts';

/** Evidence whose scale is settled. */
export interface SettledEvidence extends ScoreEvidence {
  readonly instrument: InstrumentId;
  /** Also counted for another scale: no reason for an administration by itself. */
  readonly shared: boolean;
}

/**
 * Settles the scale of answers to questions that PHQ-9, PHQ-2 and PHQ-A share: the scale that a linked panel or total
 * names, else one named at the same moment, else on the same day, else the PHQ-2 where nothing but its two questions was
 * asked that day, else the PHQ-9. Questions 1 and 2 count for a PHQ-2 and a PHQ-9 of one moment alike. The PHQ-A takes
 * them only where it is named and the PHQ-9 is not.
 */
export function settleScales(evidence: readonly ScoreEvidence[], links: LinkedEvidence): SettledEvidence[] {
  const settled: SettledEvidence[] = [];
  const named = new Named();
  const add = (one: ScoreEvidence, instruments: readonly InstrumentId[]): void => {
    for (const [n, instrument] of instruments.entries()) settled.push({ ...one, instrument, shared: n > 0 });
  };
  for (const one of evidence) {
    const [instrument, ...others] = one.scales;
    if (instrument === undefined || others.length > 0) continue;
    add(one, [instrument]);
    named.add(one, instrument);
  }
  const open = evidence.filter(({ scales }) => scales.length > 1);
  const [firstTwo, others] = [
    open.filter(({ scales }) => scales.includes('PHQ-2')),
    open.filter(({ scales }) => !scales.includes('PHQ-2')),
  ];
  // The questions that only the longer forms have come first: they tell of which form the first two are.
  for (const one of others) {
    const instruments = settle(one, links, named);
    add(one, instruments);
    for (const instrument of instruments) named.add(one, instrument);
  }
  for (const one of firstTwo) add(one, settle(one, links, named));
  return settled;
}

function settle(one: ScoreEvidence, links: LinkedEvidence, named: Named): InstrumentId[] {
  const possible = (found: ReadonlySet<InstrumentId>) => one.scales.filter((scale) => found.has(scale));
  const linked = possible(new Set(linkedWith(links, one).flatMap(({ scales }) => (scales.length === 1 ? scales : []))));
  if (linked.length > 0) return withPhq9(one, linked, named);
  const now = possible(named.at(one.moment));
  if (now.length > 0)
    return withPhq9(one, now.includes('PHQ-9') ? now.filter((scale) => scale !== 'PHQ-A') : now, named);
  const today = possible(named.on(one.day)).filter((scale) => scale !== 'PHQ-A');
  if (today.length > 0) return today.slice(0, 1);
  return [one.scales.includes('PHQ-2') ? 'PHQ-2' : 'PHQ-9'];
}

/** Questions 1 and 2 of a PHQ-2 count for the PHQ-9 of the same moment too. */
function withPhq9(one: ScoreEvidence, found: readonly InstrumentId[], named: Named): InstrumentId[] {
  const continued = found.every((scale) => scale === 'PHQ-2') && named.at(one.moment).has('PHQ-9');
  return continued ? ['PHQ-2', 'PHQ-9'] : [...found];
}

const NOTHING: ReadonlySet<InstrumentId> = new Set();

/** Which scales are known to have been filled in when. */
class Named {
  readonly #moments = new Map<string, Set<InstrumentId>>();
  readonly #days = new Map<string, Set<InstrumentId>>();

  add({ moment, day }: ScoreEvidence, instrument: InstrumentId): void {
    if (moment !== undefined) this.#moments.set(moment, (this.#moments.get(moment) ?? new Set()).add(instrument));
    if (day !== undefined) this.#days.set(day, (this.#days.get(day) ?? new Set()).add(instrument));
  }

  at(moment: string | undefined): ReadonlySet<InstrumentId> {
    return (moment === undefined ? undefined : this.#moments.get(moment)) ?? NOTHING;
  }

  on(day: string | undefined): ReadonlySet<InstrumentId> {
    return (day === undefined ? undefined : this.#days.get(day)) ?? NOTHING;
  }
}
