import { factsOf } from '../../chart/fact.ts';
import { dayInWords, flag, type Rule, sentenceCiting } from '../checked-draft.ts';

/** SCORE_NARRATIVE_MISMATCH: a total the clinician entered differs from the record's of that day, or its newest before. */
export const scoreSaidDiffers: Rule = (draft) =>
  factsOf(draft.facts, 'score-said').flatMap((said) => {
    const { instrument, total } = said.value;
    const recorded = factsOf(draft.facts, 'score')
      .filter(({ value, when }) => value.instrument === instrument && (when ?? '').slice(0, 10) <= draft.sessionDate)
      .toSorted((a, b) => ((a.when ?? '') < (b.when ?? '') ? -1 : 1));
    const day = recorded.at(-1)?.when?.slice(0, 10);
    const newest = recorded.filter(({ when }) => when?.slice(0, 10) === day);
    const known = newest.flatMap(({ value }) => value.total ?? value.itemSum ?? []);
    if (known.length === 0 || known.includes(total)) return [];
    const message = `You entered ${instrument} ${total}; the record of ${dayInWords(day)} says ${known.join(' and ')}. The note states the record.`;
    return [
      flag('SCORE_NARRATIVE_MISMATCH', message, {
        about: instrument,
        facts: [said, ...newest],
        sentence: sentenceCiting(draft, ...newest),
        suggestion: 'Correct the entry, or the record if the form says otherwise.',
      }),
    ];
  });
