import { type Fact, factsOf } from '../../../core/chart/fact.ts';
import type { Judged } from './oracle-record.ts';
import { dayInWords, type Fault } from './oracle-words.ts';

/** Members of a Fact's value that hold the clinician's own words. */
const HER_WORDS = ['text', 'finding', 'technique', 'response', 'words', 'evidence', 'level', 'action', 'protective'];

/** Whether a note holds all that was entered in its words, every score of the day, and every gap; and nothing twice. */
export function requiredFaults({ note, facts, input, brief = false }: Judged): Fault[] {
  const sentences = note.sections.flatMap((section) => section.sentences);
  const faults: Fault[] = [];
  const citing = (id: string) => sentences.filter((one) => one.facts.includes(id));
  for (const fact of facts) {
    const telling = citing(fact.id);
    if (fact.source.from === 'clinician' && fact.kind !== 'score-said') {
      if (telling.length === 0 && !(brief && isLeftOutInBrief(fact)))
        faults.push({ property: 'required: an entry is not told', shown: fact.id });
      const told = lettersOf(telling.map(({ text }) => text).join(' '));
      for (const words of herWordsOf(fact))
        if (!told.includes(lettersOf(words)))
          faults.push({ property: 'required: words left out', shown: `${fact.id}: ${words}` });
    }
    if (fact.kind === 'not-assessed' && fact.value.because !== undefined) {
      const right = telling.length === 1 && /\bread only in part\b|\bnot read\b/.test(telling[0]?.text ?? '');
      if (!right) faults.push({ property: 'required: a gap is not told once', shown: fact.value.what });
    }
  }
  for (const { id, when = '', whose } of factsOf(facts, 'score')) {
    if (!when.startsWith(input.date) || whose !== 'patient') continue;
    const told = citing(id).filter(({ rule, text }) => rule === 'score' && text.includes(dayInWords(when) ?? '-'));
    if (told.length !== 1) faults.push({ property: 'required: a score of the day is not told once', shown: id });
  }
  const next = input.nextAppointment;
  if (
    next !== undefined &&
    !sentences.some(({ rule, text }) => rule === 'next-appointment' && text.includes(dayInWords(next) ?? '-'))
  )
    faults.push({ property: 'required: the next appointment', shown: next });
  // What she entered twice is told twice.
  const hers = new Set(facts.filter(({ source }) => source.from === 'clinician').map(({ id }) => id));
  const texts = sentences.filter((one) => !one.facts.some((id) => hers.has(id))).map(({ text }) => text);
  for (const text of new Set(texts.filter((one, at) => texts.indexOf(one) !== at)))
    faults.push({ property: 'form: the same sentence twice', shown: text });
  if (new Set(sentences.map(({ id }) => id)).size < sentences.length)
    faults.push({ property: 'form: an id twice', shown: note.format });
  return faults;
}

/** A brief note leaves out which objectives were not addressed. */
function isLeftOutInBrief(fact: Fact): boolean {
  return fact.kind === 'progress' && fact.value.status === 'not-addressed' && fact.value.evidence === undefined;
}

function herWordsOf(fact: Fact): string[] {
  return Object.entries(fact.value as Readonly<Record<string, unknown>>).flatMap(([name, value]) =>
    HER_WORDS.includes(name) ? [value].flat().filter((one) => typeof one === 'string') : [],
  );
}

/** Letters and digits alone, so that marks at the ends and quotation marks do not count. */
function lettersOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{S}]+/gu, ' ')
    .trim();
}
