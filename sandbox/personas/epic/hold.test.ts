import type { FhirResource, Observation } from 'fhir/r4';
import { beforeAll, expect, test } from 'vitest';
import type { Fact } from '../../../core/chart/fact.ts';
import type { ScoreMeaning, SiteCodeMap } from '../../../core/chart/site-code-map.ts';
import { plainText } from '../../../core/fhir/read/plain-text.ts';
import { factsFromResources } from '../../../core/fhir/read/read-chart.ts';
import { casesFor } from '../../ehr.ts';
import { loadDefinitions } from '../../fhir/definitions.ts';
import { assertValid } from '../../fhir/validate.ts';
import { seedResources } from '../../seed/seed-resources.ts';
import { FLOWSHEET, ROWS_BY_LOINC } from './flowsheet.ts';
import { holdAsEpic } from './hold.ts';

let plain: FhirResource[];
let held: FhirResource[];

beforeAll(() => {
  loadDefinitions();
  plain = casesFor('2026-11-21').flatMap(seedResources);
  held = holdAsEpic(plain);
});

/** The code map that the site's integrators got. */
const codeMap: SiteCodeMap = {
  scores: Object.fromEntries(
    [...ROWS_BY_LOINC.values()].flatMap(({ instrument, part, id, mapped }): [string, ScoreMeaning][] => {
      const scale = instrument as ScoreMeaning['instrument'];
      if (!mapped || part === 'panel') return [];
      if (part === 'item') return [[`${FLOWSHEET}|${id}`, { instrument: scale, part, item: Number(id) % 10 }]];
      return [[`${FLOWSHEET}|${id}`, { instrument: scale, part: scale === 'C-SSRS-screener' ? 'level' : 'total' }]];
    }),
  ),
  documents: {},
};

function scoresOf(resources: FhirResource[], patient: string): string[] {
  const { facts, unmapped } = factsFromResources({
    patientReference: `Patient/${patient}`,
    resources,
    noteTexts: new Map(),
    codeMap,
  });
  expect(unmapped).toEqual([]);
  return facts
    .filter((fact): fact is Extract<Fact, { kind: 'score' }> => fact.kind === 'score')
    .map(({ value, when }) => JSON.stringify([when, value.instrument, value.total, value.items, value.narrative]))
    .sort();
}

test('what it holds is valid R4, has its own ids, and refers only to what it holds', () => {
  for (const resource of held) assertValid(resource);
  const ids = held.map(({ resourceType, id }) => `${resourceType}/${id}`);
  expect(new Set(ids).size).toBe(ids.length);
  const addresses = [...JSON.stringify(held).matchAll(/"(?:reference|url)":"([A-Z][A-Za-z]+\/[^"]+)"/g)];
  const missing = addresses.map((match) => match[1] ?? '').filter((reference) => !ids.includes(reference));
  expect(missing).toEqual([]);
});

test('flowsheet rows come first, LOINC second or not at all, and some totals are text', () => {
  const totals = held.filter(
    (one): one is Observation =>
      one.resourceType === 'Observation' &&
      one.code.coding?.[0]?.system === FLOWSHEET &&
      one.code.coding[0].code === '1570',
  );
  expect(totals.some(({ code }) => code.coding?.[1]?.code === '44261-6')).toBe(true);
  const bare = totals.filter(({ code }) => code.coding?.length === 1);
  expect(bare.length).toBeGreaterThan(2);
  for (const { code, valueString } of bare)
    expect([code.text, valueString?.match(/^\d+$/)?.length]).toEqual([undefined, 1]);
});

test("with the site's code map the scores are the same as those of the plain record, item by item", () => {
  for (const patient of ['pt-c1', 'pt-c2', 'pt-c3', 'pt-c4']) {
    const expected = scoresOf(plain, patient);
    expect(expected.length).toBeGreaterThan(4);
    expect(scoresOf(held, patient)).toEqual(expected);
  }
});

test('notes keep their words, whatever becomes of the spacing', () => {
  const words = (text: string) => text.replace(/\s+/g, ' ').trim();
  const text = (resources: FhirResource[], id: string) => {
    const found = resources.find((one) => one.resourceType === 'Binary' && one.id === id);
    if (found?.resourceType !== 'Binary') throw new Error(`no Binary ${id}`);
    return words(plainText(Buffer.from(found.data ?? '', 'base64').toString('utf8'), found.contentType) ?? '');
  };
  expect(text(held, 'c1-note-s1-html')).toBe(text(plain, 'c1-text-s1'));
  const note = held.find(({ id }) => id === 'c1-note-s1');
  expect(JSON.stringify(note)).toMatch(/"url":"Binary\/c1-note-s1-html".+"url":"Binary\/c1-note-s1-rtf"/);
  expect(JSON.stringify(note)).not.toContain('"data"');
});
