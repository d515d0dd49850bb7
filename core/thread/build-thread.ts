import { type Fact, type FactOf, factsOf, type InstrumentId } from '../chart/fact.ts';
import { INSTRUMENTS } from '../instruments/instruments.ts';
import type { GoalThread, GoldenThread, ObjectiveThread, ScoreSeries } from './thread.ts';

/**
 * The golden thread as it stood at the end of `asOf` (`YYYY-MM-DD`): what is dated later does not exist yet. Problems are
 * those active or in remission; goals keep every objective, whatever its status, so that a met one can be told; the plan
 * is the newest in force, one that is worked out first, else the newest. A Fact without a date counts as known.
 */
export function buildThread(facts: readonly Fact[], asOf: string): GoldenThread {
  const known = facts.filter((fact) => fact.when === undefined || day(fact.when) <= asOf);
  const scores = factsOf(known, 'score');
  const objectives = factsOf(known, 'objective');
  const planned = factsOf(known, 'planned-intervention');
  const goals = factsOf(known, 'goal').map((goal): GoalThread => {
    const own = objectives.filter((one) => one.value.goalFactId === goal.id);
    return {
      goal,
      objectives: own.map((objective) => objectiveThread(objective, scores)),
      interventions: planned.filter(
        ({ value }) => value.goalFactId === goal.id || own.some((one) => sameGoal(one, value.goalFactId)),
      ),
    };
  });
  const plans = factsOf(known, 'care-plan');
  const current = plans.filter((one) => inForce(one, asOf));
  const plan = newest(current.filter((one) => isWorkedOut(one, planned))) ?? newest(current) ?? newest(plans);
  const lastNote = newest(factsOf(known, 'prior-note'));
  return {
    problems: factsOf(known, 'condition').filter((one) =>
      ['active', 'remission', 'unknown'].includes(one.value.status),
    ),
    ...(plan === undefined ? {} : { plan }),
    goals,
    series: seriesOf(scores),
    ...(lastNote === undefined ? {} : { lastNote }),
  };
}

/** The objectives of the thread that are still worked on. */
export function liveObjectives(thread: GoldenThread): ObjectiveThread[] {
  return thread.goals.flatMap((goal) => goal.objectives).filter((one) => one.objective.value.status === 'live');
}

/** Baseline: the last score on or before the day the objective began, else the first one after it. */
function objectiveThread(objective: FactOf<'objective'>, scores: readonly FactOf<'score'>[]): ObjectiveThread {
  const instrument = instrumentNamed(`${objective.value.measure ?? ''} ${objective.value.text}`);
  const own = scores
    .filter((score) => score.value.instrument === instrument)
    .sort(byDate)
    .reverse();
  const begun = objective.when === undefined ? undefined : day(objective.when);
  const baseline =
    own.find((score) => begun !== undefined && score.when !== undefined && day(score.when) <= begun) ?? own.at(-1);
  const latest = own[0];
  return { objective, scores: own, ...(baseline ? { baseline } : {}), ...(latest ? { latest } : {}) };
}

/** `PHQ-9`, `PHQ9` and `phq 9` in the measure or the text name the scale. */
function instrumentNamed(words: string): InstrumentId | undefined {
  const plain = words.toUpperCase().replace(/[^A-Z0-9]+/g, '');
  return Object.values(INSTRUMENTS).find(({ id }) => plain.includes(id.toUpperCase().replace(/[^A-Z0-9]+/g, '')))?.id;
}

function seriesOf(scores: readonly FactOf<'score'>[]): ScoreSeries[] {
  return Object.values(INSTRUMENTS).flatMap(({ id }) => {
    const own = scores.filter((score) => score.value.instrument === id).sort(byDate);
    return own.length > 0 ? [{ instrument: id, scores: own }] : [];
  });
}

function sameGoal(objective: FactOf<'objective'>, goalFactId: string | undefined): boolean {
  return goalFactId !== undefined && goalFactId.replace(/^goal:/, 'objective:') === objective.id;
}

function inForce({ value }: FactOf<'care-plan'>, asOf: string): boolean {
  return (
    (value.status === 'active' || value.status === 'on-hold') && (value.start === undefined || day(value.start) <= asOf)
  );
}

/** Some EHRs make a CarePlan of every history note: one with planned interventions or a review date goes first. */
function isWorkedOut(plan: FactOf<'care-plan'>, planned: readonly FactOf<'planned-intervention'>[]): boolean {
  return plan.value.reviewDue !== undefined || planned.some((one) => sameResource(one, plan));
}

function sameResource(a: Fact, b: Fact): boolean {
  return a.source.from === 'ehr' && b.source.from === 'ehr' && a.source.reference === b.source.reference;
}

function newest<T extends Fact>(facts: readonly T[]): T | undefined {
  return [...facts].sort(byDate).at(-1);
}

/** Oldest first, undated before all; of one date the id decides. */
function byDate(a: Fact, b: Fact): number {
  const [x, y] = [`${a.when ?? ''} ${a.id}`, `${b.when ?? ''} ${b.id}`];
  return x < y ? -1 : x > y ? 1 : 0;
}

function day(when: string): string {
  return when.slice(0, 10);
}
