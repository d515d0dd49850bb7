import { type Fact, type FactOf, factsOf, type InstrumentId } from '../../../core/chart/fact.ts';
import type { Sentence } from '../../../core/documents/draft.ts';
import { dayInWords, type Fault } from './oracle-words.ts';

type Score = FactOf<'score'>;

/** Where each band begins, by the publications. */
const PHQ = [[0, 'minimal'], [5, 'mild'], [10, 'moderate'], [15, 'moderately severe'], [20, 'severe']] as const; // biome-ignore format: a table
const BANDS: Readonly<Partial<Record<InstrumentId, readonly (readonly [number, string])[]>>> = {
  'PHQ-9': PHQ,
  'PHQ-A': PHQ,
  'GAD-7': [[0, 'minimal'], [5, 'mild'], [10, 'moderate'], [15, 'severe']], // biome-ignore format: a table
  'DAST-10': [[0, 'none reported'], [1, 'low'], [3, 'moderate'], [6, 'substantial'], [9, 'severe']], // biome-ignore format: a table
};
const RELIABLE: Readonly<Partial<Record<InstrumentId, number>>> = { 'PHQ-9': 6, 'GAD-7': 4, 'PCL-5': 15 };
const DATE = String.raw`\d{1,2} [A-Z][a-z]+ \d{4}`;
const CHANGE = new RegExp(
  String.raw`(unchanged|down \d+|up \d+) from (the first on record \()?(\d+)(?: on|,) (${DATE})(, the first on record|\))?(?:, which (is|is not) a reliable change)?`,
  'g',
);

/** Whether what a sentence says of scores is what its scores say, and no doubtful total is told without its doubt. */
export function scoreFaults(sentence: Sentence, cited: readonly Fact[], facts: readonly Fact[]): Fault[] {
  const { rule, text } = sentence;
  const scores = factsOf(cited, 'score');
  const wrong = (property: string): Fault[] => [{ property, shown: `[${rule}] ${text}` }];
  const doubtful = scores.filter(isDoubtful);
  const allowed = rule === 'item-9' || rule === 'score-conflict' || /the total has to be verified/.test(text);
  if (doubtful.length > 0 && !allowed) return wrong('scores: a doubtful total without its doubt');
  if (rule === 'score')
    return scores.flatMap((score) => (statesRightly(text, score) ? [] : wrong('scores: total or band')));
  if (rule === 'score-change') return changesOf(text, scores, facts) ? [] : wrong('scores: change');
  if (rule === 'score-target')
    return targetOf(text, scores, factsOf(cited, 'objective')) ? [] : wrong('scores: target');
  if (rule === 'score-outcome') return outcomeOf(text, scores) ? [] : wrong('scores: outcome');
  if (rule === 'score-worse') return roseOf(scores) ? [] : wrong('scores: a rise');
  return [];
}

function isDoubtful({ value }: Score): boolean {
  return value.total !== null && value.itemSum !== null && value.total !== value.itemSum;
}

function totalOf({ value }: Score): number | null {
  return value.total ?? value.itemSum;
}

function statesRightly(text: string, score: Score): boolean {
  const { instrument, total, itemSum, preliminary } = score.value;
  if (!text.includes(dayInWords(score.when ?? '') ?? '-')) return false;
  if ((preliminary === true) !== text.includes('not yet final')) return false;
  if (instrument === 'C-SSRS-screener') return !/\btotal \d/.test(text);
  if (isDoubtful(score))
    return text.includes(`total is ${total}`) && text.includes(`add to ${itemSum}`) && !text.endsWith('range.');
  const known = totalOf(score);
  if (known === null) return text.includes('no total is stated');
  const [, told, , band] = /: total (\d+) of (\d+)(?: \([^)]*\))?(?:, ([a-z ]+) range)?\.$/.exec(text) ?? [];
  return Number(told) === known && band === BANDS[instrument]?.findLast(([from]) => known >= from)?.[1];
}

/** Each movement told is that between two of the cited scores, on the day told, reliable or not as the threshold says. */
function changesOf(text: string, scores: readonly Score[], facts: readonly Fact[]): boolean {
  const [latest] = scores;
  const told = [...text.matchAll(CHANGE)];
  if (latest === undefined || told.length === 0) return false;
  const { instrument } = latest.value;
  const to = totalOf(latest) ?? Number.NaN;
  const day = (score: Score): string => (score.when ?? '').slice(0, 10);
  const before = factsOf(facts, 'score').filter(
    (one) =>
      one.value.instrument === instrument &&
      one.whose === 'patient' &&
      one.when !== undefined &&
      day(one) < day(latest) &&
      totalOf(one) !== null,
  );
  // Of a day with two totals neither is known to hold.
  const earlier = before.filter(
    (one) => !isDoubtful(one) && before.every((other) => day(other) !== day(one) || totalOf(other) === totalOf(one)),
  );
  const firstDay = earlier.map(day).toSorted()[0];
  const lastDay = earlier.map(day).toSorted().at(-1);
  return told.every(([, moved = '', opening, from, on, closing, reliable]) => {
    const source = scores.find(
      (one) => one !== latest && totalOf(one) === Number(from) && dayInWords(one.when ?? '') === on,
    );
    if (source === undefined || !earlier.includes(source)) return false;
    const isFirst = opening !== undefined || closing === ', the first on record';
    if (day(source) !== (isFirst ? firstDay : lastDay)) return false;
    const difference = to - Number(from);
    const words = difference === 0 ? 'unchanged' : `${difference < 0 ? 'down' : 'up'} ${Math.abs(difference)}`;
    const threshold = RELIABLE[instrument];
    const verdict =
      threshold === undefined || difference === 0 ? undefined : Math.abs(difference) >= threshold ? 'is' : 'is not';
    return moved === words && reliable === verdict;
  });
}

function targetOf(text: string, scores: readonly Score[], objectives: readonly FactOf<'objective'>[]): boolean {
  const [, total, gap, , side, at, target] =
    /total of (\d+) is (?:(\d+) (points?) (above|below)|(at)) the target of (\d+)/.exec(text) ?? [];
  const known =
    scores.some((one) => totalOf(one) === Number(total)) &&
    objectives.some(({ value }) => new RegExp(String.raw`\b${target}\b`).test(value.target ?? ''));
  const difference = Number(total) - Number(target);
  return (
    known &&
    (at === 'at'
      ? difference === 0
      : side === (difference > 0 ? 'above' : 'below') && Number(gap) === Math.abs(difference))
  );
}

function outcomeOf(text: string, [latest, first]: readonly Score[]): boolean {
  if (latest === undefined || first === undefined) return false;
  const [to, from] = [totalOf(latest) ?? Number.NaN, totalOf(first) ?? Number.NaN];
  if (text.includes('end state')) return latest.value.instrument === 'PCL-5' && to <= 28;
  if (text.includes('remission')) return latest.value.instrument === 'PHQ-9' && from >= 10 && to < 5;
  return text.includes('response') && latest.value.instrument === 'PHQ-9' && from >= 10 && to <= from / 2;
}

function roseOf([latest, earlier]: readonly Score[]): boolean {
  if (latest === undefined || earlier === undefined) return false;
  return (totalOf(latest) ?? 0) - (totalOf(earlier) ?? 0) >= 4;
}
