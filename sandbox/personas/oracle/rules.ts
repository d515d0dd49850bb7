import type { PersonaRule } from '../rule.ts';

/** What the Oracle-like persona does. Where the source leaves a detail open, `says` names what is ours. */
export const ORACLE_RULES = [
  {
    id: 'auth-origin',
    source: 'ehr.md §1.2; cerner/cerner-smart-configuration.json',
    says: 'authorize, token, keys, introspection and revocation have an origin of their own; the issuer is a tenant below it',
  },
  {
    id: 'token-570',
    source: 'ehr.md §1 token life; tokens/cerner-token-response-ehr-launch.json',
    says: 'access tokens live 570 seconds',
  },
  {
    id: 'refresh-kept',
    source: 'ehr.md §1 refresh, §7 auth refresh',
    says: 'a refresh answer has no refresh_token; the first stays good',
  },
  {
    id: 'refresh-unlisted',
    source: 'ehr.md §1 smart-configuration; cerner/cerner-smart-configuration.json',
    says: 'discovery does not list the refresh_token grant, which works',
  },
  {
    id: 'client-methods',
    source: 'ehr.md §1 smart-configuration',
    says: 'client_secret_basic and private_key_jwt (RS384, ES384); client_secret_post is refused',
  },
  {
    id: 'scopes-v2',
    source: 'ehr.md §1 scope grammar',
    says: 'the registration fixes the grammar (here v2); scopes of the other are dropped without a word',
  },
  {
    id: 'scopes-listed',
    source: 'ehr.md §1 who decides scopes, §1.2; cerner/cerner-smart-configuration.json',
    says: 'requested ∩ registered ∩ listed letters; no wildcards; no launch/patient and no launch/encounter for providers',
  },
  {
    id: 'scopes-empty',
    source: 'cerner/sandbox/error-token-empty-scopes-v1-syntax-2026-05-02.json',
    says: 'no scope left: invalid_scope with error_uri (empty-scopes) and no description; here at authorize, as there is no client_credentials grant',
  },
  {
    id: 'launch-denied',
    source: 'ehr.md §1.2',
    says: 'an invalid launch is access_denied with an error_uri; the middle of its URN is ours',
  },
  {
    id: 'token-extra',
    source: 'ehr.md §1 extra token fields; tokens/cerner-token-response-ehr-launch.json',
    says: 'tenant, user and username in the token answer; need_patient_banner is a boolean',
  },
  {
    id: 'accept-json',
    source: 'ehr.md §3.1 Accept; cerner/cerner-conventions.yml',
    says: 'anything but JSON is 406 with an empty body',
  },
  {
    id: 'paging',
    source: 'ehr.md §3.1 _count, paging; cerner/sandbox/documentreference-12724066.json',
    says: 'page of 10 documents, 50 of others, at most 100; opaque -pageContext next links; _count not honoured with _id',
  },
  {
    id: 'page-repeats',
    source: 'ehr.md §3.1 paging; cerner/cerner-conventions.yml pagination.hazard',
    says: 'the last id of a page comes again on the next one (always; the real server does so when the record shifts)',
  },
  {
    id: 'no-total',
    source: 'ehr.md §3.1 paging; cerner/sandbox/encounter-12752183.json',
    says: 'no Bundle.total, except on Encounter as captured',
  },
  {
    id: 'include',
    source: 'ehr.md §3.1 _include; CapabilityStatement (secure) searchInclude',
    says: '_include is an error, except on Consent; wording ours',
  },
  {
    id: 'revinclude',
    source: 'ehr.md §3.1 _revinclude; CapabilityStatement (secure) searchRevInclude',
    says: '_revinclude takes Provenance:target only, where listed, and needs the Provenance scope',
  },
  {
    id: 'unknown-params',
    source: 'ehr.md §3.1 unknown param, _sort',
    says: 'unknown parameters and _sort are ignored',
  },
  {
    id: 'patient-needs',
    source: 'ehr.md §3.2 Patient; cerner/sandbox/error-search-with-unsupported-param.json',
    says: 'a Patient search needs one of nine parameters, else 400 in the captured words',
  },
  {
    id: 'needs',
    source: 'CapabilityStatement (secure) searchParam documentation',
    says: 'each type needs _id or what its documentation names; 400 in the shape of the captured one',
  },
  {
    id: 'careplan-category',
    source: 'ehr.md §3.2 CarePlan',
    says: 'patient with category=assess-plan; any other code is an error; date only as a ge and le pair',
  },
  {
    id: 'careplan-prose',
    source: 'ehr.md §3.2 CarePlan; docs-examples/r4_care_plan_entry.json',
    says: 'content in text.div alone: no activity, goal, addresses or careTeam',
  },
  {
    id: 'condition-category',
    source: 'ehr.md §3.2 Condition',
    says: 'categories problem-list-item, encounter-diagnosis and health-concern; others 400',
  },
  {
    id: 'date-exclusive',
    source: 'ehr.md §3.1 _lastUpdated, §3.2 Observation, DocumentReference',
    says: 'never two of date, period and _lastUpdated',
  },
  {
    id: 'document-period',
    source: 'CapabilityStatement (secure) DocumentReference.period',
    says: 'period twice, ge and lt, as a closed range',
  },
  {
    id: 'appointment-date',
    source: 'ehr.md §3.2 Appointment',
    says: 'a person and a date range; the record has no appointments',
  },
  { id: 'servicerequest-code', source: 'ehr.md §3.2 ServiceRequest', says: 'code is searched in codeSet/200 only' },
  { id: 'coverage-id', source: 'ehr.md §3.2 Coverage', says: 'patient or -encounter; no search by _id' },
  {
    id: 'not-found',
    source: 'cerner/sandbox/error-404-on-nonexistent-patient-id.json, error-request-unsupported-resource-type.json',
    says: 'one 404 body for a bad id and a bad type',
  },
  {
    id: 'absent-types',
    source: 'ehr.md §3.2, §4.1',
    says: 'Task, Flag, List, EpisodeOfCare, PractitionerRole, AuditEvent, Composition and RiskAssessment are 404',
  },
  {
    id: 'scope-403',
    source: 'errors/cerner-403-insufficient-scope-not-fhir.json',
    says: 'a missing scope is 403 with JSON that is not FHIR',
  },
  {
    id: 'bad-token',
    source: 'cerner/cerner-problem-types.yml (401)',
    says: '401 with an OperationOutcome; its words are ours',
  },
  {
    id: 'gateway-504',
    source: 'ehr.md §3.1 rate limits, §4.4',
    says: '504 when a test switches it on, a write kept or not; without the 57 s',
  },
  {
    id: 'local-codes',
    source: 'ehr.md §3.3; docs-examples/r4_observation_entry.json',
    says: 'codeSet/72 first, LOINC variably mapped (here: PHQ-9 and C-SSRS all, GAD-7 total, PCL-5 and DAST-10 none)',
  },
  {
    id: 'scores-missing',
    source: 'ehr.md §3.3',
    says: 'form scores often are no Observation (here: AUDIT-C, PCL-5 answers, every panel)',
  },
  {
    id: 'questionnaires',
    source: 'ehr.md §3.2 QuestionnaireResponse',
    says: 'social-history forms only: none of the seeded ones',
  },
  {
    id: 'consents',
    source: 'ehr.md §3.2 Consent',
    says: 'authorisations to share records only; treatment, telehealth, drafting and 42 CFR Part 2 consents are not there',
  },
  {
    id: 'binary',
    source: 'ehr.md §3.2 Binary; cerner/sandbox/documentreference-12724066.json',
    says: 'content behind absolute addresses: XR- pdf, XML- xml, TR- html; Accept has to be its contentType; needs Binary and DocumentReference scopes',
  },
  {
    id: 'no-plan-writes',
    source: 'ehr.md §4.1',
    says: 'CarePlan, Goal, Device, Task and more cannot be created: the scope is not granted (403), the interaction not listed (405, ours)',
  },
  {
    id: 'note-docstatus',
    source: 'ehr.md §4.2 docStatus; errors/cerner-422-unprocessable-no-diagnostics.json',
    says: 'docStatus final, else a bare 422',
  },
  {
    id: 'note-author',
    source: 'ehr.md §4.2 author',
    says: 'exactly one Practitioner, who holds the token; no authenticator on create',
  },
  {
    id: 'note-period',
    source: 'ehr.md §4.2 period, encounter',
    says: 'context.period.end with time; one visit at most, of the same patient',
  },
  { id: 'note-type', source: 'ehr.md §4.2 type', says: 'LOINC codes, or one code of codeSet/72, never both' },
  {
    id: 'note-subject',
    source: 'ehr.md §4.2 subject',
    says: 'subject is Patient/<id>, of a patient that is there',
  },
  {
    id: 'note-attachment',
    source: 'ehr.md §4.2 attachment',
    says: 'one attachment inline, with title, creation with time and a listed content type with its charset',
  },
  {
    id: 'note-xhtml',
    source: 'ehr.md §4.2 attachment',
    says: 'XHTML well-formed (`<br />`), without CSS, script, iframe or links; it goes through RTF: attributes, headings and tables are lost',
  },
  {
    id: 'note-refused-parts',
    source: 'ehr.md §4.2; cerner/cerner-problem-types.yml',
    says: '422 business-rule for contained and undocumented elements (relatesTo, securityLabel, …), extension for modifierExtension, not-supported for implicitRules',
  },
  {
    id: 'note-identifier',
    source: 'ehr.md §4.2 identifier; cerner/sandbox/documentreference-12724066.json',
    says: 'identifier, date, custodian and category are ignored; a ceuuid and categories are given',
  },
  {
    id: 'note-created',
    source: 'ehr.md §4.2 success',
    says: '201, no body, absolute Location, ETag W/"1", X-Request-Id',
  },
  {
    id: 'no-conditional',
    source: 'ehr.md §3 of what this decides; cerner/cerner-conventions.yml idempotency',
    says: 'If-None-Exist is not looked at; a replay files a duplicate',
  },
  {
    id: 'note-amend',
    source: 'ehr.md §4.2 amend, retract; docs-examples/r4_document_reference_update.json',
    says: 'PUT with If-Match (missing: 412, ours; stale: 409), docStatus amended or status entered-in-error, same patient and visits, creation not earlier, no text/plain; never creates',
  },
  {
    id: 'batch',
    source: 'CapabilityStatement (secure) rest.interaction',
    says: 'batch, entry by entry; a transaction is 422 (status ours)',
  },
  {
    id: 'provenance',
    source: 'ehr.md §4.3; docs-examples/r4_provenance_create.json',
    says: 'one known target, recorded, agents of type, role and who, entities of role source; anything else 422; id doc-<n>',
  },
  { id: 'provenance-search', source: 'ehr.md §4.3 read', says: 'found by _id or target' },
  {
    id: 'invalid-r4',
    source: 'errors/cerner-422-unprocessable-no-diagnostics.json',
    says: 'what is not valid R4 is the same bare 422; what cannot be read at all is 400 (ours)',
  },
  { id: 'observation-writes', source: 'ehr.md §4.1', says: 'Observations of vital signs and laboratory only' },
] as const satisfies readonly (PersonaRule & { readonly id: string })[];

/** Names a rule: in the list, and in the log of served requests for each refusal. */
export type OracleRuleId = (typeof ORACLE_RULES)[number]['id'];
