/**
 * JSON with one possible spelling for each value, after RFC 8785: keys sorted by UTF-16 code units, no white space,
 * numbers as ECMAScript prints them. Keys whose value is undefined are left out, as JSON.stringify does.
 *
 * @throws TypeError on a value JSON cannot hold: a number that is not finite, a bigint, a function, a lone surrogate,
 *   undefined outside an object.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('Canonical JSON holds finite numbers only.');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${canonicalText(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  throw new TypeError(`Canonical JSON cannot hold a value of type ${typeof value}.`);
}

function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('Canonical JSON cannot hold a lone surrogate.');
  return JSON.stringify(text);
}
