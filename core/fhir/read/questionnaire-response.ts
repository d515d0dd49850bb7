import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { LOINC } from '../codes/systems.ts';
import { allCodings, codingOf, type ReadCoding } from './codings.ts';
import { isObject, type JsonObject, objectAt, objectsAt, textAt } from './json.ts';
import { type ScoreReading, scoreReading } from './score-reading.ts';

/** One question or group of a filled-in form. */
export interface FormItem {
  readonly json: JsonObject;
  /** FHIRPath below the QuestionnaireResponse, `item[2].item[0]`. */
  readonly path: string;
  /** What it is by code: its linkId and definition where they are LOINC codes, a `code` some servers send, its own key. */
  readonly codings: readonly ReadCoding[];
}

/** No form that is read is longer or deeper; a hostile one ends here. */
const MOST_ITEMS = 1_000;
const DEEPEST = 8;

const LOINC_CODE = /^\d{1,6}-\d$/;

/**
 * The readings of a QuestionnaireResponse: answers and totals at any depth, and the form itself where its canonical is a
 * LOINC panel (`http://loinc.org/q/44249-1`). An item's own key for a site's code map is `questionnaire|linkId`, the
 * canonical without its version. A question without exactly one answer counts as not answered.
 */
export function responseReadings(json: JsonObject, codes: SiteCodeMap): ScoreReading[] {
  const panel = /^https?:\/\/loinc\.org\/q\/(\d{1,6}-\d)$/.exec(canonicalOf(json))?.[1];
  const whole =
    panel === undefined
      ? undefined
      : scoreReading(
          { codings: [{ system: LOINC, code: panel }], title: panel, holder: {}, path: 'questionnaire.' },
          codes,
        );
  const items = formItems(json).map((item) => {
    const answers = objectsAt(item.json, 'answer');
    const [only] = answers;
    const title = textAt(item.json, 'text', 500) ?? '';
    if (only === undefined || answers.length > 1) {
      const unanswered = scoreReading({ codings: item.codings, title, holder: {}, path: '' }, codes);
      return unanswered && { ...unanswered, path: item.path };
    }
    return scoreReading({ codings: item.codings, title, holder: only, path: `${item.path}.answer.` }, codes);
  });
  return [whole, ...items].filter((reading) => reading !== undefined);
}

/** Every item of a form, groups and items below answers included, in order. */
export function formItems(response: JsonObject): FormItem[] {
  const questionnaire = canonicalOf(response);
  const found: FormItem[] = [];
  const visit = (parent: JsonObject, path: string, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const [at, json] of objectsAt(parent, 'item').entries()) {
      if (found.length >= MOST_ITEMS) return;
      const place = `${path}item[${at}]`;
      found.push({ json, path: place, codings: itemCodings(json, questionnaire) });
      visit(json, `${place}.`, depth + 1);
      for (const [n, answer] of objectsAt(json, 'answer').entries()) visit(answer, `${place}.answer[${n}].`, depth + 1);
    }
  };
  visit(response, '', 1);
  return found;
}

/** The canonical of the form without its version, empty where none is told. */
function canonicalOf(response: JsonObject): string {
  return (textAt(response, 'questionnaire', 400) ?? '').split('|')[0] ?? '';
}

function itemCodings(item: JsonObject, questionnaire: string): ReadCoding[] {
  const linkId = textAt(item, 'linkId', 200);
  const definition = textAt(item, 'definition', 400);
  const defined = /^https?:\/\/loinc\.org\/(?:[A-Za-z/]*[/#|])?(\d{1,6}-\d)$/.exec(definition ?? '')?.[1];
  // LForms writes the path of codes, /44249-1/44250-9; the last is the item's own.
  const last = linkId?.split('/').at(-1);
  const code = item['code'];
  return [
    ...[last, defined].flatMap((one) =>
      one !== undefined && LOINC_CODE.test(one) ? [{ system: LOINC, code: one }] : [],
    ),
    ...(isObject(code) && Object.hasOwn(code, 'coding')
      ? allCodings(item, 'code')
      : [objectAt(item, 'code'), ...objectsAt(item, 'code')].map(codingOf)),
    ...(questionnaire !== '' && linkId !== undefined ? [{ system: questionnaire, code: linkId }] : []),
  ];
}
