import type { ScreenResult } from '../../chart/fact.ts';
import { SCREEN_RESULT_CODES } from '../codes/drug-screens.ts';
import { codingsOf } from './codings.ts';
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from './json.ts';

type Value = Pick<ScreenResult, 'result' | 'words'>;

/** As much of a laboratory's own words as a note can tell. */
const LONGEST = 80;

/**
 * What a qualitative test found: by its coded value, its words or its interpretation. Undefined where no result is told: an
 * amount says nothing unless the laboratory judged it. What is told twice and not the same is no result either.
 */
export function screenValue(element: JsonObject): Value | 'contradicting' | undefined {
  if (isObject(element['dataAbsentReason'])) return undefined;
  const value = valueOf(element);
  if (value === 'contradicting') return value;
  const judged = interpretationOf(element);
  if (judged === undefined) return value;
  if (value === undefined || value.result === 'other') return { ...value, result: judged };
  return judged === value.result ? value : 'contradicting';
}

function valueOf(element: JsonObject): Value | 'contradicting' | undefined {
  const concept = objectAt(element, 'valueCodeableConcept');
  const words = textAt(element, 'valueString', LONGEST + 1) ?? saidOf(concept);
  const coded = resultOfCodes(concept);
  const said = words === undefined ? undefined : resultOfWords(words);
  if (coded === 'contradicting' || (coded !== undefined && said !== undefined && said !== coded))
    return 'contradicting';
  const result = coded ?? said;
  if (result !== undefined)
    return words === undefined || isBare(words) ? { result } : { result, words: shortened(words) };
  return words === undefined ? undefined : { result: 'other', words: shortened(words) };
}

/** The words of a finding; a code is none. */
function saidOf(concept: JsonObject): string | undefined {
  return textAt(concept, 'text', LONGEST + 1) ?? codingsOf(concept).find(({ display }) => display)?.display;
}

function interpretationOf(element: JsonObject): ScreenResult['result'] | undefined {
  const found = objectsAt(element, 'interpretation').flatMap((one) => {
    const coded = resultOfCodes(one);
    const words = saidOf(one);
    if (coded !== undefined) return coded === 'contradicting' ? [] : [coded];
    return words === undefined ? [] : (resultOfWords(words) ?? []);
  });
  return new Set(found).size === 1 ? found[0] : undefined;
}

function resultOfCodes(concept: JsonObject): 'positive' | 'negative' | 'inconclusive' | 'contradicting' | undefined {
  const found = new Set(codingsOf(concept).flatMap(({ code }) => SCREEN_RESULT_CODES.get(code ?? '') ?? []));
  return found.size > 1 ? 'contradicting' : [...found][0];
}

const POSITIVE = /^(?:presumptive(?:ly)?,? )?(?:pos(?:itive)?|detected|present|reactive)\b/i;
const NEGATIVE = /^(?:neg(?:ative)?|not detected|none detected|not present|absent|non-?reactive)\b/i;
const INCONCLUSIVE = /^(?:inconclusive|indeterminate|equivocal)\b/i;
/** Words that take the first ones back, or speak of more than one finding. */
const MIXED = /\b(?:but|not confirmed|unconfirmed|vs|or|control|cancel\w*|error)\b/i;

function resultOfWords(words: string): 'positive' | 'negative' | 'inconclusive' | undefined {
  if (MIXED.test(words) || (/\bpos/i.test(words) && /\bneg/i.test(words))) return undefined;
  if (NEGATIVE.test(words)) return 'negative';
  if (POSITIVE.test(words)) return 'positive';
  return INCONCLUSIVE.test(words) ? 'inconclusive' : undefined;
}

function isBare(words: string): boolean {
  return /^(?:pos|positive|neg|negative|inconclusive)\.?$/i.test(words.trim());
}

function shortened(words: string): string {
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 2).trimEnd()} …`.toWellFormed();
}
