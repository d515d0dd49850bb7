import { expect, test } from 'vitest';
import { nearEnd } from './session-end.ts';

const minute = 60_000;
const now = Date.parse('2026-04-27T10:00:00Z');
const evening = '2026-04-27T22:00:00Z';

test('an idle session is announced three minutes before, and not while there is contact', () => {
  expect(nearEnd(now, now - 11 * minute, evening)).toBeUndefined();
  expect(nearEnd(now, now - 12 * minute, evening)).toEqual({ at: now + 3 * minute, kind: 'idle' });
});

test('the longest life ends a session that is in use', () => {
  expect(nearEnd(now, now, '2026-04-27T10:02:00Z')).toEqual({ at: now + 2 * minute, kind: 'longest' });
});
