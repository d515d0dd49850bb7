import { type Fact, factsOf } from '../../chart/fact.ts';
import { flag, type Rule, riskAnswer, sentenceCiting } from '../checked-draft.ts';

/** Disorders whose care asks for a risk inquiry: bipolar, depressive, trauma-related; and recorded suicidality. */
const CALLING_CODES = /^(F3[1-3]|F34\.1|F43\.1|R45\.851|T14\.91|Z91\.51)/;
/** A PHQ-9 total from which the severity alone calls for an inquiry: moderately severe. */
const CALLING_PHQ9 = 15;
const YEAR_DAYS = 365;

/** RISK_NOT_ASSESSED: suicidal ideation has no answer although history, scores or another answer call for one. */
export const riskNotAssessed: Rule = (draft) => {
  const asked = riskAnswer(draft.facts, 'suicidal-ideation');
  if (asked !== undefined && asked.polarity !== 'not-assessed') return [];
  const reasons = callingFacts(draft.facts, draft.sessionDate);
  if (reasons.length === 0) return [];
  const facts = asked === undefined ? reasons : [asked, ...reasons];
  return [
    flag('RISK_NOT_ASSESSED', 'Suicidal ideation was not assessed this session, and the chart calls for it.', {
      facts,
      sentence: asked === undefined ? undefined : sentenceCiting(draft, asked),
      suggestion: 'Enter the answer under risk, or say why it was not asked.',
    }),
  ];
};

function callingFacts(facts: readonly Fact[], sessionDate: string): Fact[] {
  const recent = factsOf(facts, 'score').filter(
    ({ when }) =>
      when !== undefined && Date.parse(sessionDate) - Date.parse(when.slice(0, 10)) <= YEAR_DAYS * 86_400_000,
  );
  const scores = recent.filter(({ value: { instrument, total, items } }) => {
    if (instrument === 'C-SSRS-screener') return items.some((item) => item !== null && item > 0);
    if (instrument !== 'PHQ-9' && instrument !== 'PHQ-A') return false;
    return (items[8] ?? 0) > 0 || (total ?? 0) >= CALLING_PHQ9;
  });
  const conditions = factsOf(facts, 'condition').filter(
    ({ value, whose, polarity }) =>
      whose === 'patient' &&
      polarity === 'affirmed' &&
      value.status === 'active' &&
      CALLING_CODES.test(value.code ?? ''),
  );
  const answers = factsOf(facts, 'risk').filter(
    ({ polarity, value }) => polarity === 'affirmed' && value.item !== 'lethal-means',
  );
  return [...answers, ...scores, ...conditions];
}
