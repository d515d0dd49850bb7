import { expect, test } from 'vitest';
import type { FactOf } from '../chart/fact.ts';
import { lookingFor, mentionOf, wordsOfWork } from './mentions.ts';

const note = (text: string, sections?: Record<string, string>): FactOf<'prior-note'>['value'] => ({
  text,
  truncated: false,
  ours: false,
  ...(sections && { sections }),
});
const found = (text: string, words: string, localId?: string) =>
  mentionOf(lookingFor(words, localId), wordsOfWork(note(text)))?.text;

const objective = 'Complete at least 3 scheduled activities a week by 2026-06-30';

test.each([
  ['all of its words', 'Worked on: complete at least 3 scheduled activities a week by 2026-06-30.', objective],
  [
    'four content words in a row',
    'Client will complete at least four scheduled activities weekly',
    'Complete at least four scheduled activities daily',
  ],
  ['its local id', 'Toward g1o2: mood monitoring.', 'Anything else entirely', 'g1o2'],
])('a mention by %s', (_how, text, words, localId?: string) => {
  expect(found(text, words, localId)).toBe(text);
});

test.each([
  ['a paraphrase', 'She planned three things to do each week.', objective],
  ['three words in a row', 'Scheduled activities a week ago were missed.', objective],
  ['a short intervention, whole', 'Behavioral activation was continued.', 'Behavioral activation'],
  ['a short id', 'G1 P0, healthy.', 'Anything else', 'g1'],
  ['an id that is a scale', 'PHQ9 was taken.', 'Anything else', 'PHQ9'],
  ['dates and numbers alone', 'Seen 2026-06-30, 3 of 8.', 'By 2026-06-30, 3 of 8'],
  ['said not to be done', `Live and not addressed this session: ${objective}.`, objective],
  ['said not to be done, in wrapped lines', `Live and not addressed this session: a walk;\n${objective}.`, objective],
  ['what follows on the line of such words', `Deferred to next time. ${objective}.`, objective],
])('no mention: %s', (_why, text, words, localId?: string) => {
  expect(found(text, words, localId)).toBeUndefined();
});

test('a mention may run over the end of a wrapped line; the next entry of a list is another matter', () => {
  const wrapped = objective.replace('activities a', 'activities\na');
  expect(found(`Toward ${wrapped}.`, objective)).toBe(`Toward ${objective}.`);
  expect(found(`- Deferred: walking\n- Toward ${objective}`, objective)).toBe(`- Toward ${objective}`);
});

test('the history and the complaint of a note tell of no work', () => {
  const text = `Goal was: ${objective}`;
  const of = (name: string) => mentionOf(lookingFor(objective), wordsOfWork(note(text, { [name]: text })));
  expect(of('history')).toBeUndefined();
  expect(of('subjective')).toBeUndefined();
  expect(of('interventions')?.text).toBe(text);
  expect(of('assessment-and-plan')?.text).toBe(text);
});
