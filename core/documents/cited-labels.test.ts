import { expect, test } from 'vitest';
import type { Fact, SecurityLabel } from '../chart/fact.ts';
import { citedLabels } from './cited-labels.ts';

const label = (code: string): SecurityLabel => ({ system: 'urn:labels', code });
const fact = (id: string, kind: 'reported' | 'condition', ...labels: SecurityLabel[]): Fact =>
  ({
    id,
    kind,
    value:
      kind === 'condition' ? { display: 'Opioid use  disorder', status: 'active', category: 'problem' } : { text: id },
    polarity: 'affirmed',
    whose: 'patient',
    source: { from: 'clinician', path: 'x', excerpt: 'x' },
    ...(labels.length > 0 ? { labels } : {}),
  }) as Fact;
const facts = [
  fact('a', 'reported', label('A'), label('B')),
  fact('b', 'reported', label('B')),
  fact('c', 'condition', label('C')),
  fact('plain', 'reported'),
];
const sections = (...sentences: [id: string, ...facts: string[]][]) => [
  {
    id: 's',
    title: 'S',
    sentences: sentences.map(([id, ...cited]) => ({
      id,
      text: `Told by ${id}.`,
      facts: cited,
      rule: 'x',
      origin: 'composed' as const,
    })),
  },
];
const codes = (...args: Parameters<typeof citedLabels>) => citedLabels(...args).map(({ code }) => code);

test('a note inherits the labels of what it cites, each once, and none of what it leaves unsaid', () => {
  expect(codes({ facts, header: [], sections: sections(['1', 'b', 'plain'], ['2', 'a']) })).toEqual(['B', 'A']);
  expect(codes({ facts, header: [], sections: sections(['1', 'plain', 'gone']) })).toEqual([]);
});

test('a reworded sentence keeps the labels of the Facts it was composed from; a struck one does not', () => {
  const composed = { sections: sections(['1', 'a'], ['2', 'b']) };
  expect(codes({ facts, header: [], sections: sections(['1']) }, composed)).toEqual(['A', 'B']);
  expect(codes({ facts, header: [], sections: sections(['2']) }, composed)).toEqual(['B']);
});

test('a sentence that was joined to another one, or pasted as a new one, brings its labels along', () => {
  const composed = { sections: sections(['1', 'a'], ['2', 'b']) };
  const now = (id: string, text: string) => [
    { id: 's', title: 'S', sentences: [{ id, text, facts: [], rule: 'clinician', origin: 'clinician' as const }] },
  ];
  expect(codes({ facts, header: [], sections: now('2', 'Told by 2. Told by 1.') }, composed)).toEqual(['B', 'A']);
  expect(codes({ facts, header: [], sections: now('new', 'Told by 1, again.') }, composed)).toEqual(['A', 'B']);
});

test('a diagnosis at the head of the note brings its label', () => {
  const header = [['Diagnosis', 'F11.20 Opioid use disorder']] as const;
  expect(codes({ facts, header, sections: [] })).toEqual(['C']);
});
