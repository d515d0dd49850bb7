import type { FactOf } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { plainDate } from '../components/dates.ts';
import { Field } from '../components/Field.tsx';
import { PROGRESS_STATUSES } from './choices.ts';
import { withProgress } from './input-changes.ts';

interface ProgressProps {
  readonly input: SessionInput;
  readonly objectives: readonly FactOf<'objective'>[];
  readonly onChange: (input: SessionInput) => void;
}

/** Where each live objective stands after this session. */
export function Progress({ input, objectives, onChange }: ProgressProps) {
  return (
    <Field label="Progress" note={objectives.length > 0 ? 'Per live objective' : ''}>
      {objectives.length === 0 && (
        <p className="empty">No live objective in the chart, so there is nothing to mark here.</p>
      )}
      {objectives.map(({ id, value }) => {
        const row = input.progress.find((progress) => progress.objective === value.localId);
        return (
          <div className="progress-row" key={id}>
            <p className="objective-text">
              {value.text}
              {value.due && !value.text.includes(value.due) && (
                <span className="muted"> Due {plainDate(value.due)}.</span>
              )}
            </p>
            <div className="row">
              <select
                aria-label={`Progress on: ${value.text}`}
                value={row?.status ?? ''}
                onChange={(event) =>
                  onChange(withProgress(input, value.localId, event.target.value, row?.evidence ?? ''))
                }
              >
                <option value="">Not discussed</option>
                {PROGRESS_STATUSES.map(([status, words]) => (
                  <option key={status} value={status}>
                    {words}
                  </option>
                ))}
              </select>
              {row && (
                <input
                  type="text"
                  className="grow"
                  aria-label={`Evidence for progress on: ${value.text}`}
                  placeholder="What shows it"
                  value={row.evidence ?? ''}
                  onChange={(event) => onChange(withProgress(input, value.localId, row.status, event.target.value))}
                />
              )}
            </div>
          </div>
        );
      })}
    </Field>
  );
}
