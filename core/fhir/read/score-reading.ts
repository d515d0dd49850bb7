import type { InstrumentId } from '../../chart/fact.ts';
import { ANSWER_CODES, answerScore } from '../../instruments/answer-scores.ts';
import { CSSRS_RISK_LEVEL, INSTRUMENTS } from '../../instruments/instruments.ts';
import { ANSWER_SCORE_EXTENSIONS, LOINC } from '../codes/systems.ts';
import { allCodings, codingOf, wordsOf } from './codings.ts';
import { dateAt, type JsonObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';

/** What one Observation, or one component of it, says of a rating scale. */
export type ScoreReading =
  | { role: 'panel' | 'total'; instrument: InstrumentId; value: number | undefined; path: string; words: string }
  | { role: 'item'; code: string; value: number | undefined; path: string; words: string }
  | { role: 'level'; instrument: InstrumentId; words: string; path: string };

/** Only the LOINC codes count, wherever they stand among the codings; a title alone is no proof of the scale. */
export function readScoreElement(element: JsonObject, path: string): ScoreReading | undefined {
  const codes = allCodings(element, 'code').flatMap((one) => (one.system === LOINC && one.code ? [one.code] : []));
  const title = wordsOf(objectAt(element, 'code')) ?? '';
  const { value, raw, at } = valueOf(element);
  const words = [title, raw].filter(Boolean).join(': ');
  const place = `${path}${at}`;
  for (const code of codes) {
    if (code === CSSRS_RISK_LEVEL)
      return { role: 'level', instrument: 'C-SSRS-screener', words: raw ?? '', path: place };
    for (const { id, total, panel } of Object.values(INSTRUMENTS)) {
      if (code === total) return { role: 'total', instrument: id, value, path: place, words };
      if (code === panel) return { role: 'panel', instrument: id, value, path: place, words };
    }
    const scale = Object.values(INSTRUMENTS).find(({ items }) => items.includes(code));
    if (scale) return { role: 'item', code, value: value ?? answerOf(element, scale.id), path: place, words };
  }
  return undefined;
}

/** When the scale was filled in; else when the result was made available. */
export function scoredAt(observation: JsonObject): string | undefined {
  const period = objectAt(observation, 'effectivePeriod');
  return (
    dateAt(observation, 'effectiveDateTime') ??
    dateAt(observation, 'effectiveInstant') ??
    dateAt(period, 'start') ??
    dateAt(period, 'end') ??
    dateAt(observation, 'issued')
  );
}

/** A whole number from valueQuantity, valueInteger, a numeric valueString or a coded answer; `raw` as the record has it. */
function valueOf(element: JsonObject): { value: number | undefined; raw: string | undefined; at: string } {
  const quantity = objectAt(element, 'valueQuantity');
  const number = numberAt(quantity, 'value') ?? numberAt(element, 'valueInteger');
  if (number !== undefined) {
    const at = numberAt(quantity, 'value') === undefined ? 'valueInteger' : 'valueQuantity';
    // A quantity with a comparator, "<10", is no score.
    return { value: textAt(quantity, 'comparator') ? undefined : whole(number), raw: String(number), at };
  }
  const string = textAt(element, 'valueString', 200);
  if (string !== undefined)
    return { value: /^\d{1,3}$/.test(string) ? Number(string) : undefined, raw: string, at: 'valueString' };
  const concept = objectAt(element, 'valueCodeableConcept');
  const raw = wordsOf(concept);
  return { value: codedAnswer(concept), raw, at: raw === undefined ? 'code' : 'valueCodeableConcept' };
}

function whole(value: number): number | undefined {
  return Number.isInteger(value) ? value : undefined;
}

function codedAnswer(concept: JsonObject): number | undefined {
  for (const coding of objectsAt(concept, 'coding')) {
    const score = objectsAt(coding, 'extension').find((one) => ANSWER_SCORE_EXTENSIONS.has(textAt(one, 'url') ?? ''));
    const told = score && numberAt(score, 'valueDecimal');
    if (told !== undefined) return whole(told);
    const { system, code } = codingOf(coding);
    const known = system === LOINC && code !== undefined ? ANSWER_CODES.get(code) : undefined;
    if (known !== undefined) return known;
  }
  return undefined;
}

/** The answer in the form's own words, from a coded or a plain value. */
function answerOf(element: JsonObject, instrument: InstrumentId): number | undefined {
  const words = wordsOf(objectAt(element, 'valueCodeableConcept')) ?? textAt(element, 'valueString', 200);
  return words === undefined ? undefined : answerScore(instrument, words);
}
