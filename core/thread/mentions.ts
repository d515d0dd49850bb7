import { type FactOf, INSTRUMENT_IDS } from '../chart/fact.ts';

/** Content words in a row that make a mention. Fewer is chance: "behavioral activation" stands in many notes. */
export const RUN_OF_WORDS = 4;

const MAX_SENTENCE = 240;

/** Words that carry no content of their own; a run is counted without them. */
const EMPTY_WORDS = new Set(
  'a an and are as at be by for from has have in into is it its of on or so than that the their then this to was were will with'.split(
    ' ',
  ),
);

/** Parts of a note that tell of the work: what was done, how it went, what comes next. Never history or complaint. */
const WORK_SECTION = /intervention|treatment|assessment|data|objective|progress|response|plan|goal/;

/** Where a new paragraph or list entry begins; a line that is merely wrapped goes on with the one before. */
const BLOCK = /\n\s*\n|\n(?=\s*(?:[-•*–]|\d{1,2}[.)])\s)/;

/** After these words the rest of the paragraph tells what was not done. */
const NOT_DONE =
  /\b(?:not|nothing|un)[- ]?(?:yet )?(?:addressed|worked on|discussed|covered|reviewed|started|touched|done|attempted)\b|\b(?:deferred|postponed|put off)\b|\bdid not (?:address|discuss|work|cover|review|get to|start)\b/i;

/** A sentence that sets a score against the target of an objective tells of the measure, not of work. */
const MEASURED = /\b(?:above|below|at) the target\b/i;

/** One sentence of a note, ready to be compared. */
export interface NoteSentence {
  readonly text: string;
  /** All words, in order, joined by one space with a space at both ends. */
  readonly words: string;
  /** The same without numbers and empty words. */
  readonly content: string;
}

/** The sentences of a note that tell of the work, and all of them at once for a quick look. */
export interface NoteWords {
  readonly sentences: readonly NoteSentence[];
  readonly words: string;
  readonly content: string;
}

/** What is looked for, made by `lookingFor`. */
export interface Named {
  readonly id?: string;
  readonly whole?: string;
  readonly runs: readonly string[];
}

/** Prepares a search for the words of an objective, a goal or a planned intervention; `localId` as `g1o2`. */
export function lookingFor(text: string, localId?: string): Named {
  const words = wordsOf(text);
  const content = contentOf(words);
  const runs = content
    .slice(0, Math.max(0, content.length - RUN_OF_WORDS + 1))
    .map((_, at) => joined(content.slice(at, at + RUN_OF_WORDS)));
  return {
    runs,
    ...(words.length >= RUN_OF_WORDS && { whole: joined(words) }),
    ...(isDistinctive(localId) && { id: ` ${localId.toLowerCase()} ` }),
  };
}

/**
 * The sentences of a note in which work is told: of its sections about the work where it has sections, else of the whole
 * text. What follows "not addressed" or the like in its paragraph is left out.
 */
export function wordsOfWork(note: FactOf<'prior-note'>['value']): NoteWords {
  const sections = Object.entries(note.sections ?? {});
  const told = sections.filter(([name]) => WORK_SECTION.test(name)).map(([, text]) => text);
  const texts = sections.length > 0 ? told : [note.text];
  const sentences = texts
    .flatMap((text) => text.split(BLOCK))
    .flatMap(beforeDenial)
    .map((text) => {
      const words = wordsOf(text);
      return { text: bounded(text.trim()), words: joined(words), content: joined(contentOf(words)) };
    });
  return {
    sentences,
    words: sentences.map((one) => one.words).join('|'),
    content: sentences.map((one) => one.content).join('|'),
  };
}

/**
 * The first sentence that names it: by its local id where that is distinctive, by all of its words, or by four content
 * words of it in a row. Conservative: a paraphrase is no mention.
 */
export function mentionOf({ id, whole, runs }: Named, note: NoteWords): NoteSentence | undefined {
  const names = (one: Pick<NoteSentence, 'words' | 'content'>): boolean =>
    (id !== undefined && one.words.includes(id)) ||
    (whole !== undefined && one.words.includes(whole)) ||
    runs.some((run) => one.content.includes(run));
  return names(note) ? note.sentences.find(names) : undefined;
}

/** `g1o2`, `obj3`: letters and digits, at least four characters. `g1` and `PHQ9` also stand for other things. */
function isDistinctive(localId: string | undefined): localId is string {
  if (localId === undefined || !/^(?=.*\d)[A-Za-z][A-Za-z0-9]{3,15}$/.test(localId)) return false;
  return !INSTRUMENT_IDS.some((scale) => scale.replaceAll('-', '').toLowerCase() === localId.toLowerCase());
}

/** The sentences of a paragraph that come before the first one that tells what was not done. */
function beforeDenial(paragraph: string): string[] {
  const sentences = paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?])\s+(?=[A-Z"“])/);
  const end = sentences.findIndex((sentence) => NOT_DONE.test(sentence));
  return (end < 0 ? sentences : sentences.slice(0, end)).filter(
    (sentence) => sentence.trim() !== '' && !MEASURED.test(sentence),
  );
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function contentOf(words: readonly string[]): string[] {
  return words.filter((word) => !EMPTY_WORDS.has(word) && !/^\d+$/.test(word));
}

function joined(words: readonly string[]): string {
  return words.length === 0 ? '' : ` ${words.join(' ')} `;
}

function bounded(text: string): string {
  return text.length <= MAX_SENTENCE ? text : `${text.slice(0, MAX_SENTENCE - 1).toWellFormed()}…`;
}
