import type { MissingReason } from '../../core/chart/chart.ts';
import { FhirRequestError } from '../fhir/fhir-request-error.ts';

/** What a failed read means for the chart. Throws again what is no failure of a request: a fault of ours. */
export function readFailure(error: unknown): { reason: MissingReason; httpStatus?: number } {
  if (!(error instanceof FhirRequestError)) throw error;
  return { reason: error.kind, ...(error.status === undefined ? {} : { httpStatus: error.status }) };
}
