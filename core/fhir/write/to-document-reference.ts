import type { DocumentReference } from 'fhir/r4';
import { AI_ASSERTED } from './ai-transparency-codes.ts';
import type { AttestationRecord } from './attestation-record.ts';
import { CLINICAL_NOTE, NOTE_PROFILE, NOTE_TYPES, URI_SYSTEM } from './filing-codes.ts';
import { noteLabels } from './note-labels.ts';

/** The attested text as an attachment carries it; encoded and measured by the caller, who has the bytes. */
export interface AttachmentBytes {
  /** UTF-8 bytes of the text in base64. */
  readonly data: string;
  /** SHA-1 of the bytes in base64, as R4 defines Attachment.hash; our own proof is the SHA-256 of the attestation. */
  readonly hash: string;
  /** Number of bytes. */
  readonly size: number;
}

/**
 * The note as FHIR R4: US Core DocumentReference in the shape of US Core 9 "writing clinical notes", labelled as made with
 * the help of an algorithm and with the labels it inherits from its sources (twice: `meta.security` is for servers,
 * `securityLabel` for documents), related to the goals it worked on. Same attestation, same resource: nothing here depends
 * on the attempt.
 */
export function toDocumentReference(record: AttestationRecord, bytes: AttachmentBytes): DocumentReference {
  const attester = { reference: record.attester.reference, display: record.attester.name };
  const labels = noteLabels(record.labels);
  const context: NonNullable<DocumentReference['context']> = {
    ...(record.encounterReference ? { encounter: [{ reference: record.encounterReference }] } : {}),
    ...(record.sessionDate ? { period: { start: record.sessionDate, end: record.sessionDate } } : {}),
    ...(record.goalReferences?.length ? { related: record.goalReferences.map((reference) => ({ reference })) } : {}),
  };
  return {
    resourceType: 'DocumentReference',
    meta: { profile: [NOTE_PROFILE], security: [{ ...AI_ASSERTED }, ...labels] },
    identifier: [{ system: URI_SYSTEM, value: record.documentIdentifier }],
    status: 'current',
    docStatus: 'final',
    type: { coding: NOTE_TYPES.map((type) => ({ ...type })), text: record.title },
    category: [{ coding: [{ ...CLINICAL_NOTE }] }],
    subject: { reference: record.patientReference },
    date: record.attestedAt,
    author: [attester],
    authenticator: attester,
    custodian: { reference: record.custodianReference },
    ...(labels.length > 0 ? { securityLabel: labels.map((label) => ({ coding: [label] })) } : {}),
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: bytes.data,
          hash: bytes.hash,
          size: bytes.size,
          title: record.title,
          creation: record.attestedAt,
        },
      },
    ],
    ...(Object.keys(context).length > 0 ? { context } : {}),
  };
}
