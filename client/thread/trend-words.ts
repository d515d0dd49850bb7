import type { FactOf } from '../../core/chart/fact.ts';
import { isDoubtful } from '../../core/instruments/doubtful-total.ts';
import { outcomeOf } from '../../core/instruments/outcome-of.ts';
import { severityBand } from '../../core/instruments/severity-band.ts';
import { plainDate } from '../components/dates.ts';
import { totalOf } from './sparkline-scale.ts';
import { verdicts } from './work-words.ts';

/** The latest score of a series in words. */
export interface TrendWords {
  readonly value: number;
  readonly band: string | undefined;
  readonly when: string | undefined;
  /** Change since the first score, with whether it exceeds the instrument's published measurement error. */
  readonly change: string;
}

/** What a series (oldest first) says at a glance; undefined when none of its scores has a total. */
export function trendWords(scores: readonly FactOf<'score'>[]): TrendWords | undefined {
  const complete = scores.filter((score) => totalOf(score) !== null);
  const baseline = complete.at(0);
  const latest = complete.at(-1);
  const value = latest ? totalOf(latest) : null;
  if (!baseline || !latest || value === null) return undefined;
  return {
    value,
    band: isDoubtful(latest) ? undefined : severityBand(latest.value.instrument, value),
    when: latest.when,
    change:
      baseline !== latest
        ? changeWords(baseline, latest)
        : isDoubtful(latest)
          ? doubtWords(latest)
          : 'first score in the chart',
  };
}

function changeWords(first: FactOf<'score'>, latest: FactOf<'score'>): string {
  if (isDoubtful(latest)) return doubtWords(latest);
  const outcome = outcomeOf(first, latest);
  const change = outcome?.change;
  if (change === undefined) return 'no change is told: the first total on record does not match its items';
  const since = `${change.from}, the first on record${first.when ? `, ${plainDate(first.when)}` : ''}`;
  const size =
    change.direction === 'same'
      ? `same as ${since}`
      : `${Math.abs(change.difference)} ${change.direction} than ${since}`;
  return [size, ...verdicts(outcome)].join('; ');
}

/** A total that contradicts its items is shown with both numbers, and nothing is made of it. */
function doubtWords({ value }: FactOf<'score'>): string {
  return `the items add to ${value.itemSum}: the total has to be verified, so no change is told`;
}
