import { expect, test } from 'vitest';
import type { Gap } from '../fhir/read-port.ts';
import { missingReads, type PartState } from './missing-reads.ts';

const nothing = { resources: [], gaps: [], strays: [] };
const state = (done?: { failed?: Gap; gaps?: Gap[] }): PartState => ({
  resource: 'Observation',
  what: 'scores',
  ...(done === undefined ? {} : { done: { ...nothing, ...done } }),
});
const tell = (...states: PartState[]) => {
  const { missing, pending } = missingReads(states);
  return [...missing.map(({ what, reason }) => `${what}: ${reason}`), ...pending.map((what) => `still ${what}`)];
};
const refused: Gap = { reason: 'refused', httpStatus: 403 };

test.each<[string, PartState[], string[]]>([
  ['nothing is missing', [state({}), state({})], []],
  ['every search was refused', [state({ failed: refused }), state({ failed: refused })], ['scores: refused']],
  ['one search was refused', [state({}), state({ failed: refused })], ['some scores: refused']],
  [
    'two searches failed in two ways',
    [state({ failed: refused }), state({ failed: { reason: 'timed-out' } })],
    ['scores: refused', 'scores: timed-out'],
  ],
  ['a part was left out', [state({ gaps: [{ reason: 'suppressed' }] })], ['some scores: suppressed']],
  ['nothing is in yet', [state(), state()], ['scores: timed-out', 'still scores']],
  ['something is in', [state({}), state()], ['some scores: timed-out', 'still some scores']],
])('%s', (_, states, told) => {
  expect(tell(...states)).toEqual(told);
});
