import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code units and spells numbers as RFC 8785 asks', () => {
    const value = { '€': 1, '\r': 2, '1': 3, '😀': 4, ö: 5, a: [1e30, 4.5, 2e-3, 1e-27, -0, true, null], z: undefined };
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":3,"a":[1e+30,4.5,0.002,1e-27,0,true,null],"ö":5,"€":1,"😀":4}');
  });

  it('is the same text for the same value in any key order, and reads back as that value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const reversed = JSON.parse(JSON.stringify(value), (_key, held: unknown) =>
          typeof held === 'object' && held !== null && !Array.isArray(held)
            ? Object.fromEntries(Object.entries(held).reverse())
            : held,
        ) as unknown;
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [[undefined]], ['\ud800'], [10n], [() => 1]])(
    'refuses what JSON cannot hold',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    },
  );
});
