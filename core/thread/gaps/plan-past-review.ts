import { dateInWords } from '../../chart/dates.ts';
import { daysFrom, isPast } from '../days.ts';
import type { GapRule } from './gap.ts';

/** A review this long before it is due, or later, is the review. */
const REVIEW_EARLY_DAYS = 30;

/** The plan in force is past the day its review was due, and no note since is its review. */
export const PLAN_PAST_REVIEW: GapRule = {
  id: 'plan-past-review',
  level: 'review',
  question: 'Was the plan reviewed in time?',
  why: 'A plan is reviewed at the interval the payer or program sets, and the review is recorded.',
  source:
    'overcomewithus.com clinical audit procedure C14 (6 or 12 months); Maine CCBHC (adult 180 days, child 90 days); the due date itself is the record’s',
  restsOn: ['CarePlan', 'DocumentReference', 'Binary'],
  find({ thread }) {
    const { plan, asOf } = thread;
    const due = plan?.value.reviewDue;
    if (plan === undefined || due === undefined || !isPast(due, asOf)) return { gaps: [] };
    if (!['active', 'on-hold', 'unknown'].includes(plan.value.status)) return { gaps: [] };
    const reviewed = thread.planNotes.some(({ when }) => {
      const after = daysFrom(due, when ?? '');
      return after !== undefined && after >= -REVIEW_EARLY_DAYS;
    });
    if (reviewed) return { gaps: [] };
    return {
      gaps: [
        {
          words: `The plan was to be reviewed by ${dateInWords(due)}, the end of its period; the chart shows no review since.`,
          next: 'review the plan with the patient and set the next date',
          facts: [plan.id],
          place: { kind: 'plan', factId: plan.id },
        },
      ],
    };
  },
};
