import { factsOf } from '../../chart/fact.ts';
import { flag, type Rule } from '../checked-draft.ts';

/** Services that come before or beside a treatment plan: evaluation and crisis. */
const WITHOUT_PLAN = /^(9079[12]|9083[9]|90840|H0031|H2011)$/;
/** Reads without which nothing can be said of the plan. */
const PLAN_RESOURCES: ReadonlySet<string> = new Set(['Goal', 'CarePlan']);

/**
 * NO_LIVE_OBJECTIVE: neither an intervention nor a rating of this session names a live objective, or a goal that has one.
 * Silent where the plan could not be read, and for an evaluation or a crisis session.
 */
export const noLiveObjective: Rule = ({ facts, missing }) => {
  const [session] = factsOf(facts, 'session');
  if (session === undefined || WITHOUT_PLAN.test(session.value.serviceCode ?? '')) return [];
  if (missing.some(({ resource }) => PLAN_RESOURCES.has(resource))) return [];
  const live = factsOf(facts, 'objective').filter(({ value }) => value.status === 'live');
  const named = new Set([
    ...factsOf(facts, 'intervention').map(({ value }) => value.objectiveLocalId),
    ...factsOf(facts, 'progress').map(({ value }) => value.objectiveLocalId),
  ]);
  const goals = factsOf(facts, 'goal').filter(({ value }) => named.has(value.localId));
  const served = live.some(({ value }) => named.has(value.localId) || goals.some(({ id }) => id === value.goalFactId));
  if (served) return [];
  const message =
    live.length === 0
      ? 'The chart holds no live objective for this session to serve.'
      : `None of the ${live.length} live objectives is named by an intervention or rated for this session.`;
  const suggestion = 'Choose the objective an intervention served, or say why this session stands outside the plan.';
  return [flag('NO_LIVE_OBJECTIVE', message, { facts: [session, ...live], suggestion })];
};
