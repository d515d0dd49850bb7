import type { Dialect } from './dialect.ts';
import { R4_MEANINGS } from './r4-meanings.ts';
import { R4_WRITING, r4Reads } from './r4-reads.ts';

/** Plain FHIR R4 with the search parameters that US Core 6.1 requires of every server. */
export const GENERIC_R4: Dialect = {
  id: 'generic-r4',
  name: 'FHIR R4',
  detect: { hosts: [], software: [] },
  patientParam: 'patient',
  reads: r4Reads('200', true),
  noteContent: ['text/plain', 'text/html', 'application/xhtml+xml'],
  limits: { pages: 50, resources: 5_000 },
  meanings: R4_MEANINGS,
  writing: R4_WRITING,
};
