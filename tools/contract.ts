import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseFile } from '../sandbox/seed/case-file.ts';
import { seedResources } from '../sandbox/seed/seed-resources.ts';
import { shiftCase } from '../sandbox/seed/shift-dates.ts';
import { startHapi, whyNoHapi } from './hapi/start-hapi.ts';

// The contract suite against one FHIR server: the one that FHIR_BASE names, or, with --hapi, a released HAPI server that is
// started, seeded with the first synthetic patient and stopped again.
const { values } = parseArgs({ options: { hapi: { type: 'boolean', default: false } } });
const root = join(import.meta.dirname, '..');

if (!values.hapi) {
  if (!process.env['FHIR_BASE']) {
    process.stderr.write(
      'Name a server in FHIR_BASE, or start one with --hapi. See docs/how-to/run-the-contract-suite.md.\n',
    );
    process.exit(2);
  }
  process.exit(runSuite({}));
}
const lacking = whyNoHapi();
if (lacking) {
  process.stdout.write(`HAPI was not run: ${lacking}.\n`);
  process.exit(2);
}
const hapi = await startHapi();
try {
  process.stdout.write(`HAPI is up: ${hapi.base}\n`);
  const seeded = await seed(hapi.base);
  process.stdout.write(`Seeded with ${seeded} resources.\n`);
  process.exitCode = runSuite({
    FHIR_BASE: hapi.base,
    FHIR_PATIENT: 'pt-c1',
    FHIR_PRACTITIONER: 'pr-c1',
    FHIR_ORGANIZATION: 'org-c1',
    FHIR_EXPECT_DIALECT: 'hapi',
    FHIR_WRITE: '1',
  });
} finally {
  await hapi.close();
}

function runSuite(more: Record<string, string>): number {
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const { status } = spawnSync(vitest, ['run', '--project', 'contract'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...more },
  });
  return status ?? 1;
}

/** Puts each resource under its own id, those first that others refer to: the server checks references. */
async function seed(base: string): Promise<number> {
  const raw = JSON.parse(readFileSync(join(root, 'cases/case-1-depression-homelessness.json'), 'utf8')) as CaseFile;
  const { caseFile } = shiftCase(raw, new Date().toISOString().slice(0, 10));
  let waiting = seedResources(caseFile);
  const total = waiting.length;
  for (let refusals = ''; waiting.length > 0; ) {
    const again: typeof waiting = [];
    for (const resource of waiting) {
      const answer = await fetch(`${base}/${resource.resourceType}/${resource.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      refusals = await answer.text();
      if (!answer.ok) again.push(resource);
    }
    if (again.length === waiting.length)
      throw new Error(`the server takes none of ${again.length}: ${refusals.slice(0, 300)}`);
    waiting = again;
  }
  return total;
}
