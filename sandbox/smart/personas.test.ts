import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PersonaId } from '../personas/persona.ts';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';
import { askForToken, authorizeAddress, basic, fhirClient, launchFromChart, openApp } from '../testing/open-app.ts';
import { sandboxSecret } from './clients.ts';

let sandbox: RunningSandbox;
const appUrl = 'http://localhost:3000';
const redirectUri = `${appUrl}/callback`;
const personas: PersonaId[] = ['plain', 'epic', 'oracle'];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, authPort: 0, appUrl, today: '2026-11-21' });
});
afterAll(() => sandbox.close());

const configurationOf = async (persona: PersonaId) =>
  (await (await fetch(`${sandbox.fhirBase(persona)}/.well-known/smart-configuration`)).json()) as Record<
    string,
    string
  > & {
    capabilities: string[];
    grant_types_supported: string[];
    scopes_supported?: string[];
  };
const throughline = (persona: PersonaId, scope: string) =>
  openApp(sandbox, { clientId: 'throughline', redirectUri, scope: `launch openid fhirUser ${scope}`, persona });
const secret = basic('throughline', sandboxSecret);
const tokenOf = async (persona: PersonaId, scope: string) =>
  (await (await throughline(persona, scope)).exchange({}, secret)).body;

test.each(personas)(
  '%s: the id_token is of the issuer that discovery names, and its keys verify it',
  async (persona) => {
    const { issuer = '', jwks_uri = '', token_endpoint = '' } = await configurationOf(persona);
    const { id_token = '' } = await tokenOf(persona, 'user/Patient.rs');
    const verified = await jwtVerify(id_token, createRemoteJWKSet(new URL(jwks_uri)), {
      issuer,
      audience: 'throughline',
    });
    expect(verified.payload['fhirUser']).toBe(`${sandbox.fhirBase(persona)}/Practitioner/pr-c1`);
    expect(new URL(token_endpoint).origin === sandbox.url).toBe(persona !== 'oracle');
    expect(issuer === sandbox.fhirBase(persona)).toBe(persona === 'plain');
    const openid = await fetch(`${issuer}/.well-known/openid-configuration`);
    expect(((await openid.json()) as { issuer: string }).issuer).toBe(issuer);
  },
);

test('each EHR tells what it has, and no more', async () => {
  const { capabilities: plain } = await configurationOf('plain');
  expect(plain).toEqual(
    expect.arrayContaining(['context-standalone-encounter', 'permission-v1', 'client-confidential-symmetric']),
  );
  const oracle = await configurationOf('oracle');
  expect(oracle.grant_types_supported).toEqual(['authorization_code']);
  expect(oracle.scopes_supported).toEqual(expect.arrayContaining(['user/CarePlan.rs', 'user/DocumentReference.crus']));
  for (const absent of ['context-standalone-encounter', 'context-standalone-patient', 'permission-v1'])
    expect(oracle.capabilities).not.toContain(absent);
  const epic = await configurationOf('epic');
  for (const absent of ['context-standalone-encounter', 'permission-online'])
    expect(epic.capabilities).not.toContain(absent);
});

test('Oracle-like: tokens live 570 seconds, a refresh gives no new refresh token and the old one stays good', async () => {
  const first = await tokenOf('oracle', 'online_access user/Patient.rs');
  expect(first).toMatchObject({
    expires_in: 570,
    tenant: expect.any(String),
    user: 'pr-c1',
    need_patient_banner: false,
  });
  const refresh = () =>
    askForToken(sandbox, { grant_type: 'refresh_token', refresh_token: first.refresh_token ?? '' }, 'oracle', secret);
  const [second, third] = [(await refresh()).body, (await refresh()).body];
  expect([second.refresh_token, third.refresh_token]).toEqual([undefined, undefined]);
  for (const { access_token } of [first, second, third])
    expect((await fhirClient(sandbox, access_token, 'oracle')('GET', 'Patient/pt-c1')).status).toBe(200);
});

test('Epic-like: the banner is a text, and only a confidential app gets a refresh token', async () => {
  const open = { scope: 'launch offline_access patient/Patient.rs', persona: 'epic' } as const;
  expect((await (await openApp(sandbox, open)).exchange()).body.refresh_token).toBe(undefined);
  expect((await tokenOf('epic', 'offline_access user/Patient.rs')).refresh_token).toEqual(expect.any(String));
  expect((await tokenOf('epic', 'user/Patient.rs')).need_patient_banner).toBe('false');
});

test('scopes of the other grammar, wildcards and letters that are not listed vanish without a word', async () => {
  const scope = 'launch/patient user/*.rs user/Condition.read user/Goal.cruds user/CarePlan.rs';
  const { scope: granted } = await tokenOf('oracle', scope);
  expect(granted).toBe('launch openid fhirUser user/Goal.rs user/CarePlan.rs');
});

test('v1 scopes keep their spelling and are enforced as their letters', async () => {
  const body = await tokenOf('plain', 'user/Condition.read user/Goal.write user/Task.* user/Encounter.write');
  expect(body.scope).toBe('launch openid fhirUser user/Condition.read user/Goal.write user/Task.*');
  const send = fhirClient(sandbox, body.access_token);
  expect((await send('GET', 'Condition?patient=pt-c1')).status).toBe(200);
  expect((await send('GET', 'Goal?patient=pt-c1')).status).toBe(403);
  expect((await send('DELETE', 'Goal/c1-g1')).status).toBe(403);
  expect((await send('GET', 'Task?patient=pt-c1')).status).toBe(200);
  const subject = { reference: 'Patient/pt-c1' };
  const goal = { resourceType: 'Goal', lifecycleStatus: 'active', description: { text: 'x' }, subject };
  expect((await send('POST', 'Goal', goal)).status).toBe(201);
});

test('an error of the Oracle-like server has an address and no description; a bad launch is access_denied', async () => {
  const ask = async (launch: string, scope: string) => {
    const request = { clientId: 'throughline', redirectUri, scope, launch, verifier: 'v'.repeat(43) };
    const address = authorizeAddress(sandbox, request, { aud: sandbox.fhirBase('oracle') }, 'oracle');
    const answer = await fetch(address, { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? 'http://none').searchParams;
  };
  const denied = await ask('unknown', 'launch user/Patient.rs');
  expect([denied.get('error'), denied.get('error_description')]).toEqual(['access_denied', null]);
  expect(decodeURIComponent(denied.get('error_uri') ?? '')).toContain('invalid-launch-code');
  const launch = await launchFromChart(sandbox, {
    app: 'throughline',
    patient: 'pt-c1',
    persona: 'oracle',
    narrowScopes: 'openid',
  });
  const empty = await ask(launch, 'launch user/Patient.read');
  expect(empty.get('error')).toBe('invalid_scope');
  expect(decodeURIComponent(empty.get('error_uri') ?? '')).toContain('empty-scopes');
  const shown = await fetch(empty.get('error_uri') ?? 'http://none');
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('empty-scopes')]);
});

test('a client secret works by Basic, by post only where it is taken, and never beside another proof', async () => {
  const outcome = async (persona: PersonaId, form: Record<string, string>, headers: Record<string, string> = {}) => {
    const app = await throughline(persona, 'user/Patient.rs');
    const answer = await app.exchange(form, headers);
    return `${answer.status} ${answer.body.error ?? ''} ${answer.headers.get('www-authenticate')?.split(' ')[0] ?? ''}`.trim();
  };
  for (const persona of personas) expect(await outcome(persona, {}, secret)).toBe('200');
  expect(await outcome('plain', {}, basic('throughline', 'wrong'))).toBe('401 invalid_client Basic');
  expect(await outcome('plain', {}, basic('sample-app', ''))).toBe('400 invalid_request');
  expect(await outcome('plain', {}, { authorization: 'Basic %%%' })).toBe('401 invalid_client Basic');
  const post = { client_secret: sandboxSecret };
  expect([await outcome('epic', post), await outcome('oracle', post), await outcome('plain', post)]).toEqual([
    '200',
    '401 invalid_client',
    '401 invalid_client',
  ]);
  expect(await outcome('epic', post, secret)).toBe('400 invalid_request');
  expect(await outcome('plain', {})).toBe('401 invalid_client');
});

test('introspection and revocation take a secret, and leave the tokens of other apps alone', async () => {
  const {
    introspection_endpoint: introspect = '',
    revocation_endpoint: revoke = '',
    issuer,
  } = await configurationOf('oracle');
  const post = async (url: string, form: Record<string, string>, headers: Record<string, string> = secret) => {
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), headers });
    const words = await answer.text();
    return {
      status: answer.status,
      body: (words ? JSON.parse(words) : undefined) as Record<string, unknown> | undefined,
    };
  };
  const app = await openApp(sandbox, {
    clientId: 'throughline',
    redirectUri,
    scope: 'launch openid fhirUser user/Patient.rs',
    persona: 'oracle',
    encounter: 'c1-s6',
  });
  const token = (await app.exchange({}, secret)).body.access_token;
  const other = (
    await (await openApp(sandbox, { scope: 'launch openid patient/Patient.rs', persona: 'oracle' })).exchange()
  ).body.access_token;
  const found = (await post(introspect, { token, token_type_hint: 'access_token' })).body;
  expect(found).toMatchObject({
    active: true,
    scope: 'launch openid fhirUser user/Patient.rs',
    client_id: 'throughline',
    patient: 'pt-c1',
    encounter: 'c1-s6',
    sub: 'pr-c1',
    iss: issuer,
    fhirUser: `${sandbox.fhirBase('oracle')}/Practitioner/pr-c1`,
  });
  expect(Number(found?.['exp']) - Date.now() / 1000).toBeLessThanOrEqual(570);
  expect((await post(introspect, { token: other })).body).toEqual({ active: false });
  expect((await post(introspect, { token: 'unknown' })).body).toEqual({ active: false });
  expect((await post(introspect, {})).body?.['error']).toBe('invalid_request');
  expect((await post(introspect, { token }, {})).status).toBe(401);
  expect((await post(introspect, { token }, { authorization: `Bearer ${token}` })).body?.['active']).toBe(true);
  expect((await post(introspect, { token }, { authorization: 'Bearer unknown' })).status).toBe(401);
  expect((await post(revoke, { token: 'unknown' })).status).toBe(200);
  expect((await post(revoke, { token: other })).body?.['error']).toBe('invalid_grant');
  expect((await fhirClient(sandbox, other, 'oracle')('GET', 'Patient/pt-c1')).status).toBe(200);
  expect((await post(revoke, { token })).status).toBe(200);
  expect((await post(introspect, { token })).body).toEqual({ active: false });
  expect((await fhirClient(sandbox, token, 'oracle')('GET', 'Patient/pt-c1')).status).toBe(401);
});

test('a standalone launch asks for the visit too, where the EHR has that', async () => {
  const verifier = 's'.repeat(43);
  const sample = `${sandbox.url}/sample-app/index.html`;
  const scope = 'launch/patient launch/encounter openid fhirUser patient/Patient.rs';
  const request = { clientId: 'sample-app', redirectUri: sample, scope, launch: '', verifier };
  const start = async (persona: PersonaId, choice: Record<string, string>, cookie = '') => {
    const address = authorizeAddress(sandbox, request, { launch: '', aud: sandbox.fhirBase(persona) }, persona);
    const { origin, pathname, searchParams } = new URL(address);
    for (const [name, value] of Object.entries(choice)) searchParams.set(name, value);
    return fetch(`${origin}${pathname}`, {
      method: 'POST',
      body: searchParams,
      redirect: 'manual',
      headers: { cookie },
    });
  };
  const tokenFrom = async (answer: Response, persona: PersonaId) => {
    const code = new URL(answer.headers.get('location') ?? 'http://none').searchParams.get('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: sample,
      code_verifier: verifier,
      client_id: 'sample-app',
    };
    return (await askForToken(sandbox, form, persona)).body;
  };
  const login = { username: 'icalloway', password: 'sandbox', chosen_patient: 'pt-c1' };
  const visits = await start('plain', login);
  expect(await visits.text()).toMatch(/name="chosen_encounter"[\s\S]*value="c1-s6"/);
  const cookie = visits.headers.get('set-cookie')?.split(';')[0] ?? '';
  const chosen = await start('plain', { chosen_patient: 'pt-c1', chosen_encounter: 'c1-s6' }, cookie);
  expect(await tokenFrom(chosen, 'plain')).toMatchObject({ patient: 'pt-c1', encounter: 'c1-s6' });
  const none = await tokenFrom(
    await start('plain', { chosen_patient: 'pt-c1', chosen_encounter: '' }, cookie),
    'plain',
  );
  expect([none.patient, none.encounter]).toEqual(['pt-c1', undefined]);
  const strange = await tokenFrom(
    await start('plain', { chosen_patient: 'pt-c1', chosen_encounter: 'c2-s1' }, cookie),
    'plain',
  );
  expect(strange.encounter).toBe(undefined);
  const epic = await tokenFrom(await start('epic', login), 'epic');
  expect([epic.patient, epic.encounter]).toEqual(['pt-c1', undefined]);
  const oracle = await tokenFrom(await start('oracle', login), 'oracle');
  expect([oracle.patient, oracle.encounter]).toEqual([undefined, undefined]);
});
