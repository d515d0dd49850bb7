import { type FactOf, factsOf } from '../../chart/fact.ts';
import { newScores } from '../../chart/new-scores.ts';
import { dayInWords, flag, type Rule, riskAnswer, sentenceCiting, sourceId } from '../checked-draft.ts';
import type { Flag } from '../flag.ts';

/**
 * PHQ9_ITEM9_POSITIVE for every new form with item 9 above 0, for one of no known day too, since it may be new, and ITEM9_VS_VERBAL_DENIAL when suicidal ideation was
 * denied in the session that weighs it. A spoken denial never takes the first flag away.
 */
export const item9Positive: Rule = (draft) => {
  const undated = factsOf(draft.facts, 'score').filter(
    ({ when, whose, polarity }) => when === undefined && whose === 'patient' && polarity === 'affirmed',
  );
  const positive = [...undated, ...newScores(draft.facts, draft.sessionDate)].filter((score) => answerTo9(score) > 0);
  const spoken = riskAnswer(draft.facts, 'suicidal-ideation');
  const raised = positive.map((score): Flag => {
    const inquiry =
      spoken === undefined || spoken.polarity === 'not-assessed'
        ? 'Suicidal ideation was not assessed this session.'
        : `In session, suicidal ideation was ${spoken.polarity}.`;
    return flag(
      'PHQ9_ITEM9_POSITIVE',
      `Item 9 of the ${score.value.instrument} ${score.when === undefined ? 'without a date' : `of ${dayInWords(score.when)}`} was answered ${answerTo9(score)}. ${inquiry}`,
      {
        about: sourceId(score),
        facts: spoken === undefined ? [score] : [score, spoken],
        sentence: sentenceCiting(draft, score, ...(spoken === undefined ? [] : [spoken])),
        suggestion: 'Say how you asked about it today and what you did.',
      },
    );
  });
  const newest = positive.at(-1);
  if (newest === undefined || spoken?.polarity !== 'denied') return raised;
  const differs = flag(
    'ITEM9_VS_VERBAL_DENIAL',
    `The form answers item 9 with ${answerTo9(newest)}; in session suicidal ideation was denied.`,
    {
      facts: [newest, spoken],
      sentence: sentenceCiting(draft, newest, spoken),
      suggestion: 'Keep both answers in the note and say how you weighed them.',
    },
  );
  return [...raised, differs];
};

function answerTo9({ value }: FactOf<'score'>): number {
  return value.instrument === 'PHQ-9' || value.instrument === 'PHQ-A' ? (value.items[8] ?? 0) : 0;
}
