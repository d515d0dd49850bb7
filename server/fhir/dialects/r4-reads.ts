import { drugScreenCodes } from '../../../core/fhir/codes/drug-screens.ts';
import { instrumentCodes } from '../../../core/instruments/instruments.ts';
import type { DialectRead, Fallback, Writing } from './dialect.ts';

/** The codes of the rating scales, as the `code` of a search. LOINC codes are distinctive enough to go without a system. */
export const SCORE_CODES = instrumentCodes().join(',');

/** The codes of the drug tests that are read, in the same way. Nothing else of the laboratory is asked for. */
export const DRUG_SCREENS = drugScreenCodes().join(',');

/** A server that refuses to be told the size of a page is asked for its own. */
const OWN_PAGE_SIZE: Fallback = {
  when: { status: [400], on: 'search', says: /_count/ },
  instead: { _count: null },
  source:
    'FHIR R4 search.html#errors: a server may refuse a parameter it does not know; ehr.md §3.1 unknown parameters',
};

/**
 * The parts of a chart on a server that answers plain R4 searches.
 * @param count what `_count` asks for
 * @param categories whether care plans and documents are asked for by the categories that US Core gives them
 */
export function r4Reads(count: string, categories: boolean): readonly DialectRead[] {
  const page = { _count: count };
  const plans = categories ? { category: 'assess-plan', ...page } : page;
  const notes = categories ? { category: 'clinical-note', ...page } : page;
  const reads: readonly DialectRead[] = [
    { resource: 'Condition', what: 'problem list', searches: [page] },
    {
      resource: 'Observation',
      what: 'scores',
      // By category too: a scale that is coded in the site's own way alone is found, read or reported.
      searches: [
        { code: SCORE_CODES, ...page },
        { category: 'survey', ...page },
      ],
      siteCodes: true,
    },
    { resource: 'Observation', what: 'drug screens', searches: [{ code: DRUG_SCREENS, ...page }] },
    { resource: 'QuestionnaireResponse', what: 'questionnaires', searches: [page] },
    { resource: 'CarePlan', what: 'treatment plan', searches: [plans] },
    { resource: 'Goal', what: 'goals', searches: [page] },
    { resource: 'Encounter', what: 'visits', searches: [page] },
    { resource: 'DocumentReference', what: 'prior notes', searches: [notes] },
    { resource: 'MedicationRequest', what: 'medications', searches: [page] },
    { resource: 'AllergyIntolerance', what: 'allergies', searches: [page] },
    { resource: 'ServiceRequest', what: 'referrals', searches: [page] },
    { resource: 'Consent', what: 'consents', searches: [page] },
    { resource: 'Coverage', what: 'insurance', searches: [page] },
  ];
  return reads.map((one) => ({ ...one, fallbacks: [OWN_PAGE_SIZE] }));
}

/** The canonical note and its proof, as they are: ehr.md §4.2 and §7, last column. */
export const R4_WRITING: Writing = {
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
};
