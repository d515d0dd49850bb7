import { newScores } from '../../chart/new-scores.ts';
import { dayInWords, flag, type Rule, sentenceCiting, sourceId } from '../checked-draft.ts';

/** SCORE_TOTAL_MISMATCH: a new score whose recorded total is not the sum of its complete items. */
export const totalMismatch: Rule = (draft) =>
  newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    const { instrument, total, itemSum } = score.value;
    if (total === null || itemSum === null || total === itemSum) return [];
    const message = `The ${instrument} of ${dayInWords(score.when)} is recorded as ${total}, but its items add to ${itemSum}.`;
    const suggestion = 'Check the form; correct the total in the chart, or say which number holds.';
    return [
      flag('SCORE_TOTAL_MISMATCH', message, {
        about: sourceId(score),
        facts: [score],
        sentence: sentenceCiting(draft, score),
        suggestion,
      }),
    ];
  });
