import { startBoth } from '../../tools/start-both.ts';
import { expectAccessible } from './accessible.ts';
import { expect, openChart, openThroughline, resolveFlags, test } from './both.ts';

test('an EHR whose authorization server has an origin of its own, with a client secret: from the chart to a filed note', async ({
  page,
  both,
}) => {
  await openChart(page, both, 'icalloway', 'pt-c1', '/oracle');
  const frame = await openThroughline(page);
  await expect(frame.getByTestId('thread')).toContainText('PHQ-9');
  await frame.getByLabel('Chief complaint').fill('Waiting for the housing decision');
  await frame.getByTestId('draft-note').click();
  await expect(frame.getByTestId('draft')).toContainText('housing decision');
  await resolveFlags(frame);
  await frame.getByRole('button', { name: 'Read and attest' }).click();
  await frame.getByTestId('attest').click();
  await expect(frame.getByTestId('filing-state')).toHaveAttribute('data-state', 'filed', { timeout: 20_000 });
  await expectAccessible(page, 'filed');
});

test('a chart that the EHR holds closed, or has merged into another, is said so and not asked for again', async ({
  page,
  both,
}) => {
  both.sandbox.epic.set({ breakTheGlass: 'pt-c1', merged: { 'pt-c2': 'pt-c1' } });
  try {
    for (const [patient, reason] of [
      ['pt-c1', 'break-the-glass'],
      ['pt-c2', 'merged-patient'],
    ] as const) {
      await openChart(page, both, 'icalloway', patient, '/epic');
      const frame = await openThroughline(page);
      const closed = frame.getByTestId('chart-closed');
      await expect(closed).toHaveAttribute('data-reason', reason);
      await expect(closed).toContainText('launch');
      await expect(frame.getByRole('button', { name: 'Try again' })).toHaveCount(0);
      await expectAccessible(page, reason);
      const asked = both.sandbox.requests.length;
      await page.waitForTimeout(1500);
      expect(both.sandbox.requests.length).toBe(asked);
    }
  } finally {
    both.sandbox.epic.set({});
  }
});

test('a slow part of the chart comes in by itself; nothing jumps and nothing typed is lost', async ({ page }) => {
  const slow = await startBoth({ today: '2026-11-20', pages: false, slow: { path: /CarePlan/, ms: 6000 } });
  try {
    await openChart(page, slow, 'icalloway', 'pt-c1');
    const frame = await openThroughline(page);
    const still = frame.getByTestId('still-reading');
    await expect(still).toContainText('Still reading treatment plan');
    await expect(frame.getByTestId('thread')).toContainText('PHQ-9');
    const complaint = frame.getByLabel('Chief complaint');
    await complaint.fill('Typed while the plan was on its way');
    const before = await complaint.boundingBox();
    await expect(still).toBeEmpty({ timeout: 15_000 });
    expect(await complaint.boundingBox()).toEqual(before);
    await expect(complaint).toHaveValue('Typed while the plan was on its way');
    await expect(complaint).toBeFocused();
    await expect(frame.getByTestId('chart-incomplete')).toHaveCount(0);
  } finally {
    await slow.close();
  }
});

test('a note that draws on records under 42 CFR Part 2 says so above the draft', async ({ page, both }) => {
  await openChart(page, both, 'tmoyo', 'pt-c4');
  const frame = await openThroughline(page);
  await expect(frame.getByTestId('thread')).toBeVisible();
  await frame.getByTestId('draft-note').click();
  await expect(frame.getByTestId('draft-labels')).toContainText('records under 42 CFR Part 2; it carries their labels');
  await expectAccessible(page, 'labelled draft');
});
