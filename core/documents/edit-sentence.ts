import type { Section, Sentence } from './draft.ts';

/**
 * The sections with one sentence reworded by the clinician. The sentence keeps its id, becomes hers and cites nothing:
 * what she writes is checked against the Facts, no longer claimed from them. Unchanged text, or an id that is not there,
 * gives the sections back as they are.
 */
export function editSentence(sections: readonly Section[], sentenceId: string, newText: string): Section[] {
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) =>
      sentence.id === sentenceId && sentence.text !== newText ? clinicianSentence(sentenceId, newText) : sentence,
    ),
  }));
}

/** The sections with a sentence of the clinician's own after `afterId`, or at the end of the section without it. */
export function addSentence(
  sections: readonly Section[],
  sectionId: string,
  text: string,
  afterId?: string,
): Section[] {
  const added = clinicianSentence(freshId(sections, sectionId), text);
  return sections.map((section) => {
    if (section.id !== sectionId) return section;
    const index = section.sentences.findIndex((sentence) => sentence.id === afterId);
    return {
      ...section,
      sentences: section.sentences.toSpliced(index < 0 ? section.sentences.length : index + 1, 0, added),
    };
  });
}

/** The sections without one sentence. */
export function removeSentence(sections: readonly Section[], sentenceId: string): Section[] {
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.filter((sentence) => sentence.id !== sentenceId),
  }));
}

function clinicianSentence(id: string, text: string): Sentence {
  return { id, text, facts: [], rule: 'clinician', origin: 'clinician' };
}

function freshId(sections: readonly Section[], sectionId: string): string {
  const taken = new Set(sections.flatMap((section) => section.sentences.map((sentence) => sentence.id)));
  let number = 1;
  while (taken.has(`${sectionId}/clinician/${number}`)) number += 1;
  return `${sectionId}/clinician/${number}`;
}
