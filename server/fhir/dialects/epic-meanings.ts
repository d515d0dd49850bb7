import type { Meaning } from './dialect.ts';
import { R4_MEANINGS } from './r4-meanings.ts';

const REGISTRY = 'epic/epic-systems-error-codes.yml';

/** What Epic's answers mean: ehr.md §3.1 and §4.4, and the vendor's registry of error codes. */
export const EPIC_MEANINGS: readonly Meaning[] = [
  {
    when: { codes: ['4130', '4131', '4134'] },
    means: 'break-the-glass',
    source: `ehr.md §4.4 Break-the-Glass: stop, never retry; ${REGISTRY}`,
  },
  { when: { codes: ['4107'] }, means: 'merged-patient', source: `ehr.md §4.4: 4107 merged; ${REGISTRY}` },
  { when: { codes: ['4135'] }, means: 'come-back-later', source: 'ehr.md §3.1: daily ceiling of documents; §4.4' },
  {
    when: { codes: ['59204', '59205', '4119'] },
    means: 'suppressed',
    source:
      'ehr.md §3.1 silent omission; epic/sandbox/phase-b-2026-04-26/condition-health-concern.json, procedure.json',
  },
  {
    when: { codes: ['4101'] },
    means: 'none-found',
    source: 'ehr.md §4.4: 4101 none found, not an error; condition-health-concern.json',
  },
  {
    when: { codes: ['59100', '59109', '4122'] },
    means: 'information',
    source:
      'ehr.md §3.1 unknown parameters are ignored; §4.4: 59100 information only; error-search-with-unsupported-param.json',
  },
  { when: { codes: ['4127'] }, means: 'too-many-pages', source: `${REGISTRY}: additional data may exist` },
  {
    when: { status: [400], on: 'search', codes: ['59111'], says: /category/i },
    means: 'not-supported',
    source: `${REGISTRY}: 59111, the category is none of this site's`,
  },
  {
    when: { status: [403], body: 'empty' },
    means: 'not-granted',
    source: 'ehr.md §4.4; errors/epic-403-empty-body.json: the app is not authorised for this API',
  },
  {
    when: { status: [404], body: 'html' },
    means: 'not-supported',
    source: 'ehr.md §4.4; epic/sandbox/phase-b-2026-04-26/error-request-unsupported-resource-type.json',
  },
  ...R4_MEANINGS,
];
