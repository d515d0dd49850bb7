import type { FactOf } from '../chart/fact.ts';

/** Longest quotation from an earlier note. */
const LONGEST_QUOTE = 320;

/**
 * The plan an earlier note ends with: its plan section where the note is sectioned, else the paragraph under a line
 * `PLAN`, `Plan:` or `P:`. Cut at the end of a sentence; undefined where there is none. The words are the note's own.
 */
export function planOfNote(note: FactOf<'prior-note'>['value']): string | undefined {
  const section = Object.entries(note.sections ?? {}).find(([id]) => /^plan$/i.test(id.trim()))?.[1];
  const heading =
    /(?:^|\n)[ \t]*(?:PLAN|Plan|P)[ \t]*(?::|\n)[ \t]*\n?([^\n]+(?:\n(?![ \t]*(?:\n|[A-Z][A-Za-z ]{1,40}:|[A-Z][A-Z ]{3,}\n))[^\n]+)*)/;
  const text = (section ?? heading.exec(note.text)?.[1] ?? '').replace(/\s+/g, ' ').trim();
  if (text === '') return undefined;
  if (text.length <= LONGEST_QUOTE) return text;
  const cut = text.slice(0, LONGEST_QUOTE);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('; '));
  return end > 40 ? cut.slice(0, end) : cut.slice(0, cut.lastIndexOf(' '));
}
