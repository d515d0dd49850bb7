import { writeFileSync } from 'node:fs';
import { namesPatient } from '../core/fhir/read/of-patient.ts';
import { HAVE_SAMPLES, readSample, sampleResources } from './ehr-samples.ts';

/** Writes docs/reference/ehr-samples.md: what the readers make of each type of resource in the samples. Run by hand. */
const PAGE = 'docs/reference/ehr-samples.md';

/** How many resources of one type had which outcome. */
interface Row {
  resources: number;
  readonly facts: Map<string, number>;
  readonly leftOut: Map<string, number>;
  silent: number;
}

function rowsByType(): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const sample of sampleResources()) {
    const row = rows.get(sample.type) ?? { resources: 0, facts: new Map(), leftOut: new Map(), silent: 0 };
    rows.set(sample.type, row);
    row.resources += 1;
    if (!namesPatient(sample.type)) continue;
    const { facts, dropped } = readSample(sample);
    for (const { kind } of facts) row.facts.set(kind, (row.facts.get(kind) ?? 0) + 1);
    for (const { reason } of dropped) row.leftOut.set(reason, (row.leftOut.get(reason) ?? 0) + 1);
    if (facts.length === 0 && dropped.length === 0) row.silent += 1;
  }
  return rows;
}

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || '–';

function page(rows: ReadonlyMap<string, Row>): string {
  const types = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  const read = types.filter(([type]) => namesPatient(type));
  const others = types.filter(([type]) => !namesPatient(type));
  return [
    '# What the readers make of the EHR samples',
    '',
    'Written by `tools/report-samples.ts` from the JSON files in `../shared/ehr-samples` (answers of the sandboxes of Epic',
    'and Oracle Health, examples from their pages, US Core examples), each resource read alone, as the chart of the patient',
    'it names. `tests/integration/ehr-samples.test.ts` holds the readers to it.',
    '',
    '| resource | samples | Facts | left out, with the reason | says nothing that concerns us |',
    '| --- | ---: | --- | --- | ---: |',
    ...read.map(
      ([type, { resources, facts, leftOut, silent }]) =>
        `| ${type} | ${resources} | ${counted(facts)} | ${counted(leftOut)} | ${silent === 0 ? '–' : silent} |`,
    ),
    '',
    'Observations that are no rating scale, orders of a laboratory or of imaging, and forms that are no rating scale say',
    'nothing that concerns us.',
    '',
    '## Types that are not read',
    '',
    ...others.map(([type, { resources }]) => `- ${type}: ${resources}`),
    '',
  ].join('\n');
}

if (HAVE_SAMPLES) {
  writeFileSync(PAGE, page(rowsByType()));
  process.stdout.write(`Written: ${PAGE}\n`);
} else {
  process.stdout.write('The samples are not beside this checkout; nothing was written.\n');
}
