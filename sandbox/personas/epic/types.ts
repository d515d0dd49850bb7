const ANY_PATIENT = 'patient subject';

/**
 * What the CapabilityStatement lists for each type that a chart app could ask for: interactions as SMART letters, then
 * search parameters (ehr-samples/epic/epic-fhir-r4-capabilitystatement.json). `_id` and `_count` hold everywhere.
 */
export const EPIC_TYPES: Readonly<Record<string, { letters: string; parameters: string }>> = {
  AllergyIntolerance: {
    letters: 'crs',
    parameters: `clinical-status patient category code date identifier onset type verification-status`,
  },
  Appointment: { letters: 'rs', parameters: 'date identifier patient service-category status' },
  Binary: { letters: 'rs', parameters: '' },
  CarePlan: { letters: 'rs', parameters: `${ANY_PATIENT} activity-date category encounter part-of status date` },
  CareTeam: { letters: 'rs', parameters: `${ANY_PATIENT} status category` },
  Communication: { letters: 'crs', parameters: `${ANY_PATIENT} based-on category encounter part-of` },
  Condition: {
    letters: 'crs',
    parameters: `${ANY_PATIENT} abatement-date category clinical-status code encounter onset-date recorded-date`,
  },
  Consent: { letters: 'rs', parameters: `${ANY_PATIENT} category status` },
  Coverage: { letters: 'rs', parameters: 'beneficiary patient status type' },
  Device: { letters: 'rs', parameters: 'device-name manufacturer model patient udi-carrier udi-di type status' },
  DiagnosticReport: { letters: 'rsu', parameters: `${ANY_PATIENT} category code date identifier` },
  DocumentReference: {
    letters: 'crsu',
    parameters: `${ANY_PATIENT} author category date docstatus encounter period status type _lastupdated`,
  },
  Encounter: { letters: 'rs', parameters: `${ANY_PATIENT} class date identifier status type` },
  EpisodeOfCare: { letters: 'rs', parameters: 'patient status type' },
  FamilyMemberHistory: { letters: 'rs', parameters: 'patient' },
  Flag: { letters: 'rs', parameters: `${ANY_PATIENT} category encounter status` },
  Goal: { letters: 'rs', parameters: `${ANY_PATIENT} category lifecycle-status start-date` },
  Immunization: { letters: 'rs', parameters: 'date patient status' },
  List: { letters: 'rs', parameters: `${ANY_PATIENT} code encounter identifier` },
  Location: { letters: 'rs', parameters: 'type' },
  Medication: { letters: 'rs', parameters: '' },
  MedicationRequest: { letters: 'rs', parameters: `${ANY_PATIENT} category date intent status` },
  Observation: { letters: 'crsu', parameters: `${ANY_PATIENT} based-on category code date focus issued` },
  Organization: { letters: 'rs', parameters: '' },
  Patient: {
    letters: 'crs',
    parameters:
      'address address-city address-postalcode address-state birthdate family gender given identifier legal-sex name telecom',
  },
  Practitioner: {
    letters: 'rs',
    parameters: 'address address-city address-postalcode address-state family given identifier name',
  },
  PractitionerRole: {
    letters: 'rs',
    parameters: 'email identifier location organization phone practitioner role specialty telecom',
  },
  Procedure: { letters: 'crsu', parameters: `${ANY_PATIENT} category code date identifier` },
  Provenance: { letters: 'r', parameters: '' },
  Questionnaire: { letters: 'rs', parameters: '' },
  QuestionnaireResponse: { letters: 'crs', parameters: `${ANY_PATIENT} encounter` },
  RelatedPerson: { letters: 'rs', parameters: 'patient' },
  ServiceRequest: {
    letters: 'crsu',
    parameters: `${ANY_PATIENT} authored category code encounter identifier requester status`,
  },
  Task: { letters: 'rsu', parameters: `${ANY_PATIENT} code encounter focus status` },
  ValueSet: { letters: 'r', parameters: '' },
};

/** Types that belong to no patient: searched without one. */
export const UNOWNED_TYPES = new Set([
  'Binary',
  'Location',
  'Medication',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Questionnaire',
]);

/** Whether the type is searched by this parameter here. Epic writes names without regard to case. */
export function isEpicParameter(type: string, name: string): boolean {
  const bare = (name.split(/[:.]/)[0] ?? '').toLowerCase();
  return bare === '_id' || (EPIC_TYPES[type]?.parameters.split(' ').includes(bare) ?? false);
}
