import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../core/chart/fact.ts';
import { emptySessionInput } from '../../core/chart/session-input.ts';
import { composeNote } from '../../core/composing/compose-note.ts';
import { namesPatient } from '../../core/fhir/read/of-patient.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';
import { loadCases } from '../../sandbox/seed/load-cases.ts';
import { seedResources } from '../../sandbox/seed/seed-resources.ts';
import { HAVE_SAMPLES, sampleResources } from '../../tools/ehr-samples.ts';
import { countedReads } from '../support/counted-reads.ts';
import { grown, mutated, places, replaced } from '../support/mutate-json.ts';

type Json = Record<string, unknown>;
const PATIENT = 'Patient/pt-c1';
const MARK = 'OF ANOTHER PATIENT';

/** What the sandbox holds of its first patient. */
const OWN = seedResources(loadCases().find(({ patient }) => patient.id === 'pt-c1') as never)
  .filter(({ resourceType }) => namesPatient(resourceType))
  .map((resource) => resource as unknown as Json);

/** The samples of real EHRs, as if they were of the same patient. */
const FOREIGN_SHAPES = (HAVE_SAMPLES ? sampleResources() : [])
  .filter(({ type }) => namesPatient(type) && type !== 'Patient')
  .map(({ json }) => withSubject(json, PATIENT));

function withSubject(json: Json, reference: string): Json {
  const subject = { reference };
  const id = typeof json['id'] === 'string' ? json['id'] : 'assigned';
  const named = ['subject', 'patient', 'beneficiary'].filter((name) => name in json);
  return { ...json, id, ...Object.fromEntries(named.map((name) => [name, subject])) };
}

/** The same resources as another patient's: every word of them is marked, and nothing says that they are this patient's. */
const THEIRS = OWN.filter(({ resourceType }) => resourceType !== 'Patient').map(
  (json): Json => withSubject(marked(json) as Json, 'Patient/pt-c2'),
);

function marked(value: unknown, key = ''): unknown {
  if (typeof value === 'string')
    return /^(text|display|description|title|note|name|valueString|div|payor)$/.test(key) ? `${MARK}: ${value}` : value;
  if (Array.isArray(value)) return value.map((one) => marked(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one, name)]));
}

function read(resources: readonly unknown[]) {
  const noteTexts = new Map(
    resources.flatMap((one) => {
      const { resourceType, id } = (one ?? {}) as Json;
      return resourceType === 'DocumentReference' && typeof id === 'string'
        ? [[`DocumentReference/${id}`, `PLAN\nText of ${id}.`] as const]
        : [];
    }),
  );
  return factsFromResources({ patientReference: PATIENT, resources, noteTexts, baseUrl: 'https://ehr.example/fhir' });
}

function expectSound(facts: readonly Fact[]): void {
  expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  for (const fact of facts) {
    const json = JSON.stringify(fact);
    expect(json.length).toBeLessThan(80_000);
    expect(json.isWellFormed() && !/\\ud[89a-f]|\\u0000|\[object|"undefined|\bNaN\b/.test(json)).toBe(true);
    expect(fact.source.from === 'ehr' && fact.source.excerpt.length <= 240).toBe(true);
    expect(Object.getPrototypeOf(fact.value)).toBe(Object.prototype);
  }
}

describe('whatever a server sends', () => {
  test('of the shapes of our sandbox and of real EHRs, broken anywhere: nothing throws and every Fact is sound', () => {
    fc.assert(
      fc.property(fc.array(mutated([...OWN, ...FOREIGN_SHAPES]), { minLength: 1, maxLength: 6 }), (resources) => {
        const { facts, dropped } = read(resources);
        expectSound(facts);
        expect(dropped.length).toBeLessThanOrEqual(resources.length * 2);
        expect(({} as Json)['coding']).toBeUndefined();
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  test('of another patient, broken anywhere but in whose it is, gives no Fact of this one', () => {
    const theirs = mutated(THEIRS).map((one) =>
      // A mutation may strike out whose it is, but must not happen to write this patient's name there.
      typeof one === 'object' && one !== null && JSON.stringify(safe(one)).includes(PATIENT) ? {} : one,
    );
    fc.assert(
      fc.property(fc.array(theirs, { maxLength: 5 }), fc.array(fc.constantFrom(...OWN), { maxLength: 8 }), (b, a) => {
        const { facts } = read([...b, ...a]);
        const own = new Set(a.map((one) => `${String(one['resourceType'])}/${String(one['id'])}`));
        expect(JSON.stringify(facts)).not.toContain(MARK);
        for (const { source } of facts) expect(source.from === 'ehr' && own.has(source.reference)).toBe(true);
      }),
      { numRuns: 200, seed: 12 },
    );
  });

  test('a note can be composed from what was read', () => {
    fc.assert(
      fc.property(fc.array(mutated(OWN), { maxLength: 12 }), (resources) => {
        const { facts } = read(resources);
        const composed = composeNote({
          format: 'SOAP',
          input: emptySessionInput('2026-06-22'),
          chartFacts: facts,
          missing: [],
        });
        expect(JSON.stringify(composed.note).length).toBeLessThan(400_000);
      }),
      { numRuns: 150, seed: 13 },
    );
  });
});

/** One whole resource of each type, and every list in it. */
const LISTS = [...new Map(OWN.map((one) => [one['resourceType'], one])).values()].flatMap((resource) =>
  places(resource)
    .filter(
      (path) => path.length > 0 && Array.isArray(path.reduce<unknown>((one, key) => (one as Json)[key], resource)),
    )
    .map((path): [string, Json, string[]] => [`${String(resource['resourceType'])}.${path.join('.')}`, resource, path]),
);

describe('a list of ten thousand entries', () => {
  test.each(LISTS)('%s is read at most in proportion to its length', (_name, resource, path) => {
    const list = path.reduce<unknown>((one, key) => (one as Json)[key], resource);
    const all = grown(list) as unknown[];
    const count = (entries: unknown[]): number => {
      const { value, reads } = countedReads(replaced(resource, path, entries));
      expectSound(read([value]).facts);
      return reads();
    };
    const [half, whole] = [count(all.slice(0, 5_000)), count(all)];
    expect(whole).toBeLessThan(half * 2.2 + 1_000);
    expect(whole).toBeLessThan(2_000_000);
  });

  test('of resources gives each its Facts', () => {
    const condition = OWN.find(({ resourceType }) => resourceType === 'Condition') ?? {};
    const many = Array.from({ length: 10_000 }, (_, at) => ({ ...condition, id: `c${at}` }));
    expect(read(many).facts).toHaveLength(10_000);
  });

  test('of answers to rating scales gives each its Fact', () => {
    const total = OWN.find(
      ({ resourceType, code }) => resourceType === 'Observation' && JSON.stringify(code).includes('44261-6'),
    );
    const day = (at: number): string => new Date(Date.UTC(1990, 0, 1 + at)).toISOString();
    const many = Array.from({ length: 2_000 }, (_, at) => ({
      ...total,
      id: `o${at}`,
      hasMember: [],
      derivedFrom: [],
      effectiveDateTime: day(at),
    }));
    expect(read(many).facts).toHaveLength(2_000);
  });
});

/** JSON.stringify refuses rings; what matters here is only whether a name stands in it. */
function safe(value: unknown, seen = new Set<unknown>(), depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (seen.has(value) || depth > 40) return null;
  seen.add(value);
  return Array.isArray(value)
    ? value.slice(0, 50).map((one) => safe(one, seen, depth + 1))
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, safe(one, seen, depth + 1)]));
}
