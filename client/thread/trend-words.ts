import type { FactOf } from '../../core/chart/fact.ts';
import { changeSince } from '../../core/instruments/change-since.ts';
import { severityBand } from '../../core/instruments/severity-band.ts';
import { plainDate } from '../components/dates.ts';
import { totalOf } from './sparkline-scale.ts';

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
    band: severityBand(latest.value.instrument, value),
    when: latest.when,
    change: baseline === latest ? 'first score in the chart' : changeWords(baseline, latest),
  };
}

function changeWords(baseline: FactOf<'score'>, latest: FactOf<'score'>): string {
  const change = changeSince(baseline, latest);
  if (!change) return '';
  const since = `${change.from}, the first on record${baseline.when ? `, ${plainDate(baseline.when)}` : ''}`;
  if (change.direction === 'same') return `same as ${since}`;
  const size = `${Math.abs(change.difference)} ${change.direction} than ${since}`;
  return change.reliable === false ? `${size}; within measurement error` : size;
}
