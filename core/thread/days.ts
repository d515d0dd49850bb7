import { dayOf } from '../chart/dates.ts';
/** True when `when` is not later than `asOf`, as far as its precision tells: `2026-05` is known on 3 May 2026. */
export function isKnownOn(when: string | undefined, asOf: string): boolean {
  if (when === undefined) return true;
  const day = dayOf(when);
  return day <= asOf.slice(0, day.length);
}

/** Whole days from one day to another, negative when it is earlier; undefined unless both name a day. */
export function daysFrom(from: string | undefined, to: string): number | undefined {
  if (from === undefined || dayOf(from).length < 10) return undefined;
  const days = Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / 86_400_000);
  return Number.isFinite(days) ? days : undefined;
}

/** True when `due`, a day, month or year, ended before `asOf`. */
export function isPast(due: string | undefined, asOf: string): boolean {
  return due !== undefined && dayOf(due) < asOf.slice(0, dayOf(due).length);
}
