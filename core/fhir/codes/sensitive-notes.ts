/**
 * Security labels (v3-ActCode) of notes that are never read into a draft: psychotherapy notes (45 CFR 164.501) and the
 * law code that marks them. 42CFRPart2 and SUD alone are not here: an ordinary Part 2 progress note may be read for the
 * treatment of the patient; its counselling notes are recognised by type or title.
 */
export const WITHHELD_LABELS: ReadonlySet<string> = new Set(['PSYTHPN', 'HIPAAPsyNotes']);

/**
 * Titles and type names of psychotherapy notes and of substance-use counselling notes (42 CFR 2.11, as amended 2024).
 * `individual psychotherapy progress note` is an ordinary progress note about psychotherapy and stays readable.
 */
export const WITHHELD_TITLES: readonly RegExp[] = [
  /\bpsychotherapy\s+(process\s+)?notes?\b/i,
  /\bprocess\s+notes?\b/i,
  /\b(sud|substance[\s-]+(use|abuse)(\s+disorder)?s?)\s+counsell?ing\s+(session\s+)?notes?\b/i,
];
