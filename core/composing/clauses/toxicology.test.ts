import { expect, it } from 'vitest';
import { ehrFact, sampleChart, sampleInput } from '../../../tests/golden/support/sample-chart.ts';
import type { FactValues } from '../../chart/fact.ts';
import { composeNote } from '../compose-note.ts';

const LAST_NOTE = '2026-03-30';
const value: FactValues['toxicology'] = { specimen: 'urine', results: [{ substance: 'cocaine', result: 'negative' }] };

/** What the note of 27 April 2026 tells of one screen. */
function told(when: string | undefined, changes: Partial<typeof value> = {}, firstNote = false): string[] {
  const chart = sampleChart().filter(({ kind }) => !firstNote || kind !== 'prior-note');
  const screen = ehrFact('toxicology', 'uds', { ...value, ...changes }, when);
  const { note } = composeNote({ format: 'DAP', input: sampleInput(), chartFacts: [...chart, screen], missing: [] });
  const sentences = note.sections.flatMap((section) => section.sentences).filter(({ rule }) => rule === 'toxicology');
  for (const { facts } of sentences) expect(facts).toEqual([screen.id]);
  return sentences.map(({ text }) => text);
}

it('tells a screen since the last note, with what each test found as the laboratory recorded it', () => {
  expect(told('2026-04-25')).toEqual(['Urine drug screen of 25 April 2026: negative for cocaine.']);
  const results: FactValues['toxicology']['results'] = [
    { substance: 'fentanyl', result: 'positive' },
    { substance: 'methadone', result: 'positive', words: 'Positive (expected)' },
    { substance: 'opiates', result: 'positive', words: 'Presumptive positive' },
    { substance: 'barbiturates', result: 'other', words: 'See comment.' },
    { substance: 'cocaine', result: 'negative' },
    { substance: 'cannabinoids', result: 'negative' },
  ];
  expect(told('2026-04-25', { results, preliminary: true })).toEqual([
    'Urine drug screen of 25 April 2026 (not yet final): positive for fentanyl; positive for methadone (recorded as "expected"); positive for opiates (recorded as "Presumptive positive"); barbiturates recorded as "See comment"; negative for cocaine and cannabinoids.',
  ]);
});

it.each<[string, string | undefined, Partial<typeof value>, boolean, number]>([
  ['on the day of the session', '2026-04-27', {}, false, 1],
  ['of before the last note', '2026-03-29', {}, false, 0],
  ['of the day of the last note', LAST_NOTE, {}, false, 0],
  ['of that day, whose result came later', LAST_NOTE, { resulted: '2026-04-02T08:00:00Z' }, false, 1],
  ['of that day, whose result came after the session', LAST_NOTE, { resulted: '2026-05-02' }, false, 0],
  ['of after the session', '2026-04-28', {}, false, 0],
  ['of no day', undefined, {}, false, 0],
  ['of the month before the first note', '2026-04-01', {}, true, 1],
  ['older than that, before the first note', '2026-03-20', {}, true, 0],
])('tells a screen %s where no earlier note can have told it', (_name, when, changes, firstNote, count) => {
  expect(told(when, changes, firstNote)).toHaveLength(count);
});
