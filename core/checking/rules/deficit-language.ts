import { factsOf } from '../../chart/fact.ts';
import { enteredTexts, flag, type Rule, sentenceCiting, withoutQuotations } from '../checked-draft.ts';
import { DEFICIT_WORDS } from '../deficit-words.ts';

/**
 * DEFICIT_LANGUAGE: a word of the table in what the clinician entered or wrote, once a text. Words in quotation marks, the
 * names of diagnoses on record and of programs stay out of it. Only a suggestion: nothing is replaced.
 */
export const deficitLanguage: Rule = (draft) => {
  const names = factsOf(draft.facts, 'condition').map(({ value }) => value.display.toLowerCase());
  const entered = enteredTexts(draft.facts).map(({ fact, text }) => ({
    about: fact.id,
    text,
    facts: [fact],
    sentence: sentenceCiting(draft, fact),
  }));
  const written = draft.sentences
    .filter(({ origin }) => origin !== 'composed')
    .map((sentence) => ({ about: sentence.id, text: sentence.text, facts: [], sentence }));
  return [...entered, ...written].flatMap(({ about, text, facts, sentence }) => {
    let bare = withoutQuotations(text);
    for (const name of names)
      if (name.length > 3 && bare.toLowerCase().includes(name))
        bare = bare.replaceAll(new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), ' ');
    for (const { words, better, source } of DEFICIT_WORDS) {
      const found = words.exec(bare)?.[0];
      if (found === undefined) continue;
      const suggestion = `Rather: ${better} (${source}).`;
      return [flag('DEFICIT_LANGUAGE', `“${found}” may carry blame.`, { about, facts, sentence, suggestion })];
    }
    return [];
  });
};
