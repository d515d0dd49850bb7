/** Chance that repeats: everything drawn from one seed is the same on every machine. */
export interface Draw {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True with that probability. */
  chance(probability: number): boolean;
  /** One of the list. */
  pick<T>(list: readonly [T, ...T[]]): T;
  /** That many different ones of the list, or all where it is shorter. */
  some<T>(list: readonly T[], count: number): T[];
  /** A list of what `make` gives, `low` to `high` times. */
  times<T>(low: number, high: number, make: (index: number) => T): T[];
  /** What `make` gives with that probability, in a list; else an empty one. */
  maybe<T>(probability: number, make: () => T): T[];
}

/** Mulberry32, mixed with the name of what is drawn, so that one more choice in a chart does not move its session. */
export function drawFrom(seed: number, name: string): Draw {
  let state = name
    .split('')
    .reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed ^ 0x811c9dc5);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 3; warm += 1) next();
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const times = <T>(low: number, high: number, make: (index: number) => T): T[] =>
    Array.from({ length: between(low, high) }, (_unused, index) => make(index));
  return {
    between,
    times,
    chance: (probability) => next() < probability,
    pick: (list) => list[between(0, list.length - 1)] ?? list[0],
    some(list, count) {
      const rest = [...list];
      return Array.from({ length: Math.min(count, list.length) }, () =>
        rest.splice(between(0, rest.length - 1), 1),
      ).flat();
    },
    maybe: (probability, make) => (next() < probability ? [make()] : []),
  };
}

/** The day that many days after `day` (before, where negative), `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of the session of a seed. */
export function sessionDayOf(seed: number): string {
  return dayAfter('2025-03-01', drawFrom(seed, 'day').between(0, 640));
}
