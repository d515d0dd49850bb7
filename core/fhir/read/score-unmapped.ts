import type { UnmappedCode } from '../../chart/chart.ts';
import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { GENERIC_SCREENING_CODES, UNSCORED_CODES } from '../../instruments/instruments.ts';
import { LOINC_SYSTEMS } from '../codes/systems.ts';
import { allCodings, hasCode, type ReadCoding } from './codings.ts';
import { type JsonObject, numberAt, objectAt, objectsAt, textAt } from './json.ts';
import { byCodeUnit } from './natural-order.ts';
import { formItems } from './questionnaire-response.ts';
import type { ReadResource } from './resource.ts';
import { codedMeaning } from './score-meaning.ts';

/** A list longer than this helps no integrator. */
const MOST_REPORTED = 200;

/** Names of the scales that are read, in the spellings seen in titles. */
const NAMES_SCALE =
  /\bPHQ[\s-]?(?:2|9|A\b|9\s?[MA]\b)|\bPHQ\b.*\b(?:total|score)|\bpatient health questionnaire|\bGAD[\s-]?7|\bPCL[\s-]?5|\bC-?SSRS\b|\bcolumbia\b.*\b(?:suicid|scale|screen|rating)|\bAUDIT[\s-]?C\b|\bDAST\b/i;

/**
 * Codes that look like a scale's and are not known: titles that name a scale, and numeric flowsheet rows among surveys
 * that carry no LOINC code. Nothing is read from them; the integrator maps them or leaves them. The site's own code of an
 * element is reported where it has one, of a flowsheet before others. Most frequent first.
 */
export function unmappedScores(resources: readonly ReadResource[], codes: SiteCodeMap): UnmappedCode[] {
  const found = new Map<string, UnmappedCode>();
  for (const resource of resources) {
    for (const { codings, titles, numericSurvey } of elementsOf(resource)) {
      const meaning = codedMeaning(codings, codes);
      if (meaning !== undefined && meaning !== 'ambiguous') continue;
      for (const { system, code } of reportable(codings, titles, numericSurvey)) {
        const key = `${system}|${code}`;
        const known = found.get(key);
        const title = known?.title ?? titles[0];
        const count = (known?.count ?? 0) + 1;
        found.set(key, title === undefined ? { system, code, count } : { system, code, title, count });
      }
    }
  }
  return [...found.values()]
    .toSorted((a, b) => b.count - a.count || byCodeUnit(`${a.system}|${a.code}`, `${b.system}|${b.code}`))
    .slice(0, MOST_REPORTED);
}

interface Element {
  readonly codings: readonly ReadCoding[];
  readonly titles: readonly string[];
  readonly numericSurvey: boolean;
}

/** Of results and of forms: what is void or was never finished. */
const VOID = new Set(['entered-in-error', 'cancelled', 'registered', 'in-progress', 'stopped']);

function elementsOf({ type, json }: ReadResource): Element[] {
  const status = textAt(json, 'status', 40) ?? '';
  if (VOID.has(status)) return [];
  if (type === 'QuestionnaireResponse') {
    return formItems(json).map((item) => ({
      codings: item.codings,
      titles: titlesOf(item.codings, textAt(item.json, 'text', 200)),
      numericSurvey: false,
    }));
  }
  if (type !== 'Observation') return [];
  const survey = hasCode(json, 'category', 'survey');
  return [json, ...objectsAt(json, 'component').slice(0, 60)].map((element) => {
    const codings = allCodings(element, 'code');
    return {
      codings,
      titles: titlesOf(codings, textAt(objectAt(element, 'code'), 'text', 200)),
      numericSurvey: survey && isNumeric(element),
    };
  });
}

function titlesOf(codings: readonly ReadCoding[], text: string | undefined): string[] {
  return [text, ...codings.map(({ display }) => display)].flatMap((words) => words?.slice(0, 200) ?? []);
}

function isNumeric(element: JsonObject): boolean {
  return (
    numberAt(objectAt(element, 'valueQuantity'), 'value') !== undefined ||
    numberAt(element, 'valueInteger') !== undefined ||
    /^\d{1,3}\b/.test(textAt(element, 'valueString', 20) ?? '')
  );
}

function reportable(
  codings: readonly ReadCoding[],
  titles: readonly string[],
  numericSurvey: boolean,
): { system: string; code: string }[] {
  const whole = codings.flatMap(({ system, code }) => (system && code ? [{ system, code }] : []));
  const loinc = whole.filter(({ system }) => LOINC_SYSTEMS.has(system));
  if (loinc.some(({ code }) => UNSCORED_CODES.has(code))) return [];
  const own = whole.filter(({ system }) => !LOINC_SYSTEMS.has(system));
  const generic = loinc.some(({ code }) => GENERIC_SCREENING_CODES.has(code)) && titles.some((one) => /PHQ/i.test(one));
  const rows = own.filter(({ system }) => /flowsheet/i.test(system));
  const first = [...rows, ...own, ...loinc].slice(0, 1);
  if (generic || titles.some((title) => NAMES_SCALE.test(title))) return first;
  return numericSurvey && loinc.length === 0 && rows.length > 0 ? first : [];
}
