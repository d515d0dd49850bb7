import type { SiteCodeMap } from '../../chart/site-code-map.ts';
import { NOTE_PROFILE } from '../write/filing-codes.ts';
import { aboveFooter, endsWithFooter } from '../write/reference-line.ts';
import { wordsOf } from './codings.ts';
import { bounded, dateAt, type JsonObject, objectAt, objectsAt, textAt, textsAt } from './json.ts';
import { noteSections } from './note-sections.ts';
import { orAbsent, pertainsToGoals } from './pertains-to-goal.ts';
import { relativeReference } from './reference.ts';
import { type DropReason, factFrom, type ReadResource, type ReadResult } from './resource.ts';
import { isWithheldNote, siteDocumentKind } from './withheld.ts';

/** The most of one prior note that a Fact carries, in UTF-16 units. */
export const MAX_NOTE_TEXT = 20_000;

/**
 * Why this DocumentReference may not be read, or undefined when it may. Asked before its content is fetched: the text of
 * a psychotherapy note or of a substance-use counselling note never reaches this process.
 */
export function whyNotReadable(json: JsonObject, documents?: SiteCodeMap['documents']): DropReason | undefined {
  if (isWithheldNote(json, documents)) return 'withheld';
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
 * from: no Fact, but a reason, for older notes are not fetched and some are pictures. The text is cut at `MAX_NOTE_TEXT`
 * and says so. A note that is not final yet is read and says so too: it may be the last one, and leaving it out would make
 * an older plan look like the last.
 */
export function readDocumentReference(
  resource: ReadResource,
  noteText: string | undefined,
  options: { readonly baseUrl?: string; readonly documents?: SiteCodeMap['documents'] } = {},
): ReadResult {
  const { json } = resource;
  const refused = whyNotReadable(json, options.documents);
  if (refused !== undefined) return refused;
  if (noteText === undefined || noteText.trim() === '') return 'no-text';
  // The footer of a note of ours is neither hers nor about the patient.
  const whole = aboveFooter(noteText).toWellFormed();
  const text = bounded(whole, MAX_NOTE_TEXT);
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
        truncated: text.length < whole.length,
        ours: textsAt(objectAt(json, 'meta'), 'profile').includes(NOTE_PROFILE) || endsWithFooter(noteText),
        sections: noteSections(text),
        preliminary: textAt(json, 'docStatus') === 'preliminary' ? true : undefined,
        pertainsTo: orAbsent(goalsOf(json, options.baseUrl)),
        documentKind: siteDocumentKind(json, options.documents),
      },
      when: noteDate(json),
      path: 'content',
      excerpt: text.trimStart(),
    }),
  ];
}

/** Goals the note is tied to, by our extension or among what it relates to. */
function goalsOf(json: JsonObject, baseUrl: string | undefined): string[] {
  const related = objectsAt(objectAt(json, 'context'), 'related')
    .slice(0, 200)
    .map((one) => relativeReference(textAt(one, 'reference', 600), baseUrl))
    .filter((reference): reference is string => reference?.startsWith('Goal/') === true);
  return [...new Set([...pertainsToGoals(json, baseUrl), ...related])].slice(0, 50);
}
