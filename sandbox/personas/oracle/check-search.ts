import type { FhirAnswer } from '../../fhir/handle-request.ts';
import { refusal } from './answers.ts';
import { codeSet } from './local-codes.ts';
import type { OracleRuleId } from './rules.ts';
import { SERVED } from './served-types.ts';

const prefixed = /^(ge|gt|le|lt|eq|ne|sa|eb|ap)/;
const conditionCategories = new Set(['problem-list-item', 'encounter-diagnosis', 'health-concern']);

/** The rule a search breaks, and what the refusal says. */
type Fault = readonly [OracleRuleId, string];
type Check = (query: URLSearchParams) => Fault | undefined;

const ruleOfNeeds: Readonly<Record<string, OracleRuleId>> = {
  Patient: 'patient-needs',
  Coverage: 'coverage-id',
  Provenance: 'provenance-search',
};

/** What a search of one type is refused for, beyond a missing parameter (ehr.md §3.2; documentation in the CapabilityStatement). */
const checks: Readonly<Record<string, Check>> = {
  CarePlan: (query) => {
    const categories = valuesOf(query, 'category').flatMap((value) => value.split(','));
    if (query.has('patient') && categories.length === 0) return ['careplan-category', 'category must be provided'];
    if (categories.some((value) => codeOf(value) !== 'assess-plan'))
      return ['careplan-category', 'category must be assess-plan'];
    return query.has('date') ? closedPair(query, ['careplan-category', 'date'], 'ge', 'le') : undefined;
  },
  Condition: (query) =>
    valuesOf(query, 'category').some((value) => value.split(',').some((one) => !conditionCategories.has(codeOf(one))))
      ? ['condition-category', 'category must be one of problem-list-item, encounter-diagnosis, health-concern']
      : undefined,
  Observation: (query) => atMostOne(query, ['date', '_lastUpdated']),
  DocumentReference: (query) =>
    atMostOne(query, ['date', 'period', '_lastUpdated']) ??
    (query.has('period') ? closedPair(query, ['document-period', 'period'], 'ge', 'lt') : undefined),
  Encounter: (query) =>
    query.has('status') && !query.has('patient')
      ? ['needs', 'status must be provided with patient']
      : atMostOne(query, ['date', '_lastUpdated']),
  Goal: (query) => single(query, '_id'),
  CareTeam: (query) => single(query, '_id'),
  Procedure: (query) => atMostOne(query, ['date', '_lastUpdated']),
  ServiceRequest: (query) =>
    valuesOf(query, 'code').some((value) =>
      value.split(',').some((one) => one.includes('|') && !one.startsWith(`${codeSet(200)}|`)),
    )
      ? ['servicerequest-code', 'code must be from codeSet/200']
      : undefined,
  Appointment: (query) =>
    query.has('_id') || query.has('date') || query.has('-date-or-req-period')
      ? undefined
      : ['appointment-date', 'date or -date-or-req-period must be provided'],
  Patient: (query) =>
    query.has('gender') && query.has('_id') ? ['patient-needs', 'gender must not be provided with _id'] : undefined,
};

/**
 * Refuses a search that this EHR refuses.
 * @param query without the parameters it ignores, `_include` and `_revinclude` still there
 */
export function checkSearch(type: string, query: URLSearchParams): FhirAnswer | undefined {
  const fault = includeFault(type, query) ?? missing(type, query) ?? checks[type]?.(query);
  return fault === undefined ? undefined : refusal(fault[0], 400, 'invalid', fault[1]);
}

/** The parameters it looks at; unknown ones are gone without a word (ehr.md §3.1), `_sort` among them. */
export function understood(type: string, query: URLSearchParams): URLSearchParams {
  const known = new Set([...(SERVED[type]?.params ?? []), '_include', '_revinclude', '-pageContext', '-pageDirection']);
  return new URLSearchParams([...query].filter(([name]) => known.has(name.split(':')[0] ?? '')));
}

function includeFault(type: string, query: URLSearchParams): Fault | undefined {
  if (type !== 'Consent' && query.has('_include')) return ['include', '_include is not supported'];
  const reverse = valuesOf(query, '_revinclude');
  const isTaken = SERVED[type]?.provenance === true && reverse.every((value) => value === 'Provenance:target');
  return reverse.length === 0 || isTaken
    ? undefined
    : ['revinclude', '_revinclude is supported for Provenance:target only'];
}

/** The wording is that of cerner/sandbox/error-search-with-unsupported-param.json. */
function missing(type: string, query: URLSearchParams): Fault | undefined {
  const { needs, page } = SERVED[type] ?? {};
  if (!needs || query.has('-pageContext') || needs.some((all) => all.every((name) => hasValue(query, name))))
    return undefined;
  const names = needs.map((all) => all.join(' with '));
  const rule = ruleOfNeeds[type] ?? 'needs';
  if (page !== undefined) return [rule, `at least one of ${names.join(', ')}, or -pageContext must be provided`];
  const words =
    names.length === 1
      ? `${names[0]} must be provided`
      : `at least one of ${names.slice(0, -1).join(', ')}, or ${names.at(-1)} must be provided`;
  return [rule, words];
}

function hasValue(query: URLSearchParams, name: string): boolean {
  return [...query].some(([key, value]) => key.split(':')[0] === name && value !== '');
}

function valuesOf(query: URLSearchParams, name: string): string[] {
  return query.getAll(name);
}

function codeOf(token: string): string {
  return token.split('|').at(-1) ?? '';
}

function single(query: URLSearchParams, name: string): Fault | undefined {
  return query.get(name)?.includes(',') ? ['needs', `${name} supports only a single value`] : undefined;
}

function atMostOne(query: URLSearchParams, names: readonly string[]): Fault | undefined {
  const given = names.filter((name) => query.has(name));
  return given.length > 1 ? ['date-exclusive', `only one of ${names.join(', ')} can be provided`] : undefined;
}

function closedPair(query: URLSearchParams, [rule, name]: Fault, from: string, to: string): Fault | undefined {
  const values = valuesOf(query, name);
  const at = (prefix: string) => values.find((value) => value.startsWith(prefix))?.replace(prefixed, '');
  const [start, end] = [at(from), at(to)];
  const isClosed = values.length === 2 && start !== undefined && end !== undefined && start < end;
  return isClosed ? undefined : [rule, `${name} must be provided twice, with prefixes ${from} and ${to}`];
}
