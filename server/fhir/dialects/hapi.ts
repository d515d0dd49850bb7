import type { Dialect } from './dialect.ts';
import { R4_MEANINGS } from './r4-meanings.ts';
import { R4_WRITING, r4Reads } from './r4-reads.ts';

/** The HAPI FHIR starter and Smile CDR, which is built on it. */
export const HAPI: Dialect = {
  id: 'hapi',
  name: 'HAPI FHIR',
  // ehr.md §8, detection: "HAPI FHIR Server", "Smile CDR".
  detect: { hosts: [], software: ['hapi fhir', 'smile cdr'] },
  patientParam: 'patient',
  // ehr.md §3.1 and hapi/starter-application.yaml: 20 a page unless asked, max_page_size 200.
  reads: r4Reads('200', false),
  noteContent: ['text/plain', 'text/html', 'application/xhtml+xml'],
  limits: { pages: 50, resources: 5_000 },
  meanings: [
    ...R4_MEANINGS,
    {
      when: { status: [410] },
      means: 'failed',
      source: 'ehr.md §3.1 paging: `_getpages` is a search kept for a while on the server; 410 says that it is gone',
    },
  ],
  restartPaging: { status: [410] },
  writing: R4_WRITING,
};
