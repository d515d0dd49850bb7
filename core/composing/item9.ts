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
 * Item 9 of the newest form that holds an answer to it; of several that may be the newest — of one moment, or of one day
 * where a time is not told — the highest. Undefined when that answer is 0 or there is none.
 */
export function item9Of(scores: ReadonlyMap<InstrumentId, readonly FactOf<'score'>[]>): Item9 | undefined {
  const forms = [...(scores.get('PHQ-9') ?? []), ...(scores.get('PHQ-A') ?? [])].filter(
    ({ value }) => typeof value.items[8] === 'number',
  );
  const newest = Math.max(...forms.map(({ when }) => spanOf(when)[0]));
  const score = forms
    .filter(({ when }) => spanOf(when)[1] >= newest)
    .toSorted((a, b) => (a.value.items[8] ?? 0) - (b.value.items[8] ?? 0))
    .at(-1);
  const answer = score?.value.items[8];
  if (score === undefined || typeof answer !== 'number' || answer <= 0) return undefined;
  return { score, answer, words: FREQUENCY[answer] ?? `${answer}` };
}

/** The first and the last moment that a date may mean, in milliseconds; of a time both are that time. */
function spanOf(when = ''): readonly [number, number] {
  const timed = when.includes('T');
  const at = Date.parse(!timed || /(?:Z|[+-]\d\d:\d\d)$/.test(when) ? when : `${when}Z`);
  if (Number.isNaN(at)) return [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return [at, timed ? at : at + 86_399_999];
}
