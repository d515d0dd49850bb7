import { expect, test } from 'vitest';
import type { Fact } from '../../core/chart/fact.ts';
import { citedSources } from './build-attestation.ts';

const reported = (id: string, source: Fact['source']): Fact => ({
  id,
  kind: 'reported',
  value: { text: 'x' },
  polarity: 'affirmed',
  whose: 'patient',
  source,
});
const fromEhr = (reference: string, versionId?: string): Fact['source'] => ({
  from: 'ehr',
  reference,
  ...(versionId ? { versionId } : {}),
  path: 'x',
  excerpt: 'x',
});

test('a source is a chart resource in one version that a sentence cites, each once, clinician and uncited left out', () => {
  const facts = [
    reported('a', fromEhr('Observation/1', '1')),
    reported('b', fromEhr('Observation/1', '1')),
    reported('c', fromEhr('Observation/1', '2')),
    reported('d', { from: 'clinician', path: 'x', excerpt: 'x' }),
    reported('e', fromEhr('Condition/1')),
  ];
  const sentence = (id: string, cited: string[]) =>
    ({ id, text: 'x', facts: cited, rule: 'x', origin: 'composed' }) as const;
  const sections = [
    { id: 's', title: 'S', sentences: [sentence('1', ['b', 'd']), sentence('2', ['a', 'b', 'c', 'gone'])] },
  ];
  expect(citedSources({ sections, facts })).toEqual([
    { reference: 'Observation/1', versionId: '1', facts: ['b', 'a'] },
    { reference: 'Observation/1', versionId: '2', facts: ['c'] },
  ]);
});
