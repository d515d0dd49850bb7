import { hasCode, wordsOf } from './codings.ts';
import { dateAt, isTrueAt, objectAt, objectsAt, textAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** Laboratory and imaging orders (SNOMED CT categories): not referrals. */
const NOT_REFERRALS = ['108252007', '363679005', 'laboratory', 'imaging'];

/** ServiceRequest → `referral` Fact; laboratory and imaging orders give no Fact. */
export function readServiceRequest(resource: ReadResource): ReadResult {
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
      value: { what, to, status, authored },
      when: authored,
      path: 'code',
      excerpt: [what, to, status].filter(Boolean).join(' · '),
    }),
  ];
}
