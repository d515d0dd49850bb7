import type { Material } from './select.ts';

/**
 * One of several wordings for a place in the note. Each session moves on by a step that a hash of its date chooses, so a
 * note never words a place as the note before it did, and the same input always gives the same bytes. The sessions are
 * those the chart holds a note of.
 */
export function vary<T>(
  { patient, course, date }: Pick<Material, 'patient' | 'course' | 'date'>,
  place: string,
  wordings: readonly [T, ...T[]],
): T {
  const { length } = wordings;
  if (length === 1) return wordings[0];
  const seed = `${patient?.id ?? ''}|${place}|`;
  let index = hashOf(seed) % length;
  for (const day of [...course, date]) index = (index + 1 + (hashOf(seed + day) % (length - 1))) % length;
  return wordings[index] ?? wordings[0];
}

/** FNV-1a, 32 bit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
