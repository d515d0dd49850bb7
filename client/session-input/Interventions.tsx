import { useRef } from 'react';
import type { FactOf } from '../../core/chart/fact.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import type { SessionKind } from '../../core/chart/session-terms.ts';
import { firstOpenSlot, TECHNIQUES } from '../../core/interventions/technique-table.ts';
import { ChipBar } from '../components/ChipBar.tsx';
import { Field } from '../components/Field.tsx';
import { focusAfter } from '../components/focus-after.ts';
import { FIRST_MODALITIES } from './choices.ts';
import { withIntervention, withoutItem } from './input-changes.ts';

/** The chip that opens a row without a modality. */
const OWN = 'own';

interface InterventionsProps {
  readonly input: SessionInput;
  readonly kind: SessionKind | undefined;
  readonly objectives: readonly FactOf<'objective'>[];
  readonly onChange: (input: SessionInput) => void;
}

/** What the clinician did: modality, technique as a chip or in her words, the live objective it served, the response to it. */
export function Interventions({ input, kind, objectives, onChange }: InterventionsProps) {
  const body = useRef<HTMLDivElement>(null);
  const rows = input.interventions;
  const first = FIRST_MODALITIES[kind ?? 'individual'];
  const within = <T extends HTMLElement>(at: number, selector: string) =>
    body.current?.querySelectorAll('.intervention')[at]?.querySelector<T>(selector);
  const open = (modality: string) => {
    const row = modality === OWN ? { technique: '' } : { technique: '', modality };
    focusAfter(
      () => onChange({ ...input, interventions: [...rows, row] }),
      () => within(rows.length, modality === OWN ? 'input' : '.chip[tabindex="0"]'),
    );
  };
  const choose = (at: number, technique: string) => {
    const slot = firstOpenSlot(technique);
    const field = () => within<HTMLInputElement>(at, '.technique');
    focusAfter(() => onChange(withIntervention(input, at, { technique })), field);
    if (slot) field()?.setSelectionRange(slot.start, slot.end);
  };
  return (
    <Field label="Interventions" note="Name the technique">
      <div ref={body} className="interventions">
        {rows.map((row, at) => (
          <InterventionRow
            key={at}
            row={row}
            number={at + 1}
            objectives={objectives}
            onChange={(change) => onChange(withIntervention(input, at, change))}
            onChoose={(technique) => choose(at, technique)}
            onRemove={() => onChange({ ...input, interventions: withoutItem(rows, at) })}
          />
        ))}
      </div>
      <ChipBar
        label="Add an intervention"
        chips={[
          { value: OWN, words: rows.length === 0 ? 'intervention' : 'another intervention' },
          ...first.map((modality) => ({ value: modality, words: wordsOf(modality) })),
        ]}
        onPress={open}
      />
    </Field>
  );
}

interface InterventionRowProps {
  readonly row: SessionInput['interventions'][number];
  readonly number: number;
  readonly objectives: readonly FactOf<'objective'>[];
  readonly onChange: (change: { modality?: string; technique?: string; objective?: string; response?: string }) => void;
  readonly onChoose: (technique: string) => void;
  readonly onRemove: () => void;
}

function InterventionRow({ row, number, objectives, onChange, onChoose, onRemove }: InterventionRowProps) {
  const modality = TECHNIQUES.find((one) => one.modality === row.modality);
  return (
    <div className="intervention">
      <input
        type="text"
        className="technique"
        value={row.technique}
        aria-label={`Technique of intervention ${number}`}
        placeholder="Technique, in your words"
        onChange={(event) => onChange({ technique: event.target.value })}
        onKeyDown={(event) => {
          const slot = firstOpenSlot(row.technique);
          if (event.key !== 'Enter' || !slot) return;
          event.preventDefault();
          event.currentTarget.setSelectionRange(slot.start, slot.end);
        }}
      />
      <button type="button" className="quiet" aria-label={`Remove intervention ${number}`} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </button>
      {modality && row.technique === '' && (
        <div className="techniques">
          <ChipBar
            label={`Techniques for intervention ${number}`}
            chips={modality.techniques.map((technique) => ({
              value: technique,
              words: technique.replace(/\[[^\]]+\]/g, '…'),
            }))}
            onPress={onChoose}
          />
        </div>
      )}
      <select
        className="modality"
        value={row.modality ?? ''}
        aria-label={`Modality of intervention ${number}`}
        onChange={(event) => onChange({ modality: event.target.value })}
      >
        <option value="">Modality</option>
        {TECHNIQUES.map(({ modality: value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
        {row.modality && !modality && <option value={row.modality}>{row.modality}</option>}
      </select>
      <select
        className="objective"
        value={row.objective ?? ''}
        aria-label={`Objective that intervention ${number} served`}
        onChange={(event) => onChange({ objective: event.target.value })}
      >
        <option value="">{objectives.length > 0 ? 'No objective' : 'No live objective in the chart'}</option>
        {objectives.map((objective) => (
          <option key={objective.id} value={objective.value.localId}>
            {objective.value.text}
          </option>
        ))}
        {row.objective && !objectives.some(({ value }) => value.localId === row.objective) && (
          <option value={row.objective}>An objective that is not live</option>
        )}
      </select>
      <input
        type="text"
        className="response"
        value={row.response ?? ''}
        aria-label={`Response to intervention ${number}`}
        placeholder="Response to this"
        onChange={(event) => onChange({ response: event.target.value })}
      />
    </div>
  );
}

function wordsOf(modality: string): string {
  return TECHNIQUES.find((one) => one.modality === modality)?.words ?? modality;
}
