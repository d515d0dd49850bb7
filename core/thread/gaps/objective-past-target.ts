import { dateInWords } from '../../chart/dates.ts';
import { liveObjectives } from '../build-thread.ts';
import type { GapRule } from './gap.ts';

/** A live objective whose target date is over. */
export const OBJECTIVE_PAST_TARGET: GapRule = {
  id: 'objective-past-target',
  level: 'review',
  question: 'Is every objective within its target date?',
  why: 'An objective past its date is met, revised with a reason, or closed.',
  source: 'Medicare contractors NGS and CGS on treatment plans (anticipated duration, measurable goals)',
  restsOn: [],
  find({ thread }) {
    return {
      gaps: liveObjectives(thread).flatMap(({ objective, overdue }) =>
        overdue.flatMap((one) =>
          one.what === 'target-date'
            ? {
                words: `“${objective.value.text}” is past its target date, ${dateInWords(one.due)}, and still open.`,
                next: 'record it as met, set a new date with the reason, or close it',
                facts: [objective.id],
                place: { kind: 'objective' as const, factId: objective.id },
              }
            : [],
        ),
      ),
    };
  },
};
