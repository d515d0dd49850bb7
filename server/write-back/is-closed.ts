import type { FhirRequestError } from '../fhir/fhir-request-error.ts';
import { endsReading } from '../fhir/read-meanings.ts';

/** Whether the EHR says that somebody has to act in the chart first: it is then not asked again by ourselves. */
export function isClosed(error: FhirRequestError): boolean {
  return error.means !== undefined && error.means !== 'none-found' && endsReading(error.means);
}
