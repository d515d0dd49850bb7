import { daysFrom } from '../days.ts';
import { isNarrativeOnly } from '../plan-links.ts';
import type { ProblemThread } from '../thread.ts';
import type { GapRule } from './gap.ts';

/**
 * An active mental or substance use disorder (ICD-10-CM chapter F) that neither a goal nor the plan addresses. Where the
 * problem list has any, diagnoses of single visits are left out. A record that links no goal to anything cannot be judged;
 * a chart without any goal is judged once the first plan is due.
 */
export const DIAGNOSIS_WITHOUT_GOAL: GapRule = {
  id: 'diagnosis-without-goal',
  level: 'review',
  question: 'Does every diagnosis in treatment have a goal?',
  why: 'Diagnosis, goal, objective and intervention have to follow from each other.',
  source:
    'Medicare contractors NGS and CGS on treatment plans (diagnoses, anticipated goals); Magellan record review tool (individual plan, diagnosis consistent)',
  restsOn: ['Condition', 'Goal', 'CarePlan'],
  limit: 'firstPlanDays',
  find({ thread, limits }) {
    const diagnoses = inTreatment(thread.problems);
    const unlinked = diagnoses.filter((one) => one.linkedBy === undefined);
    const first = unlinked[0];
    if (first === undefined) return { gaps: [] };
    if (thread.goals.length === 0 && thread.loose.length === 0) {
      if (thread.plan !== undefined && isNarrativeOnly(thread.plan))
        return { gaps: [], open: 'the plan is prose; its goals cannot be told apart' };
      const begun = thread.sessions.findLast(({ day }) => day !== undefined)?.day;
      if ((daysFrom(begun, thread.asOf) ?? 0) <= limits.firstPlanDays) return { gaps: [] };
      return {
        gaps: [
          {
            words: `There is no goal in the chart for ${named(first)}${unlinked.length > 1 ? ` and ${unlinked.length - 1} more` : ''}.`,
            next: 'write a treatment plan with a goal for it',
            facts: unlinked.map(({ problem }) => problem.id),
            place: { kind: 'plan' },
          },
        ],
      };
    }
    const linksAnything =
      thread.goals.some(({ problems }) => problems.length > 0) || diagnoses.length > unlinked.length;
    if (!linksAnything) return { gaps: [], open: 'the record links no goal to a problem' };
    return {
      gaps: unlinked.map((one) => ({
        words: `No goal addresses ${named(one)}.`,
        next: 'add a goal for it, or link the goal that serves it',
        facts: [one.problem.id],
        place: { kind: 'problem', factId: one.problem.id },
      })),
    };
  },
};

function inTreatment(problems: readonly ProblemThread[]): ProblemThread[] {
  const active = problems.filter(
    ({ problem: { value } }) => value.status === 'active' && value.category !== 'sdoh' && /^F\d/.test(value.code ?? ''),
  );
  const listed = active.filter(({ problem }) => problem.value.category === 'problem');
  const chosen = listed.length > 0 ? listed : active;
  return chosen.filter(
    ({ problem }, at) => chosen.findIndex((one) => one.problem.value.code === problem.value.code) === at,
  );
}

function named({ problem: { value } }: ProblemThread): string {
  return value.code === undefined ? value.display : `${value.display} (${value.code})`;
}
