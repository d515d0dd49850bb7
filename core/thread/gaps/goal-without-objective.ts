import type { GapRule } from './gap.ts';

/** A goal that is pursued and has no objective at all. */
export const GOAL_WITHOUT_OBJECTIVE: GapRule = {
  id: 'goal-without-objective',
  level: 'review',
  question: 'Does every goal have an objective?',
  why: 'A plan has to name goals and objectives, and progress is told by objective.',
  source: '14 NYCRR 599.10(c) and Medicare contractor NGS on treatment plans',
  restsOn: ['Goal'],
  find({ thread }) {
    return {
      gaps: thread.goals
        .filter(({ pursued, objectives }) => pursued && objectives.length === 0)
        .map(({ goal }) => ({
          words: `The goal “${goal.value.statement}” has no objective.`,
          next: 'add one that can be observed and dated',
          facts: [goal.id],
          place: { kind: 'goal', factId: goal.id },
        })),
    };
  },
};
