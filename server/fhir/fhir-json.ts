/** A JSON object from the EHR; `resourceType` is the only thing that is known of it. */
export interface FhirJson {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** Deepest nesting of a body that is read. FHIR itself has no need of half of it. */
const MAX_DEPTH = 64;

/** Most values of a body: a full page of 10 MiB has half of them, and a million empty entries more. */
const MAX_VALUES = 750_000;

/** The resource in a body, or undefined when it is not UTF-8, not JSON, nested too deep, too crowded, or not a resource. */
export function parseFhirJson(bytes: Uint8Array): FhirJson | undefined {
  if (isBomb(bytes)) return undefined;
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

/** Whether there is too much to build, by depth or by number of values, told from the bytes before anything is built of them. */
function isBomb(bytes: Uint8Array): boolean {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (quoted) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) quoted = false;
    } else if (byte === 0x22) quoted = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    else if (byte === 0x2c) values += 1;
    if (values > MAX_VALUES) return true;
  }
  return false;
}
