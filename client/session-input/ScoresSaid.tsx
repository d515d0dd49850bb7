import { useState } from 'react';
import type { InstrumentId } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { Field } from '../components/Field.tsx';
import { INSTRUMENTS } from './choices.ts';

interface ScoresSaidProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/** Scores the clinician remembers. They are checked against the record; the note states the record's. */
export function ScoresSaid({ input, onChange }: ScoresSaidProps) {
  const [instrument, setInstrument] = useState<InstrumentId>('PHQ-9');
  const [total, setTotal] = useState('');
  const add = () => {
    if (!/^\d{1,2}$/.test(total)) return;
    const others = input.scoresSaid.filter((said) => said.instrument !== instrument);
    onChange({ ...input, scoresSaid: [...others, { instrument, total: Number(total) }] });
    setTotal('');
  };
  return (
    <Field label="Scores discussed" note="Checked against the chart">
      <div className="row">
        {input.scoresSaid.map((said) => (
          <span className="said" key={said.instrument}>
            {said.instrument} {said.total}
            <button
              type="button"
              className="quiet"
              aria-label={`Remove ${said.instrument} ${said.total}`}
              onClick={() => onChange({ ...input, scoresSaid: input.scoresSaid.filter((other) => other !== said) })}
            >
              <span aria-hidden="true">×</span>
            </button>
          </span>
        ))}
        <select
          aria-label="Instrument"
          value={instrument}
          onChange={(event) => setInstrument(event.target.value as InstrumentId)}
        >
          {INSTRUMENTS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <input
          type="text"
          inputMode="numeric"
          className="tiny"
          aria-label={`${instrument} total`}
          placeholder="Total"
          value={total}
          onChange={(event) => setTotal(event.target.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      </div>
    </Field>
  );
}
