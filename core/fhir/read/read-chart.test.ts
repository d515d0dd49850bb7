import { expect, test } from 'vitest';
import { factsOf } from '../../chart/fact.ts';
import { factsFromResources } from './read-chart.ts';

const patientReference = 'Patient/p1';
const subject = { reference: patientReference };
const read = (...resources: unknown[]) => factsFromResources({ patientReference, resources, noteTexts: new Map() });

const PHQ9 = ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'];
const loinc = (code: string, text?: string) => ({
  coding: [
    { system: 'urn:flowsheet', code: '1570' },
    { system: 'http://loinc.org', code },
  ],
  ...(text ? { text } : {}),
});
const observation = (id: string, code: string, rest: object, when = '2026-04-27T10:00:00Z') => ({
  resourceType: 'Observation',
  id,
  meta: { versionId: '3' },
  status: 'final',
  subject,
  code: loinc(code),
  effectiveDateTime: when,
  ...rest,
});
const items = (prefix: string, answers: number[], when?: string) =>
  answers.map((valueInteger, n) => observation(`${prefix}-${n + 1}`, PHQ9[n] ?? '', { valueInteger }, when));

test('a panel, its items and its total are one administration with one score Fact', () => {
  const answers = [2, 2, 2, 2, 1, 2, 2, 1, 1];
  const total = observation('tot', '44261-6', {
    valueQuantity: { value: 15 },
    code: loinc('44261-6', 'PHQ-9 total score'),
  });
  const panel = observation('pan', '44249-1', {
    hasMember: [{ reference: 'Observation/tot' }, ...answers.map((_, n) => ({ reference: `Observation/it-${n + 1}` }))],
  });
  const { facts } = read(panel, ...items('it', answers), total);
  expect(facts).toHaveLength(1);
  expect(facts[0]).toMatchObject({
    id: 'score:Observation/tot',
    when: '2026-04-27T10:00:00Z',
    value: { instrument: 'PHQ-9', total: 15, items: answers, itemSum: 15 },
    source: {
      reference: 'Observation/tot',
      versionId: '3',
      path: 'Observation.valueQuantity',
      excerpt: 'PHQ-9 total score: 15',
    },
  });
});

test('a total that differs from its items is kept as recorded, beside the sum', () => {
  const { facts } = read(
    observation('t', '44261-6', { valueString: '12' }),
    ...items('i', [1, 1, 1, 1, 1, 1, 1, 1, 1]),
  );
  expect(facts[0]?.value).toMatchObject({ total: 12, itemSum: 9 });
});

test('an unanswered item stays unanswered and no sum is made', () => {
  const { facts } = read(...items('i', [1, 1, 1, 1, 1, 1, 1, 1]));
  expect(facts[0]?.value).toMatchObject({
    instrument: 'PHQ-9',
    total: null,
    itemSum: null,
    items: [1, 1, 1, 1, 1, 1, 1, 1, null],
  });
});

test('the first two items alone are a PHQ-2; items of one moment stay apart from those of another the same day', () => {
  expect(read(...items('i', [1, 2])).facts[0]?.value).toMatchObject({ instrument: 'PHQ-2', items: [1, 2], itemSum: 3 });
  const { facts } = read(
    observation('m', '44261-6', { valueInteger: 9 }, '2026-06-22T09:00:00Z'),
    observation('n', '44261-6', { valueInteger: 18 }, '2026-06-22T17:00:00Z'),
    ...items('x', [2, 2, 2, 2, 2, 2, 2, 2, 2], '2026-06-22T17:00:00Z'),
    ...items('w', [1, 1, 1, 1, 1, 1, 1, 1, 1], '2026-06-22T09:00:00Z'),
  );
  expect(facts.map((fact) => fact.kind === 'score' && [fact.value.total, fact.value.itemSum])).toEqual([
    [9, 9],
    [18, 18],
  ]);
});

test.each([
  ['Patient/p1/_history/4', 1],
  ['https://ehr.example/fhir/Patient/p1', 1],
  ['https://ehr.example/fhir-other/Patient/p1', 0],
  ['Patient/p1/../p2', 0],
  ['Patient/p1%00', 0],
  ['Group/p1', 0],
  ['#p1', 0],
])('a subject %s is the launch patient: %i', (reference, count) => {
  const resources = [{ resourceType: 'AllergyIntolerance', id: 'a', patient: { reference }, code: { text: 'Latex' } }];
  expect(
    factsFromResources({ patientReference, resources, noteTexts: new Map(), baseUrl: 'https://ehr.example/fhir' })
      .facts,
  ).toHaveLength(count);
});

test('two administrations of one scale are two Facts, oldest first', () => {
  const { facts } = read(
    observation('b', '44261-6', { valueInteger: 9 }, '2026-06-22'),
    observation('a', '44261-6', { valueInteger: 22 }, '2026-03-02'),
    ...items('x', [1, 1, 2, 1, 1, 1, 1, 1, 0], '2026-06-22'),
  );
  expect(facts.map((fact) => fact.id)).toEqual(['score:Observation/a', 'score:Observation/b']);
  expect(facts[1]?.value).toMatchObject({ total: 9, itemSum: 9 });
});

test('components and coded answers are items; 73831-0 is not taken for a PHQ-9', () => {
  const coded = (code: string) => ({ valueCodeableConcept: { coding: [{ system: 'http://loinc.org', code }] } });
  const { facts } = read(
    observation('g', '69737-5', {
      component: ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'].map((code, n) => ({
        code: loinc(code),
        ...coded(n === 0 ? 'LA6571-9' : 'LA6569-3'),
      })),
    }),
    observation('x', '73831-0', { valueString: '14' }),
  );
  expect(facts).toHaveLength(1);
  expect(facts[0]?.value).toMatchObject({ instrument: 'GAD-7', total: null, items: [3, 1, 1, 1, 1, 1, 1], itemSum: 9 });
});

test('void, impossible and foreign scores become no Fact and are listed', () => {
  const { facts, dropped } = read(
    observation('e', '44261-6', { status: 'entered-in-error', valueInteger: 5 }),
    observation('r', '44261-6', { valueInteger: 99 }),
    observation('f', '44261-6', { valueInteger: 5, subject: { reference: 'Patient/p2' } }),
    observation('n', '44261-6', { valueInteger: 5, subject: { display: 'the patient' } }),
    observation('u', '44261-6', {
      valueInteger: 5,
      subject: { reference: 'https://elsewhere.example/fhir/Patient/p1' },
    }),
  );
  expect(facts).toEqual([]);
  expect(dropped).toEqual([
    { reference: 'Observation/e', reason: 'entered-in-error' },
    { reference: 'Observation/f', reason: 'other-patient' },
    { reference: 'Observation/n', reason: 'no-subject' },
    { reference: 'Observation/r', reason: 'out-of-range' },
    { reference: 'Observation/u', reason: 'other-patient' },
  ]);
});

test('a Goal that pertains to a Goal is its objective; a Goal of its own with a target is both', () => {
  const description = (text: string) => ({ text });
  const pertains = {
    url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
    valueReference: { reference: 'Goal/a' },
  };
  const { facts } = read(
    { resourceType: 'Goal', id: 'a', lifecycleStatus: 'active', subject, description: description('Lift depression') },
    {
      resourceType: 'Goal',
      id: 'b',
      lifecycleStatus: 'active',
      subject,
      extension: [pertains],
      identifier: [{ value: 'g1o1' }],
      description: description('Reduce PHQ-9'),
      target: [
        {
          measure: loinc('44261-6'),
          detailQuantity: { value: 10, comparator: '<=', unit: '{score}' },
          dueDate: '2026-09-05',
        },
      ],
    },
    {
      resourceType: 'Goal',
      id: 'c',
      lifecycleStatus: 'completed',
      subject,
      description: description('Eat'),
      target: [{ detailString: '6 of 7 days' }],
    },
  );
  expect(factsOf(facts, 'goal').map((goal) => goal.id)).toEqual(['goal:Goal/a', 'goal:Goal/c']);
  expect(factsOf(facts, 'objective').map((one) => one.value)).toEqual([
    {
      localId: 'g1o1',
      goalFactId: 'goal:Goal/a',
      text: 'Reduce PHQ-9',
      measure: 'PHQ-9',
      target: '≤ 10',
      due: '2026-09-05',
      status: 'live',
    },
    { localId: 'c', goalFactId: 'goal:Goal/c', text: 'Eat', target: '6 of 7 days', status: 'met' },
  ]);
});

const note = (id: string, rest: object) => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject,
  date: '2026-05-01',
  ...rest,
});
const textsOf = (resources: readonly { id: string }[]) =>
  new Map(resources.map((one) => [`DocumentReference/${one.id}`, 'PLAN\nKeep going.']));

const local = (code: string, text?: string) => ({
  coding: [{ system: 'urn:oid:1.2.3', code }],
  ...(text ? { text } : {}),
});
const part2 = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' }];
const very = { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' };
const codeMap = {
  scores: {},
  documents: { 'urn:oid:1.2.3|77': 'psychotherapy-note', 'urn:oid:1.2.3|78': 'letter' },
} as const;

test.each<[string, object]>([
  ['its label', { securityLabel: [{ coding: [{ code: 'PSYTHPN' }] }] }],
  ['the law on its meta', { meta: { security: [{ code: 'HIPAAPsyNotes' }] } }],
  ['very restricted confidentiality', { meta: { security: [very] } }],
  ['its type in words', { type: { text: 'Psychotherapy Note' } }],
  ['its type as a code', { type: local('PSYCHOTHERAPY_PROCESS_NOTE') }],
  ['its category', { category: [{ text: 'SUD counseling notes' }] }],
  ['its title', { content: [{ attachment: { title: 'Drug and alcohol counselling session note' } }] }],
  ['the type of a counselling note in a Part 2 record', { meta: { security: part2 }, type: loinc('47042-7') }],
  ['the document types of the site', { type: local('77', 'Session') }],
])('a psychotherapy or substance-use counselling note never becomes a Fact; known by %s', (_how, rest) => {
  const resources = [note('n', rest)];
  const { facts, dropped } = factsFromResources({
    patientReference,
    resources,
    noteTexts: textsOf(resources),
    codeMap,
  });
  expect(facts).toEqual([]);
  expect(dropped).toEqual([{ reference: 'DocumentReference/n', reason: 'withheld' }]);
});

test('notes out of force are left out; a progress note about psychotherapy, in a Part 2 record, is read with its labels', () => {
  const resources = [
    note('old', { status: 'superseded' }),
    note('err', { docStatus: 'entered-in-error' }),
    note('ok', {
      type: { ...local('78'), text: 'Individual psychotherapy progress note' },
      docStatus: 'preliminary',
      meta: { security: [...part2, { ...very, code: 'N' }] },
      securityLabel: [
        { coding: [{ ...very, code: 'R' }] },
        { coding: [...part2, { system: 'urn:site', code: 'VIP' }] },
      ],
      context: { related: [{ reference: 'Goal/g1' }, { reference: 'Encounter/e' }, { reference: 'Goal/../g2' }] },
    }),
  ];
  const { facts } = factsFromResources({ patientReference, resources, noteTexts: textsOf(resources), codeMap });
  expect(facts.map((fact) => fact.id)).toEqual(['prior-note:DocumentReference/ok']);
  expect(facts[0]?.value).toMatchObject({
    truncated: false,
    ours: false,
    sections: { plan: 'Keep going.' },
    documentKind: 'letter',
    preliminary: true,
    pertainsTo: ['Goal/g1'],
  });
  expect(facts[0]?.labels).toEqual([...part2, { ...very, code: 'R' }, { system: 'urn:site', code: 'VIP' }]);
});

test('what is labelled as part of a psychotherapy note is withheld, whatever it is', () => {
  const meta = { security: [{ code: 'PSYTHPN' }] };
  const { facts, dropped } = read(
    { resourceType: 'Condition', id: 'c', subject, code: { text: 'x' }, meta },
    observation('o', '44261-6', { valueInteger: 5, meta }),
    { resourceType: 'CarePlan', id: 'p', status: 'active', subject, meta },
    { resourceType: 'Goal', id: 'g', lifecycleStatus: 'active', subject, description: { text: 'x' }, meta },
  );
  expect(facts).toEqual([]);
  expect(dropped.map(({ reason }) => reason)).toEqual(['withheld', 'withheld', 'withheld', 'withheld']);
});

test('a note that one of its copies marks is withheld, whichever copy is the latest', () => {
  const resources = [
    note('n', { meta: { lastUpdated: '2026-05-02T00:00:00Z' } }),
    note('n', { type: { text: 'Psychotherapy note' }, meta: { lastUpdated: '2026-05-01T00:00:00Z' } }),
  ];
  const { facts, dropped } = factsFromResources({ patientReference, resources, noteTexts: textsOf(resources) });
  expect([facts, dropped]).toEqual([[], [{ reference: 'DocumentReference/n', reason: 'withheld' }]]);
});
