import type { ComposedNote } from './draft.ts';

/**
 * The exact plain text that is shown at attestation, hashed, attested and filed: title, header lines, then each
 * section's title in capitals and its sentences, one paragraph a section. LF line ends, one trailing LF, NFC.
 * Both the browser and the server render with this function, so the hash means the same bytes on both sides.
 */
export function renderText(note: Pick<ComposedNote, 'title' | 'header' | 'sections'>): string {
  const head = [note.title, ...note.header.map(([label, value]) => `${label}: ${value}`)].join('\n');
  const body = note.sections.map(
    (section) => `${section.title.toUpperCase()}\n${section.sentences.map((sentence) => sentence.text).join(' ')}`,
  );
  return `${[head, ...body].join('\n\n')}\n`.normalize('NFC');
}
