/** Where our profiles and identifiers live. A reserved name until the project owns a domain: nobody else can claim it. */
export const PROFILE_BASE = 'https://throughline.example/fhir';
export const NOTE_PROFILE = `${PROFILE_BASE}/StructureDefinition/throughline-attested-note`;
export const PROVENANCE_PROFILE = `${PROFILE_BASE}/StructureDefinition/throughline-attestation-provenance`;
export const DEVICE_PROFILE = `${PROFILE_BASE}/StructureDefinition/throughline-ai-device`;
export const DEVICE_IDENTIFIER_SYSTEM = `${PROFILE_BASE}/device`;

/** System of identifiers that are URIs, `urn:uuid:…`. */
export const URI_SYSTEM = 'urn:ietf:rfc:3986';
/** LOINC: progress note, and its kind written by a social worker. */
export const NOTE_TYPES = [
  { system: 'http://loinc.org', code: '11506-3', display: 'Progress note' },
  { system: 'http://loinc.org', code: '28656-7', display: 'Social worker Progress note' },
] as const;
export const CLINICAL_NOTE = {
  system: 'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category',
  code: 'clinical-note',
} as const;
export const PARTICIPANT_TYPE = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
export const FOR_TREATMENT = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'TREAT' } as const;
/** Legally authenticated. */
export const LEGALLY_AUTHENTICATED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-DocumentCompletion',
  code: 'LA',
} as const;
/** R5's Provenance.patient for R4: auditors search by it; a patient is never a Provenance target. */
export const PROVENANCE_PATIENT = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Provenance.patient';
