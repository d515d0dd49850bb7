import { type ReactNode, useId, useMemo } from 'react';
import type { Fact, FactOf } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { kindOf } from '../../core/services/service-table.ts';
import { Field } from '../components/Field.tsx';
import { GrowingText } from '../components/GrowingText.tsx';
import { LineList } from '../components/LineList.tsx';
import { NAMES_OF_ASPECTS } from './aspects.ts';
import { Circumstances } from './Circumstances.tsx';
import { CodeElements } from './CodeElements.tsx';
import { type FormPart, partsOf } from './form-parts.ts';
import { HomeworkReview } from './HomeworkReview.tsx';
import { Interventions } from './Interventions.tsx';
import { withText } from './input-changes.ts';
import { ActivityFields, CrisisFields, GroupFields, HistoryFields } from './KindFields.tsx';
import { lastPlan } from './last-plan-items.ts';
import { Observations } from './Observations.tsx';
import { Progress } from './Progress.tsx';
import { RiskGrid } from './RiskGrid.tsx';
import { ScoresSaid } from './ScoresSaid.tsx';
import { SessionFacts } from './SessionFacts.tsx';

interface SessionInputFormProps {
  readonly input: SessionInput;
  readonly objectives: readonly FactOf<'objective'>[];
  /** Of the chart: what was planned last time, and the diagnosis. */
  readonly facts?: readonly Fact[] | undefined;
  readonly patientWord: string;
  readonly onChange: (input: SessionInput) => void;
}

const NO_FACTS: readonly Fact[] = [];

/** What the clinician enters after the session. Everything is optional; nothing is filled in beforehand. */
export function SessionInputForm({
  input,
  objectives,
  facts = NO_FACTS,
  patientWord,
  onChange,
}: SessionInputFormProps) {
  const id = useId();
  const kind = kindOf(input.kind, input.serviceCode);
  const { shown, more } = partsOf(kind, input.participants.length === 0 || input.participants.includes('patient'));
  const planned = useMemo(() => lastPlan(facts, input.date), [facts, input.date]);
  const own = { input, onChange };
  const notAsked = input.notAssessed.filter((what) => !NAMES_OF_ASPECTS.includes(what));
  const parts: Readonly<Record<FormPart, () => ReactNode>> = {
    reported: () => (
      <Field label={`What the ${patientWord} reported`} note="One statement a line">
        <LineList
          label={`What the ${patientWord} reported`}
          placeholder="Type a statement, Enter adds it"
          lines={input.reported}
          onChange={(reported) => onChange({ ...input, reported })}
        />
      </Field>
    ),
    circumstances: () => <Circumstances {...own} />,
    history: () => <HistoryFields {...own} />,
    crisis: () => <CrisisFields {...own} />,
    group: () => <GroupFields {...own} />,
    activities: () => <ActivityFields {...own} />,
    observations: () => <Observations {...own} />,
    interventions: () => <Interventions {...own} kind={kind} objectives={objectives} />,
    response: () => (
      <Field label="Response" note="To the session as a whole">
        <GrowingText
          label={`How the ${patientWord} responded`}
          value={input.response ?? ''}
          onChange={(text) => onChange(withText(input, 'response', text))}
        />
      </Field>
    ),
    risk: () => <RiskGrid {...own} />,
    progress: () => <Progress {...own} objectives={objectives} />,
    homework: () => (
      <Field label="Homework">
        <HomeworkReview {...own} lastPlan={planned} />
        <LineList
          label="New homework"
          placeholder="New homework, Enter adds"
          lines={input.homework}
          onChange={(homework) => onChange({ ...input, homework })}
        />
      </Field>
    ),
    plan: () => (
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
              value={input.nextAppointment?.slice(0, 10) ?? ''}
              onChange={(event) => onChange(withText(input, 'nextAppointment', event.target.value))}
            />
          </label>
        </div>
      </Field>
    ),
    scores: () => <ScoresSaid {...own} />,
    'not-asked': () => (
      <Field label="Not asked about" note="Stated as not assessed">
        <LineList
          label="Not asked about"
          placeholder="For example alcohol use"
          lines={notAsked}
          onChange={(lines) =>
            onChange({
              ...input,
              notAssessed: [...input.notAssessed.filter((what) => NAMES_OF_ASPECTS.includes(what)), ...lines],
            })
          }
        />
      </Field>
    ),
  };
  return (
    <form
      className="session-input"
      data-testid="session-input"
      aria-label="Session"
      onSubmit={(event) => event.preventDefault()}
    >
      <SessionFacts {...own} kind={kind} patientWord={patientWord} />
      <Field label={kind === 'intake' ? 'Presenting problem' : 'Chief complaint'}>
        <input
          type="text"
          aria-label="Chief complaint"
          value={input.complaint ?? ''}
          onChange={(event) => onChange(withText(input, 'complaint', event.target.value))}
        />
      </Field>
      {shown.map((part) => (
        <div key={part}>{parts[part]()}</div>
      ))}
      <details className="more" open={more.some((part) => isEntered(part, input, notAsked)) || undefined}>
        <summary>More: {more.map((part) => PART_WORDS[part]).join(', ')}</summary>
        {more.map((part) => (
          <div key={part}>{parts[part]()}</div>
        ))}
      </details>
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
      <CodeElements input={input} facts={facts} />
    </form>
  );
}

const PART_WORDS: Readonly<Record<FormPart, string>> = {
  reported: 'reported',
  circumstances: 'circumstances',
  history: 'history',
  crisis: 'crisis',
  group: 'group',
  activities: 'what was done',
  observations: 'observed',
  interventions: 'interventions',
  response: 'response',
  risk: 'risk',
  progress: 'progress',
  homework: 'homework',
  plan: 'plan',
  scores: 'scores discussed',
  'not-asked': 'not asked about',
};

/** Whether something stands in a part, so that it must not lie hidden. */
function isEntered(part: FormPart, input: SessionInput, notAsked: readonly string[]): boolean {
  if (part === 'not-asked') return notAsked.length > 0;
  if (part === 'scores') return input.scoresSaid.length > 0;
  if (part === 'homework') return input.homework.length > 0 || (input.homeworkReview?.length ?? 0) > 0;
  if (part === 'circumstances') return (input.circumstances?.length ?? 0) > 0;
  if (part === 'observations') return Object.keys(input.observations).length > 0;
  if (part === 'interventions') return input.interventions.length > 0;
  if (part === 'progress') return input.progress.length > 0;
  return part === 'response' && input.response !== undefined;
}
