import { type Fact, type FactOf, factsOf, type InstrumentId } from '../../../core/chart/fact.ts';
import type { Sentence } from '../../../core/documents/draft.ts';
import { datesIn, dayInWords, evenQuotes, type Fault, textsOf, withoutTexts } from './oracle-words.ts';

/** Items, highest total, points of a reliable change; from the publications, not from the product. */
const SCALES: Readonly<Record<InstrumentId, readonly [items: number, highest: number, reliable?: number]>> = {
  'PHQ-9': [9, 27, 6],
  'PHQ-2': [2, 6],
  'PHQ-A': [9, 27],
  'GAD-7': [7, 21, 4],
  'PCL-5': [20, 80, 15],
  'AUDIT-C': [3, 12],
  'C-SSRS-screener': [7, 0],
  'DAST-10': [10, 10],
};
/** The answers of the PHQ in its own words. */
const ANSWERS = ['not at all', 'several days', 'more than half the days', 'nearly every day'];
/** Thresholds of the outcome rules that a sentence names: remission, response in percent, end state. */
const OUTCOME_NUMBERS: Readonly<Partial<Record<InstrumentId, readonly number[]>>> = { 'PHQ-9': [5, 50], 'PCL-5': [28] };
/** Publications that a sentence names with the rule it applies. */
const SOURCES = /\b(?:Marx 2022|HEDIS DRR-E)\b/g;
const JUDGING =
  /\b(?:improv\w*|better|worsen\w*|worse|stable|good|poor|normal|appropriate|unremarkable|intact|well|successful\w*|noncompliant)\b/i;

/**
 * Whether each number, date and quotation of a sentence stands in the Facts it cites, or follows from them by one of these:
 * a date in words · the number of a goal or objective on the plan · items of a form, those answered, its highest total, its
 * threshold of reliable change and of outcome · the difference of two cited totals · of a total and a cited target ·
 * how many Facts of one kind are cited · the number of a C-SSRS question · item 9 and its answer in the form's words.
 */
export function groundingFaults(sentence: Sentence, cited: readonly Fact[], facts: readonly Fact[]): Fault[] {
  const { rule, text } = sentence;
  const shown = `[${rule}] ${text}`;
  const texts = cited.flatMap(textsOf);
  const faults: Fault[] = [];
  let rest = withoutTexts(
    text,
    texts.filter((one) => !/^[\d.-]+$/.test(one)),
  );
  const dates = new Set(
    texts.flatMap((one) => [dayInWords(one), ...[...one.matchAll(/\d{4}-\d\d-\d\d/g)].map(([iso]) => dayInWords(iso))]),
  );
  // Where her own words open a quotation and do not end it, none can be told from the next.
  const paired = texts.every((one) => [...one.matchAll(/"/g)].length % 2 === 0);
  for (const [, quotation = ''] of paired ? text.matchAll(/"([^"]*)"/g) : []) {
    if (!isQuoted(quotation, texts, rule))
      faults.push({ property: 'grounding: quotation', shown: `"${quotation}" ← ${shown}` });
    rest = rest.replace(`"${quotation}"`, ' ');
  }
  for (const { words } of datesIn(rest)) {
    if (!dates.has(words)) faults.push({ property: 'grounding: date', shown: `${words} ← ${shown}` });
    rest = rest.replace(words, ' ');
  }
  // A name cut short stands in quotation marks of which parts were taken out above.
  rest = rest.replace(/"[^"]*"/g, ' ');
  for (const name of Object.keys(SCALES))
    if (texts.some((one) => one.toUpperCase().includes(name.toUpperCase())))
      rest = rest.replaceAll(name.replace('-screener', ''), ' ');
  rest = rest.replace(SOURCES, ' ');
  const numbers = numbersOf(cited, facts, texts);
  for (const [number] of rest.matchAll(/\d+(?:[.:]\d+)*/g))
    if (!numbers.has(number)) faults.push({ property: 'grounding: number', shown: `${number} ← ${shown}` });
  const judged = JUDGING.exec(rest.replaceAll('¶', ' '));
  if (judged !== null && rule !== 'progress')
    faults.push({ property: 'grounding: a word that judges', shown: `${judged[0]} ← ${shown}` });
  return faults;
}

function isQuoted(quotation: string, texts: readonly string[], rule: string): boolean {
  if (rule === 'item-9' && ANSWERS.includes(quotation)) return true;
  const flat = (one: string): string =>
    evenQuotes(one)
      .replace(/(?:^|(?<=\s))[-•*–]\s+/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  const whole = texts.map(flat);
  const pieces = flat(quotation)
    .replace(/ …$/, '')
    .split(/(?<=[.!?…]['’)]?)\s+/);
  return pieces.every((piece) => whole.some((one) => one.includes(piece)));
}

function numbersOf(cited: readonly Fact[], facts: readonly Fact[], texts: readonly string[]): Set<string> {
  const numbers = new Set(texts.flatMap((one) => [...one.matchAll(/\d+(?:[.:]\d+)*/g)].map(([number]) => number)));
  const add = (...all: readonly (number | undefined)[]): void => {
    for (const one of all) if (one !== undefined) numbers.add(`${one}`);
  };
  const scores = factsOf(cited, 'score');
  const totals = scores.flatMap(({ value }) => [value.total, value.itemSum].filter((one) => one !== null));
  for (const { value } of scores) {
    add(...SCALES[value.instrument], ...(OUTCOME_NUMBERS[value.instrument] ?? []));
    add(value.items.filter((one) => one !== null).length);
    if (value.instrument === 'C-SSRS-screener') add(...value.items.map((_answer, at) => Math.min(at + 1, 6)));
    if (value.instrument === 'PHQ-A') add(9);
  }
  for (const one of totals) for (const other of totals) add(Math.abs(one - other));
  for (const { value } of factsOf(cited, 'objective'))
    for (const [wanted] of (value.target ?? '').matchAll(/\d+/g))
      for (const total of totals) add(Math.abs(total - Number(wanted)));
  for (const kind of new Set(cited.map((fact) => fact.kind))) add(factsOf(cited, kind).length);
  const goals = factsOf(facts, 'goal');
  for (const goal of factsOf(cited, 'goal')) add(goals.indexOf(goal) + 1);
  for (const objective of factsOf(cited, 'objective')) numbers.add(placeOnPlan(objective, facts));
  return numbers;
}

/** `2.1`: the first objective of the second goal; those whose goal is not there are counted on by themselves. */
function placeOnPlan(objective: FactOf<'objective'>, facts: readonly Fact[]): string {
  const goals = factsOf(facts, 'goal').map(({ id }) => id);
  const goal = goals.indexOf(objective.value.goalFactId ?? '') + 1;
  const own = factsOf(facts, 'objective').filter(({ value }) => goals.indexOf(value.goalFactId ?? '') + 1 === goal);
  const place = own.indexOf(objective) + 1;
  return goal === 0 ? `${place}` : `${goal}.${place}`;
}
