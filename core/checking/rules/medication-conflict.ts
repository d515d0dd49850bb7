import { dayOf } from '../../chart/dates.ts';
import { type FactOf, factsOf } from '../../chart/fact.ts';
import { flag, type Rule, withoutQuotations } from '../checked-draft.ts';
import { drugsIn } from '../drug-names.ts';
import type { Flag } from '../flag.ts';

const CURRENT = /\b(?:takes|taking|is on|on|continues?|continuing|current(?:ly)?|remains on|prescribed)\b/i;
const ENDED =
  /\b(?:stop\w*|discontinu\w*|off|quit|was|were|until|previous\w*|past|former\w*|history|tried|failed|not|no longer|allerg\w*|if|consider\w*)\b/i;
const CHANGE =
  /\b(?:from|to|increas\w*|decreas\w*|rais\w*|lower\w*|titrat\w*|consider\w*|plan\w*|will|was|previous\w*)\b/i;

/**
 * MEDICATION_CONFLICT: a sentence that the clinician wrote gives a medicine on record as current although it was stopped, or
 * with another dose than the record's. Words of change (`increase to`) and of the past give nothing.
 */
export const medicationConflict: Rule = (draft) => {
  const medications = factsOf(draft.facts, 'medication').filter(({ polarity }) => polarity === 'affirmed');
  return draft.sentences.flatMap((sentence): Flag[] => {
    if (sentence.origin === 'composed') return [];
    const text = withoutQuotations(sentence.text);
    for (const clause of text.split(/[;.](?=\s|$)|, (?=but\b|and\b)/))
      for (const drug of drugsIn(clause)) {
        const known = medications.filter(({ value }) =>
          drugsIn(value.name).some(({ generic }) => generic === drug.generic),
        );
        const message = known.length === 0 ? undefined : conflict(clause, drug.end, known, draft.sessionDate);
        if (message === undefined) continue;
        const suggestion = 'Correct the sentence, or the medication list if it is out of date.';
        return [flag('MEDICATION_CONFLICT', message, { about: sentence.id, facts: known, sentence, suggestion })];
      }
    return [];
  });
};

function conflict(
  clause: string,
  end: number,
  known: readonly FactOf<'medication'>[],
  day: string,
): string | undefined {
  const active = known.filter(({ value }) => value.status === 'active' && !(value.stop && dayOf(value.stop) <= day));
  const name = known[0]?.value.name ?? '';
  if (active.length === 0 && CURRENT.test(clause) && !ENDED.test(clause))
    return `The sentence gives ${name} as current; the record has it as stopped.`;
  const said = /^\s*(?:of|at|,)?\s*(\d+(?:\.\d+)?)\s*(mg|mcg|g|ml)\b/i.exec(clause.slice(end));
  const doses = active.map(({ value }) => `${value.dose ?? ''} ${value.name}`).join(' ');
  const recorded = [...doses.matchAll(/(\d+(?:\.\d+)?)\s*(mg|mcg|g|ml)\b/gi)].map((found) => found[1]);
  if (said === null || recorded.length === 0 || recorded.includes(said[1]) || CHANGE.test(clause)) return undefined;
  return `The sentence gives ${name} ${said[1]} ${said[2]}; the record has ${recorded[0]} ${said[2]}.`;
}
