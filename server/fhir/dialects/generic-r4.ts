import { instrumentCodes } from '../../../core/instruments/instruments.ts';
import type { Dialect } from './dialect.ts';

const COUNT = { _count: '200' };

/** Plain FHIR R4 with the search parameters that US Core 6.1 requires of every server. */
export const GENERIC_R4: Dialect = {
  id: 'generic-r4',
  name: 'FHIR R4',
  detect: { software: [], hosts: [] },
  patientParam: 'patient',
  limits: { pages: 20, resources: 5_000 },
  meanings: [],
  writing: {
    note: {
      contentType: 'text/plain; charset=utf-8',
      requires: [],
      drops: [],
      conditionalCreate: true,
      readBack: 'bytes',
      findBy: 'identifier',
    },
    provenance: 'native',
    device: 'native',
    carePlan: 'native',
  },
  noteContent: ['text/plain', 'text/html', 'application/xhtml+xml'],
  reads: [
    { resource: 'Condition', what: 'problem list', searches: [COUNT] },
    { resource: 'Observation', what: 'scores', searches: [{ code: instrumentCodes().join(','), ...COUNT }] },
    { resource: 'CarePlan', what: 'treatment plan', searches: [{ category: 'assess-plan', ...COUNT }] },
    { resource: 'Goal', what: 'goals', searches: [COUNT] },
    { resource: 'Encounter', what: 'visits', searches: [COUNT] },
    { resource: 'DocumentReference', what: 'prior notes', searches: [{ category: 'clinical-note', ...COUNT }] },
    { resource: 'MedicationRequest', what: 'medications', searches: [COUNT] },
    { resource: 'AllergyIntolerance', what: 'allergies', searches: [COUNT] },
    { resource: 'ServiceRequest', what: 'referrals', searches: [COUNT] },
    { resource: 'Consent', what: 'consents', searches: [COUNT] },
    { resource: 'Coverage', what: 'insurance', searches: [COUNT] },
  ],
};
