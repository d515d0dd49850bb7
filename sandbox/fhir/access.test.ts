import type { Bundle, Goal, Provenance } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { narrowScopes, parseResourceScope, resourceScopesOf } from '../smart/scopes.ts';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';
import { fhirClient, tokenFor } from '../testing/open-app.ts';
import { scopeGuard } from './access.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:3000', today: '2026-11-21' });
});
afterAll(() => sandbox.close());

const clientWith = async (scope: string, narrowScopes?: string) => {
  const token = await tokenFor(sandbox, scope, narrowScopes === undefined ? {} : { narrowScopes });
  return { token, send: fhirClient(sandbox, token.access_token) };
};

test('patient scopes reach the launch patient and nobody else', async () => {
  const { send } = await clientWith('patient/*.rs');
  expect((await send('GET', 'Patient/pt-c1')).status).toBe(200);
  expect((await send('GET', 'Patient/pt-c2')).status).toBe(403);
  expect((await send('GET', 'Observation/c2-ob-1')).status).toBe(403);
  expect((await send('GET', 'Binary/c2-text-s1')).status).toBe(403);
  expect((await send<Bundle>('GET', 'Condition?patient=pt-c2')).body.total).toBe(0);
  const all = (await send<Bundle>('GET', 'Patient')).body;
  expect([all.total, all.entry?.[0]?.resource?.id]).toEqual([1, 'pt-c1']);
  const included = (await send<Bundle>('GET', 'Condition?_include=Condition:subject&_count=200')).body.entry ?? [];
  expect(
    included.filter(({ resource }) => resource?.resourceType === 'Patient').map(({ resource }) => resource?.id),
  ).toEqual(['pt-c1']);
});

test('a type or a letter that was not granted is refused, inside a Bundle too', async () => {
  const { send } = await clientWith('patient/Patient.r patient/Condition.s');
  expect((await send('GET', 'Goal?patient=pt-c1')).status).toBe(403);
  expect((await send('GET', 'Condition/c1-dx-F33.2')).status).toBe(403);
  const goal = {
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    description: { text: 'x' },
    subject: { reference: 'Patient/pt-c1' },
  };
  expect((await send('POST', 'Goal', goal)).status).toBe(403);
  const bundle = (type: string) => ({
    resourceType: 'Bundle',
    type,
    entry: [
      { request: { method: 'GET', url: 'Patient/pt-c1' } },
      { request: { method: 'GET', url: 'Patient/pt-c2' } },
      { resource: goal, request: { method: 'POST', url: 'Goal' } },
    ],
  });
  const batch = await send<Bundle>('POST', '', bundle('batch'));
  expect(batch.body.entry?.map(({ response }) => response?.status)).toEqual(['200', '403', '403']);
  expect((await send('POST', '', bundle('transaction'))).status).toBe(403);
});

test('a scope with a search constraint reaches only what matches it', async () => {
  const { send } = await clientWith('patient/Observation.rs?category=laboratory');
  expect((await send('GET', 'Observation/c1-ob-1')).status).toBe(403);
  expect((await send<Bundle>('GET', 'Observation?patient=pt-c1')).body.total).toBe(0);
});

test('a launch can grant less than was asked for', async () => {
  const { token, send } = await clientWith('patient/Patient.rs patient/Goal.rs', 'launch openid patient/Patient.r');
  expect(token.scope).toBe('launch openid patient/Patient.r');
  expect((await send('GET', 'Goal?patient=pt-c1')).status).toBe(403);
});

test('patient scopes write for the launch patient only, and cannot move a resource to another one', () => {
  const guard = scopeGuard(resourceScopesOf('patient/Goal.cu patient/Provenance.c'), 'pt-c1', (reference) =>
    reference === 'Goal/own' ? goalOf('pt-c1') : goalOf('pt-c2'),
  );
  expect(guard.permits('c', goalOf('pt-c1'))).toBe(true);
  expect(guard.permits('u', goalOf('pt-c2'))).toBe(false);
  const provenance = (reference: string): Provenance => ({
    resourceType: 'Provenance',
    target: [{ reference }],
    recorded: '2026-11-21T10:00:00Z',
    agent: [{ who: { display: 'x' } }],
  });
  expect(guard.permits('c', provenance('Goal/own/_history/3'))).toBe(true);
  expect(guard.permits('c', provenance('Goal/other'))).toBe(false);
});

function goalOf(patient: string): Goal {
  const subject = { reference: `Patient/${patient}` };
  return { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'x' }, subject };
}

test('scopes are cut to what a client is registered for, letter by letter', () => {
  expect(narrowScopes(['user/*.cruds', 'openid', 'launch'], ['openid', 'user/Goal.rs', 'user/Task.cr'])).toEqual([
    'user/Goal.rs',
    'user/Task.cr',
    'openid',
  ]);
  expect(narrowScopes(['patient/Goal.rs'], ['user/*.cruds'])).toEqual([]);
  for (const scope of ['user/Goal.read', 'user/Goal.sr', 'user/Goal.', 'admin/Goal.r'])
    expect(parseResourceScope(scope)).toBeUndefined();
});
