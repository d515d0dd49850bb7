import { describe, expect, it } from 'vitest';
import { factsOf } from '../../chart/fact.ts';
import { LOINC } from '../codes/systems.ts';
import { factsFromResources } from './read-chart.ts';

const LABORATORY = [{ coding: [{ code: 'laboratory' }] }];
const PART2 = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' };
const loinc = (code: string) => ({ coding: [{ system: LOINC, code }] });
const snomed = (code: string, text?: string) => ({
  valueCodeableConcept: {
    coding: [{ system: 'http://snomed.info/sct', code }],
    ...(text === undefined ? {} : { text }),
  },
});
const FENTANYL = loinc('59673-4');
const COCAINE = loinc('19359-9');
const PANEL = loinc('69739-1');

const observation = (id: string, more: object) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: LABORATORY,
  subject: { reference: 'Patient/p' },
  effectiveDateTime: '2026-05-18T09:00:00-05:00',
  ...more,
});

function read(...resources: object[]) {
  const { facts, dropped } = factsFromResources({ patientReference: 'Patient/p', resources, noteTexts: new Map() });
  return { screens: factsOf(facts, 'toxicology'), facts, dropped };
}

/** What one test of fentanyl is read as: `result`, or `result/words`; null where there is none. */
function found(more: object): string | null {
  const [result] = read(observation('o', { code: FENTANYL, ...more })).screens[0]?.value.results ?? [];
  return result === undefined ? null : [result.result, ...(result.words === undefined ? [] : [result.words])].join('/');
}

describe('a drug test', () => {
  it.each<[string, object, string | null]>([
    ['coded positive', snomed('10828004'), 'positive'],
    ['coded negative, with its display', snomed('260385009', 'Negative'), 'negative'],
    ['coded, with words that say more', snomed('10828004', 'positive (expected)'), 'positive/positive (expected)'],
    ['in words', { valueString: 'POSITIVE' }, 'positive'],
    ['in words, negative', { valueString: 'None Detected' }, 'negative/None Detected'],
    ['presumptive', { valueString: 'Presumptive positive' }, 'positive/Presumptive positive'],
    ['inconclusive', { valueString: 'Inconclusive' }, 'inconclusive'],
    ['in other words', { valueString: 'See comment' }, 'other/See comment'],
    ['positive, not confirmed', { valueString: 'Positive, not confirmed' }, 'other/Positive, not confirmed'],
    ['judged alone', { interpretation: [{ coding: [{ code: 'POS' }] }] }, 'positive'],
    ['an amount that is judged', { valueQuantity: { value: 2 }, interpretation: [{ text: 'Negative' }] }, 'negative'],
    ['an amount alone', { valueQuantity: { value: 2300, unit: 'ng/mL' } }, null],
    ['value against interpretation', { ...snomed('260385009'), interpretation: [{ coding: [{ code: 'POS' }] }] }, null],
    ['code against text', snomed('260385009', 'Positive'), null],
    ['no result', { dataAbsentReason: { text: 'pending' } }, null],
    ['entered in error', { ...snomed('10828004'), status: 'entered-in-error' }, null],
    ['of another category', { valueString: 'Positive', category: [{ coding: [{ code: 'survey' }] }] }, null],
    ['of another patient', { valueString: 'Positive', subject: { reference: 'Patient/q' } }, null],
    ['known by its words alone', { valueString: 'Positive', code: { text: 'Fentanyl, urine' } }, null],
    ['another thing of the laboratory', { valueString: 'Positive', code: loinc('5671-3') }, null],
  ])('%s', (_name, more, expected) => {
    expect(found(more)).toBe(expected);
  });

  it('is listed where it has a result that a note cannot use, and not where it has none', () => {
    const void_ = observation('void', { code: FENTANYL, valueString: 'Positive', status: 'entered-in-error' });
    const twofold = observation('two', { code: FENTANYL, ...snomed('260385009', 'Positive') });
    const { effectiveDateTime: _day, ...undated } = observation('undated', { code: FENTANYL, valueString: 'Negative' });
    const pending = observation('pending', { code: FENTANYL, dataAbsentReason: { text: 'pending' } });
    expect(read(void_, twofold, undated, pending).dropped).toEqual([
      { reference: 'Observation/two', reason: 'unreadable' },
      { reference: 'Observation/undated', reason: 'unreadable' },
      { reference: 'Observation/void', reason: 'entered-in-error' },
    ]);
  });
});

describe('a drug screen', () => {
  const both = [
    { substance: 'fentanyl', result: 'positive' },
    { substance: 'cocaine', result: 'negative' },
  ];
  const fentanyl = observation('a', { code: FENTANYL, valueString: 'Positive', issued: '2026-05-19T10:00:00Z' });
  const cocaine = observation('b', { code: COCAINE, valueString: 'Negative', meta: { security: [PART2] } });

  it('is one Fact whether it is components, members of a panel or single tests of one moment', () => {
    const components = [
      { code: FENTANYL, valueString: 'Positive' },
      { code: COCAINE, valueString: 'Negative' },
      { code: { text: 'Creatinine' }, valueString: 'Positive' },
    ];
    const members = ['a', 'b', 'not-there'].map((id) => ({ reference: `Observation/${id}` }));
    const same = { ...cocaine, effectiveDateTime: '2026-05-18T14:00:00Z' };
    const told = [
      read(observation('x', { code: PANEL, component: components })),
      read(cocaine, fentanyl, observation('x', { code: PANEL, hasMember: members })),
      read(same, fentanyl),
    ].map(({ screens }) => screens.map(({ id, when, value }) => [id, when, value.specimen, value.results]));
    const when = '2026-05-18T09:00:00-05:00';
    expect(told).toEqual([
      [['toxicology:Observation/x', when, 'urine', both]],
      [['toxicology:Observation/x', when, 'urine', both]],
      [['toxicology:Observation/a', when, 'urine', both]],
    ]);
  });

  it('carries the labels of each of its tests, the day of its result, and that it is preliminary', () => {
    const [screen] = read(fentanyl, { ...cocaine, status: 'preliminary' }).screens;
    expect(screen?.labels).toEqual([PART2]);
    expect(screen?.value).toMatchObject({ resulted: '2026-05-19T10:00:00Z', preliminary: true });
    expect(screen?.source).toMatchObject({ excerpt: 'fentanyl: positive; cocaine: negative' });
  });

  it('is another one on another day', () => {
    const later = { ...cocaine, effectiveDateTime: '2026-06-01' };
    expect(read(fentanyl, later).screens.map(({ value }) => value.results.length)).toEqual([1, 1]);
  });

  it('that has no results is none', () => {
    expect(read(observation('x', { code: PANEL, valueString: 'Completed' })).facts).toEqual([]);
  });
});
