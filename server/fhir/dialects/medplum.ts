import type { Dialect } from './dialect.ts';
import { R4_MEANINGS } from './r4-meanings.ts';
import { R4_WRITING, r4Reads } from './r4-reads.ts';

/**
 * Medplum. A hosted project answers 429 above its request quota, which R4_MEANINGS reads as "come back later" (ehr.md §3.1,
 * rate limits); what an AccessPolicy hides leaves no trace in an answer (§3.1, silent omission).
 */
export const MEDPLUM: Dialect = {
  id: 'medplum',
  name: 'Medplum',
  // ehr.md §8, detection: software.name "medplum"; §9: the hosted server.
  detect: { hosts: ['medplum.com'], software: ['medplum'] },
  patientParam: 'patient',
  // ehr.md §3.1: 20 a page unless asked, at most 1000; no category is demanded of a care plan or a document.
  reads: r4Reads('1000', false),
  noteContent: ['text/plain', 'text/html', 'application/xhtml+xml'],
  limits: { pages: 50, resources: 5_000 },
  meanings: R4_MEANINGS,
  writing: R4_WRITING,
};
