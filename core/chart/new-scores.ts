import { type Fact, type FactOf, factsOf } from './fact.ts';

/** How far back a score counts as new for the first note of all, in days. */
const FIRST_NOTE_DAYS = 7;

/** A letter or another paper, by the site's own document types, weighs no score and is not where the work was left. */
export function isSessionNote({ documentKind }: FactOf<'prior-note'>['value']): boolean {
  return documentKind !== 'letter' && documentKind !== 'other';
}

/**
 * The scores that no earlier note can have weighed: of the day of the session or since the last note, oldest first.
 * Without an earlier note those of the week before the session.
 */
export function newScores(facts: readonly Fact[], sessionDate: string): FactOf<'score'>[] {
  const lastNote = factsOf(facts, 'prior-note')
    .filter(({ value }) => isSessionNote(value))
    .flatMap(({ when }) => (when === undefined ? [] : [when.slice(0, 10)]))
    .filter((day) => day < sessionDate)
    .toSorted()
    .at(-1);
  const weekAgo = new Date(Date.parse(sessionDate) - FIRST_NOTE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const after = lastNote ?? weekAgo;
  return factsOf(facts, 'score')
    .filter(({ when = '', whose, polarity }) => {
      const day = when.slice(0, 10);
      return (
        whose === 'patient' && polarity === 'affirmed' && day <= sessionDate && (day === sessionDate || day > after)
      );
    })
    .toSorted((a, b) =>
      (a.when ?? '') < (b.when ?? '') ? -1 : (a.when ?? '') > (b.when ?? '') ? 1 : a.id < b.id ? -1 : 1,
    );
}
