import { WITHHELD_LABELS, WITHHELD_TITLES } from '../codes/sensitive-notes.ts';
import { NOTE_PROFILE } from '../write/filing-codes.ts';
import { allWords, codingOf, wordsOf } from './codings.ts';
import { bounded, dateAt, type JsonObject, objectAt, objectsAt, textAt, textsAt } from './json.ts';
import { noteSections } from './note-sections.ts';
import { type DropReason, factFrom, type ReadResource, type ReadResult } from './resource.ts';

/** The most of one prior note that a Fact carries, in UTF-16 units. */
export const MAX_NOTE_TEXT = 20_000;

/**
 * Why this DocumentReference may not be read, or undefined when it may. Asked before its content is fetched: the text of
 * a psychotherapy note or of a substance-use counselling note never reaches this process.
 */
export function whyNotReadable(json: JsonObject): DropReason | undefined {
  const labels = [
    ...objectsAt(objectAt(json, 'meta'), 'security'),
    ...objectsAt(json, 'securityLabel').flatMap((one) => objectsAt(one, 'coding')),
  ];
  const codes = [
    ...labels,
    ...objectsAt(objectAt(json, 'type'), 'coding'),
    ...objectsAt(json, 'category').flatMap((one) => objectsAt(one, 'coding')),
  ];
  if (codes.some((one) => WITHHELD_LABELS.has(codingOf(one).code ?? ''))) return 'withheld';
  const titles = [
    ...allWords(json, 'type'),
    ...allWords(json, 'category'),
    textAt(json, 'description'),
    ...objectsAt(json, 'content').map((one) => textAt(objectAt(one, 'attachment'), 'title')),
  ].filter((title) => title !== undefined);
  if (titles.some((title) => WITHHELD_TITLES.some((pattern) => pattern.test(title)))) return 'withheld';
  if (textAt(json, 'docStatus') === 'entered-in-error' || textAt(json, 'status') === 'entered-in-error')
    return 'entered-in-error';
  return textAt(json, 'status') === 'current' ? undefined : 'not-in-force';
}

/** When the service was given that the note tells of; else when the note was made. */
export function noteDate(json: JsonObject): string | undefined {
  return dateAt(objectAt(objectAt(json, 'context'), 'period'), 'start') ?? dateAt(json, 'date');
}

/**
 * DocumentReference with the plain text of its content → `prior-note` Fact. Without text there is nothing to continue
 * from, and no Fact. The text is cut at `MAX_NOTE_TEXT` and says so.
 */
export function readDocumentReference(resource: ReadResource, noteText: string | undefined): ReadResult {
  const { json } = resource;
  const refused = whyNotReadable(json);
  if (refused !== undefined) return refused;
  if (noteText === undefined || noteText.trim() === '') return [];
  const text = bounded(noteText.toWellFormed(), MAX_NOTE_TEXT);
  const type = wordsOf(objectAt(json, 'type'));
  const attachment = objectAt(objectsAt(json, 'content')[0] ?? {}, 'attachment');
  const author = objectsAt(json, 'author')
    .map((one) => textAt(one, 'display', 200))
    .find((name) => name);
  return [
    factFrom('prior-note', resource, {
      value: {
        type,
        title: textAt(json, 'description', 300) ?? textAt(attachment, 'title', 300),
        author,
        text,
        truncated: text.length < noteText.length,
        ours: textsAt(objectAt(json, 'meta'), 'profile').includes(NOTE_PROFILE),
        sections: noteSections(text),
      },
      when: noteDate(json),
      path: 'content',
      excerpt: text.trimStart(),
    }),
  ];
}
