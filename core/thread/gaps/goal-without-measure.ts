import type { FactOf } from '../../chart/fact.ts';
import type { GoalThread, GoldenThread } from '../thread.ts';
import type { GapRule } from './gap.ts';

/** A goal that is pursued, with live objectives of which none can be measured: no measure, no target, no number. */
export const GOAL_WITHOUT_MEASURE: GapRule = {
  id: 'goal-without-measure',
  level: 'review',
  question: 'Can each goal be measured?',
  why: 'Progress on a plan has to be measurable.',
  source: 'Medicare contractors NGS and CGS: goals measurable, reasonable expectation of improvement',
  restsOn: ['Goal'],
  find({ thread }) {
    return {
      gaps: thread.goals
        .filter(({ pursued, objectives }) => {
          const live = objectives.filter(({ objective }) => objective.value.status === 'live');
          return pursued && live.length > 0 && !live.some(({ objective }) => isMeasurable(objective));
        })
        .map((one) => ({
          words: `No live objective of “${one.goal.value.statement}” has a measure or a target.`,
          next: nextFor(one, thread),
          facts: [one.goal.id, ...one.objectives.map(({ objective }) => objective.id)],
          place: { kind: 'goal', factId: one.goal.id },
        })),
    };
  },
};

function isMeasurable({ value }: FactOf<'objective'>): boolean {
  return value.measure !== undefined || value.target !== undefined || /\d/.test(value.text);
}

/** Which scale fits is said only by the diagnosis that the record links, never by the words of the goal. */
function nextFor(goal: GoalThread, thread: GoldenThread): string {
  const fits = thread.problems.filter(({ problem }) => goal.problems.includes(problem)).flatMap((one) => one.fits);
  const scales = [...new Set(fits)];
  return scales.length === 0
    ? 'give one a measure with baseline and target'
    : `give one a measure with baseline and target; ${scales.join(' and ')} ${scales.length === 1 ? 'fits' : 'fit'} the diagnosis`;
}
