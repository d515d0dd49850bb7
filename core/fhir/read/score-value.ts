import type { InstrumentId } from '../../chart/fact.ts';
import { answerOfCode, isYesNo } from '../../instruments/answer-scores.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { ANSWER_SCORE_EXTENSIONS, LOINC_SYSTEMS } from '../codes/systems.ts';
import { codingOf, wordsOf } from './codings.ts';
import { exactTextAt, isTrueAt, type JsonObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';
import { numberSaid } from './score-text.ts';

/** Which value is read: the total of a scale (item 0) or one of its items, from 1. */
export interface Wanted {
  readonly instrument: InstrumentId;
  readonly item: number;
}

/** What an element holds: the whole number where there is exactly one, and the value as the record has it. */
export interface ReadValue {
  readonly value: number | undefined;
  readonly raw: string | undefined;
  /** Name of the element that holds it, `valueQuantity`. */
  readonly at: string;
}

type Found = { value: number | undefined; raw: string | undefined };

/**
 * The value of an Observation, a component or a form's answer, whichever value[x] it has. Strict, since a wrong score is
 * worse than a missing one: comparators, fractions, foreign units, sentences and answers of other questions are no score;
 * neither are two values that differ, nor anything beside a dataAbsentReason. The number may be out of range.
 */
export function scoreValue(element: JsonObject, wanted: Wanted): ReadValue {
  if (Object.hasOwn(element, 'dataAbsentReason')) return { value: undefined, raw: undefined, at: 'dataAbsentReason' };
  const found = READERS.filter(([at]) => Object.hasOwn(element, at)).flatMap(([at, read]) => {
    const one = read(element, wanted);
    return one === undefined ? [] : [{ at, ...one }];
  });
  const [first] = found;
  if (first === undefined) return { value: undefined, raw: undefined, at: 'code' };
  return { ...first, value: onlyOne(found.map(({ value }) => value)) };
}

const READERS: readonly [string, (element: JsonObject, wanted: Wanted) => Found | undefined][] = [
  ['valueQuantity', (element, wanted) => quantity(objectAt(element, 'valueQuantity'), wanted)],
  ['valueInteger', (element, wanted) => bare(numberAt(element, 'valueInteger'), wanted)],
  ['valueDecimal', (element, wanted) => bare(numberAt(element, 'valueDecimal'), wanted)],
  ['valueString', (element, wanted) => string(element, wanted)],
  ['valueBoolean', (element, wanted) => yesNo(element, wanted)],
  ['valueCodeableConcept', (element, wanted) => coded(objectAt(element, 'valueCodeableConcept'), wanted)],
  ['valueCoding', (element, wanted) => coding(element, wanted)],
];

/** Units a score may carry: none, or an annotation such as `{score}`. A T-score or a percentage is another thing. */
const UNITLESS = /^(?:\{[^}]*\}|scores?|points?|pts?|1|#)$/i;

function quantity(sent: JsonObject, wanted: Wanted): Found | undefined {
  const number = numberAt(sent, 'value');
  if (number === undefined) return undefined;
  const comparator = textAt(sent, 'comparator', 4);
  const units = [textAt(sent, 'unit', 40), textAt(sent, 'code', 40)].filter((unit) => unit !== undefined);
  const raw = `${comparator ?? ''}${number}`;
  if (comparator !== undefined || units.some((unit) => !UNITLESS.test(unit))) {
    return { value: undefined, raw: units[0] === undefined ? raw : `${raw} ${units[0]}` };
  }
  return bare(number, wanted);
}

/** A bare 1 on an item scored in reverse may be the answer or its points, so it is not read. */
function bare(number: number | undefined, { instrument, item }: Wanted): Found | undefined {
  if (number === undefined) return undefined;
  const unclear = INSTRUMENTS[instrument].reverseScored?.includes(item) ?? false;
  return { value: Number.isInteger(number) && !unclear ? number : undefined, raw: String(number) };
}

function string(element: JsonObject, wanted: Wanted): Found | undefined {
  const raw = textAt(element, 'valueString', 200);
  if (raw === undefined) return undefined;
  // Cleaning must not make a number of what was sent as something else.
  const exact = exactTextAt(element, 'valueString', 200)?.trim() === raw;
  return { value: exact ? numberSaid(raw, wanted) : undefined, raw };
}

function yesNo(element: JsonObject, { instrument, item }: Wanted): Found | undefined {
  if (typeof element['valueBoolean'] !== 'boolean') return undefined;
  const yes = isTrueAt(element, 'valueBoolean');
  return { value: isYesNo(instrument) && item > 0 ? Number(yes) : undefined, raw: yes ? 'yes' : 'no' };
}

function coded(concept: JsonObject, wanted: Wanted): Found | undefined {
  const raw = wordsOf(concept);
  const codings = objectsAt(concept, 'coding');
  const told = codings.flatMap((one) => [...points(one, wanted), ...codeOf(one, wanted)]);
  // Words speak where no code does, and must not contradict one that does.
  const words = [textAt(concept, 'text', 200), ...codings.map((one) => textAt(one, 'display', 200))].flatMap((one) =>
    one === undefined ? [] : (numberSaid(one, wanted) ?? []),
  );
  const value = onlyOne([...told, ...words]);
  return raw === undefined && value === undefined ? undefined : { value, raw };
}

/** The one coding of a form's answer; some servers put its points on the answer itself. */
function coding(element: JsonObject, wanted: Wanted): Found | undefined {
  const sent = objectAt(element, 'valueCoding');
  const extension = [...objectsAt(sent, 'extension'), ...objectsAt(element, 'extension')];
  return coded({ coding: [{ ...sent, extension }] }, wanted);
}

/** The score an answer carries; on an item scored in reverse it is turned back into the answer. */
function points(sent: JsonObject, { instrument, item }: Wanted): number[] {
  const { reverseScored, itemRange } = INSTRUMENTS[instrument];
  return objectsAt(sent, 'extension')
    .filter((one) => ANSWER_SCORE_EXTENSIONS.has(textAt(one, 'url') ?? ''))
    .flatMap((one) => numberAt(one, 'valueDecimal') ?? numberAt(one, 'valueInteger') ?? [])
    .map((told) => (reverseScored?.includes(item) ? itemRange[1] - told : told));
}

function codeOf(sent: JsonObject, { instrument, item }: Wanted): number[] {
  const { system, code } = codingOf(sent);
  if (item === 0 || system === undefined || code === undefined || !LOINC_SYSTEMS.has(system)) return [];
  const known = answerOfCode(instrument, code, item);
  return known === undefined ? [] : [known];
}

function onlyOne(values: readonly (number | undefined)[]): number | undefined {
  const [first, ...others] = new Set(values.filter((value) => value !== undefined));
  return others.length === 0 && first !== undefined && Number.isInteger(first) ? first : undefined;
}
