import type { Dialect } from './dialect.ts';
import { ORACLE_HEALTH_MEANINGS } from './oracle-health-meanings.ts';
import { SCORE_CODES } from './r4-reads.ts';

/** §3.1: at most 100 a page, default as low as 10. Sent only where the CapabilityStatement lists it. */
const COUNT = { _count: '100' };

/** Oracle Health (Millennium, formerly Cerner). No `_include` (an error), no `_sort` (§3.1). Sections are those of ehr.md. */
export const ORACLE_HEALTH: Dialect = {
  id: 'oracle-health',
  name: 'Oracle Health',
  // §8, detection: hosts; neither captured CapabilityStatement names a software, both name the publisher.
  detect: { hosts: ['cerner.com', 'oraclehealth.com'], software: [], publishers: ['oracle health', 'cerner'] },
  patientParam: 'patient',
  reads: [
    { resource: 'Condition', what: 'problem list', searches: [{}], source: '§3.2: patient alone gives every category' },
    {
      resource: 'Observation',
      what: 'scores',
      searches: [
        { code: SCORE_CODES, ...COUNT },
        { category: 'survey', ...COUNT },
      ],
      siteCodes: true,
      empty: 'proves-nothing',
      source: '§3.2 Observation; §3.3: LOINC variably mapped, scores of PowerForms often not exposed at all',
    },
    {
      resource: 'QuestionnaireResponse',
      what: 'questionnaires',
      searches: [{}],
      source: '§3.2: only social-history forms',
    },
    {
      resource: 'CarePlan',
      what: 'treatment plan',
      searches: [{ category: 'assess-plan', ...COUNT }],
      source: '§3.2: category assess-plan is demanded, and no other is taken; the content is narrative only',
    },
    { resource: 'Goal', what: 'goals', searches: [{}], source: '§3.2 Goal' },
    { resource: 'Encounter', what: 'visits', searches: [COUNT], source: '§3.2 Encounter' },
    {
      resource: 'DocumentReference',
      what: 'prior notes',
      searches: [{ category: 'clinical-note', ...COUNT }],
      source: '§3.2: type, category, _count; never two of date, period and _lastUpdated',
    },
    { resource: 'MedicationRequest', what: 'medications', searches: [COUNT], source: '§3.2' },
    { resource: 'AllergyIntolerance', what: 'allergies', searches: [{}], source: 'CapabilityStatement (secure)' },
    { resource: 'ServiceRequest', what: 'referrals', searches: [COUNT], source: '§3.2 ServiceRequest' },
    {
      resource: 'Consent',
      what: 'consents',
      searches: [{}],
      neverShows: 'consents to treatment and to share substance-use records',
      source: '§3.2: only authorisations to share records, neither treatment nor 42 CFR Part 2 consents',
    },
    { resource: 'Coverage', what: 'insurance', searches: [{}], source: '§3.2: patient or -encounter' },
  ],
  // §3.2 Binary: TR- html; sandbox/documentreference-*.json: html beside pdf and xml.
  noteContent: ['text/html', 'application/xhtml+xml', 'text/plain'],
  limits: { pages: 50, resources: 5_000 },
  meanings: ORACLE_HEALTH_MEANINGS,
  writing: {
    note: {
      // §4.2 attachment, §7 note body: the only form that keeps headings.
      contentType: 'application/xhtml+xml;charset=utf-8',
      // §4.2: context.period.end with time, title, creation with time, exactly one Practitioner = the token's user.
      requires: ['period-end', 'title', 'creation', 'author-is-token-user'],
      // §4.2: our own ignored or refused with 422; docs-examples/r4_document_reference_post.json has none of them.
      drops: [
        'meta',
        'identifier',
        'category',
        'date',
        'custodian',
        'contained',
        'relatesTo',
        'extension',
        'modifierExtension',
        'implicitRules',
        'authenticator',
        'securityLabel',
      ],
      // §4.2 type: LOINC codes, or one code of codeSet/72, never both.
      types: ['11506-3'],
      // §3, point 3: no conditional create, no If-None-Exist; a replay is a duplicate.
      conditionalCreate: false,
      readBack: 'words',
      findBy: 'reference-line',
    },
    // §4.3: Provenance with one target, agents and entities only; §4.1: CarePlan and Goal not written; §7.
    provenance: 'minimal',
    device: 'none',
    carePlan: 'document',
  },
};
