import type { Dialect } from './dialect.ts';
import { EPIC_MEANINGS } from './epic-meanings.ts';
import { DRUG_SCREENS, SCORE_CODES } from './r4-reads.ts';
import { EPIC_WRITING } from './writing-epic.ts';

/** No `_count`: the default pages are large (1000 Observations), and Bundle.total is the page size when it is sent (§3.1). */
const scores = { resource: 'Observation', what: 'scores', empty: 'proves-nothing' } as const;

/** Epic. Sections are those of ehr.md. */
export const EPIC: Dialect = {
  id: 'epic',
  name: 'Epic',
  // §8, detection; both captured CapabilityStatements say software.name "Epic".
  detect: { hosts: ['epic.com'], software: ['epic'] },
  patientParam: 'patient',
  reads: [
    {
      resource: 'Condition',
      what: 'problem list',
      searches: [
        { category: 'problem-list-item' },
        { category: 'encounter-diagnosis' },
        { category: 'health-concern' },
      ],
      source: '§3.2 Condition: one request per category; a list of categories is an error on some builds',
    },
    {
      ...scores,
      searches: [{ category: 'survey' }],
      fallbacks: [
        {
          when: { status: [400] },
          instead: { category: 'survey,functional-mental-status' },
          source: '§3.2 Observation: older builds refuse `survey` alone with 400',
        },
      ],
      source: '§3.3: flowsheet rows of category survey, coded by the site first, by LOINC second or not at all',
    },
    {
      ...scores,
      searches: [{ category: 'functional-mental-status' }, { category: 'sdoh' }],
      source: '§3.2 Observation: category or code is required; one request per category (§6)',
    },
    {
      ...scores,
      searches: [{ code: SCORE_CODES }],
      siteCodes: true,
      source:
        '§3.2: code alone, never with category (some sites answer 400 to both); §3.3: flowsheet and SmartData ids',
    },
    {
      resource: 'Observation',
      what: 'drug screens',
      searches: [{ code: DRUG_SCREENS }],
      source: '§3.2: code alone, never with category (some sites answer 400 to both)',
    },
    {
      resource: 'QuestionnaireResponse',
      what: 'questionnaires',
      searches: [{}],
      source: '§3.2: only what Epic itself assigned to the patient',
    },
    {
      resource: 'CarePlan',
      what: 'treatment plan',
      // Longitudinal, encounter, outpatient, inpatient; dental and oncology plans are not for a therapist to read.
      searches: [
        { category: '38717003' },
        { category: '734163000' },
        { category: '736271009' },
        { category: '736353004' },
      ],
      fallbacks: [
        {
          when: { codes: ['59108'], says: /activity-?date/i },
          instead: { date: 'ge1900-01-01' },
          source: '§3.2 CarePlan: 59108 "activity-date has not been provided" on some builds',
        },
      ],
      source: '§3.2 CarePlan; errors/epic-400-careplan-category-required.json names the codes',
    },
    { resource: 'Goal', what: 'goals', searches: [{}], source: '§3.2 Goal' },
    { resource: 'Encounter', what: 'visits', searches: [{}], source: '§3.2 Encounter' },
    {
      resource: 'DocumentReference',
      what: 'prior notes',
      searches: [{ category: 'clinical-note' }],
      source: '§3.2 DocumentReference: without the category scans come too',
    },
    { resource: 'MedicationRequest', what: 'medications', searches: [{}], source: '§3.2' },
    { resource: 'AllergyIntolerance', what: 'allergies', searches: [{}], source: 'CapabilityStatement 2026-05-11' },
    {
      resource: 'ServiceRequest',
      what: 'referrals',
      searches: [{}],
      empty: 'proves-nothing',
      source: '§3.2: referral orders are often not returned',
    },
    {
      resource: 'Consent',
      what: 'consents',
      searches: [{}],
      empty: 'proves-nothing',
      source: '§3.2 Consent and its consequence: mostly code status; 42 CFR Part 2 consents are not exposed reliably',
    },
    { resource: 'Coverage', what: 'insurance', searches: [{}], source: '§3.2 Coverage' },
  ],
  // §3.2 Binary: html and rtf of each note; html is the readable one.
  noteContent: ['text/html', 'application/xhtml+xml', 'text/plain'],
  limits: { pages: 50, resources: 5_000 },
  meanings: EPIC_MEANINGS,
  // §4.4: 4113, the kept search has expired; §3.1 paging.
  restartPaging: { codes: ['4113'] },
  writing: EPIC_WRITING,
};
