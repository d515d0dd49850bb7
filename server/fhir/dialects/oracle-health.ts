import type { Dialect } from './dialect.ts';
import { ORACLE_HEALTH_MEANINGS } from './oracle-health-meanings.ts';
import { DRUG_SCREENS, SCORE_CODES } from './r4-reads.ts';
import { ORACLE_WRITING } from './writing-oracle-health.ts';

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
      resource: 'Observation',
      what: 'drug screens',
      searches: [{ code: DRUG_SCREENS, ...COUNT }],
      source: '§3.2 Observation: code; §4.1: laboratory results are Observations',
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
  writing: ORACLE_WRITING,
};
