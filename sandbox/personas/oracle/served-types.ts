import type { ResourceScope } from '../../smart/scopes.ts';

/** How this EHR serves one resource type. */
export interface ServedType {
  /** SMART v2 letters that it lists for the type. */
  readonly letters: string;
  /** Search parameters it knows; the rest is ignored. */
  readonly params: readonly string[];
  /** A search is refused unless it has all parameters of one of these. */
  readonly needs?: readonly (readonly string[])[];
  /** Page size where no `_count` is given; absent: the type is not paged. */
  readonly page?: number;
  /** Whether `_revinclude=Provenance:target` is taken. */
  readonly provenance?: true;
  /** Writes that are built here; it lists more. */
  readonly writes?: readonly ('create' | 'update')[];
  /** Scopes of this type exist at the level `user` alone. */
  readonly userOnly?: true;
}

const byPatient = [['_id'], ['patient']] as const;
const bySubject = [['_id'], ['patient'], ['subject']] as const;

/**
 * The resource types, letters and search parameters of cerner/cerner-capability-statement-r4-secure.json and
 * cerner/cerner-smart-configuration.json, as far as this sandbox holds such resources. Page sizes: ehr.md §3.1.
 */
export const SERVED: Readonly<Record<string, ServedType>> = {
  AllergyIntolerance: {
    letters: 'crus',
    params: ['_id', 'patient', 'clinical-status', '_lastUpdated'],
    needs: byPatient,
    provenance: true,
  },
  Appointment: {
    letters: 'crus',
    params: ['_id', '_count', 'date', '-date-or-req-period', 'patient', 'practitioner', 'location', 'status'],
    needs: [['_id'], ['patient'], ['practitioner'], ['location']],
    page: 50,
  },
  Binary: { letters: 'r', params: [] },
  CarePlan: {
    letters: 'rs',
    params: ['_id', 'date', 'patient', 'category', '_count'],
    needs: byPatient,
    page: 50,
    provenance: true,
  },
  CareTeam: {
    letters: 'rs',
    params: ['_id', 'category', 'encounter', 'patient', 'status'],
    needs: [['_id'], ['patient'], ['encounter']],
    provenance: true,
  },
  Communication: {
    letters: 'crus',
    params: ['_id', 'category', 'received', 'recipient', '-email-status'],
    needs: [['_id'], ['category', 'received', 'recipient', '-email-status']],
  },
  Condition: {
    letters: 'crus',
    params: ['_id', 'patient', 'encounter', 'subject', 'clinical-status', 'category', '_lastUpdated'],
    needs: bySubject,
    provenance: true,
    writes: ['create'],
  },
  Consent: { letters: 'rs', params: ['_id', 'patient', 'actor'], needs: [['_id'], ['patient'], ['actor']] },
  Coverage: {
    letters: 'cruds',
    params: ['patient', '-encounter'],
    needs: [['patient'], ['-encounter']],
    provenance: true,
  },
  Device: { letters: 'rs', params: ['_id', 'patient'], needs: byPatient, provenance: true },
  DocumentReference: {
    letters: 'crus',
    params: ['_id', 'patient', 'encounter', 'period', '_count', 'type', 'category', 'date', '_lastUpdated'],
    needs: byPatient,
    page: 10,
    provenance: true,
    writes: ['create', 'update'],
  },
  Encounter: {
    letters: 'crus',
    params: ['_id', '_count', 'patient', 'subject', 'status', 'date', 'identifier', 'account', '_lastUpdated'],
    needs: [['_id'], ['patient'], ['subject'], ['identifier'], ['account']],
    page: 50,
    provenance: true,
  },
  Goal: { letters: 'rs', params: ['_id', 'patient', 'target-date'], needs: byPatient, provenance: true },
  Location: {
    letters: 'rs',
    params: ['_id', '-physicalType', 'identifier', 'address', 'name', 'organization', 'type'],
    needs: [['_id'], ['-physicalType'], ['type']],
    userOnly: true,
  },
  MedicationRequest: {
    letters: 'crus',
    params: ['_id', 'patient', 'intent', 'status', '_lastUpdated', '_count'],
    needs: byPatient,
    page: 50,
    provenance: true,
  },
  Observation: {
    letters: 'crus',
    params: ['_id', 'patient', 'subject', 'category', 'code', 'date', '_lastUpdated', '_count'],
    needs: bySubject,
    page: 50,
    provenance: true,
    writes: ['create'],
  },
  Organization: {
    letters: 'crs',
    params: ['_id', 'identifier', 'type', '_count', 'name', 'address'],
    page: 50,
    userOnly: true,
  },
  Patient: {
    letters: 'crus',
    params: [
      '_id',
      'identifier',
      'name',
      'family',
      'given',
      'birthdate',
      'phone',
      'email',
      'address-postalcode',
      'gender',
      '_count',
    ],
    needs: [
      ['_id'],
      ['identifier'],
      ['name'],
      ['family'],
      ['given'],
      ['birthdate'],
      ['phone'],
      ['email'],
      ['address-postalcode'],
    ],
    page: 50,
    provenance: true,
  },
  Practitioner: {
    letters: 'crs',
    params: ['_id', 'identifier', 'given', 'family', 'name', 'active', '_count'],
    needs: [['_id'], ['identifier'], ['name'], ['active'], ['family']],
    page: 50,
    userOnly: true,
  },
  Procedure: {
    letters: 'crs',
    params: ['_id', 'patient', 'subject', 'date', '_lastUpdated'],
    needs: bySubject,
    provenance: true,
  },
  Provenance: { letters: 'crs', params: ['_id', 'target'], needs: [['_id'], ['target']], writes: ['create'] },
  Questionnaire: { letters: 'rs', params: ['_id'], needs: [['_id']] },
  QuestionnaireResponse: { letters: 'rus', params: ['_id', 'patient'], needs: byPatient },
  RelatedPerson: {
    letters: 'crus',
    params: ['_id', 'identifier', 'patient', '-encounter', '-relationship-level'],
    needs: [['_id'], ['identifier'], ['patient'], ['-encounter']],
    provenance: true,
  },
  ServiceRequest: {
    letters: 'rs',
    params: ['_id', 'patient', 'subject', 'code', '_lastUpdated', '_count'],
    needs: bySubject,
    page: 50,
    provenance: true,
  },
};

/** The most that its authorization server grants a provider's app: no `launch/patient`, no `launch/encounter`, no `*`. */
export const GRANTABLE: readonly string[] = [
  'fhirUser',
  'launch',
  'offline_access',
  'online_access',
  'openid',
  ...scopesOf('patient'),
  ...scopesOf('user'),
];

function scopesOf(level: ResourceScope['level']): string[] {
  return Object.entries(SERVED)
    .filter(([, { userOnly }]) => level === 'user' || !userOnly)
    .map(([type, { letters }]) => `${level}/${type}.${letters}`);
}
