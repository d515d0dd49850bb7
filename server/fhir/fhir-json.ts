/** A JSON object from the EHR; `resourceType` is the only thing that is known of it. */
export interface FhirJson {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** The resource in a body, or undefined when it is not UTF-8, not JSON, or not a resource. */
export function parseFhirJson(bytes: Uint8Array): FhirJson | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  return isFhirJson(parsed) ? parsed : undefined;
}

/** True for a JSON object with a resourceType. */
export function isFhirJson(value: unknown): value is FhirJson {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'resourceType') &&
    typeof (value as FhirJson).resourceType === 'string'
  );
}
