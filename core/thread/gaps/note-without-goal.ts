import { dateInWords, dayOf } from '../../chart/dates.ts';
import type { FactOf } from '../../chart/fact.ts';
import type { Found, GapRule } from './gap.ts';

/** Words by which a note may speak of its plan in a way that is not found word for word. */
const SPEAKS_OF_PLAN = /\b(?:goals?|objectives?|(?:treatment|tx|care) plan)\b/i;

/**
 * A recent note that ties to no goal and whose text, read whole, neither names a part of the plan nor speaks of a goal at
 * all. A note that speaks of goals in its own words cannot be judged by its words.
 */
export const NOTE_WITHOUT_GOAL: GapRule = {
  id: 'note-without-goal',
  level: 'review',
  question: 'Does every note name a goal or objective of the plan?',
  why: 'Each note has to relate to the goals of the current plan.',
  source:
    '14 NYCRR 599.11 (notes relate to goals); overcomewithus.com clinical audit procedure D3 (goal and objective of the current plan)',
  restsOn: ['Goal', 'DocumentReference', 'Binary'],
  limit: 'notesLookedAt',
  find({ thread, limits }): Found {
    const begun = thread.goals
      .map(({ goal }) => goal.when)
      .filter((when) => when !== undefined)
      .map(dayOf)
      .sort()[0];
    if (thread.goals.length === 0) return { gaps: [] };
    const recent = thread.sessions
      .filter(({ day, notes }) => day !== undefined && day >= (begun ?? '') && notes.length > 0)
      .slice(0, limits.notesLookedAt);
    const silent = recent.filter((session) => !session.speaksOfPlan);
    const bare = silent.filter((session) => session.notes.every(isBare));
    const gaps = bare.flatMap(({ day, notes }) => {
      const [note] = notes;
      if (note === undefined || day === undefined) return [];
      return {
        words: `The note of ${dateInWords(day)} names no goal or objective of the plan.`,
        next: 'add an addendum that names what it served, if it served one',
        facts: notes.map(({ id }) => id),
        place: { kind: 'note' as const, factId: note.id },
      };
    });
    return silent.length > bare.length ? { gaps, open: 'a recent note speaks of goals in its own words' } : { gaps };
  },
};

/** Our own notes are tied to what they served; their silence needs no second look. */
function isBare({ value }: FactOf<'prior-note'>): boolean {
  if (value.ours) return true;
  if (value.truncated) return false;
  const told = value.text
    .split('\n')
    .filter((line) => !/^\s*(?:S\/)?objective\s*:?\s*$/i.test(line))
    .join('\n');
  return !SPEAKS_OF_PLAN.test(told);
}
