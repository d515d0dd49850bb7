import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSealer } from './seal.ts';

const key = (id: string) => ({ id, secret: randomBytes(32) });

describe('createSealer', () => {
  test('opens what it sealed, never shows it, and never seals the same way twice', () => {
    const sealer = createSealer([key('1')]);
    const sealed = sealer.seal({ words: 'quiet' }, 'draft:1');
    expect(sealer.open(sealed, 'draft:1')).toEqual({ words: 'quiet' });
    expect(sealed).not.toContain('quiet');
    expect(sealer.seal({ words: 'quiet' }, 'draft:1')).not.toBe(sealed);
  });

  test('refuses a value that was moved to another row, changed, or sealed with a key that is gone', () => {
    const sealer = createSealer([key('1')]);
    const sealed = sealer.seal('x', 'draft:1');
    expect(() => sealer.open(sealed, 'draft:2')).toThrow();
    expect(() => sealer.open(`${sealed.slice(0, -2)}AA`, 'draft:1')).toThrow();
    expect(() => createSealer([key('2')]).open(sealed, 'draft:1')).toThrow('no data key 1');
  });

  test('after a key rotation old values open and look-ups stay the same', () => {
    const old = key('1');
    const before = createSealer([old]);
    const after = createSealer([key('2'), old]);
    expect(after.open(before.seal('x', 'p'), 'p')).toBe('x');
    expect(after.lookupKey('a', 'b')).toBe(before.lookupKey('a', 'b'));
    expect(after.lookupKey('a', 'b')).not.toBe(after.lookupKey('ab'));
  });
});
