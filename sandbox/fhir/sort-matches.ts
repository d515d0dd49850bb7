import { evalFhirPath, globalSchema, type SearchRequest } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';

/**
 * Sorts search matches by the rules of a request. Keys are computed once for each resource; dates compare as instants,
 * whatever their offset; a resource without the element comes last; equal ones stay in the order of the repository.
 */
export function sortMatches<T extends Resource>(matches: T[], rules: SearchRequest['sortRules']): T[] {
  if (!rules?.length) return matches;
  const keyed = matches.map((resource) => ({ resource, keys: rules.map(({ code }) => keyOf(resource, code)) }));
  keyed.sort((a, b) => {
    for (const [index, rule] of rules.entries()) {
      const order = compare(a.keys[index], b.keys[index], rule.descending === true);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ resource }) => resource);
}

function keyOf(resource: Resource, code: string): string | number | undefined {
  const parameter = globalSchema.types[resource.resourceType]?.searchParams?.[code];
  if (!parameter?.expression) return undefined;
  const value: unknown = evalFhirPath(parameter.expression, resource)[0];
  if (value === undefined || value === null) return undefined;
  if (parameter.type !== 'date') return typeof value === 'string' ? value : JSON.stringify(value);
  const moment = typeof value === 'object' ? startOf(value) : value;
  const instant = typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

function startOf(period: object): unknown {
  if ('start' in period) return period.start;
  return 'end' in period ? period.end : undefined;
}

function compare(a: string | number | undefined, b: string | number | undefined, descending: boolean): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return (a < b ? -1 : 1) * (descending ? -1 : 1);
}
