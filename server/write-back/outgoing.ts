import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Device, DocumentReference, Provenance } from 'fhir/r4';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import { toAiDevice } from '../../core/fhir/write/to-ai-device.ts';
import { type AttachmentBytes, toDocumentReference } from '../../core/fhir/write/to-document-reference.ts';
import { toMinimalProvenance } from '../../core/fhir/write/to-minimal-provenance.ts';
import { toProvenance } from '../../core/fhir/write/to-provenance.ts';
import type { NoteWriting } from '../fhir/dialects/dialect.ts';
import type { FilingProgress } from './filing-store.ts';
import { noteContent } from './note-content.ts';
import { shapeDocument } from './shape-document.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

/** The DocumentReference that files an attestation: canonical, as every check of ours knows it. */
export function outgoingDocument(record: AttestationRecord): DocumentReference {
  return toDocumentReference(record, bytesOf(record.text));
}

/** The same DocumentReference as this EHR takes it. */
export function shapedDocument(record: AttestationRecord, writing: NoteWriting): DocumentReference {
  const canonical = toDocumentReference(record, bytesOf(noteContent(record, writing)));
  return shapeDocument(canonical, record, writing);
}

function bytesOf(content: string): AttachmentBytes {
  const bytes = Buffer.from(content, 'utf8');
  return {
    data: bytes.toString('base64'),
    hash: createHash('sha1').update(bytes).digest('base64'),
    size: bytes.length,
  };
}

/** The Device that stands for this version of the drafter. */
export function outgoingDevice(): Device {
  return toAiDevice(version);
}

/** The Provenance of a filed document, from what the delivery knows so far. */
export function outgoingProvenance(
  record: AttestationRecord,
  progress: Pick<FilingProgress, 'device' | 'document' | 'recorded'>,
): Provenance {
  const { device, document } = progress;
  return toProvenance(record, {
    reference: document?.reference ?? 'DocumentReference/not-filed-yet',
    ...(document?.versionId ? { versionId: document.versionId } : {}),
    device: device === undefined || device === 'contained' ? outgoingDevice() : device,
    recorded: progress.recorded ?? record.attestedAt,
  });
}

/** The Provenance of a filed document for an EHR that takes only its few elements. */
export function outgoingMinimalProvenance(
  record: AttestationRecord,
  progress: Pick<FilingProgress, 'document' | 'recorded'>,
): Provenance {
  return toMinimalProvenance(record, {
    reference: progress.document?.reference ?? 'DocumentReference/not-filed-yet',
    recorded: progress.recorded ?? record.attestedAt,
  });
}
