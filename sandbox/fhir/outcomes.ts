import { OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';

/** The ids by which @medplum/core tells the HTTP status of an outcome, and that status. */
const statusOf = {
  'business-rule': 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  gone: 410,
  invalid: 400,
  'precondition-failed': 412,
  unauthorized: 401,
} as const;

export type OutcomeId = keyof typeof statusOf;

/** An OperationOutcome with one error issue. `code` is from http://hl7.org/fhir/issue-type. */
export function errorOutcome(code: OperationOutcomeIssue['code'], diagnostics: string): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics }] };
}

/** An error that the router answers with the status its id stands for. */
export function outcomeError(id: OutcomeId, issue: OperationOutcomeIssue[]): OperationOutcomeError {
  const outcome = { resourceType: 'OperationOutcome', id, issue };
  return new OperationOutcomeError(outcome as ConstructorParameters<typeof OperationOutcomeError>[0]);
}
