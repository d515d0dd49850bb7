/** Any JSON object from a foreign server: nothing about it is assumed. */
export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_TEXT = 2_000;

/** True for a JSON object that is not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The element `name` as an object, an empty one when it is something else. */
export function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = own(parent, name);
  return isObject(value) ? value : {};
}

/** The objects of the list `name`; other entries are skipped, anything but a list gives none. */
export function objectsAt(parent: JsonObject, name: string): JsonObject[] {
  const value = own(parent, name);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/**
 * The text of element `name`: well-formed Unicode, without control characters, trimmed, at most `limit` characters.
 * Undefined when it is no string or nothing is left of it.
 */
export function textAt(parent: JsonObject, name: string, limit = MAX_TEXT): string | undefined {
  return cleanText(own(parent, name), limit);
}

/** As `textAt`, for a value already in hand. */
export function cleanText(value: unknown, limit = MAX_TEXT): string | undefined {
  if (typeof value !== 'string') return undefined;
  const clean = value
    .slice(0, limit * 2)
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- removing them is the point
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  return clean === '' ? undefined : bounded(clean, limit).trimEnd();
}

/** The text of element `name` exactly as sent; undefined when it is no string, empty, or longer than `limit`. */
export function exactTextAt(parent: JsonObject, name: string, limit: number): string | undefined {
  const value = own(parent, name);
  return typeof value === 'string' && value !== '' && value.length <= limit ? value : undefined;
}

/** The strings of the list `name`. */
export function textsAt(parent: JsonObject, name: string): string[] {
  const value = own(parent, name);
  return Array.isArray(value) ? value.flatMap((entry) => cleanText(entry) ?? []) : [];
}

/** The finite number of element `name`. */
export function numberAt(parent: JsonObject, name: string): number | undefined {
  const value = own(parent, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** True only when element `name` is the JSON value true. */
export function isTrueAt(parent: JsonObject, name: string): boolean {
  return own(parent, name) === true;
}

/** A FHIR date, dateTime or instant as sent, `YYYY` or finer; undefined when it is not one. */
export function dateAt(parent: JsonObject, name: string): string | undefined {
  const value = textAt(parent, name, 40);
  return value !== undefined && DATE.test(value) ? value : undefined;
}

const DATE =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Cuts to `limit` UTF-16 units without splitting a surrogate pair. */
export function bounded(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const cut = value.slice(0, limit);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

/** Own properties only, so that `__proto__` or `constructor` in foreign JSON reads as absent. */
function own(parent: JsonObject, name: string): unknown {
  return Object.hasOwn(parent, name) ? parent[name] : undefined;
}
