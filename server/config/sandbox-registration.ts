import type { Registrations } from './registration.ts';

/** The registration used when THROUGHLINE_EHRS names none: the sandbox EHR of this repository at `sandboxUrl`. */
export function sandboxRegistration(sandboxUrl: string): Registrations {
  return {
    ehrs: [
      {
        name: 'sandbox',
        displayName: 'Sandbox EHR',
        issuer: `${sandboxUrl}/fhir/R4`,
        allowedOrigins: [sandboxUrl],
        dialect: 'generic-r4',
        tenant: 'sandbox',
        clientId: 'throughline',
        authentication: 'private_key_jwt',
        scopes: [
          'launch',
          'openid',
          'fhirUser',
          'online_access',
          'patient/Patient.rs',
          'patient/Condition.rs',
          'patient/Observation.rs',
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
        ],
        frameAncestors: [sandboxUrl],
        roles: [{ fhirUser: 'Practitioner/*', role: 'clinician' }],
        custodian: 'Organization/org-c1',
      },
    ],
    auditors: [],
  };
}
