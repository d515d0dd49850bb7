/** One thing a persona does otherwise than plain FHIR R4, and what that rests on. */
export interface PersonaRule {
  /** The line of reference/ehr.md (by section) or the file of ehr-samples. */
  readonly source: string;
  /** What the EHR does, as a sentence of the generated table. */
  readonly says: string;
}
