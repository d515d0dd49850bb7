/** Why a date of service cannot be the one of this session. */
export type SessionDateFault = 'in-the-future' | 'before-birth' | 'not-of-the-visit';

/** The begin and end of the visit that a note is for, ISO 8601 as the record has them. */
export interface VisitTimes {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

const DAY = 86_400_000;

/**
 * What is wrong with a date of service (`YYYY-MM-DD`), or undefined. A day's grace on either side: dates of the record, of
 * the clinician and of the server may be those of different time zones. A visit without an end may still go on.
 */
export function sessionDateFault(options: {
  readonly date: string;
  /** Now, ISO 8601. */
  readonly now: string;
  readonly birthDate?: string | undefined;
  readonly visit?: VisitTimes | undefined;
}): SessionDateFault | undefined {
  const { date, now, birthDate, visit } = options;
  const day = dayOf(date);
  if (Number.isNaN(day) || day > dayOf(now) + DAY) return 'in-the-future';
  if (birthDate !== undefined && /^\d{4}-\d\d-\d\d$/.test(birthDate) && day < dayOf(birthDate)) return 'before-birth';
  const { start, end } = visit ?? {};
  if (start !== undefined && day < dayOf(start) - DAY) return 'not-of-the-visit';
  if (end !== undefined && day > dayOf(end) + DAY) return 'not-of-the-visit';
  return undefined;
}

function dayOf(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
}
