import { codingOf, wordsOf } from './codings.ts';
import { dateAt, objectAt, objectsAt, textAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

/**
 * Encounter → `encounter` Fact: what kind of visit, when, and whether it took place. A visit without a period has no date
 * and is no less a visit.
 */
export function readEncounter(resource: ReadResource): ReadResult {
  const { json } = resource;
  const status = textAt(json, 'status', 40) ?? 'unknown';
  if (status === 'entered-in-error') return 'entered-in-error';
  const period = objectAt(json, 'period');
  const start = dateAt(period, 'start');
  const kind = codingOf(objectAt(json, 'class'));
  const type =
    objectsAt(json, 'type')
      .map(wordsOf)
      .find((words) => words) ?? kind.display;
  return [
    factFrom('encounter', resource, {
      value: {
        type,
        classCode: kind.code,
        status,
        start,
        end: dateAt(period, 'end'),
      },
      when: start,
      path: 'period',
      excerpt: [type ?? 'Encounter', start].filter(Boolean).join(' · '),
    }),
  ];
}
