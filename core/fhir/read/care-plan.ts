import type { Fact } from '../../chart/fact.ts';
import { WITHHELD_TITLES } from '../codes/sensitive-notes.ts';
import { wordsOf } from './codings.ts';
import { bounded, dateAt, type JsonObject, objectAt, objectsAt, textAt } from './json.ts';
import { orAbsent, pertainsToGoals, referencesAt } from './pertains-to-goal.ts';
import { plainText } from './plain-text.ts';
import { referenceAt } from './reference.ts';
import { factFrom, labelledAlso, type ReadResource, type ReadResult } from './resource.ts';
import { documentWords } from './security-labels.ts';

const ENDED = new Set(['cancelled', 'stopped', 'entered-in-error']);

/** The most of a plan's narrative that a Fact carries, in UTF-16 units. */
const MAX_NARRATIVE = 5_000;

/** The resource of the same patient that a reference names, where it was read. */
export type Lookup = (reference: string) => JsonObject | undefined;

/**
 * CarePlan → one `care-plan` Fact and, while the plan is in force, a `planned-intervention` Fact for each activity: one
 * described in place (detail), or one the plan refers to (reference; R4 cpl-3 has one or the other, MCC only the second),
 * in the words of the reference or of the resource itself. An activity names its goals in detail.goal; a resource referred
 * to, by resource-pertainsToGoal. A plan that is prose alone keeps its prose; nothing is made of it. Only plans of intent
 * plan or order count.
 */
export function readCarePlan(resource: ReadResource, baseUrl?: string, lookup?: Lookup): ReadResult {
  const { json } = resource;
  const status = textAt(json, 'status', 40) ?? 'unknown';
  if (status === 'entered-in-error') return 'entered-in-error';
  if (isWithheldByTitle(json)) return 'withheld';
  if (['proposal', 'option'].includes(textAt(json, 'intent', 20) ?? '')) return 'not-in-force';
  const period = objectAt(json, 'period');
  const title = textAt(json, 'title', 300);
  const start = dateAt(period, 'start');
  const end = dateAt(period, 'end');
  const goals = referencesAt(json, 'goal', baseUrl).filter((one) => one.startsWith('Goal/'));
  const narrative = narrativeOf(json);
  const plan = factFrom('care-plan', resource, {
    value: {
      title,
      status,
      start,
      end,
      reviewDue: end,
      addresses: orAbsent(referencesAt(json, 'addresses', baseUrl)),
      goals: orAbsent(goals),
      narrative,
    },
    when: start ?? dateAt(json, 'created'),
    path: narrative === undefined ? 'period' : 'text.div',
    excerpt: [title ?? textAt(json, 'description', 200) ?? narrative ?? 'CarePlan', start, end]
      .filter(Boolean)
      .join(' · '),
  });
  return status === 'active' || status === 'on-hold' ? [plan, ...interventions(resource, baseUrl, lookup)] : [plan];
}

/** Some EHRs hand out notes as care plans: one that is titled as a note that is never read is not read as a plan either. */
function isWithheldByTitle(json: JsonObject): boolean {
  const titles = [textAt(json, 'title', 300), ...documentWords(json)].map((title) => title?.replace(/[\s_-]+/g, ' '));
  return titles.some((title) => WITHHELD_TITLES.some((pattern) => pattern.test(title ?? '')));
}

/** The plan as prose, where prose is all there is: neither activities nor goals. */
function narrativeOf(json: JsonObject): string | undefined {
  if (objectsAt(json, 'activity').length > 0 || objectsAt(json, 'goal').length > 0) return undefined;
  const text = objectAt(json, 'text');
  const div = Object.hasOwn(text, 'div') ? text['div'] : undefined;
  if (typeof div !== 'string' || textAt(text, 'status', 20) === 'empty') return undefined;
  const plain = plainText(div, 'application/xhtml+xml');
  return plain === undefined || plain === '' ? undefined : bounded(plain, MAX_NARRATIVE);
}

function interventions(resource: ReadResource, baseUrl: string | undefined, lookup: Lookup | undefined): Fact[] {
  return objectsAt(resource.json, 'activity')
    .slice(0, 100)
    .flatMap((activity, index) => {
      const detail = objectAt(activity, 'detail');
      const reference = referenceAt(activity, 'reference', baseUrl);
      const referred = reference === undefined ? undefined : lookup?.(reference);
      const text =
        textAt(detail, 'description', 500) ??
        wordsOf(objectAt(detail, 'code')) ??
        textAt(objectAt(activity, 'reference'), 'display', 500) ??
        (referred && wordsOfRequest(referred));
      const status = textAt(detail, 'status', 40) ?? (referred && textAt(referred, 'status', 40)) ?? '';
      if (text === undefined || ENDED.has(status) || status === 'revoked') return [];
      const goals = [
        ...referencesAt(detail, 'goal', baseUrl),
        ...pertainsToGoals(activity, baseUrl),
        ...(referred === undefined ? [] : pertainsToGoals(referred, baseUrl)),
      ].filter((one) => one.startsWith('Goal/'));
      const first = goals[0];
      return factFrom('planned-intervention', referred === undefined ? resource : labelledAlso(resource, referred), {
        value: {
          text,
          goalFactId: first === undefined ? undefined : `goal:${first}`,
          reference,
          pertainsTo: orAbsent([...new Set(goals)]),
          outcomes: orAbsent(referencesAt(activity, 'outcomeReference', baseUrl)),
        },
        part: index + 1,
        path: `activity[${index}].${reference === undefined ? 'detail' : 'reference'}`,
        excerpt: text,
      });
    });
}

/** What a request or task asks for, in its own words. */
function wordsOfRequest(json: JsonObject): string | undefined {
  return (
    wordsOf(objectAt(json, 'code')) ??
    wordsOf(objectAt(json, 'medicationCodeableConcept')) ??
    textAt(json, 'description', 500)
  );
}
