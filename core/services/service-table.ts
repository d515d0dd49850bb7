import type { SessionKind } from '../chart/session-terms.ts';
import type { ElementId } from './element-id.ts';

/** One billing code of behavioural health, with what its note is read for. */
export interface Service {
  readonly code: string;
  readonly label: string;
  /** The kind of session the code stands for; absent for codes added to another. */
  readonly kind?: SessionKind;
  /** Minutes the code covers, both ends included. */
  readonly min?: number;
  readonly max?: number;
  /** Minutes of one unit, for codes billed by units. */
  readonly unitMinutes?: number;
  /** What an auditor looks for in the note, in the order of a note. */
  readonly elements: readonly ElementId[];
  /** Where time and elements are from; `practice` marks what no published rule was found for. */
  readonly source: string;
}

const PSYCHOTHERAPY: readonly ElementId[] = [
  'time',
  'diagnosis',
  'therapy-type',
  'technique',
  'objective',
  'response',
  'progress',
  'risk',
  'plan',
];
const NOVITAS = 'Novitas LCD L35101';
const STATE = 'the state manual decides; elements by practice';

/** The codes, in the order they are offered within a kind. */
export const SERVICES: readonly Service[] = [
  {
    code: '90832',
    label: 'Psychotherapy, 16–37 minutes',
    kind: 'individual',
    min: 16,
    max: 37,
    elements: PSYCHOTHERAPY,
    source: NOVITAS,
  },
  {
    code: '90834',
    label: 'Psychotherapy, 38–52 minutes',
    kind: 'individual',
    min: 38,
    max: 52,
    elements: PSYCHOTHERAPY,
    source: NOVITAS,
  },
  {
    code: '90837',
    label: 'Psychotherapy, 53 minutes or more',
    kind: 'individual',
    min: 53,
    elements: [...PSYCHOTHERAPY, 'longer-because'],
    source: `${NOVITAS}; the reason for the longer session by audit practice`,
  },
  {
    code: 'H0004',
    label: 'Behavioral health counseling, 15 minutes',
    kind: 'individual',
    unitMinutes: 15,
    elements: PSYCHOTHERAPY,
    source: STATE,
  },
  {
    code: '90847',
    label: 'Family therapy with the patient',
    kind: 'family',
    min: 26,
    elements: ['time', 'diagnosis', 'attendees', 'technique', 'response', 'objective', 'risk', 'plan'],
    source: 'CPT time rule, 26 minutes; elements by practice',
  },
  {
    code: '90846',
    label: 'Family therapy without the patient',
    kind: 'family',
    min: 26,
    elements: ['time', 'diagnosis', 'attendees', 'patient-absent-because', 'technique', 'objective', 'plan'],
    source: 'CPT time rule, 26 minutes; elements by practice',
  },
  {
    code: '90853',
    label: 'Group psychotherapy',
    kind: 'group',
    elements: [
      'diagnosis',
      'group-topic',
      'group-method',
      'group-present',
      'member-response',
      'objective',
      'risk',
      'plan',
    ],
    source: 'NGS LCD L33632: a note for each member, at most 12 present',
  },
  {
    code: '90839',
    label: 'Crisis psychotherapy, 30–74 minutes',
    kind: 'crisis',
    min: 30,
    max: 74,
    elements: ['time', 'crisis-state', 'mental-status', 'risk', 'technique', 'crisis-resource', 'crisis-disposition'],
    source: 'BCBS IL for the time; elements by the CPT descriptor',
  },
  {
    code: '90840',
    label: 'Crisis psychotherapy, each further 30 minutes, with 90839',
    min: 75,
    elements: ['time'],
    source: 'BCBS IL',
  },
  {
    code: 'H2011',
    label: 'Crisis intervention, 15 minutes',
    kind: 'crisis',
    unitMinutes: 15,
    elements: ['time', 'crisis-state', 'technique', 'crisis-disposition'],
    source: STATE,
  },
  {
    code: '90791',
    label: 'Psychiatric diagnostic evaluation',
    kind: 'intake',
    elements: [
      'presenting-problem',
      'history-past',
      'history-medical',
      'history-family',
      'history-social',
      'mental-status',
      'risk',
      'diagnosis',
      'capacity',
      'plan',
    ],
    source: 'NGS Medicare; not timed, though some payers want 16 minutes or more',
  },
  {
    code: 'H0031',
    label: 'Mental health assessment',
    kind: 'intake',
    elements: ['presenting-problem', 'mental-status', 'risk', 'diagnosis', 'plan'],
    source: STATE,
  },
  {
    code: 'T1017',
    label: 'Targeted case management, 15 minutes',
    kind: 'case-management',
    unitMinutes: 15,
    elements: ['time', 'activity', 'progress', 'declined', 'coordination', 'timeline'],
    source: '42 CFR 440.169 and 441.18(a)(7)',
  },
  {
    code: 'H2015',
    label: 'Community support, 15 minutes',
    kind: 'case-management',
    unitMinutes: 15,
    elements: ['time', 'place', 'skill-or-support', 'response', 'objective'],
    source: STATE,
  },
  {
    code: 'H2017',
    label: 'Psychosocial rehabilitation, 15 minutes',
    kind: 'case-management',
    unitMinutes: 15,
    elements: ['time', 'skill-or-support', 'response', 'objective'],
    source: STATE,
  },
];

/** The codes written in a service code field: `90839, 90840` names two. Those not in the table are left out. */
export function servicesNamed(field: string | undefined): Service[] {
  const written = (field ?? '').toUpperCase().match(/[A-Z]?\d{4,5}/g) ?? [];
  return written.flatMap((code) => SERVICES.find((service) => service.code === code) ?? []);
}

/** The kind of session: as chosen, else as its service code says, else undefined. */
export function kindOf(kind: SessionKind | undefined, serviceCode: string | undefined): SessionKind | undefined {
  return kind ?? servicesNamed(serviceCode).find((service) => service.kind !== undefined)?.kind;
}
