import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../start-sandbox.ts';
import {
  askForToken,
  authorizeAddress,
  fhirClient,
  launchFromChart,
  openApp,
  startKeyServer,
} from '../testing/open-app.ts';

let sandbox: RunningSandbox;
let keys: Awaited<ReturnType<typeof startKeyServer>>;
const scope = 'launch openid fhirUser offline_access patient/Patient.rs';

beforeAll(async () => {
  keys = await startKeyServer();
  sandbox = await startSandbox({ port: 0, appUrl: keys.appUrl, today: '2026-11-21' });
});
afterAll(async () => {
  await sandbox.close();
  await keys.close();
});

const patientStatus = async (token: string): Promise<number> =>
  (await fhirClient(sandbox, token)('GET', 'Patient/pt-c1')).status;

test('an EHR launch gives context, a verifiable id_token and no-store', async () => {
  const app = await openApp(sandbox, { scope, encounter: 'c1-s6' });
  const { body, headers } = await app.exchange();
  expect(body).toMatchObject({
    patient: 'pt-c1',
    encounter: 'c1-s6',
    need_patient_banner: false,
    token_type: 'Bearer',
    expires_in: 3600,
  });
  expect(headers.get('cache-control')).toBe('no-store');
  const issuer = `${sandbox.url}/fhir/R4`;
  const configuration = (await (await fetch(`${issuer}/.well-known/smart-configuration`)).json()) as {
    jwks_uri: string;
  };
  const verified = await jwtVerify(body.id_token ?? '', createRemoteJWKSet(new URL(configuration.jwks_uri)), {
    issuer,
    audience: 'sample-app',
  });
  expect(verified.protectedHeader.alg).toBe('RS256');
  expect(verified.payload).toMatchObject({ nonce: 'a-nonce', sub: 'pr-c1', fhirUser: `${issuer}/Practitioner/pr-c1` });
});

test('a code works once, and its replay revokes the token it gave', async () => {
  const app = await openApp(sandbox, { scope });
  const { body } = await app.exchange();
  expect(await patientStatus(body.access_token)).toBe(200);
  const replay = await app.exchange();
  expect([replay.status, replay.body.error]).toEqual([400, 'invalid_grant']);
  expect(await patientStatus(body.access_token)).toBe(401);
});

test('a wrong verifier, a launch used twice and a missing PKCE are refused', async () => {
  const wrong = await (await openApp(sandbox, { scope })).exchange({ code_verifier: 'wrong' });
  expect(wrong.body.error).toBe('invalid_grant');
  const request = {
    clientId: 'sample-app',
    redirectUri: `${sandbox.url}/sample-app/index.html`,
    scope,
    launch: await launchFromChart(sandbox, { app: 'sample-app', patient: 'pt-c1' }),
    verifier: 'v'.repeat(43),
  };
  const outcomeOf = async (overrides: Record<string, string> = {}) => {
    const answer = await fetch(authorizeAddress(sandbox, request, overrides), { redirect: 'manual' });
    const location = answer.headers.get('location');
    return location === null ? answer.status : new URL(location).searchParams.get('error');
  };
  expect(await outcomeOf({ code_challenge_method: 'plain' })).toBe('invalid_request');
  expect(await outcomeOf({ code_challenge: '' })).toBe('invalid_request');
  expect(await outcomeOf({ aud: 'https://other.test/fhir' })).toBe('invalid_request');
  expect(await outcomeOf({ redirect_uri: 'https://evil.test/' })).toBe(400);
  expect(await outcomeOf()).toBe(null);
  expect(await outcomeOf()).toBe('invalid_request');
});

test('refresh tokens rotate, and reuse of an old one revokes the chain', async () => {
  const { body: first } = await (await openApp(sandbox, { scope })).exchange();
  const refresh = (token = '') =>
    askForToken(sandbox, { grant_type: 'refresh_token', refresh_token: token, client_id: 'sample-app' });
  const { body: second } = await refresh(first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(await patientStatus(second.access_token)).toBe(200);
  expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
  expect(await patientStatus(second.access_token)).toBe(401);
  expect((await refresh(second.refresh_token)).body.error).toBe('invalid_grant');
});

test('a confidential client is known by its assertion alone', async () => {
  const tokenUrl = `${sandbox.url}/oauth2/token`;
  const redirectUri = `${keys.appUrl}/callback`;
  const ask = async (assertion?: string) => {
    const app = await openApp(sandbox, { clientId: 'throughline', redirectUri, scope });
    const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const proof: Record<string, string> =
      assertion === undefined
        ? { client_id: 'throughline' }
        : { client_assertion_type: type, client_assertion: assertion };
    const form = {
      grant_type: 'authorization_code',
      code: app.code,
      redirect_uri: redirectUri,
      code_verifier: app.verifier,
      ...proof,
    };
    const { status, body } = await askForToken(sandbox, form);
    return status === 200 ? 200 : body.error;
  };
  const good = await keys.assertion(tokenUrl);
  expect(await ask(good)).toBe(200);
  expect(await ask(good)).toBe('invalid_client');
  expect(await ask()).toBe('invalid_client');
  expect(await ask(await keys.assertion('https://other.test/token'))).toBe('invalid_client');
  expect(await ask(await keys.assertion(tokenUrl, { exp: Math.floor(Date.now() / 1000) + 900 }))).toBe(
    'invalid_client',
  );
  await keys.rotate();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await ask(await keys.assertion(tokenUrl))).toBe(200);
});

test('a standalone launch lets the clinician log in and pick the patient, after the right password only', async () => {
  const verifier = 's'.repeat(43);
  const redirectUri = `${sandbox.url}/sample-app/index.html`;
  const wanted = 'launch/patient openid fhirUser patient/Patient.rs';
  const request = { clientId: 'sample-app', redirectUri, scope: wanted, launch: '', verifier };
  const address = authorizeAddress(sandbox, request, { launch: '' });
  expect(await (await fetch(address)).text()).toContain('Wade Ellery Thornquist');
  const allow = (password: string) => {
    const fields = new URL(address).searchParams;
    for (const [name, value] of Object.entries({ username: 'sdevereaux', password, chosen_patient: 'pt-c2' }))
      fields.set(name, value);
    return fetch(`${sandbox.url}/oauth2/authorize`, { method: 'POST', body: fields, redirect: 'manual' });
  };
  expect((await allow('wrong')).headers.get('location')).toBe(null);
  const code = new URL((await allow('sandbox')).headers.get('location') ?? '').searchParams.get('code') ?? '';
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
    client_id: 'sample-app',
  };
  expect((await askForToken(sandbox, form)).body).toMatchObject({ patient: 'pt-c2', need_patient_banner: true });
});

test('introspection tells the launch context of a live token and nothing of a revoked one', async () => {
  const { body } = await (await openApp(sandbox, { scope })).exchange();
  const ask = async (path: string) => {
    const form = new URLSearchParams({ token: body.access_token, client_id: 'sample-app' });
    const response = await fetch(`${sandbox.url}/oauth2/${path}`, { method: 'POST', body: form });
    return path === 'introspect' ? ((await response.json()) as object) : response.status;
  };
  expect(await ask('introspect')).toMatchObject({
    active: true,
    client_id: 'sample-app',
    patient: 'pt-c1',
    sub: 'pr-c1',
  });
  expect(await ask('revoke')).toBe(200);
  expect(await ask('introspect')).toEqual({ active: false });
});
