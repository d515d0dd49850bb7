import { dayOf } from '../../chart/dates.ts';
import { factsOf } from '../../chart/fact.ts';
import { dayInWords, enteredTexts, flag, type Rule, sentenceCiting, withoutQuotations } from '../checked-draft.ts';

/** As many words in a row as count as copied (Noridian on cloned notes; the number is our own). */
const RUN = 15;

/** COPIED_TEXT: fifteen words in a row, entered or written for this session, that the last note has too, outside quotations. */
export const copiedText: Rule = (draft) => {
  const last = factsOf(draft.facts, 'prior-note')
    .filter(({ when }) => dayOf(when) !== '' && dayOf(when) < draft.sessionDate)
    .toSorted((a, b) => ((a.when ?? '') < (b.when ?? '') ? -1 : 1))
    .at(-1);
  if (last === undefined) return [];
  const entered = enteredTexts(draft.facts).map(({ fact, text }) => ({
    about: fact.id,
    text,
    sentence: sentenceCiting(draft, fact),
  }));
  const written = draft.sentences
    .filter(({ origin }) => origin === 'clinician')
    .map((sentence) => ({ about: sentence.id, text: sentence.text, sentence }));
  const long = [...entered, ...written].filter(({ text }) => wordsOf(text).length >= RUN);
  if (long.length === 0) return [];
  const before = runsOf(wordsOf(last.value.text));
  return long.flatMap(({ about, text, sentence }) => {
    const copied = withoutQuotations(text)
      .split('¶')
      .some((part) => [...runsOf(wordsOf(part))].some((run) => before.has(run)));
    if (!copied) return [];
    const message = `The text repeats ${RUN} words or more of the note of ${dayInWords(last.when)}.`;
    const suggestion = 'Say what is new today, or mark it as carried forward.';
    return [flag('COPIED_TEXT', message, { about, facts: [last], sentence, suggestion })];
  });
};

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

function runsOf(words: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= words.length; at += 1) runs.add(words.slice(at, at + RUN).join(' '));
  return runs;
}
