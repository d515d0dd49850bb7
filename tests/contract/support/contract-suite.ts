import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chart } from '../../../core/chart/chart.ts';
import { factsOf } from '../../../core/chart/fact.ts';
import type { ContractTarget, Expected, FiledNote } from './target.ts';

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What Throughline promises of every EHR, held against one: what is read of it, and what is filed in it. */
export function contractSuite(expected: Expected, open: () => Promise<ContractTarget>): void {
  describe(expected.name, () => {
    let target: ContractTarget;
    let chart: Chart;
    beforeAll(async () => {
      target = await open();
      chart = await target.chart();
    }, 120_000);
    afterAll(() => target.close());

    test('its dialect is told', () => {
      expect(chart.dialect).toEqual(expected.dialect ?? expect.any(String));
    });

    test('the chart holds the patient, diagnoses, scores, visits and notes with their text, each with its source', () => {
      for (const kind of ['patient', 'condition', 'score', 'encounter', 'prior-note'] as const)
        expect(factsOf(chart.facts, kind).length, kind).toBeGreaterThan(0);
      for (const note of factsOf(chart.facts, 'prior-note')) expect(note.value.text.trim()).not.toBe('');
      const references = chart.facts.map(({ source }) => (source.from === 'ehr' ? source.reference : 'none'));
      for (const reference of references) expect(reference).toMatch(/^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/);
      expect(new Set(chart.facts.map((fact) => fact.id)).size).toBe(chart.facts.length);
    });

    test('item 9 of the PHQ-9 is read', () => {
      const items = factsOf(chart.facts, 'score')
        .filter(({ value }) => value.instrument === 'PHQ-9')
        .map(({ value }) => value.items[8]);
      expect(items).toContainEqual(expect.any(Number));
    });

    test('the gaps are those this EHR is known to leave, and so are the scores it codes in its own way', () => {
      const gaps = chart.missing.map(({ what, reason }) => ({ what, reason }));
      if (expected.gaps === undefined) process.stdout.write(`${expected.name}: gaps ${JSON.stringify(gaps)}\n`);
      expect(gaps).toEqual(expected.gaps ?? gaps);
      expect((chart.unmapped ?? []).map(({ code }) => code)).toEqual(expected.unmapped ?? []);
    });

    describe.skipIf(!expected.writes)('filing', () => {
      let note: FiledNote;
      beforeAll(async () => {
        note = await target.file();
      }, 120_000);

      test('a note is filed, was read back, and is in the chart once with the attested words', () => {
        expect(note.filing.state).toBe('filed');
        expect(note.held).toHaveLength(1);
        expect(words(note.held[0] ?? '')).toContain(words(note.attested));
      });

      test('its Provenance is where this EHR lets it be', () => {
        const inEhr = note.filing.provenanceReference !== undefined;
        expect(inEhr ? 'in the EHR' : 'with Throughline').toEqual(expected.provenance ?? expect.any(String));
      });
    });
  });
}
