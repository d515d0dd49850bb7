import type { Polarity } from '../../chart/fact.ts';
import { codeAt, hasCode, wordsOf } from './codings.ts';
import { dateAt, type JsonObject, objectAt, objectsAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** SNOMED CT: no known allergy, and of drugs, foods, environment. */
const NONE_KNOWN = ['716186003', '409137002', '429625007', '428607008'];
/** SNOMED CT: the patient was not asked. Epic sends it with the words `Not on File`. */
const NOT_ASKED = ['1631000175102'];

/**
 * AllergyIntolerance → `allergy` Fact. That no allergy is known is a Fact of polarity `denied`; that nobody asked is one of
 * polarity `not-assessed` and names no substance as active. Refuted allergies give nothing.
 */
export function readAllergyIntolerance(resource: ReadResource): ReadResult {
  const { json } = resource;
  if (hasCode(json, 'verificationStatus', 'entered-in-error')) return 'entered-in-error';
  if (hasCode(json, 'verificationStatus', 'refuted')) return 'refuted';
  const substance = wordsOf(objectAt(json, 'code'));
  if (substance === undefined) return 'unreadable';
  const told = codeAt(json, 'clinicalStatus');
  const polarity = polarityOf(json, substance);
  const current = told === 'active' ? 'active' : told === 'inactive' || told === 'resolved' ? 'inactive' : 'unknown';
  const status = polarity === 'not-assessed' ? 'unknown' : current;
  const reaction = objectsAt(json, 'reaction')
    .flatMap((one) => objectsAt(one, 'manifestation'))
    .map(wordsOf)
    .find((words) => words);
  return [
    factFrom('allergy', resource, {
      value: { substance, reaction, status },
      polarity,
      when: dateAt(json, 'recordedDate'),
      path: 'code',
      excerpt: [substance, reaction].filter(Boolean).join(': '),
    }),
  ];
}

function polarityOf(json: JsonObject, substance: string): Polarity {
  if (hasCode(json, 'code', ...NOT_ASKED) || /^(not on file|not asked|not assessed|unknown)$/i.test(substance))
    return 'not-assessed';
  return hasCode(json, 'code', ...NONE_KNOWN) || /^no known (drug |food )?allerg/i.test(substance)
    ? 'denied'
    : 'affirmed';
}
