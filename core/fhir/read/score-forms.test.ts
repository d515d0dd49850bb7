import { describe, expect, test } from 'vitest';
import {
  FLOWSHEET,
  flowsheet,
  form,
  loinc,
  observation,
  read,
  scoresOf,
} from '../../../tests/support/score-resources.ts';
import type { InstrumentId } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { factsFromResources } from './read-chart.ts';

describe('a filled-in form', () => {
  const PHQ9 = INSTRUMENTS['PHQ-9'].items;
  const asked = (value: object, n: number) => ({ linkId: PHQ9[n], answer: [value] });
  const items = PHQ9.map((_code, n) => asked({ valueInteger: 1 }, n));

  test.each([
    ['completed', 1],
    ['amended', 1],
    ['in-progress', 0],
    ['stopped', 0],
    ['entered-in-error', 0],
    [undefined, 0],
  ])('%s gives %i score', (status, count) => {
    const { facts, dropped } = read(form('f', items, { status }));
    expect([facts.length, dropped.length]).toEqual([count, 1 - count]);
  });

  test('is added up only when complete; its own total stands beside', () => {
    expect(scoresOf(form('f', items))[0]?.value).toMatchObject({ total: null, itemSum: 9 });
    expect(scoresOf(form('f', items.slice(1)))[0]?.value).toMatchObject({ total: null, itemSum: null });
    const total = { linkId: '/44261-6', answer: [{ valueDecimal: 12 }] };
    const [score] = scoresOf(form('f', [{ linkId: '1', item: [...items, total] }]));
    expect(score?.value).toMatchObject({ total: 12, itemSum: 9 });
    expect(score?.source).toMatchObject({
      reference: 'QuestionnaireResponse/f',
      path: 'QuestionnaireResponse.item[0].item[9].answer.valueDecimal',
    });
  });

  test('knows its questions by definition and by code, and its answers by their score', () => {
    const weighed = {
      valueCoding: {
        code: 'x',
        extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: 2 }],
      },
    };
    const [score] = scoresOf(
      form('f', [
        { linkId: 'a', definition: 'http://loinc.org/44250-9', answer: [weighed] },
        { linkId: 'b', code: [loinc('44255-8')], answer: [weighed] },
        { linkId: 'c', code: { coding: [loinc('44259-0')] }, answer: [weighed, weighed] },
        { linkId: 'd', text: PHQ9[3], answer: [weighed] },
      ]),
    );
    expect(score?.value.items).toEqual([2, 2, null, null, null, null, null, null, null]);
  });

  test('of two scales gives both, with ids of their own', () => {
    const gad = { linkId: '70274-6', answer: [{ valueInteger: 7 }] };
    const found = scoresOf(form('f', [...items, gad]));
    expect(found.map(({ id, value }) => [id, value.instrument])).toEqual([
      ['score:QuestionnaireResponse/f', 'PHQ-9'],
      ['score:QuestionnaireResponse/f#2', 'GAD-7'],
    ]);
  });

  test('of the screener, by yes and no, is not added up', () => {
    const answers = INSTRUMENTS['C-SSRS-screener'].items.map((linkId, n) => ({
      linkId,
      answer: [n % 2 === 0 ? { valueBoolean: true } : { valueCoding: { ...loinc('LA32-8'), display: 'No' } }],
    }));
    expect(scoresOf(form('f', answers))[0]?.value).toEqual({
      instrument: 'C-SSRS-screener',
      total: null,
      items: [1, 0, 1, 0, 1, 0, 1],
      itemSum: null,
    });
  });

  test('that results derive from is the same administration, in the chart or not', () => {
    const derivedFrom = [{ reference: 'QuestionnaireResponse/f' }];
    const later = { derivedFrom, effectiveDateTime: '2026-04-29T08:00:00Z' };
    const total = observation('t', loinc('44261-6'), { valueInteger: 9, ...later });
    const single = observation('i', loinc('44260-8'), { valueInteger: 1, derivedFrom });
    for (const resources of [
      [form('f', items), total],
      [form('f', items), total, single],
    ]) {
      const found = scoresOf(...resources);
      expect(found.map(({ source, value }) => [source.from === 'ehr' && source.reference, value.itemSum])).toEqual([
        ['Observation/t', 9],
      ]);
    }
    expect(scoresOf(total, single).map(({ value }) => [value.total, value.items[8]])).toEqual([[9, 1]]);
  });
});

describe('codes of a site', () => {
  test('are read by its map alone, and the Fact says so', () => {
    const row = observation('r', { ...flowsheet('1570'), display: 'PHQ-9 total' }, { valueString: '14' });
    expect(scoresOf(row)[0]?.value).toMatchObject({ instrument: 'PHQ-9', total: 14, knownBy: 'site-map' });
    expect(
      scoresOf(observation('r', [flowsheet('1570'), loinc('44261-6')], { valueString: '14' }))[0]?.value.knownBy,
    ).toBeUndefined();
    const { facts, unmapped } = factsFromResources({
      patientReference: 'Patient/p1',
      resources: [row],
      noteTexts: new Map(),
    });
    expect(facts).toEqual([]);
    expect(unmapped).toEqual([{ system: FLOWSHEET, code: '1570', title: 'PHQ-9 total', count: 1 }]);
  });

  test('of the DAST-10: item 3 is turned when added up, and a bare number for it is not read', () => {
    const said = (words: (n: number) => object) =>
      scoresOf(
        ...Array.from({ length: 10 }, (_unused, at) =>
          observation(`d${at + 1}`, { system: 'urn:site', code: `dast-${at + 1}` }, words(at + 1)),
        ),
      )[0]?.value;
    expect(said((n) => ({ valueString: n === 3 ? 'Yes' : 'No' }))).toMatchObject({
      instrument: 'DAST-10',
      itemSum: 0,
      knownBy: 'site-map',
    });
    expect(said(() => ({ valueString: 'Yes' }))?.itemSum).toBe(9);
    expect(said(() => ({ valueInteger: 1 }))).toMatchObject({
      items: [1, 1, null, 1, 1, 1, 1, 1, 1, 1],
      itemSum: null,
    });
  });

  test('of a risk level are told in words', () => {
    expect(scoresOf(observation('l', flowsheet('3000'), { valueString: 'Moderate' }))[0]?.value).toMatchObject({
      instrument: 'C-SSRS-screener',
      total: null,
      narrative: 'Moderate',
      level: 'Moderate',
    });
  });

  test('that look like a scale and are not known are reported, never read', () => {
    const survey = { category: [{ coding: [{ code: 'survey' }] }] };
    const { facts, unmapped } = read(
      observation('a', [{ ...flowsheet('9'), display: 'RETIRED PHQ-9 TOTAL' }], { valueInteger: 9 }),
      observation('b', [{ ...flowsheet('9'), display: 'RETIRED PHQ-9 TOTAL' }], { valueInteger: 10 }),
      observation('c', { ...loinc('73831-0'), display: 'PHQ assessment' }, { valueString: '14' }),
      observation('d', loinc('73832-8'), { valueString: '14' }),
      observation('e', flowsheet('77'), { ...survey, valueQuantity: { value: 3 } }),
      observation('f', [flowsheet('78'), loinc('71802-3')], { ...survey, valueQuantity: { value: 3 } }),
      observation('g', { ...loinc('69722-7'), display: 'PHQ-9 difficulty' }, { valueString: 'Somewhat difficult' }),
      observation('h', { ...flowsheet('79'), display: 'Columbia suicide screen' }, { status: 'entered-in-error' }),
      observation('i', { system: 'urn:lab', code: '4', display: 'Columbium in serum' }, { valueInteger: 4 }),
      form('q', [{ linkId: '12', text: 'GAD-7 total score', answer: [{ valueInteger: 3 }] }], {
        questionnaire: 'urn:q',
      }),
    );
    expect(facts).toEqual([]);
    expect(unmapped.map(({ system, code, count }) => [system, code, count])).toEqual([
      [FLOWSHEET, '9', 2],
      ['http://loinc.org', '73831-0', 1],
      [FLOWSHEET, '77', 1],
      ['urn:q', '12', 1],
    ]);
  });

  test('that contradict each other give no score', () => {
    const { facts, dropped } = read(observation('x', [loinc('44261-6'), loinc('70274-6')], { valueInteger: 9 }));
    expect(facts).toEqual([]);
    expect(dropped).toEqual([{ reference: 'Observation/x', reason: 'unreadable' }]);
  });
});

describe('duplicates and corrections', () => {
  const total = (id: string, valueInteger: number, rest: object = {}) =>
    observation(id, loinc('44261-6'), { valueInteger, ...rest });

  test('the same total of the same moment is one Fact, however the moment is written', () => {
    expect(
      scoresOf(
        total('row', 12),
        total('form', 12, { effectiveDateTime: '2026-04-27T06:00:00.000-04:00' }),
        observation('panel', loinc('44249-1'), { hasMember: [{ reference: 'Observation/row' }] }),
        observation('site', flowsheet('1570'), { valueInteger: 12 }),
        total('dated', 12, { effectiveDateTime: '2026-04-27' }),
      ).map(({ id }) => id),
    ).toEqual(['score:Observation/form']);
  });

  test('the Fact carries the labels and the goals of every part', () => {
    const part2 = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' };
    const pertains = {
      url: 'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal',
      valueReference: { reference: 'Goal/g1' },
    };
    const item = observation('i', loinc('44260-8'), { valueInteger: 0, meta: { security: [part2] } });
    const [score] = scoresOf(total('t', 12, { extension: [pertains] }), item);
    expect(score?.labels).toEqual([part2]);
    expect(score?.value.pertainsTo).toEqual(['Goal/g1']);
  });

  test('two totals of one moment both stay, and the answers go with the one they add up to', () => {
    const items = INSTRUMENTS['PHQ-9'].items.map((code, n) => observation(`i${n}`, loinc(code), { valueInteger: 1 }));
    const found = scoresOf(total('a', 12), total('b', 9), ...items);
    expect(found.map(({ id, value }) => [id, value.total, value.itemSum])).toEqual([
      ['score:Observation/a', 12, null],
      ['score:Observation/b', 9, 9],
    ]);
  });

  test('two answers to one question both stay, and what cannot be told apart is not added up', () => {
    const items = INSTRUMENTS['PHQ-9'].items.map((code, n) => observation(`i${n}`, loinc(code), { valueInteger: 0 }));
    const found = scoresOf(...items, observation('other', loinc('44260-8'), { valueInteger: 3 }));
    expect(found.map(({ value }) => [value.items[8], value.itemSum])).toEqual([
      [0, null],
      [3, null],
    ]);
  });

  test('the latest version counts, an error or a cancelled one not', () => {
    const version = (versionId: string, valueInteger: number, status: string) =>
      total('v', valueInteger, { status, meta: { versionId } });
    const found = (...resources: unknown[]) => scoresOf(...resources).map(({ value }) => value.total);
    expect(found(version('1', 9, 'final'), version('2', 12, 'corrected'))).toEqual([12]);
    expect(found(version('2', 12, 'amended'), version('10', 15, 'amended'))).toEqual([15]);
    expect(found(version('1', 9, 'final'), version('2', 9, 'entered-in-error'))).toEqual([]);
    expect(found(version('1', 9, 'cancelled'), total('r', 9, { status: 'registered' }))).toEqual([]);
  });

  test('what is not yet accepted is marked until something accepted says the same', () => {
    expect(scoresOf(total('p', 12, { status: 'preliminary' }))[0]?.value.preliminary).toBe(true);
    expect(scoresOf(total('p', 12, { status: 'preliminary' }), total('q', 12))[0]?.value.preliminary).toBeUndefined();
    const item = observation('i', loinc('44260-8'), { valueInteger: 1, status: 'preliminary' });
    expect(scoresOf(total('q', 12), item)[0]?.value.preliminary).toBe(true);
  });

  test('a score derived from last month’s is a score of its own', () => {
    const march = total('march', 12, { effectiveDateTime: '2026-03-27' });
    expect(scoresOf(march, total('april', 12, { derivedFrom: [{ reference: 'Observation/march' }] }))).toHaveLength(2);
  });
});

describe('the family of the PHQ', () => {
  const PHQ9 = INSTRUMENTS['PHQ-9'].items;
  const items = (count: number, rest: object = {}) =>
    PHQ9.slice(0, count).map((code, n) => observation(`i${n + 1}`, loinc(code), { valueInteger: 1, ...rest }));
  const summary = (...resources: unknown[]): [InstrumentId, number | null, number, number | null][] =>
    scoresOf(...resources).map(({ value }) => [value.instrument, value.total, value.items.length, value.itemSum]);

  test('the first two questions are a PHQ-2, unless more was asked', () => {
    expect(summary(...items(2))).toEqual([['PHQ-2', null, 2, 2]]);
    expect(summary(...items(1))).toEqual([['PHQ-2', null, 2, null]]);
    expect(summary(...items(3))).toEqual([['PHQ-9', null, 9, null]]);
    expect(summary(...items(2), observation('t', loinc('55758-7'), { valueInteger: 2 }))).toEqual([['PHQ-2', 2, 2, 2]]);
  });

  test('a PHQ-2 and the PHQ-9 that follows it share the questions asked once', () => {
    const two = observation('two', loinc('55758-7'), { valueInteger: 2 });
    const nine = observation('nine', loinc('44261-6'), { valueInteger: 9 });
    const both = [
      ['PHQ-9', 9, 9, 9],
      ['PHQ-2', 2, 2, 2],
    ];
    expect(summary(two, nine, ...items(9))).toEqual(both);
    const members = (count: number) => ({
      hasMember: PHQ9.slice(0, count).map((_code, n) => ({ reference: `Observation/i${n + 1}` })),
    });
    expect(summary({ ...two, ...members(2) }, nine, ...items(9))).toEqual(both);
    const answers = PHQ9.map((linkId) => ({ linkId, answer: [{ valueInteger: 1 }] }));
    const totals = [
      { linkId: '55758-7', answer: [{ valueInteger: 2 }] },
      { linkId: '44261-6', answer: [{ valueInteger: 9 }] },
    ];
    expect(summary(form('f', [...answers, ...totals]))).toEqual(both);
  });

  test('the PHQ-A takes the questions of the PHQ-9 where it is named', () => {
    const adolescent = observation('a', loinc('89204-2'), { valueInteger: 9 });
    expect(summary(adolescent, ...items(9))).toEqual([['PHQ-A', 9, 9, 9]]);
    expect(summary(...items(9))).toEqual([['PHQ-9', null, 9, 9]]);
  });
});
