import type { Observation } from 'fhir/r4';
import { expect, test } from 'vitest';
import { factsFromResources } from '../../../core/fhir/read/read-chart.ts';
import { casesFor } from '../../ehr.ts';
import { seedResources } from '../../seed/seed-resources.ts';
import { holdAsEpic } from '../epic/hold.ts';
import { heldScore } from './hold-score.ts';

test('no EHR makes a PHQ-9 of a PHQ-A, whose answers carry the same LOINC codes', () => {
  const seeded = casesFor('2026-11-21').flatMap(seedResources);
  const own = seeded
    .filter((one): one is Observation => one.resourceType === 'Observation')
    .filter(({ subject }) => subject?.reference === 'Patient/pt-c7');
  const told = (resources: Observation[]): string[] =>
    factsFromResources({ patientReference: 'Patient/pt-c7', resources, noteTexts: new Map() }).facts.flatMap((fact) =>
      fact.kind === 'score' ? `${fact.value.instrument} ${fact.value.total}` : [],
    );
  expect(told(own).filter((one) => one.startsWith('PHQ'))).toEqual(['PHQ-A 14', 'PHQ-A 11', 'PHQ-A 7']);
  const epic = holdAsEpic(own).filter((one): one is Observation => one.resourceType === 'Observation');
  expect(told(epic).filter((one) => one.startsWith('PHQ'))).toEqual(['PHQ-A 14', 'PHQ-A 11', 'PHQ-A 7']);
  expect(told(own.flatMap(heldScore)).filter((one) => one.startsWith('PHQ'))).toEqual([]);
});
