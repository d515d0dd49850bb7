import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';
import { fhirClient, tokenFor } from '../testing/open-app.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  const slow = { path: /\/Goal$/, ms: 300 };
  sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:3000', today: '2026-11-21', slow });
});
afterAll(() => sandbox.close());

test('a served request is logged with names of parameters, status and size, never with a value', async () => {
  const send = fhirClient(sandbox, (await tokenFor(sandbox, 'user/Condition.rs user/Goal.rs')).access_token);
  const { body } = await send('GET', 'Condition?patient=pt-c1&clinical-status=active');
  const entry = sandbox.requests.at(-1);
  expect(entry).toMatchObject({
    persona: 'plain',
    path: '/fhir/R4/Condition',
    parameters: ['patient', 'clinical-status'],
    status: 200,
    bytes: JSON.stringify(body).length,
  });
  expect(JSON.stringify(entry)).not.toMatch(/pt-c1|active"/);
  await send('POST', 'Condition/_search', new URLSearchParams({ patient: 'pt-c1' }));
  expect(sandbox.requests.at(-1)).toMatchObject({ method: 'POST', parameters: ['patient'] });
});

test('one endpoint can be slow while the others are not', async () => {
  const send = fhirClient(sandbox, (await tokenFor(sandbox, 'user/Condition.rs user/Goal.rs')).access_token);
  const started = performance.now();
  const goals = send('GET', 'Goal?patient=pt-c1').then(() => performance.now() - started);
  const problems = send('GET', 'Condition?patient=pt-c1').then(() => performance.now() - started);
  expect(await problems).toBeLessThan(await goals);
  expect(await goals).toBeGreaterThanOrEqual(295);
});

test('the authorization server with an origin of its own answers there, with CORS, and not beside the FHIR server', async () => {
  expect(new URL(sandbox.authUrl).origin).not.toBe(new URL(sandbox.url).origin);
  const headers = { origin: 'http://localhost:3000' };
  const there = await fetch(`${sandbox.authUrl}/oracle/oauth2/jwks`, { headers });
  expect([there.status, there.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect((await fetch(`${sandbox.url}/oracle/oauth2/jwks`)).status).toBe(404);
  expect((await fetch(`${sandbox.authUrl}/oracle/fhir/R4/metadata`)).status).toBe(404);
});
