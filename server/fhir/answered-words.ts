import type { Meaning, Signal } from './dialects/dialect.ts';
import { type FhirJson, isFhirJson, parseFhirJson } from './fhir-json.ts';

/** How much of the words of an answer is looked at, and at how many of its issues. */
const MAX_WORDS = 2_000;
const MAX_ISSUES = 50;

interface Issue {
  readonly severity: string;
  readonly type: string;
  readonly codes: readonly string[];
  readonly words: string;
}

/**
 * What an EHR answered, held only while it is compared with the signals of a dialect: the words may name a patient, and go no
 * further than this file.
 */
export interface Answered {
  readonly status: number;
  readonly on: 'read' | 'search' | undefined;
  readonly body: 'fhir' | 'empty' | 'html' | 'json' | 'other';
  readonly issues: readonly Issue[];
}

/** An answer that is an error, by its body. A body that is no outcome counts as one issue without codes. */
export function answeredError(
  status: number,
  on: Answered['on'],
  bytes: Uint8Array,
  contentType: string | null,
): Answered {
  const resource = bytes.byteLength < 200_000 ? parseFhirJson(bytes) : undefined;
  if (resource !== undefined) {
    const answered = answeredOutcome(status, on, resource);
    return answered.issues.length > 0 ? answered : { ...answered, issues: [NO_ISSUE] };
  }
  const start = new TextDecoder().decode(bytes.subarray(0, MAX_WORDS)).trim();
  const html = /html/i.test(contentType ?? '') || /^<(!doctype html|html)/i.test(start);
  const body = start === '' ? 'empty' : html ? 'html' : /^[[{"]/.test(start) ? 'json' : 'other';
  // A body of two quotes is how some EHRs send nothing as JSON.
  return { status, on, body: start === '""' ? 'empty' : body, issues: [{ ...NO_ISSUE, words: start }] };
}

/** An OperationOutcome in hand: the body of an error, or an entry among search results. */
export function answeredOutcome(status: number, on: Answered['on'], outcome: FhirJson): Answered {
  const raw = outcome.resourceType === 'OperationOutcome' && Array.isArray(outcome['issue']) ? outcome['issue'] : [];
  return { status, on, body: 'fhir', issues: raw.slice(0, MAX_ISSUES).map(issueFrom) };
}

/** Those of the signals that the answer gives. */
export function heardIn(answered: Answered, signals: readonly Signal[]): Signal[] {
  return signals.filter((signal) => answered.issues.some((issue) => fits(signal, answered, issue)));
}

/** What each issue of the answer means by the first meaning that fits it; with the severity where none does. */
export function meantBy(
  answered: Answered,
  meanings: readonly Meaning[],
): { readonly means?: Meaning['means']; readonly severity: string }[] {
  return answered.issues.map((issue) => {
    const means = meanings.find(({ when }) => fits(when, answered, issue))?.means;
    return { severity: issue.severity, ...(means === undefined ? {} : { means }) };
  });
}

const NO_ISSUE: Issue = { severity: 'error', type: '', codes: [], words: '' };

function fits(signal: Signal, answered: Answered, issue: Issue): boolean {
  return (
    (signal.status?.includes(answered.status) ?? true) &&
    (signal.on === undefined || signal.on === answered.on) &&
    (signal.body === undefined || signal.body === answered.body) &&
    (signal.issues?.includes(issue.type) ?? true) &&
    (signal.codes?.some((code) => issue.codes.includes(code)) ?? true) &&
    (signal.says?.test(issue.words) ?? true)
  );
}

function issueFrom(value: unknown): Issue {
  const issue = members(value);
  const details = members(issue['details']);
  const codings: unknown[] = Array.isArray(details['coding']) ? details['coding'] : [];
  return {
    severity: text(issue['severity']) || 'error',
    type: text(issue['code']),
    codes: codings.slice(0, 10).map((coding) => text(members(coding)['code'])),
    words: `${text(issue['diagnostics'])} ${text(details['text'])}`,
  };
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_WORDS) : '';
}

/** True for what is an OperationOutcome. */
export function isOutcome(value: unknown): value is FhirJson {
  return isFhirJson(value) && value.resourceType === 'OperationOutcome';
}
