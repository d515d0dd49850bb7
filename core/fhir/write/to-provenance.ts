import type { Device, Provenance, ProvenanceAgent } from 'fhir/r4';
import { AI_ASSERTED, AI_DEVICE_TYPE } from './ai-transparency-codes.ts';
import type { AttestationRecord } from './attestation-record.ts';
import {
  FOR_TREATMENT,
  LEGALLY_AUTHENTICATED,
  PARTICIPANT_TYPE,
  PROVENANCE_PATIENT,
  PROVENANCE_PROFILE,
} from './filing-codes.ts';
import { noteLabels } from './note-labels.ts';

/** What the filing learnt from the EHR before the Provenance can be written. */
export interface FiledDocument {
  /** `DocumentReference/…`. */
  readonly reference: string;
  readonly versionId?: string;
  /** The drafter's Device in this EHR, or the Device itself where the EHR keeps none; it is then contained. */
  readonly device: string | Device;
  /** When this record was made, ISO 8601. */
  readonly recorded: string;
}

/**
 * How the filed note came to be: who wrote and legally attested it, which algorithm assembled it, from which chart
 * resources in which versions, under the labels of the note. HL7 AI Transparency Provenance and US Core's provenance-1 (onBehalfOf for each agent).
 */
export function toProvenance(record: AttestationRecord, filed: FiledDocument): Provenance {
  const custodian = { reference: record.custodianReference };
  const clinician = { reference: record.attester.reference, display: record.attester.name };
  const contained = typeof filed.device === 'string' ? undefined : { ...filed.device, id: 'drafter' };
  const device = typeof filed.device === 'string' ? filed.device : '#drafter';
  const agent = (code: string): ProvenanceAgent => ({
    type: { coding: [{ system: PARTICIPANT_TYPE, code }] },
    who: clinician,
    onBehalfOf: custodian,
  });
  return {
    resourceType: 'Provenance',
    meta: { profile: [PROVENANCE_PROFILE], security: [{ ...AI_ASSERTED }, ...noteLabels(record.labels)] },
    ...(contained ? { contained: [contained] } : {}),
    extension: [{ url: PROVENANCE_PATIENT, valueReference: { reference: record.patientReference } }],
    target: [{ reference: versioned(filed.reference, filed.versionId) }],
    occurredPeriod: { start: record.startedAt, end: record.attestedAt },
    recorded: filed.recorded,
    reason: [{ coding: [{ ...FOR_TREATMENT }] }, { coding: [{ ...AI_ASSERTED }] }],
    activity: { coding: [{ ...LEGALLY_AUTHENTICATED }] },
    agent: [
      agent('author'),
      agent('legal'),
      {
        type: { coding: [{ system: PARTICIPANT_TYPE, code: 'assembler' }] },
        role: [{ coding: [{ ...AI_DEVICE_TYPE }] }],
        who: { reference: device },
        onBehalfOf: custodian,
      },
    ],
    ...(record.sources.length > 0
      ? {
          entity: record.sources.map((source) => ({
            role: 'source' as const,
            what: { reference: versioned(source.reference, source.versionId) },
          })),
        }
      : {}),
  };
}

function versioned(reference: string, versionId: string | undefined): string {
  return versionId ? `${reference}/_history/${versionId}` : reference;
}
