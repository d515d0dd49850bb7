import { globalSchema } from '@medplum/core';
import { outcomeError } from './outcomes.ts';

const resultParameters = new Set([
  '_sort',
  '_count',
  '_offset',
  '_include',
  '_revinclude',
  '_include:iterate',
  '_revinclude:iterate',
  '_total',
]);
const ignoredParameters = new Set(['_format', '_pretty', '_elements', '_summary', '_fields']);
const unsupportedTypes = new Set(['quantity', 'number', 'composite', 'special']);
const defaultCount = 50;
const maxCount = 200;

/** A search as it will be run: what was understood, page size set, own addresses cut from references. */
export interface PreparedSearch {
  parameters: URLSearchParams;
  count: number;
  offset: number;
}

/**
 * Prepares the parameters of a type-level search. Unknown parameters are dropped, or refused under
 * `Prefer: handling=strict` (R4 search.html#errors); parameters this EHR cannot evaluate are always refused, because an
 * empty result would be a wrong answer.
 * @throws OperationOutcomeError
 */
export function prepareSearch(
  type: string,
  asked: URLSearchParams,
  fhirBase: string,
  strict: boolean,
  most = maxCount,
): PreparedSearch {
  const parameters = new URLSearchParams();
  for (const [name, value] of asked) {
    if (ignoredParameters.has(name)) continue;
    if (resultParameters.has(name)) {
      if (name !== '_count' && name !== '_offset' && name !== '_total') parameters.append(name, value);
      continue;
    }
    if (isKnown(type, name)) parameters.append(name, value.replaceAll(`${fhirBase}/`, ''));
    else if (strict) throw refused(`Search parameter ${name} is not known for ${type}.`);
  }
  const count = boundedNumber(asked.get('_count'), defaultCount, most);
  const offset = boundedNumber(asked.get('_offset'), 0, Number.MAX_SAFE_INTEGER);
  parameters.set('_count', String(count));
  parameters.set('_offset', String(offset));
  return { parameters, count, offset };
}

/** The links of a result page: self, and next and previous where there are any. */
export function pageLinks(address: string, search: PreparedSearch, total: number): { relation: string; url: string }[] {
  const at = (offset: number): string => {
    const parameters = new URLSearchParams(search.parameters);
    parameters.set('_offset', String(offset));
    return `${address}?${parameters.toString()}`;
  };
  const links = [{ relation: 'self', url: at(search.offset) }];
  const nextOffset = search.offset + search.count;
  if (search.count > 0 && nextOffset < total) links.push({ relation: 'next', url: at(nextOffset) });
  if (search.offset > 0) links.push({ relation: 'previous', url: at(Math.max(0, search.offset - search.count)) });
  return links;
}

function isKnown(type: string, name: string): boolean {
  const code = name.split(/[:.]/)[0] ?? '';
  if (code === '_has') throw refused('Reverse chaining (_has) is not supported.');
  const parameter = globalSchema.types[type]?.searchParams?.[code];
  if (parameter && unsupportedTypes.has(parameter.type)) throw refused(`Search by ${code} is not supported.`);
  return parameter !== undefined && code !== '_compartment' && code !== '_project';
}

function boundedNumber(text: string | null, fallback: number, max: number): number {
  const value = text === null ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 0) throw refused('_count and _offset must be whole numbers.');
  return Math.min(value, max);
}

function refused(diagnostics: string): Error {
  return outcomeError('invalid', [{ severity: 'error', code: 'not-supported', diagnostics }]);
}
