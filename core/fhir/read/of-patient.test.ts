import { describe, expect, test } from 'vitest';
import { factsFromResources } from './read-chart.ts';

const patientReference = 'Patient/p1';
const baseUrl = 'https://ehr.example/fhir/R4';
const read = (...resources: unknown[]) =>
  factsFromResources({ patientReference, resources, noteTexts: new Map(), baseUrl });
const id64 = 'a'.repeat(64);

describe('a subject that is the launch patient', () => {
  test.each(['Patient/p1', 'Patient/p1/_history/4', `${baseUrl}/Patient/p1`, `${baseUrl}/Patient/p1/_history/4`])(
    '%s',
    (reference) => {
      const { facts, dropped } = read({
        resourceType: 'Condition',
        id: 'c',
        subject: { reference },
        code: { text: 'x' },
      });
      expect([facts.length, dropped]).toEqual([1, []]);
    },
  );
});

/** Trust: a resource counts as the patient's only when its own subject says so, in one of the forms above. */
const STRAYS: readonly [what: string, subject: unknown, reason: string][] = [
  ['another patient', { reference: 'Patient/p2' }, 'other-patient'],
  ['an id that begins alike', { reference: 'Patient/p11' }, 'other-patient'],
  ['an id in other letters', { reference: 'Patient/P1' }, 'other-patient'],
  ['a path that climbs', { reference: 'Patient/p2/../p1' }, 'other-patient'],
  ['a path that climbs away', { reference: 'Patient/p1/../p2' }, 'other-patient'],
  ['a path with a dot', { reference: './Patient/p1' }, 'other-patient'],
  ['a rooted path', { reference: '/Patient/p1' }, 'other-patient'],
  ['a path below the patient', { reference: 'Patient/p1/Observation/p1' }, 'other-patient'],
  ['an encoded id', { reference: 'Patient/%70%31' }, 'other-patient'],
  ['an encoded end', { reference: 'Patient/p1%00' }, 'other-patient'],
  ['a control character in the id', { reference: 'Patient/p\u00001' }, 'other-patient'],
  ['a bidirectional mark in the id', { reference: 'Patient/p1\u202e' }, 'other-patient'],
  ['blanks around the id', { reference: ' Patient/p1 ' }, 'other-patient'],
  ['a query', { reference: 'Patient/p1?_format=json' }, 'other-patient'],
  ['a fragment behind', { reference: 'Patient/p1#p1' }, 'other-patient'],
  ['a contained patient', { reference: '#p1' }, 'other-patient'],
  ['a uuid', { reference: 'urn:uuid:p1' }, 'other-patient'],
  ['a group', { reference: 'Group/p1' }, 'other-patient'],
  ['another server', { reference: 'https://elsewhere.example/fhir/R4/Patient/p1' }, 'other-patient'],
  ['the server without TLS', { reference: 'http://ehr.example/fhir/R4/Patient/p1' }, 'other-patient'],
  ['a base that begins alike', { reference: 'https://ehr.example/fhir/R4x/Patient/p1' }, 'other-patient'],
  [
    'a base with a name before it',
    { reference: 'https://ehr.example/fhir/R4@evil.example/Patient/p1' },
    'other-patient',
  ],
  ['another base of the same server', { reference: 'https://ehr.example/fhir/DSTU2/Patient/p1' }, 'other-patient'],
  ['an empty segment', { reference: `${baseUrl}//Patient/p1` }, 'other-patient'],
  ['an id of 65 characters', { reference: `Patient/${id64}a` }, 'other-patient'],
  ['a display only', { display: 'The patient' }, 'no-subject'],
  ['an identifier only', { identifier: { system: 'urn:mrn', value: 'p1' }, type: 'Patient' }, 'no-subject'],
  ['an empty reference', { reference: '' }, 'no-subject'],
  ['a reference without end', { reference: `Patient/p1${'/'.repeat(700)}` }, 'no-subject'],
  ['a list', [{ reference: 'Patient/p1' }], 'no-subject'],
  ['a string', 'Patient/p1', 'no-subject'],
  ['a number', { reference: 1 }, 'no-subject'],
  ['nothing', undefined, 'no-subject'],
];

describe('a subject that is not', () => {
  test.each(STRAYS)('%s', (_what, subject, reason) => {
    const contained = [{ resourceType: 'Patient', id: 'p1' }];
    const { facts, dropped } = read(
      { resourceType: 'Condition', id: 'c', subject, contained, code: { text: 'x' } },
      { resourceType: 'AllergyIntolerance', id: 'a', patient: subject, subject: { reference: 'Patient/p1' } },
      { resourceType: 'Coverage', id: 'v', beneficiary: subject, subscriber: { reference: 'Patient/p1' } },
    );
    expect(facts).toEqual([]);
    expect(dropped.map((one) => one.reason)).toEqual([reason, reason, reason]);
  });

  test('nor one whose subject only its prototype has', () => {
    const raw =
      '{"resourceType":"Condition","id":"c","__proto__":{"subject":{"reference":"Patient/p1"}},"code":{"text":"x"}}';
    expect(
      read(
        JSON.parse(raw),
        Object.assign(Object.create({ subject: { reference: 'Patient/p1' } }), { resourceType: 'Goal', id: 'g' }),
      ).dropped,
    ).toEqual([
      { reference: 'Condition/c', reason: 'no-subject' },
      { reference: 'Goal/g', reason: 'no-subject' },
    ]);
  });

  test('nor is a resource whose own id can not be cited, nor another Patient among the results', () => {
    const { facts, dropped } = read(
      { resourceType: 'Condition', id: `${id64}a`, subject: { reference: 'Patient/p1' }, code: { text: 'x' } },
      { resourceType: 'Patient', id: 'p2', name: [{ text: 'Somebody Else' }] },
      { resourceType: 'Patient', id: 'p1/../p1', name: [{ text: 'Somebody Else' }] },
    );
    expect(facts).toEqual([]);
    expect(dropped).toEqual([
      { reference: 'Condition', reason: 'no-id' },
      { reference: 'Patient', reason: 'no-id' },
      { reference: 'Patient/p2', reason: 'other-patient' },
    ]);
  });
});

describe('what a resource of the patient refers to', () => {
  const subject = { reference: 'Patient/p1' };
  const other = { reference: 'Patient/p2' };
  const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });

  test('a panel does not gather the answers of another patient', () => {
    const item = {
      resourceType: 'Observation',
      status: 'final',
      effectiveDateTime: '2026-05-01',
      code: loinc('44250-9'),
    };
    const { facts } = read(
      {
        ...item,
        id: 'panel',
        subject,
        code: loinc('44249-1'),
        valueInteger: 4,
        hasMember: [{ reference: 'Observation/theirs' }, { reference: `${baseUrl}/Observation/ours` }],
      },
      { ...item, id: 'theirs', subject: other, valueInteger: 3 },
      { ...item, id: 'ours', subject, code: loinc('44255-8'), valueInteger: 1 },
    );
    expect(facts).toHaveLength(1);
    expect(facts[0]?.value).toMatchObject({ total: 4, items: [null, 1, null, null, null, null, null, null, null] });
    expect(JSON.stringify(facts)).not.toContain('theirs');
  });

  test('a plan does not show the goal or the order of another patient', () => {
    const { facts } = read(
      {
        resourceType: 'CarePlan',
        id: 'plan',
        status: 'active',
        intent: 'plan',
        subject,
        goal: [{ reference: 'Goal/theirs' }],
        activity: [{ reference: { reference: 'ServiceRequest/theirs' } }],
      },
      {
        resourceType: 'Goal',
        id: 'theirs',
        lifecycleStatus: 'active',
        subject: other,
        description: { text: 'secret' },
      },
      { resourceType: 'ServiceRequest', id: 'theirs', status: 'active', subject: other, code: { text: 'secret' } },
    );
    expect(facts.map(({ kind }) => kind)).toEqual(['care-plan']);
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  test('a plan carries on the label of the order whose words it tells', () => {
    const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' }];
    const { facts } = read(
      {
        resourceType: 'CarePlan',
        id: 'plan',
        status: 'active',
        intent: 'plan',
        subject,
        activity: [{ reference: { reference: 'ServiceRequest/s' } }],
      },
      { resourceType: 'ServiceRequest', id: 's', status: 'active', subject, code: { text: 'x' }, meta: { security } },
    );
    expect(facts.map(({ kind, labels }) => [kind, labels?.length])).toEqual([
      ['care-plan', undefined],
      ['planned-intervention', 1],
      ['referral', 1],
    ]);
  });

  test('nor what is withheld of the patient', () => {
    const meta = { security: [{ code: 'PSYTHPN' }] };
    const { facts } = read(
      {
        resourceType: 'CarePlan',
        id: 'plan',
        status: 'active',
        intent: 'plan',
        subject,
        activity: [{ reference: { reference: 'ServiceRequest/s' } }],
      },
      { resourceType: 'ServiceRequest', id: 's', status: 'active', subject, code: { text: 'secret' }, meta },
    );
    expect(JSON.stringify(facts)).not.toContain('secret');
  });
});
