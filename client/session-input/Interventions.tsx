import { useEffect, useRef } from 'react';
import type { FactOf } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { Field } from '../components/Field.tsx';
import { TECHNIQUE_MODALITIES } from './choices.ts';
import { withIntervention } from './input-changes.ts';

interface InterventionsProps {
  readonly input: SessionInput;
  readonly objectives: readonly FactOf<'objective'>[];
  readonly onChange: (input: SessionInput) => void;
}

/** What the clinician did: technique in her words, and the live objective it served. */
export function Interventions({ input, objectives, onChange }: InterventionsProps) {
  const body = useRef<HTMLDivElement>(null);
  const count = useRef(input.interventions.length);
  useEffect(() => {
    if (input.interventions.length > count.current) {
      body.current?.querySelector<HTMLInputElement>('.intervention:last-of-type input')?.focus();
    }
    count.current = input.interventions.length;
  }, [input.interventions.length]);
  return (
    <Field label="Interventions" note="Name the technique">
      <div ref={body} className="interventions">
        {input.interventions.map((row, at) => (
          <div className="intervention" key={at}>
            <input
              type="text"
              className="technique"
              value={row.technique}
              aria-label={`Technique of intervention ${at + 1}`}
              placeholder="Technique, in your words"
              onChange={(event) => onChange(withIntervention(input, at, { technique: event.target.value }))}
            />
            <select
              value={row.modality ?? ''}
              aria-label={`Modality of intervention ${at + 1}`}
              onChange={(event) => onChange(withIntervention(input, at, { modality: event.target.value }))}
            >
              <option value="">Modality</option>
              {TECHNIQUE_MODALITIES.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
            <select
              className="objective"
              value={row.objective ?? ''}
              aria-label={`Objective that intervention ${at + 1} served`}
              onChange={(event) => onChange(withIntervention(input, at, { objective: event.target.value }))}
            >
              <option value="">{objectives.length > 0 ? 'No objective' : 'No live objective in the chart'}</option>
              {objectives.map((objective) => (
                <option key={objective.id} value={objective.value.localId}>
                  {objective.value.text}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="quiet"
              aria-label={`Remove intervention ${at + 1}`}
              onClick={() =>
                onChange({ ...input, interventions: input.interventions.filter((_, index) => index !== at) })
              }
            >
              <span aria-hidden="true">×</span>
            </button>
          </div>
        ))}
      </div>
      <button
        type="button"
        className="chip"
        onClick={() => onChange({ ...input, interventions: [...input.interventions, { technique: '' }] })}
      >
        <span aria-hidden="true">+ </span>
        {input.interventions.length === 0 ? 'intervention' : 'another intervention'}
      </button>
    </Field>
  );
}
