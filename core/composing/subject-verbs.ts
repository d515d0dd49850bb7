/** Verbs with which clinicians begin a note about the patient and leave the subject out. */
const OPENING_VERBS: ReadonlySet<string> = new Set(
  `accepted affirms agreed applied asked asks attended attends booked brought calls called chose completed concluded
  completes continues declined denied denies described describes did disclosed discussed does drank drinks eats ended
  engaged enjoyed enjoys expressed expresses fears feels felt forgot found gave generated got had has hopes identified
  identifies identifying is keeps kept learned left listed lost made manages met misses missed moved named notes noted
  noticed notices participated plans practiced practised rated ran read received recalled recognized reflected rehearsed
  relates remains reported reports revised said sat says sees set shared skips skipped sleeps slept spends spoke started
  starts stated states stayed stopped struggled struggles submitted thinks thought told took tried tries used uses walks
  walked wants was went wishes woke worked works worries worried wrote`.split(/\s+/),
);

/** Words after which an opening word was a noun: `Walks are hard`. */
const SECOND_WORDS_OF_NOUNS: ReadonlySet<string> = new Set(['are', 'were', 'is', 'was', 'has', 'have', 'and']);

/** True when the text begins with a verb whose subject can only be the one who was in the room. */
export function continuesSubject(text: string): boolean {
  const [first = '', second = ''] = text.trim().split(/[\s,;:]+/);
  return (
    /^[A-Z]?[a-z]+$/.test(first) &&
    OPENING_VERBS.has(first.toLowerCase()) &&
    !SECOND_WORDS_OF_NOUNS.has(second.toLowerCase())
  );
}

/** The text with its opening verb in small letters, to stand after a subject. */
export function subjectless(text: string): string {
  const trimmed = text.trim();
  return trimmed.charAt(0).toLowerCase() + trimmed.slice(1);
}
