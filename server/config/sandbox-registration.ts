import type { ScoreMeaning } from '../../core/chart/site-code-map.ts';
import type { ClientSecrets } from './client-secrets.ts';
import type { EhrRegistration, Registrations } from './registration.ts';

const FLOWSHEET = 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id';
const CODE_SET_72 = 'https://fhir.cerner.com/throughline-sandbox/codeSet/72';
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
        codes: {
          scores: ORACLE_SCORES,
          documents: { [`${CODE_SET_72}|2820511`]: 'progress-note' },
        },
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
  ...scoreCodes(FLOWSHEET, 'PHQ-9', 1570, 9),
  ...scoreCodes(FLOWSHEET, 'GAD-7', 1580, 7),
  ...scoreCodes(FLOWSHEET, 'PCL-5', 1600),
  [`${FLOWSHEET}|1700`]: { instrument: 'C-SSRS-screener', part: 'level' },
  ...scoreCodes(FLOWSHEET, 'AUDIT-C', 1710),
  ...scoreCodes(FLOWSHEET, 'DAST-10', 1720),
};

/** The result codes of the sandbox's Oracle Health-like site. */
const ORACLE_SCORES: Record<string, ScoreMeaning> = {
  ...scoreCodes(CODE_SET_72, 'PHQ-9', 41_009_000, 9),
  ...scoreCodes(CODE_SET_72, 'GAD-7', 41_007_000, 7),
  ...scoreCodes(CODE_SET_72, 'PCL-5', 41_005_000),
  ...scoreCodes(CODE_SET_72, 'C-SSRS-screener', 41_003_000, 7),
  [`${CODE_SET_72}|41003000`]: { instrument: 'C-SSRS-screener', part: 'level' },
  ...scoreCodes(CODE_SET_72, 'DAST-10', 41_001_000),
};

/** Both sites number a total and, after it, the items in the order of the form. */
function scoreCodes(
  system: string,
  instrument: ScoreMeaning['instrument'],
  total: number,
  items = 0,
): Record<string, ScoreMeaning> {
  return Object.fromEntries<ScoreMeaning>([
    [`${system}|${total}`, { instrument, part: 'total' }],
    ...Array.from({ length: items }, (_, index): [string, ScoreMeaning] => [
      `${system}|${total + index + 1}`,
      { instrument, part: 'item', item: index + 1 },
    ]),
  ]);
}

/** The authorization server of the Oracle Health-like site listens on the port after the sandbox's. */
function nextPort(sandboxUrl: string): string {
  const url = new URL(sandboxUrl);
  url.port = String(Number(url.port) + 1);
  return url.origin;
}
