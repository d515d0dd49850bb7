/** A session that would last longer over midnight is taken for a slip of the keys. */
const LONGEST_OVERNIGHT = 4 * 60;

/**
 * Minutes of a session: from start to end (`HH:MM`) where both are given, also over midnight, else those that were
 * entered; undefined where neither is known.
 */
export function sessionMinutes(input: {
  readonly start?: string;
  readonly end?: string;
  readonly minutes?: number;
}): number | undefined {
  const [from, to] = [minuteOfDay(input.start), minuteOfDay(input.end)];
  if (from === undefined || to === undefined || to === from) return input.minutes;
  if (to > from) return to - from;
  const overnight = to + 24 * 60 - from;
  return overnight <= LONGEST_OVERNIGHT ? overnight : input.minutes;
}

function minuteOfDay(time: string | undefined): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(time ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}
