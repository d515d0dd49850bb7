import type { FactOf } from '../../core/chart/fact.ts';
import type { Outcome } from '../../core/instruments/outcome-of.ts';
import type { GoldenThread, ObjectiveThread, Work } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';

/** What is known of the last work on something, in one line. */
export interface WorkWords {
  readonly line: string;
  /** What shows it, where a note does: its own sentence. */
  readonly quote?: string;
}

/** When a goal or objective was last worked on, by what, and how that is known. */
export function workWords(work: Work | undefined, thread: GoldenThread): WorkWords {
  if (work === undefined) {
    const notes = thread.sessions.some((session) => session.notes.length > 0);
    return { line: notes ? 'No note that was read names it.' : 'No session in the chart yet.' };
  }
  const day = work.day === undefined ? 'a session without a date' : plainDate(work.day);
  const by = work.by.map(byWords).join('; ');
  if (work.evidence === 'entered')
    return { line: by === '' ? `Rated in the session of ${day}.` : `Worked on ${day}: ${by}.` };
  if (work.fact.kind === 'referral') return { line: `Referred ${day}: ${by}.` };
  const lead = work.evidence === 'tied' ? `Worked on in the session of ${day}` : `Named in the note of ${day}`;
  return {
    line: by === '' ? lead : `${lead}: ${by}`,
    ...(work.sentence === undefined ? {} : { quote: work.sentence }),
  };
}

function byWords(by: Work['by'][number]): string {
  if (by.kind === 'intervention') return by.value.technique;
  if (by.kind === 'planned-intervention') return by.value.text;
  return by.value.to ?? by.value.what;
}

/** What the measure of an objective did since its baseline: `PHQ-9 9 on 22 Jun 2026; 13 lower than 22 at baseline`. */
export function measureWords({ instrument, scores, latest, baseline, outcome }: ObjectiveThread): string | undefined {
  if (instrument === undefined) return undefined;
  if (latest === undefined) return `${instrument}: no score in the chart.`;
  const total = totalIn(latest);
  if (total === null) {
    const before = scores.find((score) => totalIn(score) !== null);
    const filledIn = `${instrument} on ${plainDate(latest.when)}: no total`;
    return before === undefined
      ? `${filledIn}.`
      : `${filledIn}; the last was ${totalIn(before)} on ${plainDate(before.when)}.`;
  }
  const now = `${instrument} ${total} on ${plainDate(latest.when)}`;
  const change = outcome?.change;
  if (baseline === latest || baseline === undefined) return `${now}, the first.`;
  if (change === undefined)
    return totalIn(baseline) === null
      ? `${now}; the baseline has no total, so no change is told.`
      : `${now}; a total in doubt, so no change is told.`;
  const size = change.direction === 'same' ? 'the same as' : `${Math.abs(change.difference)} ${change.direction} than`;
  const judged = verdicts(outcome);
  return `${now}, ${size} ${change.from} at baseline${judged.length > 0 ? `: ${judged.join(', ')}` : ''}.`;
}

function totalIn({ value }: FactOf<'score'>): number | null {
  return value.total ?? value.itemSum;
}

/** What the published rules make of the change, in their own words. */
export function verdicts(outcome: Outcome | undefined): string[] {
  const { change, response, remission, atFollowUp, endState, deterioration, because = [] } = outcome ?? {};
  const moved = change !== undefined && change.direction !== 'same';
  return [
    ...(moved && change.reliable === true ? ['a reliable change'] : []),
    ...(moved && change.reliable === false ? ['within measurement error'] : []),
    ...(remission === true ? [atFollowUp === true ? 'remission' : 'below the cut for remission'] : []),
    ...(response === true && remission !== true ? ['response'] : []),
    ...(endState === true ? ['good end state'] : []),
    ...(deterioration === 'watch' && because.includes('points') ? ['worse, to be watched'] : []),
    ...(because.includes('item-9') ? ['item 9 newly above 0'] : []),
  ];
}
