import { expect, test } from 'vitest';
import { todayAt } from './today-at.ts';

test.each([
  [undefined, '2026-11-22'],
  ['America/Los_Angeles', '2026-11-21'],
  ['Pacific/Auckland', '2026-11-22'],
])('in %s it is %s', (timeZone, day) => {
  const now = () => new Date('2026-11-22T01:30:00Z');
  expect(todayAt({ now }, timeZone === undefined ? {} : { timeZone })).toBe(day);
});
