import type { FactValues } from '../chart/fact.ts';
import type { SessionInput } from '../chart/session-input.ts';

/** What a visit says of a session by itself. `date` is `YYYY-MM-DD`, times are `HH:MM` in the visit's own offset. */
export interface VisitTimes {
  readonly date: string;
  readonly start?: string;
  readonly end?: string;
  readonly video?: boolean;
}

/** Date and times of `visit`; without one, or without its date, `today` and no times. */
export function visitTimes(visit: FactValues['encounter'] | undefined, today: string): VisitTimes {
  const [start, end] = [timeOf(visit?.start), timeOf(visit?.end)];
  return {
    date: visit?.start?.slice(0, 10) ?? today,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    // v3-ActCode VR: a virtual encounter.
    ...(visit?.classCode === 'VR' && { video: true }),
  };
}

/**
 * `input` as it is for another visit: what the former one (`was`) had filled in gives way to what this one (`is`) says;
 * what the clinician entered herself stays.
 */
export function inputOfVisit(input: SessionInput, was: VisitTimes, is: VisitTimes): SessionInput {
  if (input.date !== was.date && input.date !== is.date) return input;
  const { start: _start, end: _end, ...rest } = input;
  const start = input.start === was.start ? is.start : input.start;
  const end = input.end === was.end ? is.end : input.end;
  return {
    ...rest,
    date: is.date,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(is.video && !was.video && input.modality === 'in-person' && { modality: 'telehealth-video' as const }),
  };
}

/** `HH:MM` of an ISO date-time; undefined for a date without time. */
function timeOf(iso: string | undefined): string | undefined {
  return iso?.match(/T(\d\d:\d\d)/)?.[1];
}
