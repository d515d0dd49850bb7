import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import type { FhirAnswer } from '../../fhir/handle-request.ts';
import type { OracleRuleId } from './rules.ts';

/** Every answer carries an id to quote to support (ehr.md §4.2, success row). */
export function answer(
  status: number,
  rest: Omit<FhirAnswer, 'status' | 'headers'> & { headers?: FhirAnswer['headers'] } = {},
): FhirAnswer {
  const { headers = {}, ...body } = rest;
  return { status, headers: { 'x-request-id': crypto.randomUUID(), ...headers }, ...body };
}

/** The one shape of its outcomes: details.text alone, never diagnostics (cerner/sandbox/error-*.json). The rule is for the log. */
export function refusal(
  rule: OracleRuleId,
  status: number,
  code: OperationOutcomeIssue['code'],
  text: string,
): FhirAnswer {
  const issue: OperationOutcome['issue'] = [{ severity: 'error', code, details: { text } }];
  return answer(status, { rule, body: { resourceType: 'OperationOutcome', issue } });
}

/** One body for a bad id and a bad type (cerner/sandbox/error-404-on-nonexistent-patient-id.json, error-request-unsupported-resource-type.json). */
export function notFound(rule: OracleRuleId = 'not-found'): FhirAnswer {
  return refusal(rule, 404, 'not-found', 'Not Found');
}

/** Says nothing of the cause (errors/cerner-422-unprocessable-no-diagnostics.json). */
export function unprocessable(rule: OracleRuleId, code: OperationOutcomeIssue['code'] = 'invalid'): FhirAnswer {
  return refusal(rule, 422, code, 'Unprocessable entity');
}

/** JSON was not asked for, or the content in a type it has not (ehr.md §3.1, §3.2 Binary). */
export function notAcceptable(rule: OracleRuleId): FhirAnswer {
  return answer(406, { rule });
}

/** The gateway's refusal, which is no FHIR (errors/cerner-403-insufficient-scope-not-fhir.json). */
export function insufficientScope(): FhirAnswer {
  const message =
    'code="urn:cerner:error:oauth2:resource-access:insufficient-scopes", error="insufficient_scope", subcode="no_scope_for_resource_path"';
  const raw = { contentType: 'application/json', content: JSON.stringify({ code: 403, message }) };
  return answer(403, { rule: 'scope-403', raw });
}
