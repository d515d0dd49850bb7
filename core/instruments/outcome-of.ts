import type { FactOf } from '../chart/fact.ts';
import { changeSince, type ScoreChange } from './change-since.ts';
import { cssrsTriage, recordedLevel, TRIAGE_LEVELS, TRIAGE_SOURCE } from './cssrs-triage.ts';
import { isDoubtful } from './doubtful-total.ts';
import { INSTRUMENTS } from './instruments.ts';
import { OUTCOME_RULES } from './outcome-rules.ts';

type Score = FactOf<'score'>;

/** How a treatment did on one scale, between two administrations. A member that is absent has no source or cannot be told. */
export interface Outcome {
  readonly change?: ScoreChange;
  readonly response?: boolean;
  readonly remission?: boolean;
  readonly endState?: boolean;
  /** True when the later one was filled in when response and remission are measured, 4 to 8 months after the earlier. */
  readonly atFollowUp?: boolean;
  readonly deterioration?: Deterioration;
  /** What makes it a deterioration. */
  readonly because: readonly ('points' | 'item-9' | 'level')[];
  /** The source of every rule that was applied, each once. */
  readonly sources: readonly string[];
}

export type Deterioration = 'none' | 'watch' | 'reliable';

/**
 * The outcome from `baseline` (the first score, or any earlier one) to `latest`; undefined when the scales differ. Each
 * answer rests on a published rule or on our own, named in `sources`; where there is none, nothing is told. A total that
 * contradicts its items is not built on. Pure: dates come from the Facts.
 */
export function outcomeOf(baseline: Score, latest: Score): Outcome | undefined {
  const { instrument } = latest.value;
  if (baseline.value.instrument !== instrument) return undefined;
  const change = isDoubtful(baseline) || isDoubtful(latest) ? undefined : changeSince(baseline, latest);
  const worse = deteriorationOf(baseline, latest, change);
  const better = change === undefined ? NOTHING : improvementOf(baseline, latest, change);
  return {
    ...(change === undefined ? {} : { change }),
    ...better.told,
    ...(worse.deterioration === undefined ? {} : { deterioration: worse.deterioration }),
    because: worse.because,
    sources: [...new Set([...better.sources, ...worse.sources])],
  };
}

type Improvement = {
  readonly told: Partial<Pick<Outcome, 'response' | 'remission' | 'endState' | 'atFollowUp'>>;
  readonly sources: string[];
};

const NOTHING: Improvement = { told: {}, sources: [] };

function improvementOf(baseline: Score, latest: Score, { from, to }: ScoreChange): Improvement {
  const { response, remission, followUp, endState } = OUTCOME_RULES[latest.value.instrument] ?? {};
  const sources: string[] = [];
  const told: { -readonly [K in keyof Improvement['told']]: boolean } = {};
  if (response !== undefined && from >= response.baselineFrom) {
    told.response = from - to >= from * response.share;
    sources.push(response.source);
  }
  if (remission !== undefined && from >= remission.baselineFrom) {
    told.remission = to < remission.below;
    sources.push(remission.source);
  }
  const within =
    followUp && (told.response ?? told.remission) !== undefined
      ? isWithin(baseline.when, latest.when, followUp)
      : undefined;
  if (followUp !== undefined && within !== undefined) {
    told.atFollowUp = within;
    sources.push(followUp.source);
  }
  if (endState !== undefined) {
    told.endState = to <= endState.atMost;
    sources.push(endState.source);
  }
  return { told, sources };
}

interface Worsening {
  readonly deterioration: Deterioration | undefined;
  readonly because: Outcome['because'];
  readonly sources: string[];
}

function deteriorationOf(baseline: Score, latest: Score, change: ScoreChange | undefined): Worsening {
  const found = [byPoints(latest, change), byItem9(baseline, latest), byLevel(baseline, latest)].filter(
    (one) => one !== undefined,
  );
  const grades = found.map(({ grade }) => grade);
  const deterioration = (['reliable', 'watch', 'none'] as const).find((grade) => grades.includes(grade));
  return {
    deterioration,
    because: found.flatMap(({ grade, why }) => (grade === 'none' ? [] : [why])),
    sources: found.flatMap(({ sources }) => sources),
  };
}

interface Finding {
  readonly grade: Deterioration;
  readonly why: Outcome['because'][number];
  readonly sources: readonly string[];
}

function byPoints({ value: { instrument } }: Score, change: ScoreChange | undefined): Finding | undefined {
  const { reliableChange, reliableChangeSource } = INSTRUMENTS[instrument];
  const watch = OUTCOME_RULES[instrument]?.watch;
  if (change === undefined || reliableChange === undefined) return undefined;
  const reliable = change.difference >= reliableChange;
  const grade = reliable ? 'reliable' : watch !== undefined && change.difference >= watch.points ? 'watch' : 'none';
  const sources = [grade === 'watch' ? watch?.source : reliableChangeSource].filter((source) => source !== undefined);
  return { grade, why: 'points', sources };
}

/** New where the earlier form answered it 0: an earlier form without the answer shows nothing new. */
function byItem9(baseline: Score, latest: Score): Finding | undefined {
  const rule = OUTCOME_RULES[latest.value.instrument]?.safetyItem;
  if (rule === undefined) return undefined;
  const [before, now] = [baseline.value.items[rule.item - 1], latest.value.items[rule.item - 1]];
  return before === 0 && typeof now === 'number' && now > 0
    ? { grade: 'watch', why: 'item-9', sources: [rule.source] }
    : undefined;
}

/** A level of the C-SSRS screener above the earlier one, by its answers or as recorded, whichever is higher. */
function byLevel(baseline: Score, latest: Score): Finding | undefined {
  if (latest.value.instrument !== 'C-SSRS-screener') return undefined;
  const [before, now] = [levelOf(baseline), levelOf(latest)];
  if (before === undefined || now === undefined || !before.settled) return undefined;
  const higher = now.rank > before.rank;
  if (!higher && !now.settled) return undefined;
  return { grade: higher ? 'watch' : 'none', why: 'level', sources: [TRIAGE_SOURCE] };
}

function levelOf({ value }: Score): { readonly rank: number; readonly settled: boolean } | undefined {
  const answered = cssrsTriage(value.items);
  const recorded = recordedLevel(value.level);
  const ranks = [answered?.level, recorded].flatMap((level) =>
    level === undefined ? [] : TRIAGE_LEVELS.indexOf(level),
  );
  if (ranks.length === 0) return undefined;
  return { rank: Math.max(...ranks), settled: recorded !== undefined || answered?.settled === true };
}

/** Whether the later day is within the months after the earlier; undefined where a day is not known. */
function isWithin(
  earlier: string | undefined,
  later: string | undefined,
  { fromMonth, toMonth }: { readonly fromMonth: number; readonly toMonth: number },
): boolean | undefined {
  if (earlier === undefined || later === undefined || earlier.length < 10 || later.length < 10) return undefined;
  const day = later.slice(0, 10);
  return day >= addMonths(earlier.slice(0, 10), fromMonth) && day <= addMonths(earlier.slice(0, 10), toMonth);
}

/** The same day of a later month, or that month's last day where it has no such day. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
