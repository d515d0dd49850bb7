import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createContext } from '../../server/context.ts';
import { launchForDelivery } from '../../server/launch/launch-by-handle.ts';
import { findLaunch } from '../../server/launch/launch-sessions.ts';
import { accessToken } from '../../server/launch/refresh.ts';
import { Browser, type LaunchStage, openStage } from '../support/evil-ehr-app.ts';

let stage: LaunchStage;
let handle: string;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  stage.ehr.behave({});
  handle = (await new Browser(stage.app).launch(stage.ehr, 'p1')).split('/')[2] ?? '';
  stage.ehr.behave({});
});

/** The access token lives 600 s. */
const LATE = 421_000;
const tokens = async () => {
  const session = await findLaunch(stage.ctx, handle);
  return session?.body.kind === 'context' ? session.body.tokens : undefined;
};
const launch = async () => {
  const found = await launchForDelivery(stage.ctx, handle);
  if (!found) throw new Error('no launch');
  return found;
};

describe('an access token', () => {
  test('is used as it is until 70 % of its life are over', async () => {
    stage.forward(419_000);
    expect(await (await launch()).getAccessToken()).toBe((await tokens())?.accessToken);
    expect(stage.ehr.seen.refresh).toBe(0);
  });

  test('is refreshed once for ten that ask at once, and the refresh token stays when no new one comes', async () => {
    const before = await tokens();
    stage.forward(LATE);
    stage.ehr.behave({ refreshDelay: 50 });
    const launches = await Promise.all(Array.from({ length: 10 }, launch));
    const got = await Promise.all(launches.map((each) => each.getAccessToken()));
    expect(stage.ehr.seen.refresh).toBe(1);
    expect(new Set(got).size).toBe(1);
    expect(got[0]).not.toBe(before?.accessToken);
    expect((await tokens())?.refreshToken).toBe(before?.refreshToken);
    stage.forward(LATE);
    await (await launch()).getAccessToken();
    expect(stage.ehr.seen.refresh).toBe(2);
  });

  test('is refreshed once for ten requests that the EHR refused, also when they notice one after the other', async () => {
    const launches = await Promise.all(Array.from({ length: 10 }, launch));
    await Promise.all(launches.slice(0, 5).map((each) => each.getAccessToken(true)));
    for (const each of launches.slice(5)) await each.getAccessToken(true);
    expect(stage.ehr.seen.refresh).toBe(1);
  });

  test('is refreshed once for ten refused reads of one request, and again after a minute', async () => {
    const active = await launch();
    await Promise.all(Array.from({ length: 5 }, () => active.getAccessToken(true)));
    for (let i = 0; i < 5; i += 1) await active.getAccessToken(true);
    expect(stage.ehr.seen.refresh).toBe(1);
    stage.forward(60_000);
    await active.getAccessToken(true);
    expect(stage.ehr.seen.refresh).toBe(2);
  });

  test('is refreshed once by two processes over one store', async () => {
    const other = await createContext(stage.ctx.config, { now: stage.ctx.now, log: stage.ctx.log });
    stage.forward(LATE);
    stage.ehr.behave({ refreshDelay: 150 });
    const [here, there] = await Promise.all([accessToken(stage.ctx, handle), accessToken(other, handle)]);
    expect(stage.ehr.seen.refresh).toBe(1);
    expect(here).toBe(there);
    await other.close();
  });

  test('takes a new refresh token when the EHR rotates it', async () => {
    stage.forward(LATE);
    stage.ehr.behave({ token: (plain) => ({ ...plain, refresh_token: 'rotated' }) });
    await (await launch()).getAccessToken();
    expect((await tokens())?.refreshToken).toBe('rotated');
  });
});

describe('a refresh that fails', () => {
  test('with invalid_grant ends the launch', async () => {
    const active = await launch();
    stage.ehr.behave({ refreshError: 'invalid_grant' });
    await expect(active.getAccessToken(true)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await tokens()).toBeUndefined();
    expect((await stage.audited()).at(-1)).toMatchObject({ type: 'access.refused', handle, detail: 'invalid_grant' });
    expect(await launchForDelivery(stage.ctx, handle)).toBeUndefined();
    await expect(active.getAccessToken()).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  test('because the EHR is down keeps the launch, and the token while it lives', async () => {
    const active = await launch();
    const before = await active.getAccessToken();
    stage.ehr.behave({ refreshStatus: 503 });
    stage.forward(LATE);
    expect(await active.getAccessToken()).toBe(before);
    stage.forward(LATE);
    await expect(active.getAccessToken()).rejects.toMatchObject({ code: 'EHR_UNREACHABLE' });
    stage.ehr.behave({});
    expect(await active.getAccessToken()).not.toBe(before);
  });

  test('by naming another patient ends the launch', async () => {
    stage.ehr.behave({ token: (plain) => ({ ...plain, patient: 'p2' }) });
    await expect((await launch()).getAccessToken(true)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await tokens()).toBeUndefined();
    expect((await stage.audited()).at(-1)).toMatchObject({ detail: 'patient changed on refresh' });
  });

  test('because there is no refresh token ends the launch when its token is over', async () => {
    stage.ehr.behave({ token: (plain) => ({ ...plain, refresh_token: undefined }) });
    handle = (await new Browser(stage.app).launch(stage.ehr, 'p1')).split('/')[2] ?? '';
    const active = await launch();
    await expect(active.getAccessToken(true)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
    stage.forward(LATE);
    await expect(active.getAccessToken()).resolves.toBe((await tokens())?.accessToken);
    stage.forward(LATE);
    expect(await launchForDelivery(stage.ctx, handle)).toBeUndefined();
    await expect(active.getAccessToken()).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
  });

  test('because the launch ended meanwhile stores nothing', async () => {
    stage.ehr.behave({ refreshDelay: 150 });
    const flight = (await launch()).getAccessToken(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    stage.forward(12 * 3_600_000);
    await expect(accessToken(stage.ctx, handle)).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
    await expect(flight).rejects.toMatchObject({ code: 'SESSION_EXPIRED' });
    expect(await tokens()).toBeUndefined();
  });
});
