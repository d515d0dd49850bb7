import type { GoldenThread } from '../../core/thread/thread.ts';
import { Objective } from './Objective.tsx';
import { placeId } from './place-id.ts';

/** Goals with their objectives, strung on one line: live ones in full, met and ended ones in a word. */
export function Goals({ thread }: { readonly thread: GoldenThread }) {
  return (
    <ol className="goals">
      {thread.goals.map(({ goal, objectives, interventions, problems }) => (
        <li key={goal.id} className="goal" id={placeId('goal', goal.id)} tabIndex={-1}>
          <p className="goal-statement">
            {goal.value.statement}
            {problems.map(({ id, value }) => (
              <span className="code" key={id} title={value.display}>
                {' '}
                {value.code}
              </span>
            ))}
          </p>
          {goal.value.patientWords && <p className="patient-words">“{goal.value.patientWords}”</p>}
          {objectives.length > 0 && (
            <ul className="objectives">
              {objectives.map((objective) => (
                <Objective key={objective.objective.id} objective={objective} thread={thread} />
              ))}
            </ul>
          )}
          {interventions.length > 0 && (
            <p className="muted planned">
              <span className="visually-hidden">Planned: </span>
              {interventions.map((intervention) => intervention.value.text).join('; ')}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
