import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findLaunch, sweepLaunches } from '../../server/launch/launch-sessions.ts';
import { missingNotices } from '../../server/launch/missing-notices.ts';
import { nameClinician } from '../../server/launch/name-clinician.ts';
import { Browser, type LaunchStage, openStage } from '../support/evil-ehr-app.ts';

let stage: LaunchStage;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.ehr.behave({});
  browser = new Browser(stage.app);
});

const MINUTE = 60_000;
const handleOf = (path: string) => path.split('/')[2] ?? '';
const body = async (path: string) => {
  const session = await findLaunch(stage.ctx, handleOf(path));
  return { status: session?.status, body: JSON.stringify(session?.body) };
};

describe('side by side', () => {
  test('two launches begun and finished crosswise in one browser keep their patients', async () => {
    const a = await browser.signIn(stage.ehr, 'pa');
    const b = await browser.signIn(stage.ehr, 'pb');
    const pathB = (await browser.get(b)).headers['location'] ?? '';
    const pathA = (await browser.get(a)).headers['location'] ?? '';
    expect((await browser.get(`${pathA}api/who`)).body.patientReference).toBe('Patient/pa');
    expect((await browser.get(`${pathB}api/who`)).body.patientReference).toBe('Patient/pb');
    expect((await browser.get(`${pathA}api/who`)).body.patientReference).toBe('Patient/pa');
  });

  test('the cookie of launch A opens nothing at handle B', async () => {
    const pathA = await browser.launch(stage.ehr, 'pa');
    const pathB = await new Browser(stage.app).launch(stage.ehr, 'pb');
    const cookie = browser.cookieHeader(`${pathA}api/who`);
    expect(cookie).toMatch(/^__Secure-tl=[\w-]{43}$/);
    const answer = await new Browser(stage.app).get(`${pathB}api/who`, { Cookie: cookie });
    expect([answer.status, answer.body.error.code]).toEqual([401, 'SESSION_UNKNOWN']);
    expect((await stage.audited()).at(-1)).toEqual({
      type: 'access.refused',
      code: 'SESSION_UNKNOWN',
      handle: handleOf(pathB),
      detail: 'cookie',
    });
  });

  test('no cookie, an unknown handle and a pending launch are refused', async () => {
    const path = await browser.launch(stage.ehr, 'pa');
    expect((await new Browser(stage.app).get(`${path}api/who`)).status).toBe(401);
    expect((await browser.get(`/l/${'A'.repeat(22)}/api/who`)).status).toBe(401);
    await browser.signIn(stage.ehr, 'pb');
    const pending = await stage.ctx.store.db
      .selectFrom('launch_session')
      .select('handle')
      .where('status', '=', 'pending')
      .executeTakeFirstOrThrow();
    expect((await browser.get(`/l/${pending.handle}/api/who`, { Cookie: '__Secure-tl=' })).status).toBe(401);
  });

  test('a hundred launches in one browser send one cookie each', async () => {
    const paths = [];
    for (let i = 0; i < 100; i += 1) paths.push(await browser.launch(stage.ehr, `p${i}`));
    expect(browser.cookies).toHaveLength(100);
    expect(browser.cookieHeader('/callback')).toBe('');
    expect(browser.cookieHeader(`${paths[7]}api/who`).length).toBeLessThan(60);
    expect((await browser.get(`${paths[7]}api/who`)).body.patientReference).toBe('Patient/p7');
  });
});

test('a clinician whose token carries no name can be named later', async () => {
  stage.ehr.behave({ claims: ({ name: _none, ...claims }) => claims });
  const path = await browser.launch(stage.ehr, 'p1');
  const name = async () => (await browser.get(`${path}api/who`)).body.clinician.name;
  expect(await name()).toBe('Practitioner/dr-1');
  expect(await nameClinician(stage.ctx, handleOf(path), 'Dana Reyes')).toBe(true);
  expect(await name()).toBe('Dana Reyes');
});

describe('time', () => {
  test('15 idle minutes end a launch and wipe its tokens; work keeps it open', async () => {
    const path = await browser.launch(stage.ehr, 'p1');
    expect((await body(path)).body).toMatch(/accessToken.*refreshToken/);
    for (let i = 0; i < 3; i += 1) {
      stage.forward(14 * MINUTE);
      expect((await browser.get(`${path}api/who`)).status).toBe(200);
    }
    stage.forward(15 * MINUTE);
    expect((await browser.get(`${path}api/who`)).body.error.code).toBe('SESSION_EXPIRED');
    expect((await stage.audited()).at(-1)).toMatchObject({
      type: 'access.refused',
      code: 'SESSION_EXPIRED',
      detail: 'idle',
    });
    const ended = await body(path);
    expect(ended.status).toBe('ended');
    expect(ended.body).not.toMatch(/oken/);
    expect((await browser.get(`${path}api/who`)).body.error.code).toBe('SESSION_EXPIRED');
  });

  test('12 hours end a launch, however busy', async () => {
    const path = await browser.launch(stage.ehr, 'p1');
    let minutes = 0;
    for (; minutes < 12 * 60 - 10; minutes += 10) {
      stage.forward(10 * MINUTE);
      expect((await browser.get(`${path}api/who`)).status).toBe(200);
    }
    stage.forward(10 * MINUTE);
    expect((await browser.get(`${path}api/who`)).body.error.code).toBe('SESSION_EXPIRED');
    expect((await stage.audited()).at(-1)).toMatchObject({ detail: 'longest life' });
    expect((await body(path)).body).not.toMatch(/oken/);
  });

  test('a sweep removes abandoned sign-ins and wipes launches nobody came back to', async () => {
    const path = await browser.launch(stage.ehr, 'p1');
    await browser.signIn(stage.ehr, 'p2');
    stage.forward(12 * 60 * MINUTE);
    await sweepLaunches(stage.ctx);
    expect((await body(path)).body).not.toMatch(/oken/);
    const open = await stage.ctx.store.db
      .selectFrom('launch_session')
      .selectAll()
      .where('status', '!=', 'ended')
      .execute();
    expect(open).toEqual([]);
  });
});

describe('another site', () => {
  test.each<[string, Record<string, string>, number]>([
    ['our own page', { 'X-Throughline': '1', 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['an old browser', { 'X-Throughline': '1' }, 200],
    ['a form', {}, 400],
    ['another site with the header', { 'X-Throughline': '1', 'Sec-Fetch-Site': 'cross-site' }, 400],
    ['another origin, of a browser that says no more', { 'X-Throughline': '1', Origin: 'https://evil.example' }, 400],
    ['a page without an origin', { 'X-Throughline': '1', Origin: 'null' }, 400],
    ['a sibling site', { 'X-Throughline': '1', 'Sec-Fetch-Site': 'same-site' }, 400],
    ['our site without the header', { 'Sec-Fetch-Site': 'same-origin' }, 400],
  ])('%s', async (_name, headers, status) => {
    const path = await browser.launch(stage.ehr, 'p1');
    expect((await browser.put(`${path}api/thing`, headers)).status).toBe(status);
    const last = (await stage.audited()).at(-1);
    expect(last?.type).toBe(status === 200 ? 'launch.completed' : 'access.refused');
  });
});

describe('scopes', () => {
  test('narrowed by the EHR are said in plain words', async () => {
    stage.ehr.behave({
      token: (plain) => ({ ...plain, scope: 'patient/Patient.Read user/Observation.rs patient/DocumentReference.rs' }),
    });
    const path = await browser.launch(stage.ehr, 'p1');
    const notices = missingNotices((await browser.get(`${path}api/who`)).body.grantedScopes);
    expect(notices).toContainEqual(
      expect.stringMatching(/^Filing notes will not work: the EHR did not grant DocumentReference\.c/),
    );
    expect(notices.join()).not.toMatch(/Patient\.r|Observation|earlier notes/);
  });
});
