import type { ComposedNote, Sentence } from '../../../core/documents/draft.ts';

/** A way to make one sentence wrong; undefined where the sentence gives no occasion. */
type Spoil = (sentence: Sentence) => Sentence | undefined;

function reword(rules: RegExp, pattern: RegExp, by: (match: string) => string): Spoil {
  return (sentence) =>
    rules.test(sentence.rule) && pattern.test(sentence.text)
      ? { ...sentence, text: sentence.text.replace(pattern, by) }
      : undefined;
}

/** Faults of each sort that the oracles must see, by name. */
export const SPOILS: Readonly<Record<string, Spoil>> = {
  'a total one higher': reword(/^score$/, /(?<=total )\d+/, (total) => `${Number(total) + 1}`),
  'another band': reword(/^score$/, /\b(?:mild|moderate)(?= range)/, () => 'minimal'),
  'a date of another year': reword(
    /^(?:score|score-change|medication-stopped|last-plan|referral)$/,
    /(?<=[a-z] )20\d\d/,
    (year) => `${Number(year) - 7}`,
  ),
  'up for down': reword(/^score-change$/, /\b(?:up|down)(?= \d)/, (way) => (way === 'up' ? 'down' : 'up')),
  'a difference one larger': reword(/^score-change$/, /(?<=\b(?:up|down) )\d+/, (points) => `${Number(points) + 1}`),
  'reliable or not': reword(/^score-change$/, /\bis (?:not )?(?=a reliable)/, (is) =>
    is === 'is ' ? 'is not ' : 'is ',
  ),
  'a target missed by more': reword(/^score-target$/, /\b\d+(?= points? )/, (points) => `${Number(points) + 2}`),
  'denied for affirmed': reword(/^risk-(?:affirmed|words|denied)$/, /\baffirmed\b/, () => 'denied'),
  'affirmed for denied': reword(/^risk-(?:affirmed|words|denied)$/, /\bdenied\b/, () => 'affirmed'),
  'assessed for not assessed': reword(/^risk-not-assessed$/, /not assessed/i, () => 'assessed'),
  'another answer to item 9': reword(/^item-9$/, /(?<=(?:answered|was) )[123]\b/, (answer) => `${Number(answer) + 1}`),
  'a dose ten times as high': reword(/^medication(?:-new)?$/, /\b\d+(?= mg)/, (dose) => `${dose}0`),
  'another quotation': reword(/^last-plan$/, /(?<=")\p{L}+/u, () => 'Qwx'),
  'a stopped medicine as taken': reword(/^medication-stopped$/, /was stopped on/, () => 'is taken since'),
  'a word that judges': reword(/^attendance$/, /\.$/, () => ' and improved.'),
  'a doubled word': reword(/^attendance$/, /\battended\b/, () => 'attended attended'),
  'a program word': reword(/^attendance$/, /\.$/, () => ' undefined.'),
  'a danger nobody named': reword(/^(?:no-plan|no-response|attendance)$/, /\.$/, () => ' without danger to self.'),
  'no mark at the end': reword(/^attendance$/, /\.$/, () => ''),
  'no Fact': (sentence) => ({ ...sentence, facts: [] }),
  'a Fact that is not there': (sentence) => ({ ...sentence, facts: [...sentence.facts, 'score:Observation/none'] }),
};

/** The note with the first sentence spoiled that gives occasion, or undefined where none does. */
export function spoilNote(note: ComposedNote, spoil: Spoil): ComposedNote | undefined {
  let spoiled = false;
  const sections = note.sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => {
      const worse = spoiled ? undefined : spoil(sentence);
      spoiled ||= worse !== undefined;
      return worse ?? sentence;
    }),
  }));
  return spoiled ? { ...note, sections } : undefined;
}

/** The note without the first sentence of that rule, or undefined where there is none. */
export function withoutSentence(note: ComposedNote, rule: RegExp): ComposedNote | undefined {
  const found = note.sections.flatMap(({ sentences }) => sentences).find((sentence) => rule.test(sentence.rule));
  if (found === undefined) return undefined;
  return {
    ...note,
    sections: note.sections.map((section) => ({
      ...section,
      sentences: section.sentences.filter((one) => one !== found),
    })),
  };
}
