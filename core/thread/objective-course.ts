import { dayOf } from '../chart/dates.ts';
import { type FactOf, factsOf, type InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from '../instruments/instruments.ts';
import { namesInstrument } from '../instruments/names-instrument.ts';
import { outcomeOf } from '../instruments/outcome-of.ts';
import { daysFrom, isPast } from './days.ts';
import type { ThreadLimits } from './limits.ts';
import { isAmong, servedBy } from './plan-links.ts';
import type { ObjectiveThread, Overdue, SessionThread, Work } from './thread.ts';

/** What an objective is told from. `scores` are oldest first. */
export interface CourseSources {
  readonly scores: readonly FactOf<'score'>[];
  readonly planned: readonly FactOf<'planned-intervention'>[];
  readonly sessions: readonly SessionThread[];
  readonly referrals: readonly FactOf<'referral'>[];
  readonly asOf: string;
  readonly limits: ThreadLimits;
}

/**
 * One objective with its measure, its work and what is overdue. Baseline: the last score on or before the day the
 * objective began, else the first one after it.
 */
export function objectiveCourse(objective: FactOf<'objective'>, sources: CourseSources): ObjectiveThread {
  const { planned, sessions, asOf, limits } = sources;
  const instrument =
    instrumentNamed(`${objective.value.measure ?? ''} ${objective.value.text}`) ?? instrumentTied(objective, sources);
  const scores = sources.scores.filter((score) => score.value.instrument === instrument).toReversed();
  const begun = objective.when === undefined ? undefined : dayOf(objective.when);
  const baseline =
    scores.find((score) => begun !== undefined && score.when !== undefined && dayOf(score.when) <= begun) ??
    scores.at(-1);
  const latest = scores[0];
  const outcome = baseline && latest && baseline !== latest ? outcomeOf(baseline, latest) : undefined;
  const lastWork = lastWorkOn(objective, sources);
  return {
    objective,
    scores,
    sessionsSinceLatest: sessionsAfter(latest, sessions),
    interventions: planned.filter((one) => servedBy(one, objective)),
    overdue: isOpen(objective, sessions) ? overdueOf(objective, instrument, latest, asOf, limits) : [],
    ...(instrument && { instrument }),
    ...(baseline && { baseline }),
    ...(latest && { latest }),
    ...(outcome && { outcome }),
    ...(lastWork && { lastWork }),
  };
}

/** The newest work known on a goal or objective: in a session, or a referral that the record ties to it. */
export function lastWorkOn(
  aim: FactOf<'goal'> | FactOf<'objective'>,
  { sessions, referrals }: Pick<CourseSources, 'sessions' | 'referrals'>,
): Work | undefined {
  const referred = referrals
    .filter((one) => isAmong(aim, one.value.pertainsTo))
    .map((one): Work => ({ evidence: 'tied', by: [one], fact: one, ...given(one.value.authored) }));
  return newestWork([...sessions.map((session) => session.works.get(aim.id)), ...referred]);
}

/** The newest of some works; of one day the first. Work without a date counts only when there is no other. */
export function newestWork(works: readonly (Work | undefined)[]): Work | undefined {
  const known = works.filter((work) => work !== undefined);
  return known.reduce<Work | undefined>((best, work) => ((work.day ?? '') > (best?.day ?? '') ? work : best), known[0]);
}

function given(authored: string | undefined): { day?: string } {
  return authored === undefined ? {} : { day: dayOf(authored) };
}

/** The scale of a score that the record ties to the objective, where neither measure nor text names one. */
function instrumentTied(objective: FactOf<'objective'>, { scores }: CourseSources): InstrumentId | undefined {
  return scores.find((score) => isAmong(objective, score.value.pertainsTo))?.value.instrument;
}

/** Live in the record, and not rated as met in a session that is being entered. */
function isOpen({ value }: FactOf<'objective'>, sessions: readonly SessionThread[]): boolean {
  const rated = sessions.flatMap(({ entered }) => factsOf(entered, 'progress'));
  const isMet = rated.some((one) => one.value.objectiveLocalId === value.localId && one.value.status.trim() === 'met');
  return value.status === 'live' && !isMet;
}

function overdueOf(
  { value }: FactOf<'objective'>,
  instrument: InstrumentId | undefined,
  latest: FactOf<'score'> | undefined,
  asOf: string,
  limits: ThreadLimits,
): Overdue[] {
  const overdue: Overdue[] = [];
  if (value.due !== undefined && isPast(value.due, asOf))
    overdue.push({ what: 'target-date', due: value.due, days: daysFrom(value.due, asOf) ?? 0 });
  if (instrument === undefined) return overdue;
  if (latest === undefined) return [...overdue, { what: 'measure', instrument }];
  const days = daysFrom(latest.when, asOf);
  if (days !== undefined && days > limits.measureDays) overdue.push({ what: 'measure', instrument, days });
  return overdue;
}

function sessionsAfter(latest: FactOf<'score'> | undefined, sessions: readonly SessionThread[]): number {
  const day = latest?.when === undefined ? '' : dayOf(latest.when);
  return sessions.filter((session) => session.day !== undefined && session.day > day).length;
}

/** The first scale that the measure or the text names. */
function instrumentNamed(words: string): InstrumentId | undefined {
  return Object.values(INSTRUMENTS).find(({ id }) => namesInstrument(words, id))?.id;
}
