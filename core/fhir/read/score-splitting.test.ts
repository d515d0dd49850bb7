import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf, type InstrumentId } from '../../chart/fact.ts';
import { INSTRUMENTS } from '../../instruments/instruments.ts';
import { scoreItems } from '../../instruments/score-items.ts';
import { factsFromResources } from './read-chart.ts';

const patientReference = 'Patient/p1';
const subject = { reference: patientReference };
const read = (resources: readonly unknown[]) =>
  factsFromResources({ patientReference, resources, noteTexts: new Map() });
const loinc = (code: string | undefined) => ({ coding: [{ system: 'http://loinc.org', code }] });

interface Part {
  readonly code: string;
  readonly value: number | null;
  /** How the value is written. */
  readonly as: 'valueInteger' | 'valueQuantity' | 'valueString' | 'absent';
}
type Holder = 'results' | 'components' | 'panel' | 'form';

const MOMENTS = ['2026-04-27T10:00:00Z', '2026-04-27T10:00:00.000+00:00', '2026-04-27T06:00:00-04:00'];
const SCALES = ['PHQ-9', 'GAD-7', 'PCL-5', 'AUDIT-C'] as const satisfies InstrumentId[];

/** One administration: its answers, perhaps a total, and a way to spread it over resources, some of it twice. */
const administration = fc.constantFrom(...SCALES).chain((instrument) => {
  const { items, itemRange, totalRange } = INSTRUMENTS[instrument];
  const as = fc.constantFrom<Part['as']>('valueInteger', 'valueQuantity', 'valueString');
  return fc.record({
    instrument: fc.constant(instrument),
    total: fc.option(fc.integer({ min: totalRange[0], max: totalRange[1] })),
    answers: fc.tuple(...items.map(() => fc.option(fc.integer({ min: itemRange[0], max: itemRange[1] }), { freq: 8 }))),
    written: fc.array(as, { minLength: items.length + 1, maxLength: items.length + 1 }),
    group: fc.array(fc.nat(3), { minLength: items.length + 1, maxLength: items.length + 1 }),
    holders: fc.tuple(
      ...Array.from({ length: 4 }, () => fc.constantFrom<Holder>('results', 'components', 'panel', 'form')),
    ),
    twice: fc.subarray([0, 1, 2, 3]),
    tied: fc.constantFrom('by a panel', 'by a form', 'not at all'),
    moments: fc.array(fc.constantFrom(...MOMENTS), { minLength: 9, maxLength: 9 }),
    order: fc.integer(),
  });
});
type Case = typeof administration extends fc.Arbitrary<infer T> ? T : never;

function value({ value: told, as }: Part): object {
  if (told === null || as === 'absent') return { dataAbsentReason: { text: 'asked, declined' } };
  if (as === 'valueQuantity') return { valueQuantity: { value: told, unit: '{score}' } };
  return as === 'valueString' ? { valueString: ` ${told} ` } : { valueInteger: told };
}

function spread(one: Case): object[] {
  const { items, panel, total: totalCode } = INSTRUMENTS[one.instrument];
  const parts = [...items, totalCode ?? ''].map(
    (code, n): Part => ({
      code,
      value: (n < items.length ? one.answers[n] : one.total) ?? null,
      as: one.written[n] ?? 'absent',
    }),
  );
  const resources = [0, 1, 2, 3].flatMap((group) => {
    const own = parts.filter((part, n) => one.group[n] === group && (part.value !== null || n % 2 === 0));
    if (own.length === 0) return [];
    const copies = one.twice.includes(group) ? ['a', 'b'] : ['a'];
    return copies.flatMap((copy, at) =>
      held(one.holders[group] ?? 'results', `${group}${copy}`, own, panel, one.moments[group * 2 + at]),
    );
  });
  const ids = resources
    .filter(({ resourceType }) => resourceType === 'Observation')
    .map(({ id }) => `Observation/${id}`);
  if (one.tied === 'by a panel') {
    resources.push(observation('tie', panel, one.moments[8], { hasMember: ids.map((reference) => ({ reference })) }));
  }
  const derivedFrom = one.tied === 'by a form' ? { derivedFrom: [{ reference: 'QuestionnaireResponse/gone' }] } : {};
  return shuffled(
    resources.map((resource) => (resource.resourceType === 'Observation' ? { ...resource, ...derivedFrom } : resource)),
    one.order,
  );
}

type Resource = { resourceType: string; id: string; [element: string]: unknown };

function observation(id: string, code: string | undefined, when: string | undefined, rest: object): Resource {
  return {
    resourceType: 'Observation',
    id,
    status: 'final',
    subject,
    code: loinc(code),
    effectiveDateTime: when,
    ...rest,
  };
}

function held(holder: Holder, id: string, parts: Part[], panel: string | undefined, when?: string): Resource[] {
  if (holder === 'results') return parts.map((part, n) => observation(`${id}-${n}`, part.code, when, value(part)));
  if (holder === 'form') {
    const item = parts.map((part) => ({
      linkId: `/${part.code}`,
      ...(part.value === null ? {} : { answer: [value(part)] }),
    }));
    return [
      {
        resourceType: 'QuestionnaireResponse',
        id,
        status: 'completed',
        subject,
        authored: when,
        item: [{ linkId: 'g', item }],
      },
    ];
  }
  const component = parts.map((part) => ({ code: loinc(part.code), ...value(part) }));
  return [observation(id, holder === 'panel' ? panel : '99999-9', when, { component })];
}

function shuffled<T>(list: T[], seed: number): T[] {
  return list
    .map((one, n) => ({ one, key: Math.imul(seed ^ (n + 1), 2_654_435_761) >>> 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

test('however an administration is split, repeated, written and shuffled, it is one and the same score', () => {
  fc.assert(
    fc.property(administration, (one) => {
      const told = one.answers.some((answer) => answer !== null);
      // Nothing but the first two questions would rightly be a PHQ-2.
      fc.pre(one.total !== null || one.answers.slice(2).some((answer) => answer !== null));
      const resources = spread(one);
      const { facts } = read(resources);
      expect(
        factsOf(facts, 'score').map(({ value: { instrument, total, items, itemSum } }) => ({
          instrument,
          total,
          items,
          itemSum,
        })),
      ).toEqual([
        {
          instrument: one.instrument,
          total: one.total,
          items: told ? one.answers : [],
          itemSum: scoreItems(one.instrument, one.answers),
        },
      ]);
      expect(Date.parse(facts[0]?.when ?? '')).toBe(Date.parse(MOMENTS[0] ?? ''));
      expect(read(resources.toReversed())).toEqual(read(resources));
    }),
    { numRuns: 1_000 },
  );
});

const anyValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc
    .tuple(
      fc.constantFrom('', '<', '>', 'was ', '~', '-'),
      fc.nat(40),
      fc.constantFrom('', '/27', ' (moderate)', ' last time', '?', '.5', '-14', '%'),
    )
    .map((one) => one.join('')),
);
const anyElement = fc.dictionary(
  fc.constantFrom(
    'valueQuantity',
    'valueInteger',
    'valueDecimal',
    'valueString',
    'valueBoolean',
    'valueCodeableConcept',
    'dataAbsentReason',
    'component',
    'hasMember',
    'note',
    'interpretation',
    'effectiveDateTime',
    'issued',
  ),
  fc.oneof(
    anyValue,
    fc.record({ value: anyValue }, { requiredKeys: [] }),
    fc.record({ text: anyValue, coding: fc.array(fc.record({ system: anyValue, code: anyValue, display: anyValue })) }),
  ),
);

test('whatever the value is: no exception, and a total only where exactly that number stands in it', () => {
  fc.assert(
    fc.property(anyElement, (element) => {
      const { facts } = read([
        { ...element, resourceType: 'Observation', id: 'o', status: 'final', subject, code: loinc('44261-6') },
      ]);
      for (const { value: found } of factsOf(facts, 'score')) {
        expect(found.items).toEqual([]);
        expect(Number.isInteger(found.total) && (found.total ?? -1) >= 0 && (found.total ?? 99) <= 27).toBe(true);
        const numbers = JSON.stringify(element).match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi) ?? [];
        expect(numbers.map(Number)).toContain(found.total);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('no title, display or text makes a score of a code that is not one', () => {
  const words = fc.constantFrom(
    'PHQ-9 total score',
    'GAD-7',
    'PCL-5 total',
    'C-SSRS',
    'AUDIT-C',
    'DAST-10',
    '44261-6',
    'Thoughts that you would be better off dead',
  );
  const coding = fc.record({
    system: fc.constantFrom('http://loinc.org', 'urn:site', 'http://snomed.info/sct', 'HTTP://LOINC.ORG/', ''),
    code: fc.constantFrom('73831-0', '73832-8', '1570', '44261', '44261-60', ' 44261-6x', 'constructor', '__proto__'),
    display: words,
  });
  fc.assert(
    fc.property(fc.array(coding, { maxLength: 3 }), words, fc.nat(27), (codings, text, number) => {
      const code = { coding: codings, text };
      const { facts } = read([
        {
          resourceType: 'Observation',
          id: 'o',
          status: 'final',
          subject,
          code,
          valueInteger: number,
          component: [{ code, valueInteger: number }],
        },
        {
          resourceType: 'QuestionnaireResponse',
          id: 'q',
          status: 'completed',
          subject,
          questionnaire: text,
          item: [{ linkId: text === '44261-6' ? 'x' : text, text, answer: [{ valueInteger: number }] }],
        },
      ]);
      expect(facts).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
