import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bundle, OperationOutcome } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../start-sandbox.ts';
import { fhirClient, tokenFor } from '../../testing/open-app.ts';
import { epicRefusal } from './outcomes.ts';

/** The captured bodies lie beside the repository, where they are there at all. */
const samples = fileURLToPath(new URL('../../../../shared/ehr-samples/', import.meta.url));
const captured = (name: string): { body: unknown } =>
  JSON.parse(readFileSync(`${samples}${name}`, 'utf8')) as { body: unknown };

let sandbox: RunningSandbox;
let send: ReturnType<typeof fhirClient>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:3000', today: '2026-11-21' });
  const types = ['Patient', 'CarePlan', 'Observation', 'Encounter', 'Condition'];
  const token = await tokenFor(sandbox, types.map((type) => `user/${type}.rs`).join(' '), { persona: 'epic' });
  send = fhirClient(sandbox, token.access_token, 'epic');
});
afterAll(() => sandbox.close());

const SANDBOX = 'epic/sandbox/phase-b-2026-04-26';
const asked = {
  'errors/epic-400-careplan-category-required.json': 'CarePlan?patient=pt-c1',
  'errors/epic-400-observation-code-or-category.json': 'Observation?patient=pt-c1',
  [`${SANDBOX}/error-404-on-nonexistent-patient-id.json`]: 'Patient/nobody',
  [`${SANDBOX}/error-search-with-unsupported-param.json`]: 'Patient?totally-bogus-param=foo',
};

test.skipIf(!existsSync(samples)).each(Object.entries(asked))('answers as captured in %s', async (name, path) => {
  expect((await send('GET', path)).body).toEqual(captured(name).body);
});

test.skipIf(!existsSync(samples))('words the missing encounter and the withheld part as captured', async () => {
  const refusal = epicRefusal('note-encounter', 400, ['59159', 'Valid encounter required', 'context/encounter']);
  expect(refusal.body).toEqual(captured('errors/epic-400-valid-encounter-required.json').body);
  sandbox.epic.set({ withheld: 'pt-c1' });
  const outcomeOf = (bundle: Bundle) =>
    bundle.entry?.find(({ search }) => search?.mode === 'outcome')?.resource as OperationOutcome;
  const { body } = await send<Bundle>('GET', 'Encounter?patient=pt-c1');
  const sample = captured(`${SANDBOX}/encounter-erXuFYUfucBZaryVksYEcMg3.json`).body as Bundle;
  expect(outcomeOf(body)).toEqual(outcomeOf(sample));
  const none = await send<Bundle>('GET', 'Condition?patient=pt-c4&category=reason-for-visit');
  const empty = outcomeOf(captured(`${SANDBOX}/condition-health-concern.json`).body as Bundle);
  expect(outcomeOf(none.body).issue).toEqual([empty.issue.at(-1)]);
});
