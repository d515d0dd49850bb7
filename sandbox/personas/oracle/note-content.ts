import type { Attachment, Binary, DocumentReference, DocumentReferenceContent } from 'fhir/r4';
import { wordsOfMarkup } from '../../words-of-markup.ts';
import { htmlOfMarkup, htmlOfText, wordsOfRtf } from './note-words.ts';
import { simplePdf } from './simple-pdf.ts';

/** How a note is kept: formatted HTML, or a file as it came. */
export type Kept = { readonly contentType: 'text/html' | 'application/pdf' | 'application/xml'; readonly data: string };

const format = {
  system: 'http://ihe.net/fhir/ValueSet/IHE.FormatCode.codesystem',
  code: 'urn:ihe:iti:xds:2017:mimeTypeSufficient',
  display: 'mimeType Sufficient',
};

/** What is kept of an attachment. @param data base64 */
export function kept(contentType: string, data: string): Kept {
  const type = bareType(contentType);
  if (type === 'application/pdf' || type === 'application/xml') return { contentType: type, data };
  const text = Buffer.from(data, 'base64').toString('utf8');
  let html = htmlOfText(text);
  if (type === 'text/rtf') html = htmlOfText(wordsOfRtf(text));
  else if (type !== 'text/plain') html = htmlOfMarkup(text);
  return { contentType: 'text/html', data: Buffer.from(html, 'utf8').toString('base64') };
}

/** `text/html;charset=utf-8` is `text/html`. */
export function bareType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

/**
 * A note as it is shown: content behind absolute addresses only, the PDF first and the text after it
 * (cerner/sandbox/documentreference-12724066.json). Inside, the one kept form lies in the attachment.
 */
export function shownNote(note: DocumentReference, fhirBase: string): DocumentReference {
  const inner = note.content[0]?.attachment;
  if (inner?.data === undefined) return note;
  const { data: _data, contentType, ...rest } = inner;
  const content = formsOf(contentType).map(
    ({ prefix, contentType: type }): DocumentReferenceContent => ({
      attachment: { ...rest, contentType: type, url: `${fhirBase}/Binary/${prefix}-${note.id ?? ''}` },
      format,
    }),
  );
  return { ...note, content };
}

/** The Binary that an address of `shownNote` leads to; undefined if the note has no such form. */
export function binaryOf(note: DocumentReference, prefix: string): Binary | undefined {
  const inner = note.content[0]?.attachment;
  const form = formsOf(inner?.contentType).find((one) => one.prefix === prefix);
  if (inner?.data === undefined || !form) return undefined;
  const securityContext = note.subject?.reference ? { securityContext: { reference: note.subject.reference } } : {};
  return {
    resourceType: 'Binary',
    id: `${prefix}-${note.id ?? ''}`,
    contentType: form.contentType,
    ...securityContext,
    data: form.contentType === inner.contentType ? inner.data : pdfOf(inner.data),
  };
}

function formsOf(contentType: Attachment['contentType']): { prefix: string; contentType: string }[] {
  if (contentType === 'application/xml') return [{ prefix: 'XML', contentType }];
  const pdf = { prefix: 'XR', contentType: 'application/pdf' };
  return contentType === 'application/pdf' ? [pdf] : [pdf, { prefix: 'TR', contentType: 'text/html' }];
}

function pdfOf(html: string): string {
  return simplePdf(wordsOfMarkup(Buffer.from(html, 'base64').toString('utf8'))).toString('base64');
}
