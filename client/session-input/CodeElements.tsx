import { useMemo } from 'react';
import type { Fact } from '../../core/chart/fact.ts';
import { factsFromSession } from '../../core/chart/session-facts.ts';
import type { SessionInput } from '../../core/chart/session-input.ts';
import { elementsOf } from '../../core/services/elements-of.ts';

interface CodeElementsProps {
  readonly input: SessionInput;
  /** Of the chart: the diagnosis is found there. */
  readonly facts: readonly Fact[];
}

/** What an auditor wants of a note under this code, ticked from what is entered. It informs and blocks nothing. */
export function CodeElements({ input, facts }: CodeElementsProps) {
  const elements = useMemo(() => elementsOf([...factsFromSession(input), ...facts]), [input, facts]);
  if (elements.length === 0) return null;
  const open = elements.filter(({ present }) => !present).length;
  return (
    <section
      className="code-elements"
      data-testid="code-elements"
      aria-label={`What ${input.serviceCode} asks of the note`}
    >
      <p>
        {input.serviceCode}: {open === 0 ? 'everything it asks of the note is entered.' : `${open} not entered yet.`}
      </p>
      <ul>
        {elements.map(({ id, words, present }) => (
          <li key={id} data-present={present}>
            <span aria-hidden="true">{present ? '✓' : '○'} </span>
            {words}
            <span className="visually-hidden">{present ? ': entered' : ': not entered'}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
