/**
 * Minutes of a session: from start to end where both are given and the end is later (`HH:MM` of one day), else those that
 * were entered; undefined where neither is known.
 */
export function sessionMinutes(input: {
  readonly start?: string;
  readonly end?: string;
  readonly minutes?: number;
}): number | undefined {
  const [from, to] = [minuteOfDay(input.start), minuteOfDay(input.end)];
  return from !== undefined && to !== undefined && to > from ? to - from : input.minutes;
}

function minuteOfDay(time: string | undefined): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(time ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}
