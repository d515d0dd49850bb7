import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeChart } from '../../server/launch/close-chart.ts';
import { findLaunch } from '../../server/launch/launch-sessions.ts';
import { toActiveLaunch } from '../../server/launch/to-active-launch.ts';
import { Browser, type LaunchStage, openStage } from '../support/evil-ehr-app.ts';

let stage: LaunchStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test('that the EHR has closed a chart stays with the launch, with the first reason, and with no other launch', async () => {
  const browser = new Browser(stage.app);
  const handleOf = async () => (await browser.launch(stage.ehr, 'p1')).split('/')[2] ?? '';
  const [handle, other] = [await handleOf(), await handleOf()];
  const launchOf = async (of: string) => {
    const session = await findLaunch(stage.ctx, of);
    return session && toActiveLaunch(stage.ctx, session);
  };
  expect((await launchOf(handle))?.closed).toBeUndefined();
  const closed = { reason: 'break-the-glass', at: '2026-11-20T14:00:00.000Z' } as const;
  expect(await closeChart(stage.ctx, handle, closed)).toBe(true);
  await closeChart(stage.ctx, handle, { reason: 'merged-patient', at: '2026-11-20T15:00:00.000Z' });
  expect((await launchOf(handle))?.closed).toEqual(closed);
  expect(await (await launchOf(handle))?.getAccessToken()).toEqual(expect.any(String));
  expect((await launchOf(other))?.closed).toBeUndefined();
  expect(await closeChart(stage.ctx, 'no-such-launch', closed)).toBe(false);
});
