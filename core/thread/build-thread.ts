import { dayOf } from '../chart/dates.ts';
import { type Fact, type FactOf, factsOf } from '../chart/fact.ts';
import { isPlanDocument } from '../chart/plan-document.ts';
import { INSTRUMENTS } from '../instruments/instruments.ts';
import { isKnownOn } from './days.ts';
import { THREAD_LIMITS, type ThreadLimits } from './limits.ts';
import { type CourseSources, lastWorkOn, newestWork, objectiveCourse } from './objective-course.ts';
import { referenceOf, servedBy } from './plan-links.ts';
import { linkProblems, problemsOf } from './problem-links.ts';
import { sessionsOf } from './sessions.ts';
import type { GoalThread, GoldenThread, ObjectiveThread, ReferralThread, ScoreSeries } from './thread.ts';

/** Lifecycle words of a goal that is not pursued now. */
const AT_REST = new Set(['completed', 'cancelled', 'on-hold', 'planned']);

/**
 * The golden thread as it stood at the end of `asOf` (`YYYY-MM-DD`): what is dated later does not exist yet, and a Fact
 * without a date counts as known. Facts of the session input may be given with those of the chart. Problems are those
 * active, in remission or unknown; goals keep every objective, whatever its status, so that a met one can be told; the
 * plan is the newest in force, one that is worked out first, else the newest. Same Facts, same thread.
 */
export function buildThread(facts: readonly Fact[], asOf: string, limits: ThreadLimits = THREAD_LIMITS): GoldenThread {
  const known = facts.filter((fact) => fact.whose === 'patient' && isKnownOn(fact.when, asOf));
  const [goalFacts, objectiveFacts] = [factsOf(known, 'goal'), factsOf(known, 'objective')];
  const planned = factsOf(known, 'planned-intervention');
  // A score of no known day is neither the first nor the last.
  const scores = factsOf(known, 'score')
    .filter(({ when }) => when !== undefined)
    .sort(byDate);
  const sessions = sessionsOf(known, { goals: goalFacts, objectives: objectiveFacts, planned });
  const referrals = factsOf(known, 'referral');
  const sources: CourseSources = { scores, planned, sessions, referrals, asOf, limits };
  const conditions = factsOf(known, 'condition').filter(({ polarity }) => polarity === 'affirmed');
  const goals = goalFacts.map((goal): GoalThread => {
    const own = objectiveFacts.filter((one) => one.value.goalFactId === goal.id);
    const objectives = own.map((objective) => objectiveCourse(objective, sources));
    const lastWork = newestWork([lastWorkOn(goal, sources), ...objectives.map((one) => one.lastWork)]);
    return {
      goal,
      pursued: !AT_REST.has(goal.value.status),
      objectives,
      interventions: planned.filter((one) => [goal, ...own].some((aim) => servedBy(one, aim))),
      problems: problemsOf(goal, own, conditions),
      ...(lastWork && { lastWork }),
    };
  });
  const plan = planInForce(factsOf(known, 'care-plan'), planned, asOf);
  const problems = conditions.filter((one) => ['active', 'remission', 'unknown'].includes(one.value.status));
  const notes = factsOf(known, 'prior-note').sort(byDate);
  const lastNote = notes.at(-1);
  return {
    asOf,
    problems: linkProblems(problems, conditions, goals, plan),
    goals,
    loose: objectiveFacts
      .filter((one) => !goalFacts.some((goal) => goal.id === one.value.goalFactId))
      .map((objective) => objectiveCourse(objective, sources)),
    sessions,
    series: seriesOf(scores),
    planNotes: notes.filter(({ value }) => isPlanDocument(value)),
    referrals: referrals.map((referral) => referralThread(referral, planned)),
    ...(plan && { plan }),
    ...(lastNote && { lastNote }),
  };
}

/** The objectives of the thread that are still worked on. */
export function liveObjectives(thread: GoldenThread): ObjectiveThread[] {
  return [...thread.goals.flatMap((goal) => goal.objectives), ...thread.loose].filter(
    (one) => one.objective.value.status === 'live',
  );
}

function referralThread(
  referral: FactOf<'referral'>,
  planned: readonly FactOf<'planned-intervention'>[],
): ReferralThread {
  const reference = referenceOf(referral);
  const within = planned.filter((one) => one.value.reference !== undefined && one.value.reference === reference);
  const outcome = referral.value.outcome ?? within.flatMap(({ value }) => value.outcomes ?? [])[0];
  return { referral, planned: within.length > 0, ...(outcome === undefined ? {} : { outcome }) };
}

function seriesOf(scores: readonly FactOf<'score'>[]): ScoreSeries[] {
  return Object.values(INSTRUMENTS).flatMap(({ id }) => {
    const own = scores.filter((score) => score.value.instrument === id);
    return own.length > 0 ? [{ instrument: id, scores: own }] : [];
  });
}

function planInForce(
  plans: readonly FactOf<'care-plan'>[],
  planned: readonly FactOf<'planned-intervention'>[],
  asOf: string,
): FactOf<'care-plan'> | undefined {
  const inOrder = [...plans].sort(byDate);
  const current = inOrder.filter(
    ({ value }) =>
      (value.status === 'active' || value.status === 'on-hold') &&
      (value.start === undefined || dayOf(value.start) <= asOf),
  );
  return current.findLast((one) => isWorkedOut(one, planned)) ?? current.at(-1) ?? inOrder.at(-1);
}

/** Some EHRs make a CarePlan of every history note: one with planned interventions or a review date goes first. */
function isWorkedOut(plan: FactOf<'care-plan'>, planned: readonly FactOf<'planned-intervention'>[]): boolean {
  return plan.value.reviewDue !== undefined || planned.some((one) => referenceOf(one) === referenceOf(plan));
}

/** Oldest first, undated before all; of one date the id decides. */
function byDate(a: Fact, b: Fact): number {
  const [x, y] = [`${a.when ?? ''} ${a.id}`, `${b.when ?? ''} ${b.id}`];
  return x < y ? -1 : x > y ? 1 : 0;
}
