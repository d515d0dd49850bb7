import type { MissingRead } from '../../chart/chart.ts';
import { THREAD_LIMITS, type ThreadLimits } from '../limits.ts';
import type { GoldenThread } from '../thread.ts';
import { DIAGNOSIS_WITHOUT_GOAL } from './diagnosis-without-goal.ts';
import type { Gap, GapRule, Unjudged } from './gap.ts';
import { GOAL_WITHOUT_INTERVENTION } from './goal-without-intervention.ts';
import { GOAL_WITHOUT_MEASURE } from './goal-without-measure.ts';
import { GOAL_WITHOUT_OBJECTIVE } from './goal-without-objective.ts';
import { MEASURE_OVERDUE } from './measure-overdue.ts';
import { NOTE_WITHOUT_GOAL } from './note-without-goal.ts';
import { OBJECTIVE_PAST_TARGET } from './objective-past-target.ts';
import { PLAN_PAST_REVIEW } from './plan-past-review.ts';
import { REFERRAL_WITHOUT_OUTCOME } from './referral-without-outcome.ts';

/** The questions, in the order of the thread: from diagnosis to referral. */
export const GAP_RULES: readonly GapRule[] = [
  DIAGNOSIS_WITHOUT_GOAL,
  GOAL_WITHOUT_OBJECTIVE,
  GOAL_WITHOUT_MEASURE,
  GOAL_WITHOUT_INTERVENTION,
  NOTE_WITHOUT_GOAL,
  OBJECTIVE_PAST_TARGET,
  MEASURE_OVERDUE,
  PLAN_PAST_REVIEW,
  REFERRAL_WITHOUT_OUTCOME,
];

/**
 * The gaps that an auditor would find in the thread, and the questions that the chart as read cannot answer. A question
 * that rests on a part of the chart which was not read, or not read whole, is never answered with a gap.
 */
export function findGaps(options: { thread: GoldenThread; missing: readonly MissingRead[]; limits?: ThreadLimits }): {
  gaps: Gap[];
  unjudged: Unjudged[];
} {
  const { thread, missing, limits = THREAD_LIMITS } = options;
  const gaps: Gap[] = [];
  const unjudged: Unjudged[] = [];
  const closed = missing.some(({ reason }) => reason === 'break-the-glass' || reason === 'merged-patient');
  for (const rule of GAP_RULES) {
    if (closed) {
      unjudged.push({ rule: rule.id, words: 'Cannot be judged: the EHR did not open this chart.' });
      continue;
    }
    const unread = [
      ...new Set(missing.filter(({ resource }) => rule.restsOn.includes(resource)).map(({ what }) => what)),
    ];
    if (unread.length > 0) {
      unjudged.push({ rule: rule.id, words: `Cannot be judged: the chart was read without ${listed(unread)}.` });
      continue;
    }
    const found = rule.find({ thread, limits });
    gaps.push(
      ...found.gaps.map((one) => ({ id: idOf(rule, one.place.factId), rule: rule.id, level: rule.level, ...one })),
    );
    if (found.open !== undefined) unjudged.push({ rule: rule.id, words: `Cannot be judged: ${found.open}.` });
  }
  return { gaps, unjudged };
}

/** The rule of a gap or of an open question. */
export function ruleOf(id: GapRule['id']): GapRule {
  const rule = GAP_RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`There is no gap rule ${id}.`);
  return rule;
}

function idOf(rule: GapRule, factId: string | undefined): string {
  return factId === undefined ? rule.id : `${rule.id}@${factId}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
