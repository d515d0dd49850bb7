import type { GoldenThread, SessionThread } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { placeId } from './place-id.ts';

/** More sessions than this are one line that says how many. */
const SHOWN = 8;

/** The earlier sessions, newest first, each with the objectives it is known to have worked on. */
export function Sessions({ thread }: { readonly thread: GoldenThread }) {
  const past = thread.sessions.filter((session) => session.notes.length > 0);
  if (past.length < 2) return null;
  return (
    <details className="sessions">
      <summary>{past.length} sessions with a note</summary>
      <ul>
        {past.slice(0, SHOWN).map((session) => (
          <li key={session.day ?? 'undated'} id={placeId('note', session.notes[0]?.id)} tabIndex={-1}>
            <span className="session-day">{session.day ? plainDate(session.day) : 'Without a date'}</span>{' '}
            <span className="muted">{servedWords(session, thread)}</span>
          </li>
        ))}
      </ul>
      {past.length > SHOWN && <p className="muted">and {past.length - SHOWN} earlier</p>}
    </details>
  );
}

function servedWords(session: SessionThread, thread: GoldenThread): string {
  const served = thread.goals.flatMap(({ goal, objectives }) => {
    const own = objectives.filter(({ objective }) => session.works.has(objective.id));
    if (own.length > 0) return own.map(({ objective }) => objective.value.text);
    return session.works.has(goal.id) ? [goal.value.statement] : [];
  });
  if (served.length > 0) return served.join('; ');
  const begun = thread.goals.flatMap(({ goal }) => goal.when ?? []).toSorted(byText)[0];
  const early = begun !== undefined && session.day !== undefined && session.day < begun.slice(0, 10);
  return early ? 'before the plan' : thread.goals.length > 0 ? 'names no part of the plan' : '';
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
