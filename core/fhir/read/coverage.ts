import { wordsOf } from './codings.ts';
import { dateAt, objectAt, objectsAt, textAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** Coverage → `coverage` Fact. */
export function readCoverage(resource: ReadResource): ReadResult {
  const { json } = resource;
  const status = textAt(json, 'status', 40) ?? 'unknown';
  if (status === 'entered-in-error') return 'entered-in-error';
  const type = wordsOf(objectAt(json, 'type'));
  const payers = objectsAt(json, 'payor').map(
    (one) => textAt(one, 'display', 300) ?? textAt(objectAt(one, 'identifier'), 'value', 100),
  );
  const payer = payers.find((name) => name) ?? textAt(objectsAt(json, 'class')[0] ?? {}, 'name', 300) ?? type;
  if (payer === undefined) return 'unreadable';
  return [
    factFrom('coverage', resource, {
      value: { payer, type, status, memberId: textAt(json, 'subscriberId', 100) },
      when: dateAt(objectAt(json, 'period'), 'start'),
      path: 'payor',
      excerpt: payer,
    }),
  ];
}
