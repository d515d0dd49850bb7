import { factsOf } from '../../chart/fact.ts';
import { dayInWords, enteredTexts, flag, type Rule, sentenceCiting, withoutQuotations } from '../checked-draft.ts';

/** Words by which an entry reports use after a time without; fears and prevention of it are not reports. */
const RETURN =
  /\b(?:return(?:ed)? to (?:use|using|drinking)|relapsed|lapsed|had a (?:slip|lapse|relapse)|slipped (?:once|twice|up)|(?:used|drank) (?:once|twice|again)|started (?:using|drinking) again)\b/i;
const NOT_SO =
  /\b(?:no|not|never|denie[sd]|without|afraid|fear\w*|worr\w+|prevent\w*|risk of|if|would|might|could|urges?|temptation|history|years? ago)\b/i;
const ELSE =
  /\b(?:woman|man|mother|father|mom|dad|sister|brother|wife|husband|partner|girlfriend|boyfriend|friend|roommate|son|daughter|cousin|aunt|uncle|neighbou?r|another (?:person|group member)|member|peer|someone|co-?worker)s?\b/i;

/**
 * RETURN_TO_USE: the complaint or what was reported tells of use by the patient, who has a substance use disorder on record
 * (ICD-10-CM F10–F19). Words about somebody else, and words in quotation marks, give nothing.
 */
export const returnToUse: Rule = (draft) => {
  const disorder = factsOf(draft.facts, 'condition').find(
    ({ value, whose, polarity }) =>
      whose === 'patient' && polarity === 'affirmed' && /^F1[0-9]/.test(value.code ?? '') && value.status !== 'unknown',
  );
  if (disorder === undefined) return [];
  const told = enteredTexts(draft.facts).filter(
    ({ fact, text }) =>
      (fact.kind === 'complaint' || fact.kind === 'reported') &&
      withoutQuotations(text)
        .split(/[.;]|, (?=but\b)/)
        .some((clause) => {
          const found = RETURN.exec(clause);
          if (found === null) return false;
          const before = clause.slice(0, found.index);
          return !NOT_SO.test(before.split(/\blater\b/).at(-1) ?? '') && !ELSE.test(before);
        }),
  );
  const [first] = told;
  if (first === undefined) return [];
  return [
    flag('RETURN_TO_USE', `A return to use is reported in the session of ${dayInWords(draft.sessionDate)}.`, {
      facts: [first.fact, disorder],
      sentence: sentenceCiting(draft, first.fact),
      suggestion: 'Say what follows for the plan, and whether overdose risk was gone into.',
    }),
  ];
};
