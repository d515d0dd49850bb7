import type { FactOf } from '../chart/fact.ts';
import { fittingMeasures } from './fitting-measures.ts';
import { isAmong } from './plan-links.ts';
import type { GoalThread, ProblemThread } from './thread.ts';

type Condition = FactOf<'condition'>;

/** The problems that a goal or its objectives name in addresses. */
export function problemsOf(
  goal: FactOf<'goal'>,
  objectives: readonly FactOf<'objective'>[],
  conditions: readonly Condition[],
): Condition[] {
  const addressed = [goal, ...objectives].flatMap(({ value }) => value.addresses ?? []);
  return conditions.filter((one) => isAmong(one, addressed));
}

/**
 * Each problem with the goals that address it, and else whether the plan does. One disorder often stands in the record
 * twice, as problem and as the diagnosis of a visit: what links one of two conditions of the same ICD-10-CM code links both.
 */
export function linkProblems(
  problems: readonly Condition[],
  all: readonly Condition[],
  goals: readonly GoalThread[],
  plan: FactOf<'care-plan'> | undefined,
): ProblemThread[] {
  return problems.map((problem) => {
    const { code } = problem.value;
    const same = all.filter((one) => one.id === problem.id || (code !== undefined && one.value.code === code));
    const serving = goals.filter((goal) => goal.problems.some((one) => same.includes(one))).map(({ goal }) => goal);
    const planned = same.some((one) => isAmong(one, plan?.value.addresses));
    return {
      problem,
      goals: serving,
      fits: fittingMeasures(code),
      ...(serving.length > 0 ? { linkedBy: 'goal' as const } : planned ? { linkedBy: 'plan' as const } : {}),
    };
  });
}
