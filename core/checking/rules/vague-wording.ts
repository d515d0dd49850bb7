import { factsOf } from '../../chart/fact.ts';
import { enteredTexts, flag, type Rule, sentenceCiting, withoutQuotations } from '../checked-draft.ts';

/** Phrases that say neither technique nor target (clinical reference, section 6; audit guidance of FCSO and others). */
const VAGUE: readonly (readonly [RegExp, string])[] = [
  [/\btalked about\b|\bspoke about\b/i, 'name what was asked or done, and to what end'],
  [
    /\bprocess(?:ed|ing)? (?:\w+ )?(?:feelings|emotions|thoughts|issues)\b/i,
    'name the technique: a thought record, an exposure, reflective listening',
  ],
  [
    /\b(?:provided|gave|offered) (?:\w+ )?support\b|\bsupportive (?:therapy|counsell?ing) provided\b/i,
    'say what the support was',
  ],
  [/\bdiscussed (?:issues|problems|things|concerns|stuff)\b/i, 'name the issue and the technique'],
  [/\bchecked in(?: with)?\b/i, 'say what was asked and what came of it'],
  [/\bvent(?:ed|ing)\b/i, 'say what was expressed and what you did with it'],
  [/\b(?:client|patient|pt) did well\b|\bdoing well\b/i, 'say what was done, and how often'],
  [/^\s*continue (?:treatment|therapy|tx|as planned)\s*\.?\s*$/i, 'say what is planned until the next session'],
];

/**
 * VAGUE_INTERVENTION: a technique, response or plan that consists of such a phrase, or a sentence the clinician wrote. What
 * the patient reported is hers to word as it was said.
 */
export const vagueWording: Rule = (draft) => {
  const entered = enteredTexts(draft.facts)
    .filter(({ fact }) => fact.kind === 'intervention' || fact.kind === 'response' || fact.kind === 'planned')
    .map(({ fact, text }) => ({ about: fact.id, text, facts: [fact], sentence: sentenceCiting(draft, fact) }));
  const written = draft.sentences
    .filter(({ origin }) => origin === 'clinician')
    .map((sentence) => ({ about: sentence.id, text: sentence.text, facts: [], sentence }));
  return [...entered, ...written].flatMap(({ about, text, facts, sentence }) => {
    const bare = withoutQuotations(text);
    const found = VAGUE.map(([phrase, better]) => ({ words: phrase.exec(bare)?.[0], better })).find(
      ({ words }) => words !== undefined,
    );
    if (found?.words === undefined) return [];
    const message = `“${found.words.trim()}” says little.`;
    const suggestion = `Instead, ${found.better}.`;
    return [flag('VAGUE_INTERVENTION', message, { about, facts, sentence, suggestion })];
  });
};

/**
 * VAGUE_OBJECTIVE: a live objective that the note names, whose words hold no number and no date (plan reviews of NGS and CGS
 * ask for measurable goals).
 */
export const vagueObjective: Rule = (draft) =>
  factsOf(draft.facts, 'objective').flatMap((objective) => {
    const { text, status, localId } = objective.value;
    const sentence = sentenceCiting(draft, objective);
    if (status !== 'live' || sentence === undefined) return [];
    if (/\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|once|twice|daily|every)\b/i.test(text)) return [];
    const message = `“${text}” names no number and no date.`;
    const suggestion = 'Give it a measure, a target and a date at the next review of the plan.';
    return [flag('VAGUE_OBJECTIVE', message, { about: localId, facts: [objective], sentence, suggestion })];
  });
