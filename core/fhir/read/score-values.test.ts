import { describe, expect, test } from 'vitest';
import { answer, flowsheet, form, loinc, observation, read, scoresOf } from '../../../tests/support/score-resources.ts';
import { type FactOf, factsOf } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';

describe('the total of every scale', () => {
  const totals = Object.values(INSTRUMENTS).flatMap(({ id, total }) =>
    total === undefined ? [] : [[id, total] as const],
  );

  test.each(totals)('%s by LOINC %s, in any position and by OID', (instrument, code) => {
    const found = [
      observation('a', [flowsheet('1'), loinc('99999-9'), loinc(code)], { valueInteger: 4 }),
      observation('a', { system: 'urn:oid:2.16.840.1.113883.6.1', code }, { valueString: '4' }),
    ].map((one) => scoresOf(one)[0]?.value);
    for (const value of found) expect(value).toEqual({ instrument, total: 4, items: [], itemSum: null });
  });

  test.each<[string, object, number | null]>([
    ['a quantity', { valueQuantity: { value: 12, unit: '{score}' } }, 12],
    ['a quantity without a unit', { valueQuantity: { value: 12 } }, 12],
    ['a decimal that is whole', { valueDecimal: 12.0 }, 12],
    ['text', { valueString: '12' }, 12],
    ['text with blanks', { valueString: ' 12 ' }, 12],
    ['text with a band', { valueString: '12 (moderate)' }, 12],
    ['text with a band and a dash', { valueString: '17 - Moderately severe depression' }, 17],
    ['text with the highest total', { valueString: '12/27' }, 12],
    ['text with the highest total in words', { valueString: '12 out of 27' }, 12],
    ['text with a unit', { valueString: '12 points' }, 12],
    [
      'a coded value with its score',
      {
        valueCodeableConcept: {
          coding: [{ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/itemWeight', valueDecimal: 12 }] }],
        },
      },
      12,
    ],
    ['a coded value in words', { valueCodeableConcept: { text: '12 (moderate)' } }, 12],
    ['zero', { valueQuantity: { value: 0 } }, 0],
    ['a comparator', { valueQuantity: { value: 10, comparator: '<' } }, null],
    ['a foreign unit', { valueQuantity: { value: 12, unit: '%' } }, null],
    ['a T-score', { valueQuantity: { value: 12, unit: 'T-score' } }, null],
    ['a fraction', { valueQuantity: { value: 12.5 } }, null],
    ['a sentence', { valueString: 'declined, was 12 last time' }, null],
    ['a number that was then', { valueString: '12 last time' }, null],
    ['a number that was then, in brackets', { valueString: '12 (previous visit)' }, null],
    ['less than', { valueString: '<10' }, null],
    ['at least', { valueString: '12+' }, null],
    ['a doubt', { valueString: '12?' }, null],
    ['a range', { valueString: '10-14' }, null],
    ['two numbers', { valueString: '12 (was 9)' }, null],
    ['a date', { valueString: '12/04/2026' }, null],
    ['another highest total', { valueString: '12/21' }, null],
    ['text with a fraction', { valueString: '12.5' }, null],
    ['a number behind a control character', { valueString: '1\u00072' }, null],
    ['an answer code', answer('LA6571-9'), null],
    ['two values that differ', { valueInteger: 12, valueString: '15' }, null],
    ['a reason why it is absent', { valueInteger: 12, dataAbsentReason: { text: 'declined' } }, null],
    ['a number as text in a quantity', { valueQuantity: { value: '12' } }, null],
  ])('PHQ-9 as %s', (_form, value, total) => {
    const [score] = scoresOf(observation('t', loinc('44261-6'), value));
    expect(score?.value.total ?? null).toBe(total);
  });

  test('a score that was declined is no score, and no gap in the reading', () => {
    const declined = observation('t', loinc('44261-6'), { valueString: 'Patient declined' });
    expect(read(declined)).toEqual({ facts: [], dropped: [], unmapped: [] });
  });

  test('a value that cannot be read, or cannot be, is listed', () => {
    const { dropped, facts } = read(
      observation('t', loinc('44261-6'), { valueString: 'declined, was 12 last time' }),
      observation('u', loinc('44261-6'), { valueInteger: 28 }),
      observation('v', loinc('70274-6'), { valueInteger: -1 }),
    );
    expect(facts).toEqual([]);
    expect(dropped).toEqual([
      { reference: 'Observation/t', reason: 'unreadable' },
      { reference: 'Observation/u', reason: 'out-of-range' },
      { reference: 'Observation/v', reason: 'out-of-range' },
    ]);
  });
});

describe('an answer', () => {
  const item = (value: object, code = '44260-8') => scoresOf(observation('i', loinc(code), value))[0]?.value.items;

  test.each<[string, object, number | null]>([
    ['by LOINC answer code', answer('LA6569-3'), 1],
    ['in words', { valueCodeableConcept: { text: 'Not at all' } }, 0],
    ['as a string in words', { valueString: 'More than half the days' }, 2],
    ['as number and words', { valueString: '3 - Nearly every day' }, 3],
    ['as words and number', { valueString: 'Several days (1)' }, 1],
    ['as a number', { valueInteger: 2 }, 2],
    ['as number and words that differ', { valueString: '0 - Nearly every day' }, null],
    [
      'by a code and words that differ',
      { valueCodeableConcept: { coding: [loinc('LA6568-5')], text: 'Nearly every day' } },
      null,
    ],
    ['by a code of another question', answer('LA33-6'), null],
    ['declined', { valueString: 'patient declined' }, null],
    ['absent for a reason', { dataAbsentReason: { coding: [{ code: 'asked-declined' }] } }, null],
  ])('%s', (_form, value, expected) => {
    expect(item(value)?.[8] ?? null).toBe(expected);
  });

  test('to item 9 alone surfaces, from a component, a form, a site code, and beside a total that cannot be', () => {
    const nine = (score: FactOf<'score'> | undefined) => [
      score?.value.instrument,
      score?.value.total,
      score?.value.items[8],
    ];
    const bare = answer('LA6570-1');
    expect(
      nine(
        scoresOf(
          observation(
            'c',
            { system: 'urn:x', code: '1' },
            { component: [{ code: { coding: [loinc('44260-8')] }, ...bare }] },
          ),
        )[0],
      ),
    ).toEqual(['PHQ-9', null, 2]);
    expect(
      nine(
        scoresOf(
          form('f', [
            { linkId: 'g', item: [{ linkId: '/44249-1/44260-8', answer: [{ valueCoding: loinc('LA6570-1') }] }] },
          ]),
        )[0],
      ),
    ).toEqual(['PHQ-9', null, 2]);
    expect(nine(scoresOf(observation('s', flowsheet('1579'), bare))[0])).toEqual(['PHQ-9', null, 2]);
    expect(nine(scoresOf(observation('s', flowsheet('2009'), bare))[0])).toEqual(['PHQ-A', null, 2]);
    expect(
      nine(
        scoresOf(
          form('f', [{ linkId: 'risk-q9', answer: [{ valueInteger: 2 }] }], {
            questionnaire: 'https://ehr.example/forms/q7|3',
          }),
        )[0],
      ),
    ).toEqual(['PHQ-9', null, 2]);
    const { facts, dropped } = read(
      observation('p', loinc('44249-1'), {
        valueInteger: 270,
        component: [{ code: { coding: [loinc('44260-8')] }, ...bare }],
      }),
    );
    expect(nine(factsOf(facts, 'score')[0])).toEqual(['PHQ-9', null, 2]);
    expect(dropped).toEqual([{ reference: 'Observation/p', reason: 'out-of-range' }]);
  });
});
