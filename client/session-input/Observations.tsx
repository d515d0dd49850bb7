import { useRef } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { Field } from '../components/Field.tsx';
import { ASPECTS } from './choices.ts';
import { withObservation } from './input-changes.ts';

interface ObservationsProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/** What the clinician observed: choose an aspect, then say the finding. An aspect left out counts as not assessed. */
export function Observations({ input, onChange }: ObservationsProps) {
  const rows = useRef<HTMLDivElement>(null);
  const chosen = Object.keys(input.observations);
  const open = (aspect: string) => {
    onChange(withObservation(input, aspect, ''));
    requestAnimationFrame(() => rows.current?.querySelector<HTMLInputElement>('.aspect:last-of-type input')?.focus());
  };
  return (
    <Field label="Observed" note="Left out = not assessed">
      <div ref={rows} className="aspects">
        {chosen.map((aspect) => (
          <div className="aspect" key={aspect}>
            <label>
              <span>{aspect}</span>
              <input
                type="text"
                value={input.observations[aspect] ?? ''}
                onChange={(event) => onChange(withObservation(input, aspect, event.target.value))}
              />
            </label>
            <button
              type="button"
              className="quiet"
              aria-label={`Remove ${aspect}`}
              onClick={() => onChange(withObservation(input, aspect, null))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </div>
        ))}
      </div>
      <div className="chips">
        {ASPECTS.filter((aspect) => !chosen.includes(aspect)).map((aspect) => (
          <button key={aspect} type="button" className="chip" onClick={() => open(aspect)}>
            <span aria-hidden="true">+ </span>
            {aspect}
          </button>
        ))}
      </div>
    </Field>
  );
}
