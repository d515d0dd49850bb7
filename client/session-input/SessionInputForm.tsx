import { useId } from 'react';
import type { FactOf } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { Field } from '../components/Field.tsx';
import { GrowingText } from '../components/GrowingText.tsx';
import { LineList } from '../components/LineList.tsx';
import { Interventions } from './Interventions.tsx';
import { withText } from './input-changes.ts';
import { Observations } from './Observations.tsx';
import { Progress } from './Progress.tsx';
import { RiskGrid } from './RiskGrid.tsx';
import { ScoresSaid } from './ScoresSaid.tsx';
import { SessionFacts } from './SessionFacts.tsx';

interface SessionInputFormProps {
  readonly input: SessionInput;
  readonly objectives: readonly FactOf<'objective'>[];
  readonly patientWord: string;
  readonly onChange: (input: SessionInput) => void;
}

/** What the clinician enters after the session. Everything is optional; nothing is filled in beforehand. */
export function SessionInputForm({ input, objectives, patientWord, onChange }: SessionInputFormProps) {
  const id = useId();
  const rows = { input, objectives, onChange };
  return (
    <form
      className="session-input"
      data-testid="session-input"
      aria-label="Session"
      onSubmit={(event) => event.preventDefault()}
    >
      <SessionFacts input={input} patientWord={patientWord} onChange={onChange} />
      <Field label="Chief complaint">
        <input
          type="text"
          aria-label="Chief complaint"
          value={input.complaint ?? ''}
          onChange={(event) => onChange(withText(input, 'complaint', event.target.value))}
        />
      </Field>
      <Field label={`What the ${patientWord} reported`} note="One statement a line">
        <LineList
          label={`What the ${patientWord} reported`}
          placeholder="Type a statement, Enter adds it"
          lines={input.reported}
          onChange={(reported) => onChange({ ...input, reported })}
        />
      </Field>
      <Observations input={input} onChange={onChange} />
      <Interventions {...rows} />
      <Field label="Response">
        <GrowingText
          label={`How the ${patientWord} responded`}
          value={input.response ?? ''}
          onChange={(text) => onChange(withText(input, 'response', text))}
        />
      </Field>
      <RiskGrid input={input} onChange={onChange} />
      <Progress {...rows} />
      <ScoresSaid input={input} onChange={onChange} />
      <Field label="Homework">
        <LineList
          label="Homework"
          placeholder="Enter adds"
          lines={input.homework}
          onChange={(homework) => onChange({ ...input, homework })}
        />
      </Field>
      <Field label="Plan">
        <LineList
          label="Plan"
          placeholder="Enter adds"
          lines={input.plan}
          onChange={(plan) => onChange({ ...input, plan })}
        />
        <div className="row">
          <label>
            <span>Next appointment</span>
            <input
              type="date"
              value={input.nextAppointment ?? ''}
              onChange={(event) => onChange(withText(input, 'nextAppointment', event.target.value))}
            />
          </label>
        </div>
      </Field>
      <Field label="Not asked about" note="Stated as not assessed">
        <LineList
          label="Not asked about"
          placeholder="For example alcohol use"
          lines={input.notAssessed}
          onChange={(notAssessed) => onChange({ ...input, notAssessed })}
        />
      </Field>
      <div className="private">
        <Field label="Private" note="For you alone">
          <GrowingText
            label="Private jotting"
            describedBy={`${id}-private`}
            value={input.private ?? ''}
            rows={2}
            onChange={(text) => onChange(withText(input, 'private', text))}
          />
          <p className="hint" id={`${id}-private`}>
            Never leaves this page’s draft store; not in the note.
          </p>
        </Field>
      </div>
    </form>
  );
}
