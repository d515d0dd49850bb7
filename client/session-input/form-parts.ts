import type { SessionKind } from '../../core/chart/session-terms.ts';

/** The parts of the form that depend on the kind of session. */
export type FormPart =
  | 'reported'
  | 'circumstances'
  | 'history'
  | 'crisis'
  | 'group'
  | 'activities'
  | 'observations'
  | 'interventions'
  | 'response'
  | 'risk'
  | 'progress'
  | 'homework'
  | 'plan'
  | 'scores'
  | 'not-asked';

/** What most sessions ask for, in the order of the work. */
const USUAL: readonly FormPart[] = [
  'reported',
  'circumstances',
  'observations',
  'interventions',
  'response',
  'risk',
  'progress',
  'homework',
  'plan',
];
const ALL: readonly FormPart[] = [...USUAL, 'scores', 'not-asked'];

/** What a kind of session asks for at once, in the order of its work; everything else waits behind "More". */
const SHOWN: Readonly<Record<SessionKind, readonly FormPart[]>> = {
  individual: USUAL,
  family: USUAL,
  group: ['group', 'reported', 'observations', 'interventions', 'response', 'risk', 'progress', 'plan'],
  crisis: ['crisis', 'reported', 'observations', 'risk', 'interventions', 'response', 'plan'],
  intake: ['reported', 'history', 'circumstances', 'observations', 'risk', 'interventions', 'response', 'plan'],
  'case-management': ['activities', 'circumstances', 'reported', 'risk', 'progress', 'plan'],
};

/**
 * The parts shown at once for a kind of session, and those behind "More". Without the patient there is no mental status to
 * observe.
 */
export function partsOf(
  kind: SessionKind | undefined,
  patientPresent: boolean,
): {
  readonly shown: readonly FormPart[];
  readonly more: readonly FormPart[];
} {
  const shown = SHOWN[kind ?? 'individual'].filter((part) => patientPresent || part !== 'observations');
  return { shown, more: ALL.filter((part) => !shown.includes(part)) };
}
