import { dateInWords } from '../../chart/dates.ts';
import { daysFrom, isPast } from '../days.ts';
import type { GapRule } from './gap.ts';

/** Words of a request that still waits for what comes of it. */
const WAITING = new Set(['active', 'on-hold', 'unknown']);

/**
 * A referral to someone else that is still open after its due date or, without one, after the days of the limit. Orders
 * that do not hand the patient on, and requests that the plan counts among its own interventions, are left out.
 */
export const REFERRAL_WITHOUT_OUTCOME: GapRule = {
  id: 'referral-without-outcome',
  level: 'review',
  question: 'Is it known what came of every referral?',
  why: 'Care has to be coordinated with those it was handed to, and their answer recorded.',
  source:
    'Magellan record review tool (coordination of care); the federal definition of case management, 42 U.S.C. 1396n(g)(2) (assess, plan, refer, monitor)',
  restsOn: ['CarePlan'],
  limit: 'referralDays',
  find({ thread, limits }) {
    const waiting = thread.referrals.filter(
      ({ referral: { value }, planned, outcome }) =>
        value.handsOver === true && !planned && outcome === undefined && WAITING.has(value.status),
    );
    return {
      gaps: waiting.flatMap(({ referral }) => {
        const { what, to, authored, due } = referral.value;
        const late = due !== undefined && due > (authored ?? '') && isPast(due, thread.asOf);
        const days = daysFrom(authored, thread.asOf);
        const old = (due === undefined || late) && days !== undefined && days > limits.referralDays;
        if (!late && !old) return [];
        const when = late ? `was due by ${dateInWords(due)}` : `is ${days} days old`;
        return {
          words: `${what}${to === undefined ? '' : ` to ${to}`} ${when}; the chart shows no outcome.`,
          next: 'ask what came of it and record the answer',
          facts: [referral.id],
          place: { kind: 'referral' as const, factId: referral.id },
        };
      }),
    };
  },
};
