import { expect, test } from 'vitest';
import { intervalOf, refuseUnknown, single } from './search-request.ts';

test.each([
  ['2026', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['2026-12', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ['2026-11-20T10:00:00-05:00', '2026-11-20T15:00:00.000Z', '2026-11-20T15:00:01.000Z'],
  ['ge2026-11-20', '2026-11-20T00:00:00.000Z', undefined],
  ['gt2026-11-20', '2026-11-21T00:00:00.000Z', undefined],
  ['le2026-11-20', undefined, '2026-11-21T00:00:00.000Z'],
  ['lt2026-11-20', undefined, '2026-11-20T00:00:00.000Z'],
])('%s stands for the whole of what it names', (value, from, before) => {
  expect(intervalOf('recorded', value)).toEqual({ ...(from ? { from } : {}), ...(before ? { before } : {}) });
});

test.each(['', 'x', '2026-13', '2026-1-1', '20261', 'ne2026', '2026-11-20T10:00', "2026' or 1"])(
  '%s is refused without being repeated',
  (value) => {
    expect(() => intervalOf('recorded', value)).toThrow(/recorded could not be read/);
    expect(() => intervalOf('recorded', value)).not.toThrow(/2026/);
  },
);

test('a search is never widened: unknown and repeated parameters are refused', () => {
  expect(() => {
    refuseUnknown({ _include: '*' }, ['target']);
  }).toThrow('not supported');
  expect(() => single({ target: ['a', 'b'] }, 'target')).toThrow('could not be read');
});
