import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Device, DocumentReference, Provenance } from 'fhir/r4';
import type { AttestationRecord } from '../../core/fhir/write/attestation-record.ts';
import { toAiDevice } from '../../core/fhir/write/to-ai-device.ts';
import { toDocumentReference } from '../../core/fhir/write/to-document-reference.ts';
import { toProvenance } from '../../core/fhir/write/to-provenance.ts';
import type { FilingProgress } from './filing-store.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};

/** The DocumentReference that files an attestation. */
export function outgoingDocument(record: AttestationRecord): DocumentReference {
  const bytes = Buffer.from(record.text, 'utf8');
  return toDocumentReference(record, {
    data: bytes.toString('base64'),
    hash: createHash('sha1').update(bytes).digest('base64'),
    size: bytes.length,
  });
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
