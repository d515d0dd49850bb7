import type { FactKind, InstrumentId } from '../../../core/chart/fact.ts';
import type { PersonaName } from '../../../tools/walk-client.ts';

/** One thing that an EHR of the sandbox cannot say of a seeded patient, though plain FHIR R4 says it. */
export interface DeclaredDifference {
  readonly persona: Exclude<PersonaName, 'plain'>;
  readonly kind: FactKind;
  /** Only scores of these instruments. */
  readonly instruments?: readonly InstrumentId[];
  /** Members of the Fact's value that this EHR has not, or has in other words. Absent: it does not show the Fact at all. */
  readonly members?: readonly string[];
  readonly why: string;
}

/** The whole list. What is not here must be the same through every EHR; a line that makes no difference any more is a fault. */
export const DECLARED: readonly DeclaredDifference[] = [
  {
    persona: 'epic',
    kind: 'consent',
    why: 'Consent is mostly about code status there; treatment and Part 2 consents are not exposed (ehr.md §3.2). The screen says so.',
  },
  {
    persona: 'epic',
    kind: 'encounter',
    members: ['classCode'],
    why: 'Encounter.class carries a code of Epic’s own list, so a telehealth visit is not recognised by it (ehr-samples/epic).',
  },
  {
    persona: 'epic',
    kind: 'prior-note',
    members: ['type', 'title'],
    why: 'The note type has the site’s own name, and the title is not kept (ehr.md §4.2).',
  },
  {
    persona: 'oracle',
    kind: 'consent',
    why: 'Consent holds record-sharing agreements only (ehr.md §3.2). The screen says so.',
  },
  {
    persona: 'oracle',
    kind: 'care-plan',
    members: ['narrative'],
    why: 'The plan’s content is in text.div only (ehr.md §3.2); it is shown as prose.',
  },
  {
    persona: 'oracle',
    kind: 'planned-intervention',
    why: 'A CarePlan has no activity there (ehr.md §3.2), and interventions are not guessed from prose.',
  },
  {
    persona: 'oracle',
    kind: 'prior-note',
    members: ['type'],
    why: 'The first coding of the type is the site’s own, codeSet 72 (ehr.md §3.3).',
  },
  {
    persona: 'oracle',
    kind: 'score',
    instruments: ['AUDIT-C'],
    why: 'Scores of PowerForms are often not exposed as Observations at all (ehr.md §3.3).',
  },
  {
    persona: 'oracle',
    kind: 'score',
    instruments: ['PCL-5', 'DAST-10'],
    members: ['items', 'itemSum'],
    why: 'Only the total is exposed (ehr.md §3.3).',
  },
  {
    persona: 'oracle',
    kind: 'score',
    instruments: ['C-SSRS-screener'],
    members: ['narrative'],
    why: 'The note beside the result is not exposed.',
  },
];

/** The declarations about one Fact of one EHR. */
export function declaredFor(persona: string, fact: { kind: FactKind; value: unknown }): readonly DeclaredDifference[] {
  const { instrument } = fact.value as { instrument?: InstrumentId };
  return DECLARED.filter(
    (one) =>
      one.persona === persona &&
      one.kind === fact.kind &&
      (one.instruments === undefined || (instrument !== undefined && one.instruments.includes(instrument))),
  );
}
