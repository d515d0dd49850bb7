import { factsOf, type RiskItem } from '../../chart/fact.ts';
import { flag, type Rule, riskAnswer, sentenceCiting } from '../checked-draft.ts';
import type { FlagCode } from '../flag.ts';

const CODES: readonly (readonly [RiskItem, FlagCode, string])[] = [
  ['suicidal-ideation', 'SUICIDAL_IDEATION', 'Suicidal ideation'],
  ['harm-to-others', 'HOMICIDAL_IDEATION', 'Thoughts of harming others'],
  ['self-injury', 'NSSI', 'Self-injury'],
];

/**
 * SUICIDAL_IDEATION, HOMICIDAL_IDEATION, NSSI: affirmed in session, and the entry lacks the clinician's judgement of the
 * risk or what was done. Where both are entered the note already shows what a reader asks for.
 */
export const riskWithoutAction: Rule = (draft) => {
  const summary = factsOf(draft.facts, 'risk-summary')[0]?.value;
  if (summary?.action !== undefined && summary.level !== undefined) return [];
  const lacks = summary?.action === undefined ? 'what was done about it' : 'your judgement of the risk';
  return CODES.flatMap(([item, code, words]) => {
    const answer = riskAnswer(draft.facts, item);
    if (answer?.polarity !== 'affirmed') return [];
    return [
      flag(code, `${words} was affirmed; ${lacks} is not entered.`, {
        facts: [answer],
        sentence: sentenceCiting(draft, answer),
        suggestion: 'Enter the level of risk and the action under risk, or say why there is none.',
      }),
    ];
  });
};

const FIREARM = /\b(?:fire-?arms?|guns?|pistols?|rifles?|shotguns?|handguns?|revolvers?|weapons?)\b/i;
/** `no gun safe` and `no lock on the gun` are not `no gun`. */
const NOT_HELD =
  /\b(?:no|denies|denied|without|not any)\b(?:(?!\b(?:safes?|locks?|locked|locking|secur\w*|stor\w+|key)\b)[^.;,]){0,30}\b(?:fire-?arms?|guns?|pistols?|rifles?|shotguns?|weapons?)\b(?! (?:safe|lock|cabinet|locker))/gi;
const SECURED =
  /(?<!un)\blocked\b|\bsecured\b|\bin (?:a|the|his|her|their) (?:gun )?safe\b|\b(?:trigger|cable) lock\b|\bbolt\b|\bremoved\b|\bout of the (?:house|home)\b|\bstored (?:with|at|off)\b|\b(?:kept|held) by\b/i;
const NOT_YET =
  /\b(?:not|never|isn['’]t|aren['’]t|no longer|nothing)\b(?: \w+){0,2} (?:locked|secured|removed|stored|kept|held|in (?:a|the|his|her|their))\b|\bunlocked\b|\bunsecured\b|\bloaded\b|\b(?:will|to|moving to|going to|plans? to) (?:move|take|hold|lock|store|gun|give|hand)\b/i;

/**
 * FIREARM_ACCESS: access to lethal means is affirmed and a firearm is named that is not said to be secured already, or
 * nothing is said of the means. Secured storage that is only agreed or planned still asks to be followed up.
 */
export const firearmAccess: Rule = (draft) => {
  const answer = riskAnswer(draft.facts, 'lethal-means');
  if (answer?.polarity !== 'affirmed') return [];
  const words = answer.value.words ?? '';
  const held = FIREARM.test(words.replace(NOT_HELD, ''));
  const open = words === '' || (held && (!SECURED.test(words) || NOT_YET.test(words)));
  if (!open) return [];
  return [
    flag('FIREARM_ACCESS', 'Access to lethal means was affirmed, and the entry does not show that they are secured.', {
      facts: [answer],
      sentence: sentenceCiting(draft, answer),
      suggestion: 'Say what was agreed on storage and when it will be asked about again.',
    }),
  ];
};
