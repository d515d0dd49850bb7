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

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** The same, with a source that is a substance use record, and with the goal the session worked on. */
export const PART_2_RECORD: AttestationRecord = {
  ...EXAMPLE_RECORD,
  id: '5b0c8c1e-7d3a-4a1e-8f60-93f1d2a7c402',
  documentIdentifier: 'urn:uuid:f0b7a3d9-14c6-4c57-8a0e-6d2f9b1e3c88',
  labels: [
    { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' },
    { system: ACT_CODE, code: '42CFRPart2' },
    { system: ACT_CODE, code: 'SUD' },
  ],
  goalReferences: ['Goal/mood'],
};
