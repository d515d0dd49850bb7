import type { Fact, FactKind, FactOf } from '../chart/fact.ts';

/** Text that came out of one or more Facts, with their ids. Made only by the functions of this file. */
export interface Slot {
  readonly slot: string;
  readonly facts: readonly string[];
}

/** Fixed words and slots, in order. A clause is made of one; a plain string never gets into it. */
export interface Phrase {
  readonly parts: readonly (string | Slot)[];
}

/** What may stand in `say`: never a string. */
export type Sayable = Slot | Phrase;

/** A phrase from a template: the literal words are the clause's own, everything interpolated comes from Facts. */
export function say(words: TemplateStringsArray, ...values: readonly Sayable[]): Phrase {
  const parts: (string | Slot)[] = [];
  words.forEach((literal, index) => {
    if (literal !== '') parts.push(literal);
    const value = values[index];
    if (value === undefined) return;
    if ('slot' in value) parts.push(value);
    else parts.push(...value.parts);
  });
  return { parts };
}

/** The words a Fact holds. */
export function from<K extends FactKind>(
  fact: FactOf<K>,
  words: (value: FactOf<K>['value'], fact: FactOf<K>) => string,
): Slot {
  return { slot: clean(words(fact.value, fact)), facts: [fact.id] };
}

/** Words computed from Facts, all of which are cited: a difference, a band, a number of days. */
export function derived(facts: readonly [Fact, ...Fact[]], words: string): Slot {
  return { slot: clean(words), facts: facts.map((fact) => fact.id) };
}

/** Nothing but a citation: the phrase rests on these Facts without repeating their words. */
export function citing(facts: readonly Fact[]): Slot {
  return { slot: '', facts: facts.map((fact) => fact.id) };
}

/** `a`, `a and b`, `a, b and c`; `joint` replaces the comma where the items hold commas themselves. */
export function listed(items: readonly Sayable[], joint: 'comma' | 'semicolon' | 'or' = 'comma'): Phrase {
  const last = items.length - 1;
  return items.reduce<Phrase>(
    (text, item, index) => {
      if (index === 0) return say`${item}`;
      if (joint === 'semicolon') return say`${text}; ${item}`;
      if (index < last) return say`${text}, ${item}`;
      return joint === 'or' ? say`${text} or ${item}` : say`${text} and ${item}`;
    },
    { parts: [] },
  );
}

/** The Facts a phrase rests on, each once, in the order of their first mention. */
export function factsIn(phrase: Phrase): string[] {
  return [...new Set(phrase.parts.flatMap((part) => (typeof part === 'string' ? [] : part.facts)))];
}

/** The phrase as text. */
export function textOf(phrase: Phrase): string {
  return phrase.parts.map((part) => (typeof part === 'string' ? part : part.slot)).join('');
}

/** The words that remain when every Fact is blanked: what the clause says by itself. */
export function wordsOfClause(phrase: Phrase): string[] {
  const literal = phrase.parts.map((part) => (typeof part === 'string' ? part : ' ¶ ')).join('');
  return literal.toLowerCase().match(/[a-z][a-z'-]*/g) ?? [];
}

/** One paragraph: line breaks, tabs and other control characters become single blanks; nothing else changes. */
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters have no place in a paragraph that is hashed and filed
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
