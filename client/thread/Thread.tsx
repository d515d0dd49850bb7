import { planOfNote } from '../../core/composing/plan-of-note.ts';
import type { GoldenThread } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { Goals } from './Goals.tsx';
import { ScoreTrend } from './ScoreTrend.tsx';

/** The golden thread at a glance: problems, last session's plan, scores, goals with their objectives. */
export function Thread({ thread }: { readonly thread: GoldenThread }) {
  const problems = thread.problems.map(({ problem }) => problem);
  const active = problems.filter(({ value }) => value.status === 'active');
  const past = problems.filter(({ value }) => value.status !== 'active');
  const plan = thread.lastNote ? planOfNote(thread.lastNote.value) : undefined;
  return (
    <div className="thread">
      <section aria-labelledby="thread-last">
        <h2 id="thread-last">Last session{thread.lastNote?.when ? `, ${plainDate(thread.lastNote.when)}` : ''}</h2>
        {thread.lastNote ? (
          <p className="last-plan">{plan ?? 'The last note names no plan.'}</p>
        ) : (
          <p className="empty">No earlier note in the chart.</p>
        )}
      </section>
      <section aria-labelledby="thread-scores">
        <h2 id="thread-scores">Scores</h2>
        {thread.series.length === 0 ? (
          <p className="empty">No scores in the chart.</p>
        ) : (
          <ul className="trends">
            {thread.series.map((series) => (
              <ScoreTrend key={series.instrument} series={series} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="thread-problems">
        <h2 id="thread-problems">Problems</h2>
        {active.length === 0 && <p className="empty">No active problem in the chart.</p>}
        <ul className="problems">
          {active.map(({ id, value }) => (
            <li key={id}>
              {value.display} {value.code && <span className="code">{value.code}</span>}
            </li>
          ))}
        </ul>
        {past.length > 0 && (
          <details>
            <summary>{past.length} in remission, resolved or unknown</summary>
            <ul className="problems">
              {past.map(({ id, value }) => (
                <li key={id} className="muted">
                  {value.display} {value.code && <span className="code">{value.code}</span>}, {value.status}
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section aria-labelledby="thread-goals">
        <h2 id="thread-goals">Treatment plan</h2>
        {thread.plan?.value.reviewDue && <p className="muted">Review due {plainDate(thread.plan.value.reviewDue)}</p>}
        {thread.goals.length === 0 ? (
          <p className="empty">No treatment plan with goals in the chart.</p>
        ) : (
          <Goals goals={thread.goals} />
        )}
      </section>
    </div>
  );
}
