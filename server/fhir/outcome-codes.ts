import { type FhirJson, parseFhirJson } from './fhir-json.ts';
import type { OutcomeCode } from './fhir-request-error.ts';

/** The codes of an OperationOutcome body, at most ten; empty for any other body. Its words are not kept. */
export function outcomeCodes(bytes: Uint8Array): OutcomeCode[] {
  const outcome = bytes.byteLength < 200_000 ? parseFhirJson(bytes) : undefined;
  return outcome?.resourceType === 'OperationOutcome' ? issueCodes(outcome) : [];
}

/** The codes of an OperationOutcome in hand, at most ten. */
export function issueCodes(outcome: FhirJson): OutcomeCode[] {
  const issues: unknown = outcome['issue'];
  if (!Array.isArray(issues)) return [];
  return issues.slice(0, 10).flatMap((issue: unknown): OutcomeCode[] => {
    const { severity, code, details } = fields(issue);
    const { coding } = fields(details);
    const detail = token(fields(Array.isArray(coding) ? coding[0] : undefined)['code']);
    const known = token(code);
    return known === undefined
      ? []
      : [{ severity: token(severity) ?? 'error', code: known, ...(detail ? { detail } : {}) }];
  });
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Only short code-like text: a server that writes a name into a code must not reach a log that way. */
function token(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9-]{1,32}$/.test(value) ? value : undefined;
}
