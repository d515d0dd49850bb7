import type { OperationOutcomeIssue } from 'fhir/r4';
import type { FhirAnswer } from '../../fhir/handle-request.ts';
import type { EpicOptions } from './options.ts';
import { epicIssue, epicRefusal } from './outcomes.ts';
import { isEpicParameter, UNOWNED_TYPES } from './types.ts';

const CARE_PLAN_CODES = new Set([
  '38717003',
  '734163000',
  '736271009',
  '736353004',
  '738906000',
  '736378000',
  '719091000000102',
  '409073007',
  'assess-plan',
  'care-path',
  'inpatient-pathway',
]);
const CONDITION_CODES = new Set([
  'problem-list-item',
  'encounter-diagnosis',
  'health-concern',
  'medical-history',
  'reason-for-visit',
]);
const OBSERVATION_CODES = new Set([
  'survey',
  'functional-mental-status',
  'sdoh',
  'social-history',
  'vital-signs',
  'laboratory',
  'smartdata',
  'core-characteristics',
  'imaging',
  'lda',
]);
const DEMOGRAPHICS = ['family', 'given', 'name', 'birthdate', 'identifier', 'telecom', 'address', 'gender'];
/** Handled by the server itself on every type. */
const COMMON = new Set(['_id', '_count', '_format', '_include', '_revinclude', '_summary', '_pretty']);

/** Rule unknown-parameter: names it does not know, in the order asked. */
export function unknownParameters(type: string, query: URLSearchParams): string[] {
  return [...new Set(query.keys())].filter((name) => !COMMON.has(name) && !isEpicParameter(type, name));
}

/** Only Patient and Observation say that they passed over a parameter. */
export function ignoredNotice(type: string, unknown: readonly string[]): OperationOutcomeIssue[] {
  if (type !== 'Patient' && type !== 'Observation') return [];
  return unknown.map((name) =>
    epicIssue('information', '59100', `Unknown parameter: ${name.toUpperCase()}. Parameter has been ignored.`),
  );
}

/** Why Epic refuses this search, if it does, whatever the record holds. */
export function searchRefusal(
  type: string,
  query: URLSearchParams,
  patient: string | undefined,
  options: EpicOptions,
): FhirAnswer | undefined {
  const before = ignoredNotice(type, unknownParameters(type, query));
  if (query.has('_id')) return undefined;
  if (type === 'Patient') {
    if (DEMOGRAPHICS.some((name) => query.has(name))) return undefined;
    const says = 'This resource requires demographics or _id parameter for searching.';
    return epicRefusal('patient-demographics', 400, ['59159', says, 'demographics/_id'], before);
  }
  if (UNOWNED_TYPES.has(type)) return undefined;
  if (patient === undefined) {
    const number = type === 'DocumentReference' || type === 'Procedure' ? '59108' : '59159';
    const says = 'This resource requires patient or _id parameter for searching.';
    return epicRefusal('patient-required', 400, [number, says, 'patient/_id'], before);
  }
  if (type === 'CarePlan') return carePlanRefusal(query, options);
  if (type === 'Condition') return conditionRefusal(query);
  if (type === 'Observation') return observationRefusal(query, options, before);
  return undefined;
}

/** The category codes asked for, without their systems. */
export function categoriesOf(query: URLSearchParams): string[] {
  return query
    .getAll('category')
    .flatMap((value) => value.split(','))
    .map((token) => token.split('|').at(-1) ?? '')
    .filter(Boolean);
}

function carePlanRefusal(query: URLSearchParams, { olderBuild }: EpicOptions): FhirAnswer | undefined {
  const categories = categoriesOf(query);
  if (categories.length === 0) {
    return epicRefusal('careplan-category', 400, [
      '59159',
      'This resource requires a category for searching. Use 38717003 for longitudinal, 734163000 for encounter, 736271009 for outpatient, 736353004 for inpatient, 738906000 for dental, 736378000 for oncology',
    ]);
  }
  if (categories.length > 1 || !CARE_PLAN_CODES.has(categories[0] ?? ''))
    return epicRefusal('careplan-one-category', 400, ['59111', 'Required category invalid', 'category']);
  if (olderBuild === true && !query.has('activity-date') && !query.has('date'))
    return epicRefusal('careplan-activity-date', 400, [
      '59108',
      'activity-date has not been provided',
      'activity-date',
    ]);
  return undefined;
}

function conditionRefusal(query: URLSearchParams): FhirAnswer | undefined {
  const categories = categoriesOf(query);
  if (categories.length === 0 || (categories.length === 1 && CONDITION_CODES.has(categories[0] ?? '')))
    return undefined;
  return epicRefusal('condition-one-category', 400, [
    '4115',
    'Required search parameter has an invalid value',
    'category',
  ]);
}

function observationRefusal(
  query: URLSearchParams,
  { olderBuild }: EpicOptions,
  before: readonly OperationOutcomeIssue[],
): FhirAnswer | undefined {
  const categories = categoriesOf(query);
  const refuse = epicRefusal;
  if (categories.length === 0 && !query.has('code'))
    return refuse('observation-code-or-category', 400, ['59159', 'Must have either code or category.'], before);
  const unknown = categories.find((code) => !OBSERVATION_CODES.has(code.toLowerCase()));
  if (unknown !== undefined)
    return refuse('observation-category-known', 400, ['59111', 'Required category invalid', 'category'], before);
  if (olderBuild !== true) return undefined;
  if (categories.length > 0 && query.has('code'))
    return refuse('observation-code-and-category', 400, ['59159', 'Must have only one of code or category.'], before);
  if (categories.length === 1 && categories[0] === 'survey')
    return refuse('observation-survey-alone', 400, ['59111', 'Required category invalid', 'category'], before);
  return undefined;
}
