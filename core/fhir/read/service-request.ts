import { allWords, hasCode, wordsOf } from './codings.ts';
import { dateAt, isTrueAt, type JsonObject, objectAt, objectsAt, textAt } from './json.ts';
import { orAbsent, pertainsToGoals, referencesAt } from './pertains-to-goal.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** Laboratory and imaging orders (SNOMED CT categories): not referrals. */
const NOT_REFERRALS = ['108252007', '363679005', 'laboratory', 'imaging'];

/** SNOMED CT: patient referral, referral to service, referral for further care, consultation, and the US Core category. */
const REFERRALS = ['3457005', '306206005', '103696004', '11429006', 'sdoh'];

/**
 * ServiceRequest → `referral` Fact; laboratory and imaging orders give no Fact. `outcome` is stated only where the request
 * itself is completed: R4 gives a request no element for what came of it.
 */
export function readServiceRequest(resource: ReadResource, baseUrl?: string): ReadResult {
  const { json } = resource;
  const status = textAt(json, 'status', 40) ?? 'unknown';
  if (status === 'entered-in-error') return 'entered-in-error';
  if (isTrueAt(json, 'doNotPerform') || status === 'draft') return 'not-in-force';
  if (hasCode(json, 'category', ...NOT_REFERRALS)) return [];
  const what =
    wordsOf(objectAt(json, 'code')) ??
    objectsAt(json, 'category')
      .map(wordsOf)
      .find((words) => words);
  if (what === undefined) return 'unreadable';
  const to =
    objectsAt(json, 'performer')
      .map((one) => textAt(one, 'display', 300))
      .find((name) => name) ?? wordsOf(objectAt(json, 'performerType'));
  const authored = dateAt(json, 'authoredOn');
  return [
    factFrom('referral', resource, {
      value: {
        what,
        to,
        status,
        authored,
        pertainsTo: orAbsent(pertainsToGoals(json, baseUrl)),
        outcome: status === 'completed' ? 'completed' : undefined,
        handsOver: handsOver(json, what) ? true : undefined,
        due: dateAt(objectAt(json, 'occurrencePeriod'), 'end'),
        reasons: orAbsent(referencesAt(json, 'reasonReference', baseUrl)),
      },
      when: authored,
      path: 'code',
      excerpt: [what, to, status].filter(Boolean).join(' · '),
    }),
  ];
}

/** True when the record calls it a referral or a consultation, or means it for a social need. */
function handsOver(json: JsonObject, what: string): boolean {
  if (hasCode(json, 'category', ...REFERRALS) || hasCode(json, 'code', ...REFERRALS)) return true;
  return [what, ...allWords(json, 'category'), ...allWords(json, 'code')].some((words) =>
    /\b(referr(al|ed)|refer|consult(ation)?)\b/i.test(words),
  );
}
