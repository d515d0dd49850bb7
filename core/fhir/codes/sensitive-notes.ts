/**
 * Security labels (v3-ActCode) of what is never read into a draft: psychotherapy notes (45 CFR 164.501) and the law code
 * that marks them. 42CFRPart2 and SUD alone are not here: an ordinary Part 2 progress note may be read for the treatment
 * of the patient; its counselling notes are recognised by type or title.
 */
export const WITHHELD_LABELS: ReadonlySet<string> = new Set(['PSYTHPN', 'HIPAAPsyNotes']);

/** Labels of a substance-use program's records (v3-ActCode; 42 CFR Part 2). */
export const SUBSTANCE_USE_LABELS: ReadonlySet<string> = new Set(['42CFRPart2', 'SUD', 'ETH', 'ETHUD', 'OPIOIDUD']);

/**
 * LOINC document types of counselling notes. In a substance-use program such a note is taken for the counselling note of
 * 42 CFR 2.11, although it might be an ordinary one: what is wrongly left out can be looked up, what is wrongly read can
 * not be unread. LOINC has no type for a psychotherapy note that is kept apart; those are known by label, title or site.
 */
export const COUNSELLING_NOTE_TYPES: ReadonlySet<string> = new Set(['47042-7', '34872-2', '34864-9']);

/** `Substance use disorder individual counseling note`: up to two words such as `individual`, `group` may stand between. */
const SUBSTANCE_USE_BEFORE_COUNSELLING =
  /\b(sud|oud|aud|(substance|alcohol|opioid|drug) (use|abuse)( disorder)?s?|addictions?|chemical dependency|drug ?(and|&|\/) ?alcohol|alcohol ?(and|&|\/) ?drug|part 2)(?: (?:individual|group|family|intensive|outpatient|treatment)){0,2} counsel(l?ing|l?or)s?(?:[’']s)? (session )?notes?\b/i;

/**
 * Titles and type names of psychotherapy notes and of substance-use counselling notes (42 CFR 2.11, as amended 2024), with
 * single blanks between words. `individual psychotherapy progress note` is an ordinary progress note about psychotherapy
 * and stays readable.
 */
export const WITHHELD_TITLES: readonly RegExp[] = [
  /\bpsychotherapy (\(?(process|private|session)\)? )*notes?\b/i,
  /\bprocess notes?\b/i,
  /\b(therapist|psychotherapist)[’']?s? private notes?\b/i,
  SUBSTANCE_USE_BEFORE_COUNSELLING,
];

/** A counselling note by its words alone; withheld where something else says that it is of a substance-use program. */
export const COUNSELLING_NOTE_TITLE = /\bcounsel(?:l?ing|l?or)s?(?:[’']s)? (?:session )?notes?\b/i;
