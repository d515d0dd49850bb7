import { isPlanDocument } from '../../core/chart/plan-document.ts';
import type { SiteCodeMap } from '../../core/chart/site-code-map.ts';
import { noteDate, whyNotReadable } from '../../core/fhir/read/document-reference.ts';
import { type JsonObject, objectAt, objectsAt, textAt } from '../../core/fhir/read/json.ts';
import { byCodeUnit } from '../../core/fhir/read/natural-order.ts';
import { whyNotOfPatient } from '../../core/fhir/read/of-patient.ts';
import { plainText } from '../../core/fhir/read/plain-text.ts';
import { asReadResource, type ReadResource } from '../../core/fhir/read/resource.ts';
import { documentWords } from '../../core/fhir/read/security-labels.ts';
import { siteDocumentKind } from '../../core/fhir/read/withheld.ts';
import { decodeText } from '../fhir/decode-text.ts';
import type { Gap, ReadPort } from '../fhir/read-port.ts';
import { readFailure } from './read-failure.ts';

/** How many of the newest notes are read in full. */
export const MAX_NOTES = 10;
/** How many older documents of the plan are read besides. */
const MAX_PLAN_DOCUMENTS = 2;

/**
 * The contents of the newest notes, all at once. Notes of another patient, not current, or withheld are not fetched. Of a
 * note's attachments the best readable one is taken: inline data first, else its URL below the EHR's base. A note without a
 * readable one, a scan or a fax, is a failure too: what it says is not known.
 */
export async function readNoteTexts(options: {
  read: ReadPort;
  documents: readonly unknown[];
  patientReference: string;
  /** Media types, the best first. */
  content: readonly string[];
  /** The site's own document types. */
  types: SiteCodeMap['documents'] | undefined;
  /** Whether the launch may read Binary. */
  mayFetch: boolean;
  /** Ends the requests under way. */
  signal: AbortSignal;
  /** Called for each note as its text arrives, with its `DocumentReference/id`. */
  onText: (reference: string, text: string) => void;
  /** Called for each note whose text cannot be had. */
  onFailure: (gap: Gap) => void;
}): Promise<void> {
  await Promise.all(
    newest(options).map(async ({ reference, json }) => {
      const attachment = bestAttachment(json, options.content);
      if (attachment === undefined) {
        options.onFailure({ reason: 'unreadable' });
        return;
      }
      const type = textAt(attachment, 'contentType', 100) ?? '';
      const data = attachment['data'];
      const url = textAt(attachment, 'url', 4_000);
      try {
        let content: string | undefined;
        if (typeof data === 'string') content = decodeText(Buffer.from(data, 'base64'), type);
        else if (!options.mayFetch) {
          options.onFailure({ reason: 'not-granted' });
          return;
        } else if (url !== undefined) content = await options.read.binaryText(url, type, { signal: options.signal });
        const text = content === undefined ? undefined : plainText(content, type);
        if (text === undefined) options.onFailure({ reason: 'unreadable' });
        else options.onText(reference, text);
      } catch (error) {
        options.onFailure(readFailure(error));
      }
    }),
  );
}

function newest({ documents, types, patientReference, read }: Parameters<typeof readNoteTexts>[0]): ReadResource[] {
  const listed = documents.map(asReadResource).filter((one) => typeof one !== 'string');
  const why = ({ json }: ReadResource) => whyNotReadable(json, types);
  // A note listed twice is read once, and not at all where one of its copies is withheld.
  const withheld = new Set(listed.filter((one) => why(one) === 'withheld').map(({ reference }) => reference));
  const left = new Map(
    listed
      .filter((one) => !withheld.has(one.reference) && why(one) === undefined)
      .filter((one) => whyNotOfPatient(one, patientReference, read.baseUrl) === undefined)
      .map((one) => [one.reference, one]),
  );
  const inOrder = [...left.values()].sort((a, b) => byCodeUnit(order(b), order(a)));
  // Whether the plan was reviewed in time is told from its newest documents, however many notes came since.
  const ofPlan = inOrder.slice(MAX_NOTES).filter(({ json }) => tellsOfPlan(json, types));
  return [...inOrder.slice(0, MAX_NOTES), ...ofPlan.slice(0, MAX_PLAN_DOCUMENTS)];
}

function tellsOfPlan(json: JsonObject, types: SiteCodeMap['documents'] | undefined): boolean {
  return (
    documentWords(json).some((title) => isPlanDocument({ title })) || siteDocumentKind(json, types) === 'treatment-plan'
  );
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
