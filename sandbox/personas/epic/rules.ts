import type { PersonaRule } from '../rule.ts';

const SANDBOX = 'ehr-samples/epic/sandbox/phase-b-2026-04-26';
const OVERLAY = 'ehr-samples/epic/the-map-epic-overlay.json';
const CODES = 'ehr-samples/epic/epic-systems-error-codes.yml';

/** Every rule of the Epic-like persona. What refuses or bends a request names its rule by these keys. */
export const EPIC_RULES = {
  'unknown-type': {
    source: `${SANDBOX}/error-request-unsupported-resource-type.json; ehr.md §4.4`,
    says: 'A type, version, history or operation it does not have: 404 with an HTML page of the web server.',
  },
  'not-advertised': {
    source: 'ehr.md §4.1; ehr-samples/epic/epic-systems-problem-types.yml (405)',
    says: 'An interaction that its CapabilityStatement does not list (create of CarePlan, Goal, Provenance, Device; search of Provenance; delete, patch): 405.',
  },
  'bad-token': {
    source: 'ehr-samples/errors/epic-401-invalid-token.json; ehr.md §4.4',
    says: '401 with WWW-Authenticate and no outcome: the body is an empty JSON text.',
  },
  'api-not-granted': {
    source: 'ehr-samples/errors/epic-403-empty-body.json; ehr.md §4.4',
    says: 'The app was not granted the API: 403 with an empty body.',
  },
  'user-not-authorised': {
    source: `${CODES} (4118); ehr.md §4.2`,
    says: 'What the scopes reach but this user or launch may not see or write: 403 with fatal 4118.',
  },
  'xml-by-default': {
    source: `${OVERLAY} transport_findings; ehr.md §3.1`,
    says: 'XML unless Accept or _format asks for JSON.',
  },
  'no-versions': {
    source: 'ehr.md §4.1 (Conditional create / versioning)',
    says: 'No ETag, no meta.versionId, no vread, no history; If-Match and If-None-Match change nothing.',
  },
  'no-bundles': {
    source: 'ehr.md §3.1 (batch / transaction)',
    says: 'Neither batch nor transaction: 404 with the HTML page.',
  },
  'id-not-found': {
    source: `${SANDBOX}/error-404-on-nonexistent-patient-id.json`,
    says: 'A read of an unknown id: 404 with fatal 59008.',
  },
  merged: {
    source: `${CODES} (4107)`,
    says: 'A read of a merged patient: redirect to the surviving one, with fatal 4107. A search: 400 with 4107 (status reconstructed).',
  },
  'break-the-glass': {
    source: `${CODES} (4130, 4131); ehr.md §4.4`,
    says: 'A chart behind Break-the-Glass: 403 with fatal 4131 for the patient, 4130 for all else. (Option breakTheGlass.)',
  },
  'patient-required': {
    source: `${OVERLAY} search_param_observations; ${CODES} (59159, 59108)`,
    says: 'A search without patient or _id: 400. DocumentReference and Procedure say 59108, the others 59159.',
  },
  'patient-demographics': {
    source: `${SANDBOX}/error-search-with-unsupported-param.json`,
    says: 'A Patient search without _id or demographics: 400 with fatal 59159.',
  },
  'patient-unknown': {
    source: `${CODES} (59102)`,
    says: 'A search for a patient that is not there: 400 with fatal 59102.',
  },
  'careplan-category': {
    source: 'ehr-samples/errors/epic-400-careplan-category-required.json; ehr.md §3.2 CarePlan',
    says: 'A CarePlan search without a category: 400 with fatal 59159 and the list of codes.',
  },
  'careplan-one-category': {
    source: 'ehr.md §3.2 CarePlan ("One request per category, then merge")',
    says: 'A CarePlan search with several categories, or one that is not on the list: 400 with fatal 59111.',
  },
  'careplan-assess-plan': {
    source: 'ehr.md §3.2 CarePlan',
    says: 'The category assess-plan means the longitudinal plan, 38717003.',
  },
  'careplan-activity-date': {
    source: 'ehr.md §3.2 CarePlan (some builds)',
    says: 'An older build asks for an activity date: 400 with fatal 59108 unless date is given. (Option olderBuild.)',
  },
  'observation-code-or-category': {
    source: 'ehr-samples/errors/epic-400-observation-code-or-category.json; ehr.md §3.2 Observation',
    says: 'An Observation search with neither code nor category: 400 with fatal 59159.',
  },
  'observation-category-known': {
    source: `${CODES} (59111); ehr.md §3.2 Observation`,
    says: 'An Observation category that is not on its list: 400 with fatal 59111.',
  },
  'observation-survey-alone': {
    source: 'ehr.md §3.2 Observation (older builds)',
    says: 'An older build refuses survey alone; survey,functional-mental-status is taken. (Option olderBuild.)',
  },
  'observation-code-and-category': {
    source: 'ehr.md §3.2 Observation (some sites)',
    says: 'An older build refuses code and category together: 400. (Option olderBuild.)',
  },
  'condition-one-category': {
    source: `ehr.md §3.2 Condition; ${CODES} (4115)`,
    says: 'A Condition search with several categories, or one that is not on the list: 400 with fatal 4115.',
  },
  'unknown-parameter': {
    source: `${OVERLAY} search_param_observations; ehr.md §3.1`,
    says: 'Unknown parameters are passed over with 200. Patient and Observation add an information 59100; the self link repeats what was asked.',
  },
  'no-sort': {
    source: 'ehr.md §3.1 (_sort, _lastUpdated)',
    says: '_sort is passed over on every type, _lastUpdated on all but DocumentReference.',
  },
  'none-found': {
    source: `${SANDBOX}/condition-health-concern.json; ${OVERLAY} phase_b_findings`,
    says: 'An empty result holds one entry, search.mode outcome, with a warning 4101.',
  },
  'page-total': {
    source: `${SANDBOX}/observation-vital-signs-paginated-with-total-2026-05-02.json`,
    says: 'With _count, Bundle.total is the size of the page; without, pages hold 1000.',
  },
  'paging-context': {
    source: `${SANDBOX}/observation-vital-signs-paginated-with-total-2026-05-02.json; ${CODES} (4113)`,
    says: 'The next link carries a sessionID alone; once that has expired: 400 with fatal 4113.',
  },
  'part-withheld': {
    source: `${SANDBOX}/encounter-erXuFYUfucBZaryVksYEcMg3.json; ${SANDBOX}/condition-health-concern.json`,
    says: 'Where the app may not see a part, that part is left out and a warning 59204 stands among the matches. (Option withheld.)',
  },
  'post-search': {
    source: 'ehr.md §3.1 (POST _search)',
    says: 'POST _search: the query string is passed over, the form counts.',
  },
  'empty-created': {
    source: 'ehr.md §4.2 (Success)',
    says: 'A create answers 201 with an empty body and a relative Location; with Prefer: return=representation, the resource.',
  },
  'no-conditional-create': {
    source: 'ehr.md §4.1, §4.2 (Replay)',
    says: 'If-None-Exist is passed over: a replay files a second note.',
  },
  'note-subject': {
    source: 'ehr.md §4.2 subject',
    says: 'The subject is a relative reference to a patient it has; else 400 "Invalid subject received".',
  },
  'note-encounter': {
    source: 'ehr-samples/errors/epic-400-valid-encounter-required.json; ehr.md §4.2 encounter',
    says: 'Exactly one encounter of the same patient; else 400 "Valid encounter required". A finished visit will do.',
  },
  'note-type': {
    source: 'ehr.md §4.2 type',
    says: 'The type is one of its own LOINC list or its note type ids; else 422 with 59012. Only the code that maps is kept.',
  },
  'note-text': {
    source: 'ehr.md §4.2 attachment',
    says: 'Only text/plain, in line; else 422 with 59012. Only the first attachment is kept.',
  },
  'note-status': {
    source: 'ehr.md §4.2 docStatus',
    says: 'docStatus final or preliminary; else 422 with 59012.',
  },
  'note-modifier': {
    source: 'ehr.md §4.2 modifierExtension',
    says: 'A modifierExtension: 422 with 59012.',
  },
  'note-formats': {
    source: 'ehr-samples/epic/sandbox/write-probe-2026-04-28/DocumentReference.json; ehr.md §4.2 attachment',
    says: 'The text is stored as HTML and RTF in Binary, spacing and blank lines lost.',
  },
  'note-overwritten': {
    source: 'ehr-samples/epic/sandbox/write-probe-2026-04-28/DocumentReference.json; ehr.md §4.2 identifier',
    says: 'Identifier, date, author, custodian, format, security label and period are its own; titles, relatesTo, extensions and profiles are lost.',
  },
  'note-no-update': {
    source: 'ehr.md §4.1 DocumentReference, §4.2 Amend',
    says: 'A clinical note takes no update: 400 with fatal 59159 where the scope is granted, else the empty 403.',
  },
  'note-security': {
    source: 'ehr.md §4.2 (note-writing security)',
    says: 'A user without note-writing security: 403 with fatal 4118. (Option mayWriteNotes.)',
  },
  'observation-vital-signs-only': {
    source: `${CODES} (59188); ehr.md §4.1 Observation`,
    says: 'An Observation that is no vital sign: 400 with fatal 59188.',
  },
  'condition-holding-tank': {
    source: 'ehr-samples/epic/sandbox/write-probe-2026-04-28/Condition.json; ehr.md §4.1 Condition',
    says: 'A Condition comes back provisional and on the problem list; a note of more than 450 characters: 400.',
  },
  'other-creates': {
    source: 'ehr.md §4.1 ServiceRequest, QuestionnaireResponse, Communication',
    says: 'Orders, answers and messages other than the kinds it assigns itself: 400 with fatal 59159.',
  },
  'broken-body': {
    source: `${CODES} (59105)`,
    says: 'A body that is no JSON resource of the type: 400 with fatal 59105.',
  },
  'held-scores': {
    source: 'ehr.md §3.3',
    says: "Scores are flowsheet rows: the site's row id comes first, LOINC second or not at all, code.text often missing, some totals are text, panels hold members and no value, totals derive from their items.",
  },
  'held-notes': {
    source: `${SANDBOX}/documentreference-eq081-VQEgP8drUUqCWzHfw3.json`,
    says: 'Notes have its note ids and types, no title, and their content in HTML and RTF behind relative Binary addresses.',
  },
  'held-social-needs': {
    source: 'ehr.md §3.2 Condition (ask separately)',
    says: 'Social needs are health concerns, not problem-list items.',
  },
  'held-forms': {
    source: 'ehr.md §3.2 QuestionnaireResponse, Consent',
    says: 'Only questionnaires it assigned are there, and no treatment, Part 2 or app consents: neither forms nor consents of the seeded record.',
  },
  'held-encounters': {
    source: `${SANDBOX}/encounter-erXuFYUfucBZaryVksYEcMg3.json`,
    says: 'Encounters have its own class codes and contact serial numbers.',
  },
} as const satisfies Record<string, PersonaRule>;

export type EpicRuleId = keyof typeof EPIC_RULES;
