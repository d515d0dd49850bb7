import type { Fact } from '../chart/fact.ts';
import type { ComposedNote } from '../documents/draft.ts';
import { SECTION_MAPS } from '../documents/progress-note/section-maps.ts';
import { header } from './clauses/header.ts';
import { type ComposeNoteOptions, materialOf } from './compose-note.ts';

/**
 * A note that the clinician writes herself: head and sections of its format without a sentence. The Facts are given back
 * all the same, so that what she writes can be checked against them.
 */
export function plainNote(options: ComposeNoteOptions): { note: ComposedNote; facts: Fact[] } {
  const { material, facts } = materialOf(options);
  const map = SECTION_MAPS[options.format];
  const note: ComposedNote = {
    kind: 'progress-note',
    format: options.format,
    title: map.title,
    header: header(material, options.clinicianName),
    sections: map.sections.map(({ id, title }) => ({ id, title, sentences: [] })),
  };
  return { note, facts };
}
