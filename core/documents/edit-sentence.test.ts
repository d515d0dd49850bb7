import { describe, expect, it } from 'vitest';
import type { Section } from './draft.ts';
import { addSentence, editSentence, removeSentence } from './edit-sentence.ts';

const composed = {
  id: 'plan/planned/1',
  text: 'Planned: rest.',
  facts: ['planned:plan[0]'],
  rule: 'planned',
  origin: 'composed',
} as const;
const sections: Section[] = [{ id: 'plan', title: 'Plan', sentences: [composed] }];

describe('editing a draft', () => {
  it('makes a reworded sentence the clinician’s, with the same id and nothing cited', () => {
    expect(editSentence(sections, composed.id, 'Planned: walk.')[0]?.sentences).toEqual([
      { id: composed.id, text: 'Planned: walk.', facts: [], rule: 'clinician', origin: 'clinician' },
    ]);
  });

  it('leaves a sentence composed when nothing changed, and the given sections untouched', () => {
    expect(editSentence(sections, composed.id, composed.text)).toEqual(sections);
    expect(editSentence(sections, 'unknown', 'x')).toEqual(sections);
    expect(sections[0]?.sentences[0]).toBe(composed);
  });

  it('adds her sentence at the end or after another, each with an id of its own', () => {
    const twice = addSentence(addSentence(sections, 'plan', 'One.'), 'plan', 'Two.', composed.id);
    expect(twice[0]?.sentences.map(({ text }) => text)).toEqual(['Planned: rest.', 'Two.', 'One.']);
    expect(new Set(twice[0]?.sentences.map(({ id }) => id)).size).toBe(3);
  });

  it('removes one sentence', () => {
    expect(removeSentence(sections, composed.id)[0]?.sentences).toEqual([]);
  });
});
