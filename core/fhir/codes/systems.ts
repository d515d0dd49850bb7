/** Code system and extension addresses that the readers and writers of FHIR share. */
export const LOINC = 'http://loinc.org';
/** ICD-10-CM as US EHRs send it, by address or by OID. */
export const ICD10_SYSTEMS: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/sid/icd-10-cm',
  'urn:oid:2.16.840.1.113883.6.90',
  'http://hl7.org/fhir/sid/icd-10',
  'http://terminology.hl7.org/CodeSystem/icd10CM',
]);
/** Links an objective to the goal it serves (HL7 extensions pack, context Resource, R4). */
export const PERTAINS_TO_GOAL = 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal';
/** Score of an answer, on the answer's coding: R4 name and the R5 name some servers send. */
export const ANSWER_SCORE_EXTENSIONS: ReadonlySet<string> = new Set([
  'http://hl7.org/fhir/StructureDefinition/ordinalValue',
  'http://hl7.org/fhir/StructureDefinition/itemWeight',
]);
/** LOINC by address and by OID. */
export const LOINC_SYSTEMS: ReadonlySet<string> = new Set([LOINC, 'urn:oid:2.16.840.1.113883.6.1']);
