import type { MissingReason } from '../../core/chart/chart.ts';
import { noteDate, whyNotReadable } from '../../core/fhir/read/document-reference.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from '../../core/fhir/read/json.ts';
import { byCodeUnit } from '../../core/fhir/read/natural-order.ts';
import { whyNotOfPatient } from '../../core/fhir/read/of-patient.ts';
import { plainText } from '../../core/fhir/read/plain-text.ts';
import { asReadResource, type ReadResource } from '../../core/fhir/read/resource.ts';
import { decodeText } from '../fhir/decode-text.ts';
import type { ReadPort } from '../fhir/read-port.ts';
import { readFailure } from './read-failure.ts';

/** How many of the newest notes are read in full. */
export const MAX_NOTES = 10;

/** Plain texts by `DocumentReference/id`, and the failures on the way, without repetition. */
export interface NoteTexts {
  readonly texts: ReadonlyMap<string, string>;
  readonly failures: readonly { reason: MissingReason; httpStatus?: number }[];
}

/**
 * The contents of the newest notes, all at once. Notes of another patient, not current, or withheld are not fetched. Of a
 * note's attachments the best readable one is taken: inline data first, else its URL below the EHR's base.
 */
export async function readNoteTexts(options: {
  read: ReadPort;
  documents: readonly unknown[];
  patientReference: string;
  /** Media types, the best first. */
  content: readonly string[];
  /** Whether the launch may read Binary. */
  mayFetch: boolean;
}): Promise<NoteTexts> {
  const texts = new Map<string, string>();
  const failures = new Map<string, { reason: MissingReason; httpStatus?: number }>();
  const fail = (failure: { reason: MissingReason; httpStatus?: number }) =>
    failures.set(`${failure.reason} ${failure.httpStatus ?? ''}`, failure);
  await Promise.all(
    newest(options.documents, options.patientReference, options.read.baseUrl).map(async ({ reference, json }) => {
      const attachment = bestAttachment(json, options.content);
      if (attachment === undefined) return;
      const type = textAt(attachment, 'contentType', 100) ?? '';
      const data = attachment['data'];
      const url = textAt(attachment, 'url', 4_000);
      try {
        let content: string | undefined;
        if (typeof data === 'string') content = decodeText(Buffer.from(data, 'base64'), type);
        else if (!options.mayFetch) fail({ reason: 'not-granted' });
        else if (url !== undefined) content = await options.read.binaryText(url, type);
        const text = content === undefined ? undefined : plainText(content, type);
        if (text !== undefined) texts.set(reference, text);
      } catch (error) {
        fail(readFailure(error));
      }
    }),
  );
  return { texts, failures: [...failures.values()] };
}

function newest(documents: readonly unknown[], patientReference: string, baseUrl: string): ReadResource[] {
  return documents
    .map(asReadResource)
    .filter((one) => typeof one !== 'string')
    .filter(
      (one) => whyNotOfPatient(one, patientReference, baseUrl) === undefined && whyNotReadable(one.json) === undefined,
    )
    .sort((a, b) => byCodeUnit(order(b), order(a)))
    .slice(0, MAX_NOTES);
}

function order({ json, reference }: ReadResource): string {
  return `${noteDate(json) ?? ''} ${reference}`;
}

function bestAttachment(json: JsonObject, content: readonly string[]): JsonObject | undefined {
  const attachments = objectsAt(json, 'content').map((one) => objectAt(one, 'attachment'));
  for (const wanted of content) {
    const found = attachments.find(
      (one) => textAt(one, 'contentType', 100)?.split(';')[0]?.trim().toLowerCase() === wanted,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
