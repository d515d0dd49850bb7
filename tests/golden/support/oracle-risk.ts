import type { Fact, RiskItem } from '../../../core/chart/fact.ts';
import type { SessionInput } from '../../../core/chart/session-input.ts';
import type { Sentence } from '../../../core/documents/draft.ts';
import { type Fault, textsOf, withoutTexts } from './oracle-words.ts';

const TOPICS: readonly (readonly [RiskItem, RegExp])[] = [
  ['suicidal-ideation', /suicidal ideation/i],
  ['suicide-plan', /suicide plan/i],
  ['suicide-intent', /suicide intent/i],
  ['lethal-means', /firearm|lethal means/i],
  ['harm-to-others', /harm to others|harming others/i],
  ['self-injury', /self-injury/i],
];
/** What tells each answer, and what would tell another. */
const TOLD = {
  affirmed: [/\baffirmed\b/, /\b(?:denied|unclear)\b|not assessed/i],
  denied: [/\bdenied\b/, /\b(?:affirmed|unclear)\b|not assessed/i],
  unclear: [/\bunclear\b/, /\b(?:affirmed|denied)\b|not assessed/i],
  'not-assessed': [/not assessed/i, /\b(?:affirmed|denied|unclear)\b/],
} as const;

/** Whether each answer on risk is told once and as it was given, and nothing else is told of risk. */
export function riskFaults(sentences: readonly Sentence[], facts: readonly Fact[], input: SessionInput): Fault[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const bare = new Map(
    sentences.map((one) => [
      one,
      withoutTexts(
        one.text,
        one.facts.flatMap((id) => hers(byId.get(id))),
      ),
    ]),
  );
  const faults: Fault[] = [];
  for (const [item, topic] of TOPICS) {
    const answer = input.risk[item]?.answer ?? 'not-assessed';
    const id = `risk:risk.${item}`;
    const telling = sentences.filter((one) => one.facts.includes(id));
    const shown = `${item} ${answer}: ${telling.map(({ text }) => text).join(' | ')}`;
    if (telling.length !== 1) faults.push({ property: `risk: told ${telling.length} times`, shown });
    for (const one of telling) {
      const words = bare.get(one) ?? '';
      const [right, wrong] = TOLD[answer];
      if (!topic.test(words)) faults.push({ property: 'risk: not named', shown });
      if (!right.test(words)) faults.push({ property: `risk: ${answer} is not said`, shown });
      if (wrong.test(words)) faults.push({ property: `risk: ${answer} and something else`, shown });
      const { words: own } = input.risk[item] ?? {};
      if (answer !== 'not-assessed' && own !== undefined && /\p{L}/u.test(own) && !hasWords(one.text, byId.get(id)))
        faults.push({ property: 'risk: the words are left out', shown });
    }
    for (const one of sentences)
      if (topic.test(bare.get(one) ?? '') && !one.facts.includes(id))
        faults.push({ property: 'risk: told without an answer', shown: `[${one.rule}] ${one.text}` });
  }
  for (const one of sentences) {
    const loose = /suicid|homicid|self-harm|overdose|weapon|danger|\brisk\b/i.test(bare.get(one) ?? '');
    const based = one.facts.some((id) => /^(?:risk|risk-summary|score):/.test(id));
    if (loose && !based) faults.push({ property: 'risk: told without an answer', shown: `[${one.rule}] ${one.text}` });
  }
  return [...faults, ...item9Faults(sentences, facts, input)];
}

/** The texts of a Fact, save the names of the risk items, by which a clause knows what to say. */
function hers(fact: Fact | undefined): readonly string[] {
  if (fact === undefined) return [];
  return fact.kind === 'risk' ? [fact.value.words ?? ''] : textsOf(fact);
}

function hasWords(text: string, fact: Fact | undefined): boolean {
  if (fact?.kind !== 'risk') return false;
  const letters = (one: string): string =>
    one
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .toLowerCase();
  return letters(text).includes(letters(fact.value.words ?? ''));
}

/** The newest answer to item 9 is told where it is above 0, with its day; an older one or a 0 is not told. */
function item9Faults(sentences: readonly Sentence[], facts: readonly Fact[], input: SessionInput): Fault[] {
  const answered = facts.flatMap((fact) => {
    if (fact.kind !== 'score' || fact.when === undefined || fact.whose !== 'patient') return [];
    const { instrument, items } = fact.value;
    const answer = items[8];
    return (instrument === 'PHQ-9' || instrument === 'PHQ-A') &&
      typeof answer === 'number' &&
      fact.when.slice(0, 10) <= input.date
      ? [{ id: fact.id, when: fact.when, answer }]
      : [];
  });
  const newestDay = answered
    .map(({ when }) => when.slice(0, 10))
    .toSorted()
    .at(-1);
  const newest = answered.filter(({ when }) => when.startsWith(newestDay ?? '-'));
  const told = sentences.filter(({ rule }) => rule === 'item-9');
  const shown = told.map(({ text }) => text).join(' | ');
  if (told.length > 1) return [{ property: 'item 9: told twice', shown }];
  const [one] = told;
  if (one === undefined)
    return newest.length > 0 && newest.every(({ answer }) => answer > 0)
      ? [{ property: 'item 9: not told', shown: newest.map(({ id, answer }) => `${id} ${answer}`).join(', ') }]
      : [];
  const source = newest.find(({ id }) => one.facts.includes(id));
  if (source === undefined) return [{ property: 'item 9: not the newest form', shown }];
  const right = new RegExp(String.raw`(?:answered|was) ${source.answer}\b`).test(one.text) && source.answer > 0;
  return right ? [] : [{ property: 'item 9: another answer', shown }];
}
