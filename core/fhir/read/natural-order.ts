/**
 * Order of two ids with their numbers compared as numbers: `Goal/g2` before `Goal/g10`. By code unit otherwise, so that
 * every machine sorts alike.
 */
export function naturalOrder(a: string, b: string): number {
  const left = a.split(/(\d{1,15})/);
  const right = b.split(/(\d{1,15})/);
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const [x, y] = [left[at] ?? '', right[at] ?? ''];
    const order = at % 2 === 1 ? Number(x) - Number(y) : byCodeUnit(x, y);
    if (order !== 0) return order;
  }
  return left.length - right.length || byCodeUnit(a, b);
}

/** Order by UTF-16 code unit, as `<` has it. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
