import type { FactOf, InstrumentId } from '../chart/fact.ts';

/** The answers of the PHQ in its own words, by score. */
const FREQUENCY = ['not at all', 'several days', 'more than half the days', 'nearly every day'];

/** The newest PHQ-9 or PHQ-A whose item 9 was answered above 0, unless a newer form answered it 0. */
export interface Item9 {
  readonly score: FactOf<'score'>;
  readonly answer: number;
  /** The answer in the form's words, `several days`. */
  readonly words: string;
}

/**
 * Item 9 of the newest form that holds an answer to it, of several of one moment the highest; undefined when that answer
 * is 0 or there is none.
 */
export function item9Of(scores: ReadonlyMap<InstrumentId, readonly FactOf<'score'>[]>): Item9 | undefined {
  const forms = [...(scores.get('PHQ-9') ?? []), ...(scores.get('PHQ-A') ?? [])]
    .filter(({ value }) => typeof value.items[8] === 'number')
    .toSorted((a, b) => byWhen(a, b) || (a.value.items[8] ?? 0) - (b.value.items[8] ?? 0));
  const score = forms.at(-1);
  const answer = score?.value.items[8];
  if (score === undefined || typeof answer !== 'number' || answer <= 0) return undefined;
  return { score, answer, words: FREQUENCY[answer] ?? `${answer}` };
}

function byWhen(a: FactOf<'score'>, b: FactOf<'score'>): number {
  const [earlier, later] = [a.when ?? '', b.when ?? ''];
  return earlier < later ? -1 : earlier > later ? 1 : 0;
}
