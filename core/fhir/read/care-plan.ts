import type { Fact } from '../../chart/fact.ts';
import { wordsOf } from './codings.ts';
import { dateAt, objectAt, objectsAt, textAt } from './json.ts';
import { relativeReference } from './reference.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

const ENDED = new Set(['cancelled', 'stopped', 'entered-in-error']);

/**
 * CarePlan → one `care-plan` Fact and, while the plan is in force, a `planned-intervention` Fact for each activity that
 * is described in place. An activity names its goal in detail.goal. Only plans of intent plan or order count.
 */
export function readCarePlan(resource: ReadResource, baseUrl?: string): ReadResult {
  const { json } = resource;
  const status = textAt(json, 'status', 40) ?? 'unknown';
  if (status === 'entered-in-error') return 'entered-in-error';
  if (['proposal', 'option'].includes(textAt(json, 'intent', 20) ?? '')) return 'not-in-force';
  const period = objectAt(json, 'period');
  const title = textAt(json, 'title', 300);
  const start = dateAt(period, 'start');
  const end = dateAt(period, 'end');
  const plan = factFrom('care-plan', resource, {
    value: { title, status, start, end, reviewDue: end },
    when: start ?? dateAt(json, 'created'),
    path: 'period',
    excerpt: [title ?? textAt(json, 'description', 200) ?? 'CarePlan', start, end].filter(Boolean).join(' · '),
  });
  return status === 'active' || status === 'on-hold' ? [plan, ...interventions(resource, baseUrl)] : [plan];
}

function interventions(resource: ReadResource, baseUrl: string | undefined): Fact[] {
  return objectsAt(resource.json, 'activity')
    .slice(0, 100)
    .flatMap((activity, index) => {
      const detail = objectAt(activity, 'detail');
      const text = textAt(detail, 'description', 500) ?? wordsOf(objectAt(detail, 'code'));
      if (text === undefined || ENDED.has(textAt(detail, 'status', 40) ?? '')) return [];
      const goal = objectsAt(detail, 'goal')
        .map((one) => relativeReference(textAt(one, 'reference', 600), baseUrl))
        .find((reference) => reference?.startsWith('Goal/'));
      return factFrom('planned-intervention', resource, {
        value: { text, goalFactId: goal && `goal:${goal}` },
        part: index + 1,
        path: `activity[${index}].detail`,
        excerpt: text,
      });
    });
}
