import type { SessionInput } from '../../core/chart/session-input.ts';
import { CIRCUMSTANCE_DOMAINS } from '../../core/chart/session-terms.ts';
import { Field } from '../components/Field.tsx';
import { ChipRows } from './ChipRows.tsx';
import { CIRCUMSTANCE_WORDS } from './choices.ts';
import { withItem, withMember, withoutItem } from './input-changes.ts';

interface CircumstancesProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/** Circumstances of life that came up today, each in words. A row without words is not drafted. */
export function Circumstances({ input, onChange }: CircumstancesProps) {
  const list = input.circumstances ?? [];
  const change = (next: typeof list) => onChange(withMember(input, 'circumstances', next));
  return (
    <Field label="Circumstances" note="Said today">
      <ChipRows
        label="Circumstances"
        chips={CIRCUMSTANCE_DOMAINS.map((domain) => ({ value: domain, words: CIRCUMSTANCE_WORDS[domain] }))}
        rows={list.map(({ domain, words }, at) => ({
          key: String(at),
          label: CIRCUMSTANCE_WORDS[domain],
          text: words,
          placeholder: 'What was said',
        }))}
        onOpen={(value) => {
          const domain = CIRCUMSTANCE_DOMAINS.find((one) => one === value);
          if (domain) change([...list, { domain, words: '' }]);
        }}
        onText={(key, words) => change(withItem(list, Number(key), { words }))}
        onRemove={(key) => change(withoutItem(list, Number(key)))}
      />
    </Field>
  );
}
