import { factsOf } from '../../chart/fact.ts';
import { minutesCheck } from '../../services/minutes-check.ts';
import { flag, type Rule } from '../checked-draft.ts';

/** CPT_TIME_MISMATCH: the minutes entered are not those of the service code; the table and its sources are in core/services. */
export const codeMinutes: Rule = ({ facts }) => {
  const [session] = factsOf(facts, 'session');
  const check = minutesCheck(session?.value.serviceCode, session?.value.minutes);
  if (session === undefined || check === undefined || check.fits) return [];
  const suggestion = 'Correct the times or the code.';
  return [flag('CPT_TIME_MISMATCH', check.words, { facts: [session], suggestion })];
};
