import { expect, it } from 'vitest';
import type { Material } from './select.ts';
import { vary } from './vary.ts';

const on = (date: string, course: readonly string[]): Pick<Material, 'patient' | 'course' | 'date'> => ({
  date,
  course,
});

it('never words a place as the session before did, over a hundred sessions', () => {
  const days = Array.from({ length: 100 }, (_, at) =>
    new Date(Date.UTC(2025, 0, 1 + 7 * at)).toISOString().slice(0, 10),
  );
  for (const words of [
    ['a', 'b'],
    ['a', 'b', 'c'],
  ] as const) {
    const chosen = days.map((day, at) => vary<string>(on(day, days.slice(0, at)), 'place', [...words]));
    expect(chosen.filter((word, at) => word === chosen[at - 1])).toEqual([]);
    expect(new Set(chosen).size).toBe(words.length);
  }
});
