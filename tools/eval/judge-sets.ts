import type { Flag } from '../../core/checking/flag.ts';

/** How a set that was found compares with the one that was expected. */
export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** A raised flag as a case names it: its code, and everything that it could be said to be about. */
export interface RaisedFlag {
  readonly code: string;
  readonly about: readonly string[];
}

/** What a flag of a session may be called by: the session, and the observations, referrals or consents of its Facts. */
export function raisedFlag(flag: Flag, sessionId: string, sessionDate: string): RaisedFlag {
  const ids = [...`${flag.id} ${flag.facts.join(' ')}`.matchAll(/\b(?:(?:ob|rf|co|cc|au)-\d+|g\d+o\d+)\b/g)].map(
    ([id]) => id,
  );
  return { code: flag.code, about: [sessionId, sessionDate, ...ids] };
}

/** Expected flags, `CODE` or `CODE@about`, against those raised. The lists are worded for a reader. */
export function judgeFlags(
  raised: readonly RaisedFlag[],
  expected: readonly string[],
): Counts & { readonly missed: readonly string[]; readonly extra: readonly string[] } {
  const rest = [...expected];
  const extra: string[] = [];
  let tp = 0;
  const known = new Set<string>();
  for (const { code, about } of raised) {
    const names = [code, ...about.map((one) => `${code}@${one}`)];
    const at = rest.findIndex((one) => names.includes(one));
    if (at >= 0) {
      known.add(rest[at] ?? '');
      rest.splice(at, 1);
      tp += 1;
    } else if (!names.some((name) => known.has(name))) extra.push(`${code}@${about.join('/')}`);
  }
  return { tp, fp: extra.length, fn: rest.length, missed: rest, extra };
}

/** Two sets of codes. */
export function judgeCodes(found: ReadonlySet<string>, expected: ReadonlySet<string>): Counts {
  const tp = [...found].filter((one) => expected.has(one)).length;
  return { tp, fp: found.size - tp, fn: expected.size - tp };
}

/** Member by member. */
export function addCounts(a: Counts, b: Counts): Counts {
  return { tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn };
}
