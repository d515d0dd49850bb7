import { describe, expect, test } from 'vitest';
import type { Section, Sentence } from '../../core/documents/draft.ts';
import { findSentence, readingOrder, tidySections, withNewSentence, withSentenceText } from './draft-edits.ts';

const drafted: Sentence = {
  id: 's1',
  text: 'Denied suicidal ideation.',
  facts: ['risk:1'],
  rule: 'risk-denied',
  origin: 'composed',
};
const other: Sentence = {
  id: 's2',
  text: 'Walks most mornings.',
  facts: ['reported:1'],
  rule: 'reported',
  origin: 'composed',
};
const sections: Section[] = [
  { id: 'data', title: 'Data', sentences: [drafted, other] },
  { id: 'plan', title: 'Plan', sentences: [] },
];

describe('draft edits', () => {
  test('an edited sentence keeps its id and becomes the clinician’s', () => {
    const edited = withSentenceText(sections, 's1', 'She denied suicidal ideation.');
    expect(findSentence(edited, 's1')?.sentence).toEqual({
      id: 's1',
      facts: [],
      text: 'She denied suicidal ideation.',
      origin: 'clinician',
      rule: 'clinician',
    });
    expect(findSentence(edited, 's2')?.sentence).toBe(other);
  });

  test('typing the drafted words again gives the drafted sentence back', () => {
    const edited = withSentenceText(sections, 's1', 'x');
    expect(findSentence(withSentenceText(edited, 's1', drafted.text, drafted), 's1')?.sentence).toEqual(drafted);
  });

  test('a new sentence stands where it was asked for, under an id not in use', () => {
    const first = withNewSentence(sections, 'data', 's1');
    expect(readingOrder(first.sections)).toEqual(['s1', first.id, 's2']);
    const second = withNewSentence(first.sections, 'plan');
    expect(second.id).not.toBe(first.id);
    expect(readingOrder(second.sections)).toEqual(['s1', first.id, 's2', second.id]);
  });

  test('an emptied sentence is not saved', () => {
    const emptied = withSentenceText(withNewSentence(sections, 'plan').sections, 's2', '  ');
    expect(readingOrder(tidySections(emptied))).toEqual(['s1']);
  });
});
