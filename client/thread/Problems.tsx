import type { MissingRead } from '../../core/chart/chart.ts';
import type { GoldenThread } from '../../core/thread/thread.ts';
import { Absent } from './Absent.tsx';
import { placeId } from './place-id.ts';

interface ProblemsProps {
  readonly thread: GoldenThread;
  readonly missing: readonly MissingRead[];
  readonly pending: readonly string[];
}

/** The problems of the chart: active ones with their code, the others folded. */
export function Problems({ thread, missing, pending }: ProblemsProps) {
  const problems = thread.problems.map(({ problem }) => problem);
  const active = problems.filter(({ value }) => value.status === 'active');
  const past = problems.filter(({ value }) => value.status !== 'active');
  return (
    <>
      {active.length === 0 && (
        <Absent missing={missing} pending={pending} resources={['Condition']} none="No active problem in the chart." />
      )}
      <ul className="problems">
        {active.map(({ id, value }) => (
          <li key={id} id={placeId('problem', id)} tabIndex={-1}>
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
    </>
  );
}
