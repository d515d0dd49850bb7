import { MONTH_NAMES } from '../../core/chart/month-names.ts';
import type { CaseFile } from './case-file.ts';

const months = `${MONTH_NAMES.join('|')}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec`;
const dayMs = 86_400_000;

/** Words after which a bare month name is a date and not another word ("may", "march"). */
const leads = 'in|since|until|till|by|from|during|through|before|after|early|late|mid|of|and|last|next';

/**
 * Moves all dates of a case by whole weeks, so that the last session falls in the week up to and including `today`.
 * Dates inside texts move too: "2026-09-05", "2025-11", "3 April", "27 April 2026", "April 3", "Feb 2026", "in November".
 * A bare year stays, and so does the date of birth. The given case is not changed.
 * @param today YYYY-MM-DD
 */
export function shiftCase<T extends Pick<CaseFile, 'sessions'>>(
  caseFile: T,
  today: string,
): { caseFile: T; weeks: number } {
  const last = caseFile.sessions
    .map(({ date }) => date)
    .sort()
    .at(-1);
  if (last === undefined) return { caseFile, weeks: 0 };
  const weeks = Math.floor((utc(today) - utc(last)) / (7 * dayMs));
  const shift = (text: string): string => shiftText(text, weeks, last);
  return { caseFile: shiftValue(caseFile, shift, '') as T, weeks };
}

/** Most texts hold no date: these are told apart before any is looked at closely. */
const mayHoldDate = new RegExp(`\\d{4}-\\d\\d|\\b(?:${months})\\b`);

/**
 * Moves the dates in one text by whole weeks.
 * @param near YYYY-MM-DD; a date without a year is taken to be the one nearest to it
 */
export function shiftText(text: string, weeks: number, near: string): string {
  if (!mayHoldDate.test(text)) return text;
  const move = (at: number): Date => new Date(at + weeks * 7 * dayMs);
  const patterns: [RegExp, (...groups: string[]) => string][] = [
    [/\b(\d{4})-(\d\d)-(\d\d)(?!\d)/, (date) => isoDay(move(utc(date ?? '')))],
    [/(?<![\d-])(\d{4})-(0[1-9]|1[0-2])(?![\d-])/, (date) => isoDay(move(utc(`${date}-15`))).slice(0, 7)],
    [
      new RegExp(`\\b(\\d{1,2}) (${months})\\b( \\d{4})?`),
      (_all, day, month, year) => {
        const moved = move(dayOf(Number(day), month ?? '', year, near));
        return `${moved.getUTCDate()} ${nameLike(month ?? '', moved)}${year ? ` ${moved.getUTCFullYear()}` : ''}`;
      },
    ],
    [
      new RegExp(`\\b(${months}) (\\d{1,2})\\b(?!\\d)(, \\d{4})?`),
      (_all, month, day, year) => {
        const moved = move(dayOf(Number(day), month ?? '', year?.slice(1), near));
        return `${nameLike(month ?? '', moved)} ${moved.getUTCDate()}${year ? `, ${moved.getUTCFullYear()}` : ''}`;
      },
    ],
    [
      new RegExp(`\\b(${months}) (\\d{4})\\b`),
      (_all, month, year) => {
        const moved = move(dayOf(15, month ?? '', year, near));
        return `${nameLike(month ?? '', moved)} ${moved.getUTCFullYear()}`;
      },
    ],
    [
      new RegExp(`(?<=\\b(?:${leads}) )(${months})\\b`),
      (_all, month) => nameLike(month ?? '', move(dayOf(15, month ?? '', undefined, near))),
    ],
  ];
  // One pass over all forms at once: a date that was moved must not be met again by the next form.
  const any = new RegExp(patterns.map(([pattern]) => `(?:${pattern.source})`).join('|'), 'g');
  return text.replace(any, (found, ...rest) => {
    const offset = rest.find((item): item is number => typeof item === 'number') ?? 0;
    for (const [pattern, replace] of patterns) {
      const match = new RegExp(pattern.source, 'y');
      match.lastIndex = offset;
      const groups = match.exec(text);
      if (groups && groups[0] === found) return replace(...groups);
    }
    return found;
  });
}

function shiftValue(value: unknown, shift: (text: string) => string, key: string): unknown {
  if (key === 'birth_date') return value;
  if (typeof value === 'string') return shift(value);
  if (Array.isArray(value)) return value.map((item) => shiftValue(item, shift, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shiftValue(item, shift, name)]));
}

function dayOf(day: number, month: string, year: string | undefined, near: string): number {
  const index = MONTH_NAMES.findIndex((name) => name.startsWith(month.slice(0, 3)));
  if (year !== undefined) return Date.UTC(Number(year), index, day);
  const nearYear = Number(near.slice(0, 4));
  const candidates = [nearYear - 1, nearYear, nearYear + 1].map((candidate) => Date.UTC(candidate, index, day));
  const distance = (at: number): number => Math.abs(at - utc(near));
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}

function nameLike(month: string, date: Date): string {
  const full = MONTH_NAMES[date.getUTCMonth()] ?? month;
  const isShort = month.length <= 4 && !MONTH_NAMES.includes(month);
  return isShort ? full.slice(0, 3) : full;
}

function utc(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
