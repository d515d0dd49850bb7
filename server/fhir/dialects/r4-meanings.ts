import type { Meaning } from './dialect.ts';

/** What FHIR R4 itself says by its issue types (value set issue-type) and its HTTP statuses: true of every server. */
export const R4_MEANINGS: readonly Meaning[] = [
  { when: { issues: ['suppressed'] }, means: 'suppressed', source: 'FHIR R4 issue-type: suppressed' },
  { when: { issues: ['incomplete'] }, means: 'failed', source: 'FHIR R4 issue-type: incomplete' },
  { when: { issues: ['timeout'] }, means: 'timed-out', source: 'FHIR R4 issue-type: timeout' },
  { when: { issues: ['throttled', 'too-costly'] }, means: 'come-back-later', source: 'FHIR R4 issue-type: throttled' },
  { when: { status: [429] }, means: 'come-back-later', source: 'RFC 6585 §4; ehr.md §3.1 rate limits' },
  {
    when: { status: [400, 404, 405, 501], on: 'search', issues: ['not-supported'] },
    means: 'not-supported',
    source: 'FHIR R4 issue-type: not-supported; http.html#summary (405, 501)',
  },
];
