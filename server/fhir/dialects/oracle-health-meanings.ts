import type { Meaning } from './dialect.ts';
import { R4_MEANINGS } from './r4-meanings.ts';

/** What Oracle Health's answers mean: ehr.md §4.4 and the captured bodies. */
export const ORACLE_HEALTH_MEANINGS: readonly Meaning[] = [
  {
    when: { status: [403], body: 'json', says: /insufficient.scope|no_scope_for_resource_path/i },
    means: 'not-granted',
    source: 'ehr.md §4.4; errors/cerner-403-insufficient-scope-not-fhir.json',
  },
  {
    when: { status: [404], on: 'search', issues: ['not-found'] },
    means: 'not-supported',
    source:
      'ehr.md §4.4: one body for a bad id and a bad type; cerner/sandbox/error-request-unsupported-resource-type.json',
  },
  {
    when: { status: [504] },
    means: 'timed-out',
    source: 'ehr.md §3.1 rate limits, §4.4: 504 after about 57 s',
  },
  ...R4_MEANINGS,
];
