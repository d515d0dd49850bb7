import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect, openChart, openThroughline, test } from './both.ts';

/** Tabs until the wanted element has the focus; fails after `most` presses, so a trap or an unreachable control is found. */
async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached with the Tab key');
}

async function resolveByKeyboard(page: Page, frame: FrameLocator): Promise<void> {
  const reasons = frame.getByTestId('flag-reason');
  for (let index = 0; index < (await reasons.count()); index += 1) {
    await tabTo(page, reasons.nth(index));
    await page.keyboard.type('Asked by phone the same day.');
  }
}

test('from the open workspace to a filed note with the keyboard alone', async ({ page, both }) => {
  await openChart(page, both, 'icalloway', 'pt-c1');
  const frame = await openThroughline(page);
  await expect(frame.getByLabel('Chief complaint')).toBeVisible();
  await tabTo(page, frame.getByLabel('Chief complaint'));
  await page.keyboard.type('Sleeping better');
  await tabTo(page, frame.getByTestId('draft-note'));
  await page.keyboard.press('Enter');
  await expect(frame.getByTestId('draft')).toContainText('Sleeping better');
  await resolveByKeyboard(page, frame);
  const step = frame.getByRole('button', { name: /attest/i }).first();
  await tabTo(page, step);
  await page.keyboard.press('Enter');
  await expect(frame.getByTestId('exact-text')).toContainText('Sleeping better');
  await tabTo(page, frame.getByTestId('attest'));
  await page.keyboard.press('Enter');
  await expect(frame.getByTestId('filing-state')).toHaveAttribute('data-state', 'filed', { timeout: 20_000 });
});
