/**
 * Codes of HL7 AI Transparency on FHIR (hl7.fhir.uv.aitransparency, 1.0.0 STU 1 ballot, pinned here because the guide may
 * still move) and of the HL7 vocabularies it stands on.
 */
const GUIDE = 'http://hl7.org/fhir/uv/aitransparency';

export const AI_DEVICE_TYPE = {
  system: `${GUIDE}/CodeSystem/AIdeviceTypeCS`,
  code: 'Artificial-Intelligence',
} as const;
export const AI_KIND_EXTENSION = `${GUIDE}/StructureDefinition/aitransparency.AIKind`;
/** The drafter composes by rules and gives the same bytes for the same input; no model is trained or called. */
export const AI_KINDS = [
  { system: AI_DEVICE_TYPE.system, code: 'Deterministic-AI' },
  { system: AI_DEVICE_TYPE.system, code: 'Rule-Based-Systems' },
] as const;
/** Label of content that an algorithm helped to make. It says nothing about human review: Provenance.agent does. */
export const AI_ASSERTED = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'AIAST',
} as const;
