import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Behaviour } from '../support/evil-ehr.ts';
import { Browser, type LaunchStage, openStage } from '../support/evil-ehr-app.ts';

let stage: LaunchStage;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.ehr.behave({});
  stage.forward(11 * 60_000);
  browser = new Browser(stage.app);
});

const launchPath = (iss: string) => `/launch?iss=${encodeURIComponent(iss)}&launch=p1`;

async function expectRefused(answer: { status: number; body: unknown }, code: string): Promise<void> {
  expect((answer.body as { error?: { code?: string } }).error?.code).toBe(code);
  expect((await stage.audited()).at(-1)).toMatchObject({ type: 'launch.refused', code });
}

describe('an honest launch', () => {
  test('ends in a workspace of its own, with the proof in the audit chain and no patient in it', async () => {
    const path = await browser.launch(stage.ehr, 'p1');
    expect(path).toMatch(/^\/l\/[A-Za-z0-9_-]{22}\/$/);
    const who = await browser.get(`${path}api/who`);
    expect(who.body).toMatchObject({
      patientReference: 'Patient/p1',
      encounterReference: 'Encounter/enc-1',
      clinician: { reference: 'Practitioner/dr-1', name: 'Dana Reyes, LCSW', role: 'clinician' },
      needPatientBanner: true,
    });
    const completed = (await stage.audited()).at(-1);
    expect(completed).toMatchObject({ type: 'launch.completed', clinician: 'Practitioner/dr-1' });
    expect(completed).toHaveProperty('patient', stage.ctx.sealer.lookupKey('evil', 'Patient/p1'));
    expect(JSON.stringify(await stage.audited()) + stage.logged.join('')).not.toMatch(/Patient\/p1|Dana/);
  });

  test('sends a code through the form unharmed, and an assertion with a key id', async () => {
    await browser.launch(stage.ehr, 'p1');
    expect(stage.ehr.lastForm.get('code')).toMatch(/\+\/=&x=1$/);
    expect(stage.ehr.lastForm.has('client_id')).toBe(false);
    const header = JSON.parse(
      Buffer.from(stage.ehr.lastForm.get('client_assertion')?.split('.')[0] ?? '', 'base64url').toString(),
    );
    expect(header).toEqual({ alg: 'ES384', kid: '0001', typ: 'JWT' });
  });

  test('works standalone: without launch, the EHR is asked for a patient', async () => {
    const started = await browser.get(`/launch?iss=${encodeURIComponent(`${stage.ehr.issuer}/`)}`);
    const authorize = new URL(started.headers['location'] ?? '');
    expect(authorize.searchParams.get('scope')).toBe('launch/patient openid fhirUser patient/*.cruds');
    expect(authorize.searchParams.has('launch')).toBe(false);
    expect(authorize.searchParams.get('aud')).toBe(stage.ehr.issuer);
  });

  test('standalone that brings no patient says whose turn it is: the clinician’s, or an EHR’s that cannot ask', async () => {
    const standalone = async (configuration: Behaviour['configuration']) => {
      stage.forward(11 * 60_000);
      const behaviour: Behaviour = {
        token: (plain) => ({ ...plain, patient: undefined }),
        ...(configuration && { configuration }),
      };
      stage.ehr.behave(behaviour);
      const started = await browser.get(`/launch?iss=${encodeURIComponent(stage.ehr.issuer)}`);
      const answer = await fetch(started.headers['location'] ?? '', { redirect: 'manual' });
      const back = new URL(answer.headers.get('location') ?? '');
      return browser.get(back.pathname + back.search);
    };
    const able = await standalone((plain) => ({ ...plain, capabilities: ['context-standalone-patient'] }));
    expect(able.body.error).toMatchObject({ code: 'PATIENT_NOT_GIVEN' });
    expect(able.body.error.message).toMatch(/No patient was chosen/);
    const unable = await standalone(undefined);
    expect(unable.body.error.message).toMatch(/^This EHR cannot say which patient/);
    expect(unable.body.error.message).toMatch(/Open the patient’s chart/);
  });

  test('lists the EHRs to start from, by name and address alone', async () => {
    const answer = await browser.get('/launch/ehrs');
    expect(answer.body).toEqual([{ name: 'Evil EHR', issuer: stage.ehr.issuer }]);
  });

  test('publishes only public halves of our keys', async () => {
    const answer = await browser.get('/.well-known/jwks.json');
    expect(answer.headers['cache-control']).toMatch(/max-age=\d+/);
    expect(Object.keys(answer.body.keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  test('keeps cookies out of reach: HttpOnly, Secure, partitioned, and the launch cookie below its own path', async () => {
    const started = await browser.get(launchPath(stage.ehr.issuer));
    expect(started.headers['set-cookie']?.[0]).toMatch(
      /^__Host-tl-pre-[\w-]{8}=[\w-]{43}; Max-Age=600; Path=\/; Expires=.*; HttpOnly; Secure; Partitioned; SameSite=None$/,
    );
    const path = await browser.launch(stage.ehr, 'p1');
    expect(browser.cookies).toContainEqual(expect.objectContaining({ name: '__Secure-tl', path }));
  });
});

describe('an issuer is refused', () => {
  const lookalikes: [string, (issuer: string) => string][] = [
    ['unknown', () => 'https://ehr.example/fhir'],
    ['a longer host', (issuer) => issuer.replace('127.0.0.1', '127.0.0.1.attacker.example')],
    ['a longer path', (issuer) => `${issuer}2`],
    ['a shorter path', (issuer) => issuer.replace('/R4', '')],
    ['user information', (issuer) => issuer.replace('http://', 'http://good@')],
    ['dot segments', (issuer) => `${issuer}/../R4`],
    ['a decimal address', (issuer) => issuer.replace('127.0.0.1', '2130706433')],
    ['an IPv6-mapped address', (issuer) => issuer.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
    ['a query', (issuer) => `${issuer}?x=1`],
    ['a fragment', (issuer) => `${issuer}#x`],
    ['two slashes', (issuer) => `${issuer}//`],
    ['a null byte', (issuer) => `${issuer}\0`],
    ['upper case in the path', (issuer) => issuer.replace('fhir', 'FHIR')],
    ['a backslash', (issuer) => issuer.replace('/fhir', '\\fhir')],
    ['metadata service', () => 'http://169.254.169.254/latest'],
  ];
  test.each(lookalikes)('%s', async (_name, spell) => {
    await expectRefused(await browser.get(launchPath(spell(stage.ehr.issuer))), 'ISSUER_UNKNOWN');
    expect(Object.values(stage.ehr.seen)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('given twice, or not at all', async () => {
    const twice = `${launchPath(stage.ehr.issuer)}&iss=${encodeURIComponent(stage.ehr.issuer)}`;
    await expectRefused(await browser.get(twice), 'ISSUER_UNKNOWN');
    await expectRefused(await browser.get('/launch'), 'ISSUER_UNKNOWN');
  });
});

describe('a smart-configuration is refused', () => {
  const foreign = (name: string) => (plain: Record<string, unknown>) => ({
    ...plain,
    [name]: 'https://evil.example/x',
  });
  test.each(['authorization_endpoint', 'token_endpoint', 'jwks_uri', 'issuer'])('foreign %s', async (name) => {
    stage.ehr.behave({ configuration: foreign(name) });
    await expectRefused(await browser.get(launchPath(stage.ehr.issuer)), 'ENDPOINT_NOT_ALLOWED');
  });

  test('credentials in an endpoint, a javascript endpoint', async () => {
    for (const address of [stage.ehr.url.replace('//', '//a:b@'), 'javascript:alert(1)']) {
      stage.forward(6_000);
      stage.ehr.behave({ configuration: (plain) => ({ ...plain, authorization_endpoint: address }) });
      await expectRefused(await browser.get(launchPath(stage.ehr.issuer)), 'ENDPOINT_NOT_ALLOWED');
    }
  });

  test('no S256', async () => {
    stage.ehr.behave({ configuration: (plain) => ({ ...plain, code_challenge_methods_supported: ['plain'] }) });
    await expectRefused(await browser.get(launchPath(stage.ehr.issuer)), 'DISCOVERY_FAILED');
  });

  test.each([
    ['oversize', { rawConfiguration: `{"x":"${'x'.repeat(300_000)}"}` }],
    ['HTML', { rawConfiguration: '<html>' }],
    ['an error', { configurationStatus: 503 }],
    ['a redirect', { configurationStatus: 302 }],
  ])('%s', async (_name, behaviour) => {
    stage.ehr.behave(behaviour);
    await expectRefused(await browser.get(launchPath(stage.ehr.issuer)), 'DISCOVERY_FAILED');
  });

  test('and a failure is forgotten after five seconds, a good answer after ten minutes', async () => {
    stage.ehr.behave({ configurationStatus: 503 });
    await browser.get(launchPath(stage.ehr.issuer));
    stage.ehr.behave({});
    expect((await browser.get(launchPath(stage.ehr.issuer))).status).toBe(502);
    stage.forward(5_000);
    expect((await browser.get(launchPath(stage.ehr.issuer))).status).toBe(303);
    expect((await browser.get(launchPath(stage.ehr.issuer))).status).toBe(303);
    expect(stage.ehr.seen.discovery).toBe(1);
  });
});

describe('a callback is refused', () => {
  test('without state, with an unknown or a hostile one', async () => {
    for (const query of [
      '',
      '?code=x',
      '?code=x&state=guess',
      '?state=__proto__',
      `?state=${'s'.repeat(4_000)}`,
      '?state[]=x',
    ])
      await expectRefused(await browser.get(`/callback${query}`), 'LAUNCH_STATE_MISMATCH');
  });

  test('in another browser, which does not use the state up for the right one', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    const other = new Browser(stage.app);
    await other.signIn(stage.ehr, 'p2');
    await expectRefused(await other.get(callback), 'LAUNCH_STATE_MISMATCH');
    expect(stage.ehr.seen.token).toBe(0);
    expect((await browser.get(callback)).status).toBe(303);
  });

  test('the second time, even with the cookie put back, and when many come at once', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    const cookie = { Cookie: browser.cookieHeader('/callback'), Accept: 'application/json' };
    const many = await Promise.all(Array.from({ length: 5 }, () => new Browser(stage.app).get(callback, cookie)));
    expect(many.map((answer) => answer.status).sort((left, right) => left - right)).toEqual([303, 400, 400, 400, 400]);
    expect(stage.ehr.seen.token).toBe(1);
    await expectRefused(await new Browser(stage.app).get(callback, cookie), 'LAUNCH_STATE_MISMATCH');
  });

  test('after ten minutes', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    stage.forward(10 * 60_000);
    await expectRefused(await browser.get(callback), 'LAUNCH_STATE_MISMATCH');
  });

  test('with a code of another launch', async () => {
    const mine = new URL(await browser.signIn(stage.ehr, 'p1'), stage.ehr.url);
    const theirs = new URL(await new Browser(stage.app).signIn(stage.ehr, 'p2'), stage.ehr.url);
    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    await expectRefused(await browser.get(mine.pathname + mine.search), 'TOKEN_REFUSED');
  });

  test('with an error, which is never echoed', async () => {
    const callback = new URL(await browser.signIn(stage.ehr, 'p1'), stage.ehr.url);
    callback.searchParams.set('error', 'access_denied');
    callback.searchParams.set('error_description', '<script>alert(1)</script>');
    const answer = await browser.get(callback.pathname + callback.search, { Accept: 'text/html' });
    expect(answer.status).toBe(403);
    expect(answer.text).not.toMatch(/script|access_denied/);
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(answer.headers['content-security-policy']).toContain(`frame-ancestors ${stage.ehr.url}`);
    expect((await stage.audited()).at(-1)).toMatchObject({ code: 'LAUNCH_DENIED', detail: 'access_denied' });
  });

  test('with the EHR’s explanation shown as text, and only where it lies with that EHR', async () => {
    for (const [address, shown] of [
      [`${stage.ehr.url}/errors/urn:ehr:error:oauth2:invalid-launch-code`, true],
      [`${stage.ehr.url}/errors/"><script>alert(1)</script>`, true],
      ['https://evil.example/phish', false],
      ['javascript:alert(1)', false],
    ] as const) {
      const callback = new URL(await browser.signIn(stage.ehr, 'p1'), stage.ehr.url);
      callback.searchParams.set('error', 'access_denied');
      callback.searchParams.set('error_uri', address);
      const answer = await browser.get(callback.pathname + callback.search, { Accept: 'text/html' });
      expect(answer.text.includes('own explanation')).toBe(shown);
      expect(answer.text).not.toMatch(/<script|<a |evil\.example|javascript:/);
    }
  });

  test('with the issuer of another server, or without one that was promised', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    await expectRefused(await browser.get(`${callback}&iss=https%3A%2F%2Fevil.example`), 'LAUNCH_STATE_MISMATCH');
    stage.forward(11 * 60_000);
    stage.ehr.behave({
      configuration: (plain) => ({ ...plain, authorization_response_iss_parameter_supported: true }),
    });
    await expectRefused(await browser.get(await browser.signIn(stage.ehr, 'p1')), 'LAUNCH_STATE_MISMATCH');
    const good = `${await browser.signIn(stage.ehr, 'p1')}&iss=${encodeURIComponent(`${stage.ehr.url}/oauth2`)}`;
    expect((await browser.get(good)).status).toBe(303);
  });

  test('when no cookie came back, with a way to open an own window', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    const answer = await new Browser(stage.app).get(callback, { Accept: 'text/html' });
    expect(answer.text).toContain(`/launch.html?iss=${encodeURIComponent(stage.ehr.issuer)}`);
  });
});

describe('a token answer', () => {
  test('is not followed through a redirect', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    stage.ehr.behave({ tokenRedirect: `${stage.ehr.url}/stolen` });
    await expectRefused(await browser.get(callback), 'TOKEN_REFUSED');
    expect(stage.ehr.seen.stolen).toBe(0);
  });

  test.each([
    ['no patient', { patient: undefined }, 'PATIENT_NOT_GIVEN'],
    ['a patient that is no id', { patient: 'p1/../p2' }, 'PATIENT_NOT_GIVEN'],
    ['no id_token', { id_token: undefined }, 'IDENTITY_NOT_PROVEN'],
    ['another token type', { token_type: 'mac' }, 'TOKEN_REFUSED'],
    ['no life', { expires_in: 0 }, 'TOKEN_REFUSED'],
    ['too much', { padding: 'x'.repeat(300_000) }, 'TOKEN_REFUSED'],
  ])('with %s is refused and leaves no session', async (_name, change, code) => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    stage.ehr.behave({ token: (plain) => ({ ...plain, ...change }) });
    await expectRefused(await browser.get(callback), code);
    expect(browser.cookies).toEqual([]);
    const newest = await stage.ctx.store.db
      .selectFrom('launch_session')
      .select('status')
      .orderBy('created_at', 'desc')
      .executeTakeFirst();
    expect(newest?.status).toBe('ended');
  });

  test('may say need_patient_banner and expires_in as text', async () => {
    stage.ehr.behave({ token: (plain) => ({ ...plain, need_patient_banner: 'false', expires_in: '600' }) });
    const path = await browser.launch(stage.ehr, 'p1');
    expect((await browser.get(`${path}api/who`)).body).toMatchObject({ needPatientBanner: false });
  });
});
