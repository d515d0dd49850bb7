import type { AttestationRecord } from '../../../core/fhir/write/attestation-record.ts';

const text = `Progress note

Session: 20 November 2026

OBJECTIVE
PHQ-9 was 12 on 20 November 2026.
`;

/** The attestation behind the published examples; invented, and the same every time. */
export const EXAMPLE_RECORD: AttestationRecord = {
  schema: 'throughline.attestation/1',
  id: '0d7f4a52-5f0a-4c8e-9a63-2b6a3f0c1d11',
  tenant: 'sandbox',
  ehr: 'sandbox',
  handle: 'example',
  draftId: '6f2b1a0e-0b7c-4f55-8f0b-54e6f5a5c001',
  draftVersion: 3,
  kind: 'progress-note',
  format: 'SOAP',
  title: 'Progress note',
  header: [['Session', '20 November 2026']],
  text,
  textHash: 'not part of what is sent',
  patientReference: 'Patient/example',
  encounterReference: 'Encounter/example',
  custodianReference: 'Organization/example',
  attester: { reference: 'Practitioner/example', name: 'Example Clinician', role: 'clinician' },
  startedAt: '2026-11-20T15:02:11.000Z',
  attestedAt: '2026-11-20T15:20:42.000Z',
  sessionDate: '2026-11-20',
  flags: [],
  sources: [
    { reference: 'Observation/phq9-total', versionId: '2', facts: ['score:Observation/phq9-total'] },
    { reference: 'Goal/mood', facts: ['goal:Goal/mood'] },
  ],
  documentIdentifier: 'urn:uuid:7c1c2f5e-9a4d-4f9e-b1c3-0a4b6b0e7d22',
};
