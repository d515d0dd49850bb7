import type { FactOf } from '../../core/chart/fact.ts';

/**
 * What was planned at the end of the last note, as the note says it: its plan section where the note is sectioned,
 * else what follows a line that begins with “Plan”. Undefined when the note names no plan; nothing is guessed.
 */
export function lastPlan(note: FactOf<'prior-note'> | undefined): string | undefined {
  if (!note) return undefined;
  const { sections, text } = note.value;
  const named = Object.entries(sections ?? {}).find(([name]) => name.toLowerCase() === 'plan')?.[1];
  if (named?.trim()) return named.trim();
  const match = /^plan\b[ \t]*:?[ \t]*\n?([\s\S]+)$/im.exec(text);
  const after = match?.[1]?.split(/\n\s*\n/)[0]?.trim();
  return after ? after : undefined;
}
