import { FhirRequestError } from '../fhir/fhir-request-error.ts';
import type { Gap } from '../fhir/read-port.ts';

/** What a failed read means for the chart. Throws again what is no failure of a request: a fault of ours. */
export function readFailure(error: unknown): Gap {
  if (!(error instanceof FhirRequestError)) throw error;
  return error.gap;
}
