import { type Static, Type } from 'typebox';

const Role = Type.Union([
  Type.Literal('clinician'),
  Type.Literal('trainee'),
  Type.Literal('supervisor'),
  Type.Literal('auditor'),
  Type.Literal('admin'),
]);

/** One registered EHR: which issuer, which addresses it may name, how we authenticate, who may do what. */
export const EhrRegistration = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9-]{1,40}$', description: 'short name, used in logs and audit records' }),
    displayName: Type.String({ minLength: 1, maxLength: 80, description: 'what the clinician calls this EHR' }),
    issuer: Type.String({ format: 'uri', description: 'FHIR base URL, exactly as the EHR sends it in `iss`' }),
    allowedOrigins: Type.Array(Type.String({ format: 'uri' }), {
      minItems: 1,
      description: 'origins that authorize, token and JWKS may have',
    }),
    dialect: Type.Union([Type.Literal('generic-r4')], { description: 'how this EHR reads and writes' }),
    tenant: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    clientId: Type.String({ minLength: 1 }),
    authentication: Type.Union([Type.Literal('private_key_jwt'), Type.Literal('public')]),
    scopes: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    frameAncestors: Type.Array(Type.String({ format: 'uri' }), {
      description: 'origins whose pages may embed Throughline',
    }),
    roles: Type.Array(
      Type.Object(
        { fhirUser: Type.String({ description: '`Practitioner/123`, or `Practitioner/*`' }), role: Role },
        { additionalProperties: false },
      ),
    ),
    custodian: Type.String({
      pattern: '^Organization/[A-Za-z0-9.-]{1,64}$',
      description: 'organisation that keeps the notes',
    }),
    patientWord: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20, description: 'the screen’s word for the patient' }),
    ),
  },
  { additionalProperties: false },
);
export type EhrRegistration = Static<typeof EhrRegistration>;

/** An auditor: a backend client that may read Provenance and AuditEvent of one tenant. */
export const AuditorRegistration = Type.Object(
  {
    clientId: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }),
    tenant: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    jwks: Type.Object(
      { keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1 }) },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type AuditorRegistration = Static<typeof AuditorRegistration>;

/** The registration file that THROUGHLINE_EHRS names. */
export const Registrations = Type.Object(
  { ehrs: Type.Array(EhrRegistration, { minItems: 1 }), auditors: Type.Array(AuditorRegistration) },
  { additionalProperties: false },
);
export type Registrations = Static<typeof Registrations>;
export type RoleName = Static<typeof Role>;
