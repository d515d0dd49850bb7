/** A JSON value that counts how often a property of it is looked at, at any depth. */
export function countedReads(value: unknown): { readonly value: unknown; readonly reads: () => number } {
  let reads = 0;
  const wrapped = new WeakMap<object, object>();
  const wrap = (one: unknown): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    const known = wrapped.get(one);
    if (known !== undefined) return known;
    const proxy = new Proxy(one, {
      get: (target, name, receiver) => {
        reads += 1;
        return wrap(Reflect.get(target, name, receiver));
      },
    });
    wrapped.set(one, proxy);
    return proxy;
  };
  return { value: wrap(value), reads: () => reads };
}
