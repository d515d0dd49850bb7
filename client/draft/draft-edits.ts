import type { Section, Sentence } from '../../core/documents/draft.ts';
import { addSentence, editSentence } from '../../core/documents/edit-sentence.ts';

/** The sentence with this id, and the section it stands in. */
export function findSentence(
  sections: readonly Section[],
  sentenceId: string,
): { readonly section: Section; readonly sentence: Sentence } | undefined {
  for (const section of sections) {
    const sentence = section.sentences.find((one) => one.id === sentenceId);
    if (sentence) return { section, sentence };
  }
  return undefined;
}

/** All sentence ids in the order they are read. */
export function readingOrder(sections: readonly Section[]): string[] {
  return sections.flatMap((section) => section.sentences.map((sentence) => sentence.id));
}

/**
 * Sets the words of one sentence, which becomes the clinician's own; going back to the drafted words gives the drafted
 * sentence back, sources, origin and rule included.
 */
export function withSentenceText(
  sections: readonly Section[],
  sentenceId: string,
  text: string,
  drafted?: Sentence,
): readonly Section[] {
  if (drafted?.text !== text) return editSentence(sections, sentenceId, text);
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => (sentence.id === sentenceId ? drafted : sentence)),
  }));
}

/** Adds an empty sentence of the clinician's after `afterId`, or at the end of the section; gives its id too. */
export function withNewSentence(
  sections: readonly Section[],
  sectionId: string,
  afterId?: string,
): { readonly sections: readonly Section[]; readonly id: string } {
  const before = new Set(readingOrder(sections));
  const next = addSentence(sections, sectionId, '', afterId);
  return { sections: next, id: readingOrder(next).find((id) => !before.has(id)) ?? '' };
}

/** What is saved: sentences left empty are gone, and white space around a sentence with them. */
export function tidySections(sections: readonly Section[]): readonly Section[] {
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.flatMap((sentence) => {
      const text = sentence.text.replace(/\s+/g, ' ').trim();
      if (text === '') return [];
      return text === sentence.text ? [sentence] : [{ ...sentence, text }];
    }),
  }));
}

/**
 * The sections on the screen, where each sentence whose words the server holds too takes the origin and sources the
 * server gave it. The server decides what counts as drafted; the screen never claims more.
 */
export function withSavedOrigins(shown: readonly Section[], saved: readonly Section[]): readonly Section[] {
  return shown.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => {
      const held = findSentence(saved, sentence.id)?.sentence;
      return held?.text === sentence.text ? held : sentence;
    }),
  }));
}
