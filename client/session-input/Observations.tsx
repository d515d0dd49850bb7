import type { SessionInput } from '../../core/chart/session-input.ts';
import { ChipBar } from '../components/ChipBar.tsx';
import { Field } from '../components/Field.tsx';
import { ASPECTS, findingsIn, NAMES_OF_ASPECTS, toggleFinding } from './aspects.ts';
import { type ChipRow, ChipRows } from './ChipRows.tsx';
import { withNotAssessed, withObservation } from './input-changes.ts';

const NOT_ASSESSED = 'not assessed';

interface ObservationsProps {
  readonly input: SessionInput;
  readonly onChange: (input: SessionInput) => void;
}

/**
 * What the clinician observed: choose an aspect, then findings or words of her own. An aspect left alone counts as not
 * assessed; "not assessed" says so in the note.
 */
export function Observations({ input, onChange }: ObservationsProps) {
  const skipped = NAMES_OF_ASPECTS.filter((aspect) => input.notAssessed.includes(aspect));
  const chosen = Object.keys(input.observations);
  const rows: ChipRow[] = [
    ...skipped.map((aspect) => ({ key: aspect, label: aspect, text: undefined, aside: NOT_ASSESSED })),
    ...chosen.map((aspect): ChipRow => {
      const text = input.observations[aspect] ?? '';
      const known = ASPECTS.find(([name]) => name === aspect)?.[1] ?? [];
      const present = findingsIn(text, known);
      const chips = known.map((finding) => ({ value: finding, words: finding, pressed: present.includes(finding) }));
      const below = (
        <ChipBar
          label={`Findings for ${aspect}`}
          chips={[...chips, { value: NOT_ASSESSED, words: NOT_ASSESSED, pressed: false }]}
          onPress={(finding) =>
            onChange(
              finding === NOT_ASSESSED
                ? withNotAssessed(input, aspect, true)
                : withObservation(input, aspect, toggleFinding(text, finding)),
            )
          }
        />
      );
      return { key: aspect, label: aspect.replaceAll('_', ' '), text, below };
    }),
  ];
  const free = NAMES_OF_ASPECTS.filter((aspect) => !chosen.includes(aspect) && !skipped.includes(aspect));
  return (
    <Field label="Observed" note="Left out = not assessed">
      <ChipRows
        label="Aspects of mental status"
        chips={free.map((aspect) => ({ value: aspect, words: aspect }))}
        rows={rows}
        onOpen={(aspect) => onChange(withObservation(input, aspect, ''))}
        onText={(aspect, text) => onChange(withObservation(input, aspect, text))}
        onRemove={(aspect) => onChange(withObservation(withNotAssessed(input, aspect, false), aspect, null))}
      />
    </Field>
  );
}
