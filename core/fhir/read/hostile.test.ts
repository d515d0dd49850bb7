import fc from 'fast-check';
import { expect, test } from 'vitest';
import { places, replaced } from '../../../tests/support/mutate-json.ts';
import { factsFromResources } from './read-chart.ts';

const patientReference = 'Patient/p';
const subject = { reference: patientReference };
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }], text: 'words' });

/** One whole resource of each type that is read. */
const WHOLE: Record<string, unknown>[] = [
  {
    resourceType: 'Patient',
    id: 'p',
    name: [{ use: 'official', given: ['A'], family: 'B' }],
    identifier: [{ type: { coding: [{ code: 'MR' }] }, value: '1' }],
    communication: [{ language: { text: 'en' } }],
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/individual-pronouns',
        extension: [{ url: 'value', valueCodeableConcept: { text: 'they' } }],
      },
    ],
  },
  {
    resourceType: 'Condition',
    id: 'c',
    subject,
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F332' }], text: 'x' },
    clinicalStatus: loinc('active'),
    onsetPeriod: { start: '2020' },
  },
  {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    subject,
    code: loinc('44249-1'),
    hasMember: [{ reference: 'Observation/i' }],
    component: [{ code: loinc('44250-9'), valueInteger: 1 }],
    effectivePeriod: { start: '2026-01-01' },
    note: [{ text: 'n' }],
  },
  {
    resourceType: 'Observation',
    id: 'i',
    status: 'final',
    subject,
    code: loinc('44255-8'),
    valueCodeableConcept: {
      coding: [{ system: 'http://loinc.org', code: 'LA6569-3', extension: [{ url: 'x', valueDecimal: 1 }] }],
    },
  },
  {
    resourceType: 'CarePlan',
    id: 'cp',
    status: 'active',
    subject,
    period: { start: '2026-01-01' },
    activity: [{ detail: { description: 'd', goal: [{ reference: 'Goal/g' }] } }],
  },
  {
    resourceType: 'Goal',
    id: 'g',
    lifecycleStatus: 'active',
    subject,
    description: { text: 'd' },
    target: [
      {
        measure: loinc('44261-6'),
        detailRange: { low: { value: 1 }, high: { value: 2, unit: 'd' } },
        dueDate: '2026-01-01',
      },
    ],
    note: [{ text: 'Baseline: 3' }],
    identifier: [{ value: 'g1' }],
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
        valueReference: { reference: 'Goal/h' },
      },
    ],
  },
  {
    resourceType: 'Encounter',
    id: 'e',
    status: 'finished',
    subject,
    class: { code: 'AMB' },
    type: [{ text: 't' }],
    period: { start: '2026-01-01' },
  },
  {
    resourceType: 'DocumentReference',
    id: 'd',
    status: 'current',
    subject,
    type: loinc('11506-3'),
    category: [loinc('clinical-note')],
    securityLabel: [{ coding: [{ code: 'R' }] }],
    context: { period: { start: '2026-01-01' } },
    content: [{ attachment: { title: 't' } }],
    author: [{ display: 'a' }],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'stopped',
    subject,
    medicationReference: { reference: '#c' },
    contained: [{ id: 'c', code: { text: 'x 5 mg' } }],
    dosageInstruction: [{ text: '5 mg daily', timing: { repeat: { boundsPeriod: { end: '2026-01-01' } } } }],
    statusReason: { text: 'r' },
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    patient: subject,
    code: { text: 'x' },
    reaction: [{ manifestation: [{ text: 'r' }] }],
  },
  {
    resourceType: 'ServiceRequest',
    id: 's',
    status: 'active',
    subject,
    code: { text: 'x' },
    performer: [{ display: 'y' }],
  },
  {
    resourceType: 'Consent',
    id: 'n',
    status: 'active',
    patient: subject,
    category: [loinc('64292-6')],
    provision: { type: 'permit', period: { end: '2026-01-01' }, actor: [{ reference: { display: 'x' } }] },
  },
  {
    resourceType: 'Coverage',
    id: 'v',
    status: 'active',
    beneficiary: subject,
    payor: [{ display: 'x' }],
    class: [{ name: 'y' }],
  },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'q',
    status: 'completed',
    subject,
    authored: '2026-01-02T09:00:00Z',
    questionnaire: 'http://loinc.org/q/69737-5|1',
    item: [
      {
        linkId: '/69737-5',
        item: [
          { linkId: '/69737-5/69725-0', answer: [{ valueCoding: { system: 'http://loinc.org', code: 'LA6569-3' } }] },
          { linkId: 'x', definition: 'http://loinc.org/70274-6', text: 't', answer: [{ valueString: '7 (mild)' }] },
        ],
      },
    ],
  },
];
const noteTexts = new Map([['DocumentReference/d', 'PLAN\ntext']]);
const read = (resources: readonly unknown[]) => factsFromResources({ patientReference, resources, noteTexts });

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    ' ',
    '\ud800',
    '\u202e',
    [],
    {},
    [null],
    [[]],
    '2026-13-45',
    'Patient/p/../q',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** `Type/id` as sent, whatever those are. */
function nameOf(resource: unknown): string {
  const { resourceType, id } = (resource ?? {}) as Record<string, unknown>;
  return typeof resourceType === 'string' && typeof id === 'string' ? `${resourceType}/${id}`.trim() : '';
}

const mutated = fc
  .constantFrom(...WHOLE)
  .chain((whole) =>
    fc.tuple(
      fc.constant(whole),
      fc.array(fc.tuple(fc.constantFrom(...places(whole)), odd), { minLength: 1, maxLength: 3 }),
    ),
  )
  .map(([whole, changes]) => changes.reduce<unknown>((value, [path, by]) => replaced(value, path, by), whole));

test('whole resources of every type give Facts', () => {
  const { facts, dropped } = read(WHOLE);
  expect(dropped).toEqual([]);
  expect(new Set(facts.map((fact) => fact.kind)).size).toBe(13);
});

test('whatever a server sends: no exception, well-formed bounded Facts of this patient, and every cited resource was sent', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: mutated }, odd), { maxLength: 12 }), (resources) => {
      const { facts } = read(resources);
      const sent = new Set(resources.map(nameOf));
      expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length);
      for (const fact of facts) {
        expect(fact.source.from === 'ehr' && sent.has(fact.source.reference.trim())).toBe(true);
        expect(fact.source.excerpt.length).toBeLessThanOrEqual(240);
        const json = JSON.stringify(fact);
        expect(json.length).toBeLessThan(60_000);
        expect(json).not.toMatch(/\\ud[89a-f]|\\u0000|undefined|\[object/i);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('the order in which resources arrive changes nothing', () => {
  fc.assert(
    fc.property(
      fc
        .array(mutated, { maxLength: 8 })
        .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
      ([one, other]) => {
        const unique = new Map(
          one.map((resource) => [
            JSON.stringify([
              (resource as Record<string, unknown> | null)?.['resourceType'],
              (resource as Record<string, unknown> | null)?.['id'],
            ]),
            resource,
          ]),
        );
        fc.pre(unique.size === one.length);
        expect(read(other)).toEqual(read(one));
      },
    ),
    { numRuns: 500 },
  );
});
