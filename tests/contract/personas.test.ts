import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Both, startBoth } from '../../tools/start-both.ts';
import type { PersonaName } from '../../tools/walk-client.ts';
import { contractSuite } from './support/contract-suite.ts';
import { openPersona, TODAY } from './support/persona-target.ts';
import { personasPage } from './support/personas-page.ts';
import type { Expected } from './support/target.ts';

let both: Both;
beforeAll(async () => {
  both = await startBoth({ today: TODAY, pages: false });
});
afterAll(() => both.close());

const PERSONAS: readonly (Expected & { persona: PersonaName })[] = [
  {
    persona: 'plain',
    name: 'plain FHIR R4',
    dialect: 'generic-r4',
    gaps: [],
    provenance: 'in the EHR',
    writes: true,
  },
  {
    persona: 'epic',
    name: 'an Epic-like EHR',
    dialect: 'epic',
    gaps: [{ what: 'consents', reason: 'not-shown' }],
    provenance: 'with Throughline',
    writes: true,
  },
  {
    persona: 'oracle',
    name: 'an Oracle Health-like EHR',
    dialect: 'oracle-health',
    gaps: [{ what: 'consents to treatment and to share substance-use records', reason: 'not-shown' }],
    provenance: 'in the EHR',
    writes: true,
  },
];

for (const { persona, ...expected } of PERSONAS)
  contractSuite(expected, () => Promise.resolve(openPersona(both, persona)));

test('docs/reference/personas.md says what was asked, refused and done instead', async () => {
  await expect(personasPage(both.sandbox.requests)).toMatchFileSnapshot('../../docs/reference/personas.md');
});
