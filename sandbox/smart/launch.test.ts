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
