import type { GoalThread, ObjectiveThread } from '../../core/thread/thread.ts';
import { plainDate } from '../components/dates.ts';
import { totalOf } from './sparkline-scale.ts';

/** Goals with their objectives, strung on one line: live ones in full, met and ended ones in a word. */
export function Goals({ goals }: { readonly goals: readonly GoalThread[] }) {
  return (
    <ol className="goals">
      {goals.map(({ goal, objectives, interventions }) => (
        <li key={goal.id} className="goal">
          <p className="goal-statement">{goal.value.statement}</p>
          {goal.value.patientWords && <p className="patient-words">“{goal.value.patientWords}”</p>}
          {objectives.length > 0 && (
            <ul className="objectives">
              {objectives.map((thread) => (
                <Objective key={thread.objective.id} thread={thread} />
              ))}
            </ul>
          )}
          {interventions.length > 0 && (
            <p className="muted planned">{interventions.map((intervention) => intervention.value.text).join('; ')}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Objective({ thread }: { readonly thread: ObjectiveThread }) {
  const { value } = thread.objective;
  const latest = thread.latest ? totalOf(thread.latest) : null;
  return (
    <li className={`objective objective-${value.status}`}>
      <span>{value.text}</span>
      {value.status !== 'live' && <span className="state-word">{value.status}</span>}
      {value.status === 'live' && latest !== null && thread.latest && (
        <span className="muted">
          {' '}
          Now {latest}, {plainDate(thread.latest.when)}.
        </span>
      )}
    </li>
  );
}
