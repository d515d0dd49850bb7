import { useId } from 'react';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { sessionMinutes } from '../../core/chart/session-minutes.ts';
import { SESSION_KINDS, type SessionKind } from '../../core/chart/session-terms.ts';
import { minutesCheck } from '../../core/services/minutes-check.ts';
import { SERVICES, servicesNamed } from '../../core/services/service-table.ts';
import { ChipBar } from '../components/ChipBar.tsx';
import { Field } from '../components/Field.tsx';
import { wholeNumber } from '../components/whole-number.ts';
import { KIND_WORDS } from './choices.ts';
import { withKind, withMember, withServiceCode, withText } from './input-changes.ts';
import { Participants } from './Participants.tsx';
import { Place } from './Place.tsx';

interface SessionFactsProps {
  readonly input: SessionInput;
  readonly kind: SessionKind | undefined;
  readonly patientWord: string;
  readonly onChange: (input: SessionInput) => void;
}

/** Of what kind the session was, when, where, with whom, and under which code. */
export function SessionFacts({ input, kind, patientWord, onChange }: SessionFactsProps) {
  const id = useId();
  const minutes = sessionMinutes(input);
  const timed = minutes !== undefined && input.minutes !== minutes;
  const named = servicesNamed(input.serviceCode);
  const offered = SERVICES.filter((service) => service.kind === (kind ?? 'individual'));
  const hint = codeHint(input.serviceCode, minutes, kind);
  return (
    <Field label="Session">
      <div className="choices" role="radiogroup" aria-label="Kind of session">
        {SESSION_KINDS.map((value) => (
          <label key={value} className="choice">
            <input
              type="radio"
              name={`${id}-kind`}
              checked={kind === value}
              onChange={() => onChange(withKind(input, value))}
            />
            <span>{KIND_WORDS[value]}</span>
          </label>
        ))}
      </div>
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
        {timed ? (
          <span className="minutes">{minutes} min</span>
        ) : (
          <label>
            <span>or minutes</span>
            <input
              type="text"
              inputMode="numeric"
              className="tiny"
              value={input.minutes ?? ''}
              onChange={(event) => onChange(withMember(input, 'minutes', wholeNumber(event.target.value, 1440)))}
            />
          </label>
        )}
      </div>
      <div className="row">
        <label>
          <span>Service code</span>
          <input
            type="text"
            className="short"
            list={`${id}-codes`}
            value={input.serviceCode ?? ''}
            aria-describedby={`${id}-code-hint`}
            onChange={(event) => onChange(withServiceCode(input, event.target.value))}
          />
        </label>
        <datalist id={`${id}-codes`}>
          {SERVICES.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </datalist>
        <ChipBar
          label="Service codes of this kind"
          chips={offered.map(({ code, min, max }) => ({
            value: code,
            words: min === undefined ? code : `${code} · ${max === undefined ? `${min}+` : `${min}–${max}`} min`,
            pressed: named.some((service) => service.code === code),
          }))}
          onPress={(code) =>
            onChange(
              named.some((service) => service.code === code)
                ? withText(input, 'serviceCode', '')
                : withServiceCode(input, code),
            )
          }
        />
      </div>
      <output className="hint caution" id={`${id}-code-hint`}>
        {hint}
      </output>
      {named.some(({ code }) => code === '90837') && (
        <label>
          <span className="small-label">Why the longer session was needed</span>
          <input
            type="text"
            value={input.longerBecause ?? ''}
            onChange={(event) => onChange(withText(input, 'longerBecause', event.target.value))}
          />
        </label>
      )}
      <Place input={input} patientWord={patientWord} onChange={onChange} />
      <Participants input={input} kind={kind} patientWord={patientWord} onChange={onChange} />
    </Field>
  );
}

/** What is odd about the code: its minutes, or that it stands for another kind of session. */
function codeHint(code: string | undefined, minutes: number | undefined, kind: SessionKind | undefined): string {
  const service = servicesNamed(code).find((one) => one.kind !== undefined);
  const other =
    service?.kind !== undefined && kind !== undefined && service.kind !== kind
      ? `${service.code} is a code for another kind of session (${KIND_WORDS[service.kind].toLowerCase()}).`
      : '';
  return [other, minutesCheck(code, minutes)?.words ?? ''].filter((words) => words !== '').join(' ');
}
