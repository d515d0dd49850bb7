import { MONTH_NAMES } from './month-names.ts';

/** `2026-04-27T10:00:00Z` → `27 April 2026`; `2025-11` → `November 2025`; what is not a date comes back unchanged. */
export function dateInWords(iso: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso);
  if (match === null) return iso;
  const [, year = '', month, day] = match;
  const name = month === undefined ? undefined : MONTH_NAMES[Number(month) - 1];
  if (name === undefined) return year;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** A text with its ISO dates in words: `by 2026-09-05` → `by 5 September 2026`. Not for quotations. */
export function datesInWords(text: string): string {
  return text.replace(/\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/g, dateInWords);
}

/** The day of an ISO date or time, `YYYY-MM-DD`, as the record wrote it; empty where there is none. */
export function dayOf(iso = ''): string {
  return iso.slice(0, 10);
}
