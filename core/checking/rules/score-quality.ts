import { dayOf } from '../../chart/dates.ts';
import { newScores } from '../../chart/new-scores.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { dayInWords, flag, type Rule, sentenceCiting, sourceId } from '../checked-draft.ts';

/** SCORE_INCOMPLETE: a new form that has answers, open questions, and no total on record. */
export const scoreIncomplete: Rule = (draft) =>
  newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    const { instrument, items, total, itemSum } = score.value;
    const answered = items.filter((item) => item !== null).length;
    const count = INSTRUMENTS[instrument].itemCount;
    if (instrument === 'C-SSRS-screener' || total !== null || itemSum !== null) return [];
    if (answered === 0 || answered >= count) return [];
    const message = `The ${instrument} of ${dayInWords(score.when)} has ${answered} of ${count} answers and no total.`;
    return [
      flag('SCORE_INCOMPLETE', message, {
        about: sourceId(score),
        facts: [score],
        sentence: sentenceCiting(draft, score),
        suggestion: 'Complete the form, or say that it was left open.',
      }),
    ];
  });

/**
 * SCORE_NOT_NUMERIC: a new total that the record holds as text. Where the site's own code map names the result, text is its
 * usual way and nothing is said.
 */
export const scoreAsText: Rule = (draft) =>
  newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    const { instrument, total, knownBy } = score.value;
    if (total === null || knownBy === 'site-map' || !score.source.path.endsWith('.valueString')) return [];
    const message = `The ${instrument} of ${dayInWords(score.when)} is on record as text; it was read as ${total}.`;
    return [
      flag('SCORE_NOT_NUMERIC', message, {
        about: sourceId(score),
        facts: [score],
        sentence: sentenceCiting(draft, score),
        suggestion: 'Check the number against the form.',
      }),
    ];
  });

/** SCORE_CONFLICT_SAME_DAY: two new administrations of one scale on one day with different totals. */
export const sameDayConflict: Rule = (draft) => {
  const scores = newScores(draft.facts, draft.sessionDate);
  return scores.flatMap((score, at) => {
    const total = score.value.total ?? score.value.itemSum;
    const other = scores
      .slice(0, at)
      .find(
        ({ value, when }) =>
          value.instrument === score.value.instrument &&
          dayOf(when) === dayOf(score.when) &&
          (value.total ?? value.itemSum) !== null &&
          total !== null &&
          (value.total ?? value.itemSum) !== total,
      );
    if (other === undefined) return [];
    const message = `Two totals of ${score.value.instrument} are on record for ${dayInWords(score.when)}: ${other.value.total ?? other.value.itemSum} and ${total}.`;
    return [
      flag('SCORE_CONFLICT_SAME_DAY', message, {
        about: sourceId(score),
        facts: [score, other],
        sentence: sentenceCiting(draft, score, other),
        suggestion: 'Find out which form holds, and correct the record.',
      }),
    ];
  });
};
