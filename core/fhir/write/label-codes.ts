/** Security labels of HL7 v3 and DS4P that a filed note inherits or must carry (45 CFR 164, 42 CFR Part 2). */
export const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

/** Confidentiality from the least to the most restricted. */
export const CONFIDENTIALITY_LEVELS = ['U', 'L', 'M', 'N', 'R', 'V'] as const;
/** The law that makes a substance use record restricted. */
export const PART_2 = { system: ACT_CODE, code: '42CFRPart2' } as const;
/** v3-ActCode of substance use treatment: sensitivities, and the law with its consent directive. */
export const SUBSTANCE_USE: readonly string[] = ['SUD', 'ETH', 'ETHUD', 'OPIOIDUD', '42CFRPart2', '42CFRPart2CD'];
/** DS4P: the policy that a label rests on. */
export const LABEL_BASIS = 'http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-sec-label-basis';
/**
 * What a substance use note carries besides its confidentiality and its sensitivity: the law, no redisclosure without
 * consent, keep the labels, show the mark, for treatment.
 */
export const SUBSTANCE_USE_HANDLING = [
  PART_2,
  { system: ACT_CODE, code: 'NORDSCLCD' },
  { system: ACT_CODE, code: 'PERSISTLABEL' },
  { system: ACT_CODE, code: 'PRIVMARK' },
  { system: ACT_REASON, code: 'TREAT' },
] as const;
/** The short notice of 42 CFR 2.32 that goes with such a record. */
export const PART_2_NOTICE = '42 CFR part 2 prohibits unauthorized use or disclosure of these records.';
