import type { FactKind } from '../../../core/chart/fact.ts';
import type { PersonaName } from '../../../tools/walk-client.ts';

/** One thing that an EHR of the sandbox cannot say of a seeded patient, though plain FHIR R4 says it. */
export interface DeclaredDifference {
  readonly persona: Exclude<PersonaName, 'plain'>;
  readonly kind: FactKind;
  /** Members of the Fact's value, or `when` or `labels`, that this EHR has not or has in other words. Absent: the Fact as a whole. */
  readonly members?: readonly string[];
  readonly why: string;
}

/** The whole list. What is not here must be the same through every EHR; a line that makes no difference any more is a fault. */
export const DECLARED: readonly DeclaredDifference[] = [];
