import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4';
import type { FhirAnswer } from '../../fhir/handle-request.ts';

/** Every answer carries an id to quote to support (ehr.md §4.2, success row). */
export function answer(
  status: number,
  rest: Omit<FhirAnswer, 'status' | 'headers'> & { headers?: FhirAnswer['headers'] } = {},
): FhirAnswer {
  const { headers = {}, ...body } = rest;
  return { status, headers: { 'x-request-id': crypto.randomUUID(), ...headers }, ...body };
}

/** The one shape of its outcomes: details.text alone, never diagnostics (cerner/sandbox/error-*.json). */
export function refusal(status: number, code: OperationOutcomeIssue['code'], text: string): FhirAnswer {
  const body: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, details: { text } }],
  };
  return answer(status, { body });
}

/** One body for a bad id and a bad type (cerner/sandbox/error-404-on-nonexistent-patient-id.json, error-request-unsupported-resource-type.json). */
export function notFound(): FhirAnswer {
  return refusal(404, 'not-found', 'Not Found');
}

/** Says nothing of the cause (errors/cerner-422-unprocessable-no-diagnostics.json). */
export function unprocessable(code: OperationOutcomeIssue['code'] = 'invalid'): FhirAnswer {
  return refusal(422, code, 'Unprocessable entity');
}

/** The gateway's refusal, which is no FHIR (errors/cerner-403-insufficient-scope-not-fhir.json). */
export function insufficientScope(): FhirAnswer {
  const message =
    'code="urn:cerner:error:oauth2:resource-access:insufficient-scopes", error="insufficient_scope", subcode="no_scope_for_resource_path"';
  return answer(403, { raw: { contentType: 'application/json', content: JSON.stringify({ code: 403, message }) } });
}
