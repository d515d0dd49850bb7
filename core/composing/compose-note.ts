import type { MissingRead } from '../chart/chart.ts';
import { type Fact, factsOf } from '../chart/fact.ts';
import { factsFromSession } from '../chart/session-facts.ts';
import type { SessionInput } from '../chart/session-input.ts';
import type { ComposedNote, NoteFormat } from '../documents/draft.ts';
import { SECTION_MAPS } from '../documents/progress-note/section-maps.ts';
import { header } from './clauses/header.ts';
import { DEFAULT_STYLE, type NoteStyle } from './note-style.ts';
import { sections } from './order.ts';
import { chartOn, factsFromMissing, type Material, select } from './select.ts';
import { enteredByRole } from './third-parties/entered-by-role.ts';
import { lastPlanByRole } from './third-parties/last-plan-by-role.ts';

/** What a note is made from. `chartFacts` may hold later Facts; those after the session are not used. */
export interface ComposeNoteOptions {
  readonly format: NoteFormat;
  readonly input: SessionInput;
  readonly chartFacts: readonly Fact[];
  readonly missing: readonly MissingRead[];
  /** What the site wants otherwise than `DEFAULT_STYLE`. */
  readonly style?: Partial<NoteStyle>;
  readonly clinicianName?: string;
  readonly encounterFactId?: string;
  /** Persons who are neither patient, clinician nor care team: by the role her words give them, or as she wrote. */
  readonly thirdParties?: 'by-role' | 'as-written';
}

/**
 * The progress note of one session: select → order → refer → realise. Every sentence cites at least one of the Facts
 * given back, which are those of the chart on that day and of the session. Same input, same bytes; no clock, no chance.
 */
export function composeNote(options: ComposeNoteOptions): { note: ComposedNote; facts: Fact[] } {
  const { material, facts } = materialOf(options);
  const map = SECTION_MAPS[options.format];
  const note: ComposedNote = {
    kind: 'progress-note',
    format: options.format,
    title: map.title,
    header: header(material, options.clinicianName),
    sections: sections(material, map),
  };
  return { note, facts };
}

/** The Facts of one session note, chosen and grouped, with the set its sentences may cite. */
export function materialOf(options: Omit<ComposeNoteOptions, 'format'>): { material: Material; facts: Fact[] } {
  const { input, chartFacts, missing, style, encounterFactId } = options;
  const written = factsFromSession(input);
  const byRole = options.thirdParties !== 'as-written';
  const entered = byRole ? enteredByRole(written, chartFacts, input, options.clinicianName) : written;
  const [session] = factsOf(entered, 'session');
  if (session === undefined) throw new Error('A session input gave no session Fact.');
  const chart = chartOn(chartFacts, input.date);
  const unread = factsFromMissing(missing);
  const selected = select({
    chart,
    entered,
    session,
    missing,
    unread,
    style: { ...DEFAULT_STYLE, ...style },
    encounterFactId,
  });
  const { lastNote } = selected;
  const material =
    byRole && lastNote !== undefined
      ? { ...selected, lastNote: lastPlanByRole(lastNote, chartFacts, options.clinicianName) }
      : selected;
  return { material, facts: [...chart, ...entered, ...unread] };
}
