/** A JSON object from the EHR; `resourceType` is the only thing that is known of it. */
export interface FhirJson {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** Deepest nesting of a body that is read. FHIR itself has no need of half of it. */
const MAX_DEPTH = 64;

/** The resource in a body, or undefined when it is not UTF-8, not JSON, nested too deep, or not a resource. */
export function parseFhirJson(bytes: Uint8Array): FhirJson | undefined {
  if (deeperThan(bytes, MAX_DEPTH)) return undefined;
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

/** Whether objects and lists nest deeper than `most`, told from the bytes before anything is built of them. */
function deeperThan(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > most) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}
