import { dayOf } from '../chart/dates.ts';
import { type Fact, type FactOf, factsOf } from '../chart/fact.ts';
import { type PlanParts, worksFinder } from './session-works.ts';
import type { SessionThread } from './thread.ts';

/** Documents that are not the note of a session, where the site's code map says so. */
const SESSION_NOTES = new Set([undefined, 'progress-note', 'assessment']);

/** The newest sessions whose notes are searched for mentions; the text of older ones says nothing of today's plan. */
const SESSIONS_READ = 40;

/** The sessions that the chart shows, newest first, each with what it worked on. Notes of one day are one session. */
export function sessionsOf(known: readonly Fact[], parts: PlanParts): SessionThread[] {
  const notes = byDay(factsOf(known, 'prior-note').filter((note) => SESSION_NOTES.has(note.value.documentKind)));
  const typed = known.filter((fact) => fact.source.from === 'clinician');
  const entered = byDay(typed);
  const scores = byDay(factsOf(known, 'score'));
  const days = [...notes.keys(), ...factsOf(typed, 'session').map(({ value }) => dayOf(value.date))];
  const dated = [...new Set(days)]
    .filter((day) => day !== undefined)
    .sort()
    .reverse();
  const order = notes.has(undefined) ? [...dated, undefined] : dated;
  const worksOf = worksFinder(parts);
  return order.map((day, at) => {
    const session = {
      ...(day === undefined ? {} : { day }),
      notes: notes.get(day) ?? [],
      entered: day === undefined ? [] : (entered.get(day) ?? []),
      scores: day === undefined ? [] : (scores.get(day) ?? []),
    };
    const works = worksOf(session, at < SESSIONS_READ);
    const isTied = session.notes.some((note) => (note.value.pertainsTo ?? []).length > 0);
    return { ...session, works, speaksOfPlan: works.size > 0 || isTied };
  });
}

function byDay<T extends Fact | FactOf<'prior-note'> | FactOf<'score'>>(
  facts: readonly T[],
): Map<string | undefined, T[]> {
  const days = new Map<string | undefined, T[]>();
  for (const fact of facts) {
    const day = fact.when === undefined ? undefined : dayOf(fact.when);
    const known = days.get(day);
    if (known === undefined) days.set(day, [fact]);
    else known.push(fact);
  }
  return days;
}
