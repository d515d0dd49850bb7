import { expect, test } from 'vitest';
import { sessionDateFault } from './session-date.ts';

const now = '2026-11-21T23:30:00Z';

test.each([
  ['today', { date: '2026-11-21' }, undefined],
  ['tomorrow, where the clinician is ahead of the server', { date: '2026-11-22' }, undefined],
  ['the day after', { date: '2026-11-23' }, 'in-the-future'],
  ['a slip of the year', { date: '2099-11-21' }, 'in-the-future'],
  ['no date', { date: 'today' }, 'in-the-future'],
  ['before birth', { date: '1901-01-01', birthDate: '1979-02-11' }, 'before-birth'],
  ['a birth year only', { date: '1979-01-01', birthDate: '1979' }, undefined],
  [
    'the day of the visit',
    { date: '2026-11-17', visit: { start: '2026-11-17T10:00:00-08:00', end: '2026-11-17T10:50:00-08:00' } },
    undefined,
  ],
  [
    'another visit',
    { date: '2026-11-21', visit: { start: '2026-10-27T13:00:00-04:00', end: '2026-10-27T13:50:00-04:00' } },
    'not-of-the-visit',
  ],
  ['before the visit', { date: '2026-10-20', visit: { start: '2026-10-27' } }, 'not-of-the-visit'],
  ['within a stay', { date: '2026-11-10', visit: { start: '2026-11-01', end: '2026-11-20' } }, undefined],
  ['a stay that goes on', { date: '2026-11-21', visit: { start: '2026-11-01' } }, undefined],
  ['a visit without times', { date: '2026-11-21', visit: {} }, undefined],
])('%s', (_name, options, fault) => {
  expect(sessionDateFault({ now, ...options })).toBe(fault);
});
