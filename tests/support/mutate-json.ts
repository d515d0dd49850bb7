import fc from 'fast-check';

/** Every place in a JSON value, as the keys that lead to it. */
export function places(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))];
}

/** The value with what stands at a place replaced; `undefined` takes it out. Nothing that exists is changed. */
export function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return by;
  if (Array.isArray(value))
    return value.map((child: unknown, at) => (String(at) === key ? replaced(child, rest, by) : child));
  const entries = Object.entries(value).map(([name, child]): [string, unknown] => [
    name,
    name === key ? replaced(child, rest, by) : child,
  ]);
  return Object.fromEntries(entries.filter(([name, child]) => name !== key || child !== undefined));
}

function nested(depth: number): unknown {
  let value: unknown = { code: 'x' };
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { coding: value, extension: value };
  return value;
}

function cyclic(): unknown {
  const ring: Record<string, unknown> = { code: 'x' };
  ring['coding'] = [ring];
  ring['extension'] = ring;
  return ring;
}

/** What a broken or hostile server may put anywhere: nothing, another type, too much, too deep, or a trap of the language. */
export const WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  '\ud800',
  'x\udc00y',
  '\u0000\u202e',
  '__proto__',
  'constructor',
  '9999-99-99',
  'a'.repeat(65),
  'x'.repeat(200_000),
  '<p>'.repeat(20_000),
  [],
  {},
  [null],
  [[[]]],
  JSON.parse('{"__proto__": {"coding": [{"code": "x"}]}, "constructor": {"name": "x"}, "text": "own"}'),
  nested(5_000),
  cyclic(),
];

/** The same entry ten thousand times: what a list may grow to within one page of an EHR's answer. */
export function grown(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0
    ? Array.from({ length: 10_000 }, (_, at) => value[at % value.length] as unknown)
    : Array.from({ length: 10_000 }, () => value);
}

/** One to four changes at random places of one of these resources. */
export function mutated<T>(resources: readonly T[]): fc.Arbitrary<unknown> {
  return fc.constantFrom(...resources).chain((resource) => {
    const where = fc.constantFrom(...places(resource).filter((path) => path.length > 0));
    const change = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(where, fc.constantFrom(...WRONG)) },
      { weight: 2, arbitrary: fc.tuple(where, fc.string({ unit: 'binary', maxLength: 60 })) },
      { weight: 1, arbitrary: where.map((path): [string[], unknown] => [path, grown(at(resource, path))]) },
    );
    return fc
      .array(change, { minLength: 1, maxLength: 4 })
      .map((changes) => changes.reduce<unknown>((value, [path, by]) => replaced(value, path, by), resource));
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((one, key) => (one as Record<string, unknown> | undefined)?.[key], value);
}
