import { type FactOf, factsOf } from '../../core/chart/fact.ts';
import type { SiteCodeMap } from '../../core/chart/site-code-map.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';

const patientReference = 'Patient/p1';
const subject = { reference: patientReference };
/** The code system of Epic’s flowsheet rows, whose codes differ from site to site. */
export const FLOWSHEET = 'http://open.epic.com/FHIR/StructureDefinition/observation-flowsheet-id';
const WHEN = '2026-04-27T10:00:00Z';

/** A site that has mapped a total, single questions and a risk level of its own. */
export const codeMap: SiteCodeMap = {
  scores: {
    [`${FLOWSHEET}|1570`]: { instrument: 'PHQ-9', part: 'total' },
    [`${FLOWSHEET}|1579`]: { instrument: 'PHQ-9', part: 'item', item: 9 },
    [`${FLOWSHEET}|2009`]: { instrument: 'PHQ-A', part: 'item', item: 9 },
    [`${FLOWSHEET}|3000`]: { instrument: 'C-SSRS-screener', part: 'level' },
    ...Object.fromEntries(
      Array.from({ length: 10 }, (_unused, at) => [
        `urn:site|dast-${at + 1}`,
        { instrument: 'DAST-10', part: 'item', item: at + 1 } as const,
      ]),
    ),
    'https://ehr.example/forms/q7|risk-q9': { instrument: 'PHQ-9', part: 'item', item: 9 },
  },
  documents: {},
};

/** A coding of LOINC. */
export const loinc = (code: string) => ({ system: 'http://loinc.org', code });
/** A coding of a flowsheet row. */
export const flowsheet = (code: string) => ({ system: FLOWSHEET, code });
/** An answer by its LOINC answer code. */
export const answer = (code: string) => ({ valueCodeableConcept: { coding: [loinc(code)] } });
/** A final Observation of the patient, of one morning. */
export const observation = (id: string, code: object | object[], rest: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  code: { coding: [code].flat() },
  effectiveDateTime: WHEN,
  ...rest,
});
/** A completed QuestionnaireResponse of the patient, of the same morning. */
export const form = (id: string, item: object[], rest: object = {}) => ({
  resourceType: 'QuestionnaireResponse',
  id,
  status: 'completed',
  subject,
  authored: WHEN,
  item,
  ...rest,
});
/** What is read of the resources at the site. */
export const read = (...resources: unknown[]) =>
  factsFromResources({ patientReference, resources, noteTexts: new Map(), codeMap });
/** The scores among it. */
export const scoresOf = (...resources: unknown[]): FactOf<'score'>[] => factsOf(read(...resources).facts, 'score');
