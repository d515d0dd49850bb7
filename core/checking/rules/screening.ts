import { factsOf } from '../../chart/fact.ts';
import { newScores } from '../../chart/new-scores.ts';
import { cssrsTriage, recordedLevel, TRIAGE_LEVELS } from '../../instruments/cssrs-triage.ts';
import { screenResult } from '../../instruments/cut-points.ts';
import { dayInWords, flag, type Rule, sentenceCiting, sourceId } from '../checked-draft.ts';

const CSSRS_CODES = { low: 'CSSRS_LOW', moderate: 'CSSRS_MODERATE', high: 'CSSRS_HIGH' } as const;

/**
 * CSSRS_LOW, CSSRS_MODERATE, CSSRS_HIGH: the triage level of a new screener, by its answers or as recorded, whichever is
 * higher (C-SSRS screener triage guidelines).
 */
export const cssrsLevel: Rule = (draft) =>
  newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    if (score.value.instrument !== 'C-SSRS-screener') return [];
    const levels = [cssrsTriage(score.value.items)?.level, recordedLevel(score.value.level)];
    const rank = Math.max(0, ...levels.map((level) => (level === undefined ? 0 : TRIAGE_LEVELS.indexOf(level))));
    const level = TRIAGE_LEVELS[rank];
    if (level === undefined || level === 'none') return [];
    return [
      flag(
        CSSRS_CODES[level],
        `The C-SSRS screener of ${dayInWords(score.when)} is in the ${level} band by its answers.`,
        {
          about: sourceId(score),
          facts: [score],
          sentence: sentenceCiting(draft, score),
          suggestion: 'Say how you weighed the answers and what you did.',
        },
      ),
    ];
  });

/** AUDITC_POSITIVE: a new AUDIT-C at or above the cut for this person (4 for men, 3 for women; PMID 12695273). */
export const auditcPositive: Rule = (draft) => {
  const sex = factsOf(draft.facts, 'patient')[0]?.value.sex;
  return newScores(draft.facts, draft.sessionDate).flatMap((score) => {
    const total = score.value.total ?? score.value.itemSum;
    if (score.value.instrument !== 'AUDIT-C' || total === null) return [];
    const screen = screenResult('AUDIT-C', total, sex);
    if (screen?.result !== 'positive') return [];
    return [
      flag('AUDITC_POSITIVE', `AUDIT-C of ${dayInWords(score.when)} is ${total}; the cut is ${screen.cut.from}.`, {
        about: sourceId(score),
        facts: [score],
        sentence: sentenceCiting(draft, score),
        suggestion: 'Say whether you went into alcohol use today.',
      }),
    ];
  });
};
