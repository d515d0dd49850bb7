import { formFaults } from './oracle-form.ts';
import { groundingFaults } from './oracle-grounding.ts';
import { continuityFaults, headerFaults, type Judged, recordFaults } from './oracle-record.ts';
import { requiredFaults } from './oracle-required.ts';
import { riskFaults } from './oracle-risk.ts';
import { scoreFaults } from './oracle-scores.ts';
import type { Fault } from './oracle-words.ts';

/**
 * What is wrong with one note, by oracles that share no code with the composer and the checker: they know the publications,
 * the record that was drawn and the session, and read the sentences.
 */
export function judgeNote(judged: Judged): Fault[] {
  const { note, facts, input } = judged;
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const sentences = note.sections.flatMap((section) => section.sentences);
  return [
    ...sentences.flatMap((sentence): Fault[] => {
      const cited = sentence.facts.flatMap((id) => byId.get(id) ?? []);
      const shown = `[${sentence.rule}] ${sentence.text}`;
      if (sentence.facts.length === 0) return [{ property: 'grounding: no Fact cited', shown }];
      if (cited.length < sentence.facts.length) return [{ property: 'grounding: a Fact that is not there', shown }];
      return [
        ...formFaults(sentence, cited),
        ...groundingFaults(sentence, cited, facts),
        ...scoreFaults(sentence, cited, facts),
        ...recordFaults(sentence, cited, judged),
      ];
    }),
    ...riskFaults(sentences, facts, input),
    ...headerFaults(judged),
    ...continuityFaults(judged),
    ...requiredFaults(judged),
    ...note.sections.flatMap(({ id, sentences: own }) =>
      own.length === 0 ? [{ property: 'form: empty section', shown: id }] : [],
    ),
  ];
}
