import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchForDelivery } from '../../server/launch/launch-by-handle.ts';
import { type EvilEhr, startEvilEhr } from '../support/evil-ehr.ts';
import { Browser, type LaunchStage, openStage } from '../support/evil-ehr-app.ts';

/** Each character that a careless encoding would change or lose on the way. */
const SECRET = 's€cr%2Bet:with +all/&=parts';
const CLIENT = 'through:line';

let stage: LaunchStage;
let elsewhere: EvilEhr;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage({ authentication: 'client_secret_basic', clientId: CLIENT }, SECRET);
  elsewhere = await startEvilEhr({ now: stage.ctx.now, clientKeys: () => [] });
});
afterAll(async () => {
  await stage.close();
  await elsewhere.close();
});
beforeEach(() => {
  stage.ehr.behave({});
  elsewhere.behave({});
  stage.forward(11 * 60_000);
  browser = new Browser(stage.app);
});

/** Where the secret arrived, whatever the server made of it. */
const told = () =>
  [...stage.ehr.requests, ...elsewhere.requests].filter((each) => each.authorization).map((each) => each.path);

describe('a client secret', () => {
  test('proves who we are at the token endpoint, and is told to nobody else', async () => {
    await browser.launch(stage.ehr, 'p1');
    expect(told()).toEqual(['/token']);
    expect(stage.ehr.requests.map((each) => each.path)).toContain('/jwks');
    expect([...stage.ehr.lastForm.keys()].sort()).toEqual(['code', 'code_verifier', 'grant_type', 'redirect_uri']);
  });

  test('is used by the refresh as well', async () => {
    const handle = (await browser.launch(stage.ehr, 'p1')).split('/')[2] ?? '';
    stage.ehr.behave({});
    stage.forward(421_000);
    await (await launchForDelivery(stage.ctx, handle))?.getAccessToken();
    expect(stage.ehr.seen.refresh).toBe(1);
    expect(told()).toEqual(['/token']);
  });

  test('does not follow a redirect, neither on the same server nor to another', async () => {
    for (const target of [`${stage.ehr.url}/stolen`, `${elsewhere.url}/stolen`]) {
      const callback = await browser.signIn(stage.ehr, 'p1');
      stage.ehr.behave({ tokenRedirect: target });
      expect((await browser.get(callback)).body.error.code).toBe('TOKEN_REFUSED');
      expect(told()).toEqual(['/token']);
      expect(elsewhere.requests).toEqual([]);
      stage.ehr.behave({});
    }
  });

  test('is not told to a token endpoint outside the allowed origins, named before sign-in or after', async () => {
    const foreign = (plain: Record<string, unknown>) => ({ ...plain, token_endpoint: `${elsewhere.url}/token` });
    const callback = await browser.signIn(stage.ehr, 'p1');
    stage.ehr.behave({ configuration: foreign });
    stage.forward(9.9 * 60_000);
    expect((await browser.get(callback)).status).toBe(303);
    stage.forward(11 * 60_000);
    stage.ehr.behave({ configuration: foreign });
    const started = await browser.get(`/launch?iss=${encodeURIComponent(stage.ehr.issuer)}&launch=p1`);
    expect(started.body.error.code).toBe('ENDPOINT_NOT_ALLOWED');
    expect(elsewhere.requests).toEqual([]);
  });

  test('stands in no log line, no audit record, no row and no answer, also when the launch fails', async () => {
    const callback = await browser.signIn(stage.ehr, 'p1');
    const again = await browser.signIn(stage.ehr, 'p1');
    stage.ehr.behave({ tokenRedirect: `${elsewhere.url}/stolen` });
    const refused = await browser.get(again, { Accept: 'text/html' });
    stage.ehr.behave({});
    const completed = await browser.get(callback);
    const rows = await stage.ctx.store.db.selectFrom('launch_session').selectAll().execute();
    const everything = JSON.stringify([
      stage.logged,
      await stage.audited(),
      rows,
      refused.text,
      completed.headers,
      stage.ctx.config,
    ]);
    for (const form of [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString('base64').slice(0, 20)])
      expect(everything).not.toContain(form);
  });
});

test('without its secret a launch is refused, and nothing is sent to the token endpoint', async () => {
  const bare = await openStage({ authentication: 'client_secret_basic' });
  const other = new Browser(bare.app);
  const answer = await other.get(await other.signIn(bare.ehr, 'p1'));
  expect(answer.body.error.code).toBe('TOKEN_REFUSED');
  expect((await bare.audited()).at(-1)).toMatchObject({ detail: 'no_secret' });
  expect(bare.ehr.requests.map((each) => each.path)).not.toContain('/token');
  await bare.close();
});

describe('an EHR that does not state S256', () => {
  const silent = ({ code_challenge_methods_supported: _none, ...plain }: Record<string, unknown>) => plain;
  const start = async (changes: Parameters<typeof openStage>[0], configuration: typeof silent) => {
    const own = await openStage(changes, changes?.authentication === 'client_secret_basic' ? SECRET : undefined);
    own.ehr.behave({ configuration });
    const answer = await new Browser(own.app).get(`/launch?iss=${encodeURIComponent(own.ehr.issuer)}&launch=p1`);
    await own.close();
    return answer;
  };

  test('is launched when its registration says so, and is sent the challenge all the same', async () => {
    const answer = await start({ authentication: 'client_secret_basic', pkceNotAdvertised: true }, silent);
    const authorize = new URL(answer.headers['location'] ?? '');
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    expect(authorize.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
  });

  test('is refused otherwise: unregistered, a public client, or only plain', async () => {
    expect((await start({ authentication: 'client_secret_basic' }, silent)).status).toBe(502);
    expect((await start({ authentication: 'public', pkceNotAdvertised: true }, silent)).status).toBe(502);
    const plain = (honest: Record<string, unknown>) => ({ ...honest, code_challenge_methods_supported: ['plain'] });
    const answer = await start({ authentication: 'client_secret_basic', pkceNotAdvertised: true }, plain);
    expect(answer.status).toBe(502);
  });
});
