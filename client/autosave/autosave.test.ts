import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { Autosave, type SaveState } from './autosave.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server that answers only when told to, and remembers what it was sent. */
function slowServer() {
  const sent: { value: string; basedOn: number }[] = [];
  const waiting: {
    resolve: (saved: { revision: number; savedAt: string }) => void;
    reject: (error: ApiError) => void;
  }[] = [];
  const save = (value: string, basedOn: number) => {
    sent.push({ value, basedOn });
    return new Promise<{ revision: number; savedAt: string }>((resolve, reject) => waiting.push({ resolve, reject }));
  };
  const states: SaveState[] = [];
  const queue = new Autosave<string>({ revision: 1, save, onState: (state) => states.push(state) });
  const settle = async (outcome: number | ApiError) => {
    const next = waiting.shift();
    if (typeof outcome === 'number') next?.resolve({ revision: outcome, savedAt: '2026-04-27T14:03:00Z' });
    else next?.reject(outcome);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, sent, states, settle };
}

describe('Autosave', () => {
  test('waits for a pause and sends only the last edit', async () => {
    const { queue, sent } = slowServer();
    queue.edit('a');
    await vi.advanceTimersByTimeAsync(400);
    queue.edit('ab');
    await vi.advanceTimersByTimeAsync(400);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(sent).toEqual([{ value: 'ab', basedOn: 1 }]);
  });

  test('keeps one request in flight and saves the later edit on the new revision', async () => {
    const { queue, sent, states, settle } = slowServer();
    queue.edit('a');
    await vi.advanceTimersByTimeAsync(600);
    queue.edit('ab');
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toHaveLength(1);
    await settle(2);
    expect(queue.dirty).toBe(true);
    expect(states.some((state) => state.kind === 'saved')).toBe(false);
    await vi.advanceTimersByTimeAsync(600);
    expect(sent[1]).toEqual({ value: 'ab', basedOn: 2 });
    await settle(3);
    expect(queue.dirty).toBe(false);
    expect(states.at(-1)?.kind).toBe('saved');
  });

  test('tries again after a failure with the newest text', async () => {
    const { queue, sent, states, settle } = slowServer();
    queue.edit('a');
    await vi.advanceTimersByTimeAsync(600);
    await settle(new ApiError('NETWORK', 0, 'no answer'));
    expect(states.at(-1)?.kind).toBe('retrying');
    expect(queue.dirty).toBe(true);
    await vi.advanceTimersByTimeAsync(1500);
    expect(sent[1]).toEqual({ value: 'a', basedOn: 1 });
    await settle(2);
    expect(queue.dirty).toBe(false);
  });

  test('holds everything on a conflict until the clinician keeps hers', async () => {
    const { queue, sent, states, settle } = slowServer();
    queue.edit('mine');
    await vi.advanceTimersByTimeAsync(600);
    await settle(new ApiError('REVISION_CONFLICT', 409, 'changed'));
    expect(states.at(-1)?.kind).toBe('conflict');
    queue.edit('mine, longer');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    const kept = queue.keepMine(7);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]).toEqual({ value: 'mine, longer', basedOn: 7 });
    await settle(8);
    await kept;
    expect(queue.dirty).toBe(false);
  });

  test('an ended session stops the saving and keeps the text', async () => {
    const { queue, sent, states, settle } = slowServer();
    queue.edit('a');
    await vi.advanceTimersByTimeAsync(600);
    await settle(new ApiError('SESSION_UNKNOWN', 401, 'ended'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(1);
    expect(states.at(-1)).toMatchObject({ kind: 'stopped', sessionEnded: true });
    expect(queue.dirty).toBe(true);
  });

  test('flush waits for the server to confirm the last edit, and rejects when it does not', async () => {
    const { queue, settle } = slowServer();
    queue.edit('a');
    let done = false;
    const flushed = queue.flush().then(() => {
      done = true;
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBe(false);
    await settle(2);
    await flushed;
    queue.edit('b');
    const refused = expect(queue.flush()).rejects.toMatchObject({ code: 'NETWORK' });
    await vi.advanceTimersByTimeAsync(0);
    await settle(new ApiError('NETWORK', 0, 'no answer'));
    await refused;
  });
});
