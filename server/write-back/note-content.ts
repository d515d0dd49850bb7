import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import { noteWords } from '../../core/fhir/write/note-words.ts';
import { noteFooter } from '../../core/fhir/write/reference-line.ts';
import { toXhtml } from '../../core/fhir/write/to-xhtml.ts';
import type { NoteWriting } from '../fhir/dialects/dialect.ts';
import { sha256 } from '../storage/seal.ts';

/** SHA-256 over the words of the attested text, hex: what an auditor can recompute from a chart that lost the formatting. */
export function wordsHashOf(record: AttestationRecord): string {
  return sha256(noteWords(record.text, 'text/plain') ?? '');
}

/** The text an EHR is sent: the attested text, and below it the footer where the EHR keeps no identifier of ours. */
export function noteText(record: AttestationRecord, writing: NoteWriting): string {
  return writing.findBy === 'identifier' ? record.text : `${record.text}\n${noteFooter(record, wordsHashOf(record))}`;
}

/** The note's content in the media type the EHR takes. */
export function noteContent(record: AttestationRecord, writing: NoteWriting): string {
  const text = noteText(record, writing);
  return /html/.test(writing.contentType) ? toXhtml(text) : text;
}
