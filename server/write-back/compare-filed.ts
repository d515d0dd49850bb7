import type { DocumentReference, DocumentReferenceContent, Provenance } from 'fhir/r4';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import { noteWords } from '../../core/fhir/write/note-words.ts';
import type { Dialect, NoteWriting } from '../fhir/dialects/dialect.ts';
import type { FhirJson } from '../fhir/fhir-json.ts';
import type { WritePort } from '../fhir/write-port.ts';
import { noteText } from './note-content.ts';
import { serviceEnd } from './shape-document.ts';

/** How the resource in the EHR compares with what was attested; `different` names the first element that differs. */
export type Comparison = { readonly same: true } | { readonly same: false; readonly different: string };

/** What differs when an EHR shows a note only in forms that are not text. */
export const UNREADABLE = 'no readable content';

/** A filed note as it was written, and the media types in which it can be read back, the best first. */
export interface Filed {
  readonly record: AttestationRecord;
  readonly writing: NoteWriting;
  readonly noteContent: Dialect['noteContent'];
}

/**
 * Compares a DocumentReference read from the EHR with what was sent: patient, status, identifier and every byte; where the
 * EHR changes the formatting, every word, and what the EHR insists on (author, end of service, title) as far as it shows it.
 */
export async function compareDocument(port: WritePort, filed: Filed, found: FhirJson): Promise<Comparison> {
  const { record, writing } = filed;
  const document = found as unknown as DocumentReference;
  if (document.status !== 'current') return { same: false, different: 'status' };
  if (document.docStatus !== undefined && document.docStatus !== 'final')
    return { same: false, different: 'docStatus' };
  if (!pointsAt(document.subject?.reference, record.patientReference)) return { same: false, different: 'subject' };
  if (writing.readBack === 'words') {
    const different = differentElement(document, filed);
    if (different !== undefined) return { same: false, different };
    const words = await filedWords(port, filed, document);
    if (words === undefined) return { same: false, different: UNREADABLE };
    return words === sentWords(filed) ? { same: true } : { same: false, different: 'words' };
  }
  // Some EHRs replace identifiers by their own; the bytes then have to be enough.
  const ids = (document.identifier ?? []).map((identifier) => identifier.value);
  if (ids.some((id) => id?.startsWith('urn:uuid:')) && !ids.includes(record.documentIdentifier))
    return { same: false, different: 'identifier' };
  const text = await filedText(port, document);
  return text === noteText(record, writing) ? { same: true } : { same: false, different: 'content' };
}

/** The words of what was sent, its footer included. */
export function sentWords({ record, writing }: Pick<Filed, 'record' | 'writing'>): string {
  return noteWords(noteText(record, writing), 'text/plain') ?? '';
}

/** The words of a document's best readable content; undefined when none of it is text. */
export async function filedWords(
  port: WritePort,
  filed: Pick<Filed, 'noteContent'>,
  document: DocumentReference,
): Promise<string | undefined> {
  const rank = ({ attachment }: DocumentReferenceContent) =>
    filed.noteContent.indexOf(attachment?.contentType?.split(';')[0]?.trim().toLowerCase() ?? '');
  const readable = (document.content ?? []).filter((content) => rank(content) >= 0);
  for (const { attachment } of readable.toSorted((left, right) => rank(left) - rank(right))) {
    const { contentType = '', data, url } = attachment;
    if (data === undefined && url === undefined) continue;
    const content =
      data === undefined ? await port.binaryText(url ?? '', contentType) : Buffer.from(data, 'base64').toString('utf8');
    const words = noteWords(content, contentType);
    if (words !== undefined) return words;
  }
  return undefined;
}

/** True when a Provenance read from the EHR is the one this filing sent. */
export function isOurProvenance(found: FhirJson, sent: Provenance): boolean {
  const provenance = found as unknown as Provenance;
  const target = sent.target[0]?.reference?.split('/_history/')[0];
  return (
    Date.parse(provenance.recorded) === Date.parse(sent.recorded) &&
    (provenance.target ?? []).some(({ reference }) => pointsAt(reference, target)) &&
    sent.agent.every((agent) => (provenance.agent ?? []).some((other) => sameAgent(agent, other)))
  );
}

function sameAgent(sent: Provenance['agent'][number], found: Provenance['agent'][number]): boolean {
  const code = sent.type?.coding?.[0]?.code;
  const who = sent.who.reference;
  return (
    (found.type?.coding ?? []).some((coding) => coding.code === code) &&
    (who?.startsWith('#') === true || pointsAt(found.who?.reference, who))
  );
}

/** What the EHR insisted on and shows differently. EHRs keep seconds where we sent milliseconds. */
function differentElement(document: DocumentReference, { record, writing }: Filed): string | undefined {
  const author = document.author?.[0]?.reference;
  if (
    writing.requires.includes('author-is-token-user') &&
    author !== undefined &&
    !pointsAt(author, record.attester.reference)
  )
    return 'author';
  const end = Date.parse(document.context?.period?.end ?? '');
  if (writing.requires.includes('period-end') && Math.abs(end - Date.parse(serviceEnd(record))) >= 1000)
    return 'context.period.end';
  const title = document.content?.[0]?.attachment?.title;
  if (writing.requires.includes('title') && title !== undefined && title.trim() !== record.title.trim())
    return 'content.attachment.title';
  return undefined;
}

/** Relative, absolute and versioned spellings of one reference are the same. */
function pointsAt(found: string | undefined, wanted: string | undefined): boolean {
  if (!found || !wanted) return false;
  const unversioned = found.split('/_history/')[0] ?? '';
  return unversioned === wanted || unversioned.endsWith(`/${wanted}`);
}

async function filedText(port: WritePort, document: DocumentReference): Promise<string | undefined> {
  const attachment = document.content?.[0]?.attachment;
  if (document.content?.length !== 1 || !attachment) return undefined;
  if (attachment.data !== undefined) return Buffer.from(attachment.data, 'base64').toString('utf8');
  if (attachment.url !== undefined) return port.binaryText(attachment.url, 'text/plain; charset=utf-8');
  return undefined;
}
