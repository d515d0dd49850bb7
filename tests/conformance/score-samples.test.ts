import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type FactOf, factsOf } from '../../core/chart/fact.ts';
import { factsFromResources } from '../../core/fhir/read/read-chart.ts';
import { loadCases } from '../../sandbox/seed/load-cases.ts';
import { seedResources } from '../../sandbox/seed/seed-resources.ts';

const SAMPLES = join(import.meta.dirname, '../../../shared/ehr-samples/uscore/examples');

function scoresOf(patientReference: string, resources: readonly unknown[]): FactOf<'score'>[] {
  return factsOf(factsFromResources({ patientReference, resources, noteTexts: new Map() }).facts, 'score');
}

describe.skipIf(!existsSync(SAMPLES))('the PHQ-9 examples of US Core', () => {
  const resources = existsSync(SAMPLES)
    ? readdirSync(SAMPLES)
        .filter((name) => name.endsWith('.json'))
        .map((name): { resourceType?: string } => JSON.parse(readFileSync(join(SAMPLES, name), 'utf8')))
    : [];
  const answers = [2, 2, 2, 2, 1, 1, 2, 0, 0];
  const kinds: [string, (type: string | undefined) => boolean, string][] = [
    ['all of them', () => true, 'Observation/PHQ9-item-example-44261-6'],
    ['the results alone', (type) => type === 'Observation', 'Observation/PHQ9-item-example-44261-6'],
    ['the form alone', (type) => type === 'QuestionnaireResponse', 'QuestionnaireResponse/phq-9-example'],
  ];

  test.each(kinds)('are one administration with item 9: %s', (_what, wanted, reference) => {
    const found = scoresOf(
      'Patient/example',
      resources.filter(({ resourceType }) => wanted(resourceType)),
    );
    expect(found.map(({ value, source }) => [value, source.from === 'ehr' && source.reference])).toEqual([
      [{ instrument: 'PHQ-9', total: 12, items: answers, itemSum: 12 }, reference],
    ]);
  });
});

describe.each(loadCases().map((one) => [one.case_id, one] as const))('the scores of %s', (_id, one) => {
  const resources = seedResources(one);
  const patient = resources.find(({ resourceType }) => resourceType === 'Patient');
  const patientReference = `Patient/${patient?.id}`;

  test('are the same with and without the forms they derive from', () => {
    const withForms = scoresOf(patientReference, resources);
    const without = scoresOf(
      patientReference,
      resources.filter(({ resourceType }) => resourceType !== 'QuestionnaireResponse'),
    );
    expect(withForms.length).toBeGreaterThan(0);
    expect(withForms).toEqual(without);
  });
});
