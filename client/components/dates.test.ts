import { describe, expect, test } from 'vitest';
import { ageYears, plainDate } from './dates.ts';

describe('dates', () => {
  test('a date keeps its day in every time zone and its precision', () => {
    expect(plainDate('2026-04-27')).toBe('27 Apr 2026');
    expect(plainDate('2025-11')).toBe('Nov 2025');
    expect(plainDate('2013')).toBe('2013');
    expect(plainDate('2026-04-27T23:59:00-08:00')).toBe('27 Apr 2026');
  });

  test('age turns over on the birthday', () => {
    expect(ageYears('1979-04-28', '2026-04-27')).toBe(46);
    expect(ageYears('1979-04-27', '2026-04-27')).toBe(47);
    expect(ageYears('1979', '2026-04-27')).toBeUndefined();
  });
});
