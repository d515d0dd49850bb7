import { ICD10_SYSTEMS } from '../codes/systems.ts';
import { allCodings, codeAt, hasCode, wordsOf } from './codings.ts';
import { dateAt, type JsonObject, objectAt } from './json.ts';
import { factFrom, type ReadResource, type ReadResult } from './resource.ts';

const STATUS: Readonly<Record<string, 'active' | 'remission' | 'resolved'>> = {
  active: 'active',
  recurrence: 'active',
  relapse: 'active',
  remission: 'remission',
  resolved: 'resolved',
};

/**
 * Condition → `condition` Fact. `code` is ICD-10-CM only; a condition coded otherwise keeps its words. Refuted and
 * entered-in-error conditions give nothing; one that is not confirmed says so in its words, so that nothing made of it
 * can state it as a diagnosis without that. `inactive` without more is unknown: it does not say resolved.
 */
export function readCondition(resource: ReadResource): ReadResult {
  const { json } = resource;
  if (hasCode(json, 'verificationStatus', 'entered-in-error')) return 'entered-in-error';
  if (hasCode(json, 'verificationStatus', 'refuted')) return 'refuted';
  const words = wordsOf(objectAt(json, 'code'));
  if (words === undefined) return 'unreadable';
  const display = `${words}${doubt(json)}`;
  const code = icd10(json);
  const onset = dateAt(json, 'onsetDateTime') ?? dateAt(objectAt(json, 'onsetPeriod'), 'start');
  const abatement = dateAt(json, 'abatementDateTime') ?? dateAt(objectAt(json, 'abatementPeriod'), 'end');
  const told = codeAt(json, 'clinicalStatus') ?? '';
  const status = (Object.hasOwn(STATUS, told) ? STATUS[told] : undefined) ?? (abatement ? 'resolved' : 'unknown');
  return [
    factFrom('condition', resource, {
      value: { code, display, status, category: category(json, code), onset, abatement },
      when: onset ?? dateAt(json, 'recordedDate'),
      path: 'code',
      excerpt: code === undefined ? display : `${code} ${display}`,
    }),
  ];
}

/** ` (provisional)`, ` (differential)` or ` (unconfirmed)`, as verificationStatus has it; unless the words say it already. */
function doubt(json: JsonObject): string {
  const status = codeAt(json, 'verificationStatus') ?? '';
  if (!['provisional', 'differential', 'unconfirmed'].includes(status)) return '';
  return (wordsOf(objectAt(json, 'code')) ?? '').toLowerCase().includes(status) ? '' : ` (${status})`;
}

/** `F332` and `f33.2` are both read as `F33.2`. */
function icd10(json: JsonObject): string | undefined {
  for (const { system, code } of allCodings(json, 'code')) {
    if (system === undefined || code === undefined || !ICD10_SYSTEMS.has(system)) continue;
    const match = /^([A-Z]\d[0-9A-Z])\.?([0-9A-Z]{0,4})$/.exec(code.toUpperCase());
    if (match) return match[2] ? `${match[1]}.${match[2]}` : match[1];
  }
  return undefined;
}

/** Social needs: the US Core category, or an ICD-10-CM code in Z55–Z65. */
function category(json: JsonObject, code: string | undefined): 'problem' | 'encounter-diagnosis' | 'sdoh' {
  if (hasCode(json, 'category', 'sdoh') || (code !== undefined && /^Z(5[5-9]|6[0-5])/.test(code))) return 'sdoh';
  return hasCode(json, 'category', 'encounter-diagnosis') ? 'encounter-diagnosis' : 'problem';
}
