import { useId } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { minutesBetween } from '../components/dates.ts';
import { Field } from '../components/Field.tsx';
import { SERVICE_CODES, serviceCodeHint } from './choices.ts';
import { withText } from './input-changes.ts';

const MODALITIES: readonly (readonly [SessionInput['modality'], string])[] = [
  ['in-person', 'In person'],
  ['telehealth-video', 'Video'],
  ['telehealth-audio', 'Phone'],
];

interface SessionFactsProps {
  readonly input: SessionInput;
  readonly patientWord: string;
  readonly onChange: (input: SessionInput) => void;
}

/** When, how and under which code the session took place. */
export function SessionFacts({ input, patientWord, onChange }: SessionFactsProps) {
  const id = useId();
  const minutes = minutesBetween(input.start, input.end);
  const hint = serviceCodeHint(input.serviceCode, minutes);
  return (
    <Field label="Session">
      <div className="row">
        <label>
          <span>Date</span>
          <input
            type="date"
            value={input.date}
            required
            onChange={(event) => event.target.value && onChange({ ...input, date: event.target.value })}
          />
        </label>
        <label>
          <span>Start</span>
          <input
            type="time"
            value={input.start ?? ''}
            onChange={(event) => onChange(withText(input, 'start', event.target.value))}
          />
        </label>
        <label>
          <span>End</span>
          <input
            type="time"
            value={input.end ?? ''}
            onChange={(event) => onChange(withText(input, 'end', event.target.value))}
          />
        </label>
        <span className="minutes">{minutes === undefined ? '' : `${minutes} min`}</span>
        <label>
          <span>Service code</span>
          <input
            type="text"
            className="short"
            inputMode="text"
            list={`${id}-codes`}
            value={input.serviceCode ?? ''}
            aria-describedby={`${id}-code-hint`}
            onChange={(event) => onChange(withText(input, 'serviceCode', event.target.value))}
          />
        </label>
        <datalist id={`${id}-codes`}>
          {SERVICE_CODES.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </datalist>
      </div>
      <output className="hint caution" id={`${id}-code-hint`}>
        {hint}
      </output>
      <div className="row">
        <div className="choices" role="radiogroup" aria-label="Modality">
          {MODALITIES.map(([value, words]) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name={`${id}-modality`}
                checked={input.modality === value}
                onChange={() => onChange({ ...input, modality: value })}
              />
              <span>{words}</span>
            </label>
          ))}
        </div>
        {input.modality !== 'in-person' && (
          <label className="grow">
            <span>Where the {patientWord} is</span>
            <input
              type="text"
              value={input.patientLocation ?? ''}
              onChange={(event) => onChange(withText(input, 'patientLocation', event.target.value))}
            />
          </label>
        )}
      </div>
    </Field>
  );
}
