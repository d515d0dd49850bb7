import { useMemo } from 'react';
import type { MissingRead } from '../../core/chart/chart.ts';
import { planOfNote } from '../../core/composing/plan-of-note.ts';
import { findGaps } from '../../core/thread/gaps/find-gaps.ts';
import type { GoldenThread } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { Absent } from './Absent.tsx';
import { Gaps } from './Gaps.tsx';
import { Goals } from './Goals.tsx';
import { Problems } from './Problems.tsx';
import { goToElement, placeId } from './place-id.ts';
import { Referrals } from './Referrals.tsx';
import { ScoreTrend } from './ScoreTrend.tsx';
import { Sessions } from './Sessions.tsx';

interface ThreadProps {
  readonly thread: GoldenThread;
  readonly missing: readonly MissingRead[];
  /** Parts of the chart that are still read. */
  readonly pending: readonly string[];
}

/** The golden thread at a glance: last session's plan, scores, problems, goals with their objectives, and its gaps. */
export function Thread({ thread, missing, pending }: ThreadProps) {
  const plan = thread.lastNote ? planOfNote(thread.lastNote.value) : undefined;
  const found = useMemo(() => findGaps({ thread, missing }), [thread, missing]);
  const { narrative, reviewDue, title } = thread.plan?.value ?? {};
  return (
    <div className="thread">
      <section aria-labelledby="thread-last">
        <h2 id="thread-last">Last session{thread.lastNote?.when ? `, ${plainDate(thread.lastNote.when)}` : ''}</h2>
        {thread.lastNote ? (
          <p className="last-plan">{plan ?? 'The last note names no plan.'}</p>
        ) : (
          <Absent
            missing={missing}
            pending={pending}
            resources={['DocumentReference', 'Binary']}
            none="No earlier note in the chart."
          />
        )}
        <Sessions thread={thread} />
        {pending.length === 0 && found.gaps.length > 0 && (
          <button type="button" className="link to-gaps" onClick={() => goToElement('thread-gaps')}>
            {found.gaps.length === 1 ? 'One thing' : `${found.gaps.length} things`} an auditor would ask
          </button>
        )}
      </section>
      <section aria-labelledby={placeId('scores')}>
        <h2 id={placeId('scores')} tabIndex={-1}>
          Scores
        </h2>
        {thread.series.length === 0 ? (
          <Absent
            missing={missing}
            pending={pending}
            resources={['Observation', 'QuestionnaireResponse']}
            none="No scores in the chart."
          />
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
        <Problems thread={thread} missing={missing} pending={pending} />
      </section>
      <section aria-labelledby={placeId('plan')}>
        <h2 id={placeId('plan')} tabIndex={-1}>
          Treatment plan
        </h2>
        {reviewDue && (
          <p className="muted">
            Review {reviewDue < thread.asOf ? 'was' : 'is'} due {plainDate(reviewDue)}
          </p>
        )}
        {narrative && (
          <details className="plan-prose">
            <summary>{title ? `“${title}”` : 'The plan'} as the EHR holds it, in prose</summary>
            <p>{narrative}</p>
          </details>
        )}
        {thread.goals.length > 0 ? (
          <Goals thread={thread} />
        ) : (
          !narrative && (
            <Absent
              missing={missing}
              pending={pending}
              resources={['CarePlan', 'Goal']}
              none="No treatment plan with goals in the chart."
            />
          )
        )}
      </section>
      <Referrals thread={thread} />
      <section aria-labelledby="thread-gaps">
        <h2 id="thread-gaps" tabIndex={-1}>
          What an auditor would ask
        </h2>
        {pending.length > 0 ? <p className="empty">Judged once the whole chart is read…</p> : <Gaps {...found} />}
      </section>
    </div>
  );
}
