/**
 * One of several wordings, chosen by a hash of `seed` (patient, date, place in the note): sessions differ from each
 * other, and the same input always gives the same bytes. FNV-1a, 32 bit.
 */
export function vary<T>(seed: string, wordings: readonly [T, ...T[]]): T {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193) >>> 0;
  }
  return wordings[hash % wordings.length] ?? wordings[0];
}
