import { type Static, Type } from 'typebox';
import { type DocumentKind, INSTRUMENT_IDS, type InstrumentId } from '../../core/chart/fact.ts';

const Role = Type.Union([
  Type.Literal('clinician'),
  Type.Literal('trainee'),
  Type.Literal('supervisor'),
  Type.Literal('auditor'),
  Type.Literal('admin'),
]);

const Instrument = Type.Unsafe<InstrumentId>(Type.Union(INSTRUMENT_IDS.map((id) => Type.Literal(id))));
const DOCUMENT_KINDS = [
  'progress-note',
  'treatment-plan',
  'assessment',
  'letter',
  'psychotherapy-note',
  'sud-counselling-note',
  'other',
] as const satisfies readonly DocumentKind[];

/** A site's own codes, `system|code` → meaning: flowsheet ids and local document types. */
const SiteCodes = Type.Object(
  {
    scores: Type.Record(
      Type.String({ pattern: '^[^|]+\\|[^|]+$' }),
      Type.Union([
        Type.Object(
          {
            instrument: Instrument,
            part: Type.Union([Type.Literal('total'), Type.Literal('panel'), Type.Literal('level')]),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          { instrument: Instrument, part: Type.Literal('item'), item: Type.Integer({ minimum: 1, maximum: 40 }) },
          { additionalProperties: false },
        ),
      ]),
    ),
    documents: Type.Record(
      Type.String({ pattern: '^[^|]+\\|[^|]+$' }),
      Type.Unsafe<DocumentKind>(Type.Union(DOCUMENT_KINDS.map((kind) => Type.Literal(kind)))),
    ),
  },
  { additionalProperties: false },
);

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
    dialect: Type.Optional(
      Type.Union(
        [
          Type.Literal('generic-r4'),
          Type.Literal('epic'),
          Type.Literal('oracle-health'),
          Type.Literal('medplum'),
          Type.Literal('hapi'),
        ],
        { description: 'how this EHR reads and writes; absent: told from its CapabilityStatement and its address' },
      ),
    ),
    tenant: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    clientId: Type.String({ minLength: 1 }),
    authentication: Type.Union([
      Type.Literal('private_key_jwt'),
      Type.Literal('client_secret_basic'),
      Type.Literal('public'),
    ]),
    clientSecretFile: Type.Optional(
      Type.String({ minLength: 1, description: 'file that holds the secret of client_secret_basic, and nothing else' }),
    ),
    pkceNotAdvertised: Type.Optional(
      Type.Literal(true, {
        description: 'this EHR does not state that it takes PKCE with S256; it is sent all the same, and not relied on',
      }),
    ),
    codes: Type.Optional(SiteCodes),
    scopes: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    frameAncestors: Type.Array(Type.String({ format: 'uri' }), {
      description: 'origins whose pages may embed Throughline',
    }),
    roles: Type.Array(
      Type.Object(
        {
          fhirUser: Type.String({ description: '`Practitioner/123`, or `Practitioner/*`' }),
          role: Role,
          licensedIn: Type.Optional(
            Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), {
              minItems: 1,
              description: 'states of licence; a telehealth session with the patient elsewhere is flagged',
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    custodian: Type.String({
      pattern: '^Organization/[A-Za-z0-9.-]{1,64}$',
      description: 'organisation that keeps the notes',
    }),
    assistedDrafting: Type.Optional(
      Type.Union([Type.Literal('not-asked'), Type.Literal('consent-required')], {
        description:
          'whether patients are asked before notes are drafted: without a consent on record the clinician is told, after a refusal she writes the note herself; absent: not asked',
      }),
    ),
    thirdParties: Type.Optional(
      Type.Union([Type.Literal('by-role'), Type.Literal('as-written')], {
        description: 'persons other than patient and care team: by their role (the default), or as the clinician wrote',
      }),
    ),
    timeZone: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$',
        description: 'IANA time zone of the site, `America/Los_Angeles`: decides what day it is there; absent: UTC',
      }),
    ),
    patientWord: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20, description: 'the screen’s word for the patient' }),
    ),
    noteDensity: Type.Optional(
      Type.Union([Type.Literal('full'), Type.Literal('brief')], {
        description:
          'how much a note says of what did not change: all of it (the default), or nothing; risk is always whole',
      }),
    ),
    noteAbbreviations: Type.Optional(
      Type.Boolean({ description: 'kinds of work by their short names in notes, `CBT`; CPT is always written out' }),
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
