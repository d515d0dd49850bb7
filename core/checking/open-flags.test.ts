import { expect, it } from 'vitest';
import type { Flag } from './flag.ts';
import { openFlags } from './open-flags.ts';

const flag = (id: string, level: Flag['level']): Flag => ({
  id,
  code: 'RISK_NOT_ASSESSED',
  level,
  message: '',
  why: '',
  facts: [],
});

it('keeps a must-resolve flag open until it has a reason of three characters', () => {
  const flags = [flag('a', 'resolve'), flag('b', 'review'), flag('c', 'resolve')];
  const open = (reason: string): string[] => openFlags(flags, [{ flagId: 'a', reason }]).map(({ id }) => id);
  expect(open('ok ')).toEqual(['a', 'c']);
  expect(open('ask')).toEqual(['c']);
  expect(
    openFlags(flags, [
      { flagId: 'a', reason: 'asked' },
      { flagId: 'c', reason: 'asked' },
    ]),
  ).toEqual([]);
});
