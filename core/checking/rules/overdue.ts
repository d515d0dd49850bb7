import { type Fact, factsOf } from '../../chart/fact.ts';
import { buildThread } from '../../thread/build-thread.ts';
import { findGaps } from '../../thread/gaps/find-gaps.ts';
import { flag, type Rule } from '../checked-draft.ts';

const CODES = {
  'plan-past-review': 'PLAN_REVIEW_OVERDUE',
  'referral-without-outcome': 'REFERRAL_FOLLOWUP_OVERDUE',
} as const;
const KINDS: ReadonlySet<string> = new Set(['care-plan', 'referral', 'planned-intervention', 'goal']);

/**
 * PLAN_REVIEW_OVERDUE and REFERRAL_FOLLOWUP_OVERDUE, by the rules of the thread. A referral without a due date in the record
 * is left to the thread: nothing was promised that a note could be late with.
 */
export const overdue: Rule = ({ facts, missing, sessionDate }) => {
  const due = factsOf(facts, 'care-plan').some(({ value }) => (value.reviewDue ?? '9') < sessionDate);
  const waiting = factsOf(facts, 'referral').filter(({ value }) => value.due !== undefined && value.due < sessionDate);
  if (!due && waiting.length === 0) return [];
  // What notes say is not asked here, and to read them would cost time at every key stroke.
  const kept = facts.flatMap((fact): Fact[] => {
    if (fact.kind === 'prior-note') return [{ ...fact, value: { ...fact.value, text: '' } }];
    return KINDS.has(fact.kind) ? [fact] : [];
  });
  const { gaps } = findGaps({ thread: buildThread(kept, sessionDate), missing });
  return gaps.flatMap((gap) => {
    if (gap.rule !== 'plan-past-review' && gap.rule !== 'referral-without-outcome') return [];
    if (gap.rule === 'referral-without-outcome' && !waiting.some(({ id }) => gap.facts.includes(id))) return [];
    const cited = facts.filter(({ id }) => gap.facts.includes(id));
    const suggestion = `${gap.next.charAt(0).toUpperCase()}${gap.next.slice(1)}.`;
    const about = gap.rule === 'plan-past-review' ? {} : { about: gap.place.factId ?? gap.id };
    return [flag(CODES[gap.rule], gap.words, { facts: cited, suggestion, ...about })];
  });
};
