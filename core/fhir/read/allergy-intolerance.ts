import { codeAt, hasCode, wordsOf } from './codings.ts';
import { dateAt, objectAt, objectsAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** AllergyIntolerance → `allergy` Fact. Refuted allergies give nothing. */
export function readAllergyIntolerance(resource: ReadResource): ReadResult {
  const { json } = resource;
  if (hasCode(json, 'verificationStatus', 'entered-in-error')) return 'entered-in-error';
  if (hasCode(json, 'verificationStatus', 'refuted')) return 'refuted';
  const substance = wordsOf(objectAt(json, 'code'));
  if (substance === undefined) return 'unreadable';
  const told = codeAt(json, 'clinicalStatus');
  const status = told === 'active' ? 'active' : told === 'inactive' || told === 'resolved' ? 'inactive' : 'unknown';
  const reaction = objectsAt(json, 'reaction')
    .flatMap((one) => objectsAt(one, 'manifestation'))
    .map(wordsOf)
    .find((words) => words);
  return [
    factFrom('allergy', resource, {
      value: { substance, reaction, status },
      when: dateAt(json, 'recordedDate'),
      path: 'code',
      excerpt: [substance, reaction].filter(Boolean).join(': '),
    }),
  ];
}
