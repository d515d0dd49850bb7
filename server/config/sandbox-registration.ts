import type { ScoreMeaning } from '../../core/chart/site-code-map.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { EhrRegistration, Registrations } from './registration.ts';

const FLOWSHEET = 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id';
const CONTEXT = ['launch', 'openid', 'fhirUser', 'online_access'];

/** The sandbox's secret is printed in its own sources: it is none, and production refuses the sandbox anyway. */
export const SANDBOX_SECRETS: ClientSecrets = new Map([['sandbox-oracle', 'sandbox-secret']]);

/**
 * The registration used when THROUGHLINE_EHRS names none: the three EHRs of this repository's sandbox. The second and third
 * behave as an Epic and an Oracle Health site do; the third's authorization server has the origin `sandboxAuthUrl`.
 */
export function sandboxRegistration(sandboxUrl: string, sandboxAuthUrl = nextPort(sandboxUrl)): Registrations {
  const shared = {
    tenant: 'sandbox',
    clientId: 'throughline',
    frameAncestors: [sandboxUrl],
    roles: [{ fhirUser: 'Practitioner/*', role: 'clinician' }],
    custodian: 'Organization/org-c1',
  } satisfies Partial<EhrRegistration>;
  return {
    ehrs: [
      {
        ...shared,
        name: 'sandbox',
        displayName: 'Sandbox EHR',
        issuer: `${sandboxUrl}/fhir/R4`,
        allowedOrigins: [sandboxUrl],
        dialect: 'generic-r4',
        authentication: 'private_key_jwt',
        scopes: [...CONTEXT, ...PLAIN_SCOPES],
      },
      {
        ...shared,
        name: 'sandbox-epic',
        displayName: 'Epic-like sandbox EHR',
        issuer: `${sandboxUrl}/epic/fhir/R4`,
        allowedOrigins: [sandboxUrl],
        authentication: 'private_key_jwt',
        codes: { scores: EPIC_SCORES, documents: {} },
        scopes: EPIC_SCOPES,
      },
      {
        ...shared,
        name: 'sandbox-oracle',
        displayName: 'Oracle Health-like sandbox EHR',
        issuer: `${sandboxUrl}/oracle/fhir/R4`,
        allowedOrigins: [sandboxUrl, sandboxAuthUrl],
        dialect: 'oracle-health',
        authentication: 'client_secret_basic',
        scopes: ORACLE_SCOPES,
      },
    ],
    auditors: [],
  };
}

const PLAIN_SCOPES = [
  'patient/Patient.rs',
  'patient/Condition.rs',
  'patient/Observation.rs',
  'patient/QuestionnaireResponse.rs',
  'patient/CarePlan.rs',
  'patient/Goal.rs',
  'patient/Encounter.rs',
  'patient/DocumentReference.crs',
  'patient/Binary.r',
  'patient/MedicationRequest.rs',
  'patient/AllergyIntolerance.rs',
  'patient/ServiceRequest.rs',
  'patient/Consent.rs',
  'patient/Coverage.rs',
  'patient/Provenance.crs',
  'user/Practitioner.r',
  'user/Device.crs',
  'user/Organization.r',
];

/**
 * A real site of this kind grants what its app registration lists and mostly ignores resource scopes that are asked for; the
 * sandbox's grants what is asked and registered, so they are named here. What such an EHR never takes is not asked for.
 */
const EPIC_SCOPES = [
  'launch',
  'openid',
  'fhirUser',
  'offline_access',
  'user/Patient.rs',
  'user/Condition.rs',
  'user/Observation.rs',
  'user/QuestionnaireResponse.rs',
  'user/CarePlan.rs',
  'user/CareTeam.rs',
  'user/Goal.rs',
  'user/Encounter.rs',
  'user/DocumentReference.crs',
  'user/Binary.r',
  'user/MedicationRequest.rs',
  'user/AllergyIntolerance.rs',
  'user/ServiceRequest.rs',
  'user/Consent.rs',
  'user/Coverage.rs',
  'user/Practitioner.r',
];

/** The least set of such a site: too many scopes make a request header longer than it takes. */
const ORACLE_SCOPES = [
  ...CONTEXT,
  'user/Patient.rs',
  'user/Condition.rs',
  'user/Observation.rs',
  'user/CarePlan.rs',
  'user/Goal.rs',
  'user/CareTeam.rs',
  'user/DocumentReference.crus',
  'user/Binary.r',
  'user/Encounter.rs',
  'user/ServiceRequest.rs',
  'user/Coverage.rs',
  'user/Consent.rs',
  'user/Appointment.rs',
  'user/QuestionnaireResponse.rs',
  'user/Procedure.rs',
  'user/MedicationRequest.rs',
  'user/AllergyIntolerance.rs',
  'user/Provenance.crs',
  'user/Practitioner.rs',
];

/** The flowsheet rows of the sandbox's Epic-like site. */
const EPIC_SCORES: Record<string, ScoreMeaning> = {
  [`${FLOWSHEET}|1570`]: { instrument: 'PHQ-9', part: 'total' },
  ...itemRows('PHQ-9', 1571, 9),
  [`${FLOWSHEET}|1580`]: { instrument: 'GAD-7', part: 'total' },
  ...itemRows('GAD-7', 1581, 7),
  [`${FLOWSHEET}|1600`]: { instrument: 'PCL-5', part: 'total' },
  [`${FLOWSHEET}|1700`]: { instrument: 'C-SSRS-screener', part: 'level' },
  [`${FLOWSHEET}|1710`]: { instrument: 'AUDIT-C', part: 'total' },
  [`${FLOWSHEET}|1720`]: { instrument: 'DAST-10', part: 'total' },
};

function itemRows(
  instrument: ScoreMeaning['instrument'],
  firstRow: number,
  count: number,
): Record<string, ScoreMeaning> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${FLOWSHEET}|${firstRow + index}`,
      { instrument, part: 'item' as const, item: index + 1 },
    ]),
  );
}

/** The authorization server of the Oracle Health-like site listens on the port after the sandbox's. */
function nextPort(sandboxUrl: string): string {
  const url = new URL(sandboxUrl);
  url.port = String(Number(url.port) + 1);
  return url.origin;
}
