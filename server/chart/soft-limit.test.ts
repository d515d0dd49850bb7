import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { softLimit } from './soft-limit.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Milliseconds until the limit has passed, for parts that take so long. */
async function passesAfter(parts: readonly number[]): Promise<number> {
  const start = performance.now();
  const { passed } = softLimit(parts.map(after), { least: 1_000, most: 2_500 });
  let at: number | undefined;
  void passed.then(() => {
    at = performance.now() - start;
  });
  for (let waited = 0; at === undefined && waited < 5_000; waited += 10) await vi.advanceTimersByTimeAsync(10);
  return Math.round(at ?? Number.NaN);
}

test.each([
  ['a fast EHR with one slow part waits the least', [50, 50, 50, 60_000], 1_000],
  ['a slower EHR gets three times as long as most of its parts took', [500, 600, 600, 60_000], 1_800],
  ['no EHR gets more than the most', [900, 1_000, 1_000, 60_000], 2_500],
  ['half of the parts being slow is no reason to go early', [50, 50, 60_000, 60_000], 2_500],
])('%s', async (_, parts, ms) => {
  expect(await passesAfter(parts)).toBe(ms);
});

test('nothing is left running once it is called off', () => {
  softLimit([after(10)]).cancel();
  expect(vi.getTimerCount()).toBe(1);
});
