import { expect, test } from 'vitest';
import { readCondition } from './condition.ts';

const told = (verification: string | undefined, text = 'Major depressive disorder') => {
  const facts = readCondition({
    type: 'Condition',
    reference: 'Condition/c',
    json: {
      resourceType: 'Condition',
      id: 'c',
      code: { text },
      ...(verification === undefined ? {} : { verificationStatus: { coding: [{ code: verification }] } }),
    },
  });
  return typeof facts === 'string' ? facts : facts.map(({ value }) => ('display' in value ? value.display : undefined));
};

test.each([
  [undefined, ['Major depressive disorder']],
  ['confirmed', ['Major depressive disorder']],
  ['provisional', ['Major depressive disorder (provisional)']],
  ['differential', ['Major depressive disorder (differential)']],
  ['unconfirmed', ['Major depressive disorder (unconfirmed)']],
  ['refuted', 'refuted'],
  ['entered-in-error', 'entered-in-error'],
])('a condition of verification status %s is told as %j', (verification, expected) => {
  expect(told(verification)).toEqual(expected);
});

test('words that say the doubt already are left as they are', () => {
  expect(told('provisional', 'Provisional: PTSD')).toEqual(['Provisional: PTSD']);
});
