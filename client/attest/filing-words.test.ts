import { expect, test } from 'vitest';
import { filingHeading, nextLookMs } from './filing-words.ts';
import { sha256Hex } from './sha256-hex.ts';

test('no state but filed claims that the note is in the chart', () => {
  for (const state of ['planned', 'sent', 'unknown', 'failed'] as const)
    expect(filingHeading(state)).not.toContain('Filed in');
  expect(filingHeading('filed')).toBe('Filed in the chart');
});

test('an unconfirmed filing is looked at again, a final one is not', () => {
  expect([nextLookMs({ state: 'sent' }, 0), nextLookMs({ state: 'unknown' }, 0)]).toEqual([700, 3000]);
  expect([nextLookMs({ state: 'filed' }, 0), nextLookMs({ state: 'failed' }, 0)]).toEqual([undefined, undefined]);
  expect(nextLookMs({ state: 'unknown' }, 60)).toBeUndefined();
});

test('the hash is of the UTF-8 bytes', async () => {
  // SHA-256 of the bytes 63 61 66 c3 a9
  expect(await sha256Hex('café')).toBe('850f7dc43910ff890f8879c0ed26fe697c93a067ad93a7d50f466a7028a9bf4e');
});
