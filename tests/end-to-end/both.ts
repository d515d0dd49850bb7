import { test as base, expect, type FrameLocator, type Page } from '@playwright/test';
import { type Both, startBoth } from '../../tools/start-both.ts';

/** Playwright's test with app and sandbox running on free ports, one pair a worker. */
export const test = base.extend<object, { both: Both }>({
  both: [
    // Playwright reads the fixtures a function wants from its first parameter; this one wants none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const both = await startBoth({ today: '2026-11-20' });
      await use(both);
      await both.close();
    },
    { scope: 'worker' },
  ],
});

export { expect };

/**
 * Logs in to the sandbox as a clinician, unless this browser already is, and opens a patient's chart; `prefix` chooses one of
 * its other EHRs, such as `/epic`.
 */
export async function openChart(
  page: Page,
  both: Both,
  clinician: string,
  patient: string,
  prefix = '',
): Promise<void> {
  await page.goto(`${both.sandbox.url}${prefix}/`);
  if (!new URL(page.url()).pathname.endsWith('/patients')) {
    await page.getByLabel('Clinician').selectOption(clinician);
    await page.getByLabel('Password').fill('sandbox');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL('**/patients');
  }
  await page.goto(`${both.sandbox.url}${prefix}/patients/${patient}`);
}

/** Presses "Open Throughline" and waits until the workspace in the frame shows its patient. */
export async function openThroughline(page: Page): Promise<FrameLocator> {
  await page.getByRole('button', { name: 'Open Throughline' }).click();
  const frame = page.frameLocator('[data-testid=app-frame]');
  await expect(frame.getByTestId('patient-banner')).toBeVisible({ timeout: 20_000 });
  return frame;
}

/** Gives each flag that must be resolved a reason. */
export async function resolveFlags(frame: FrameLocator): Promise<void> {
  const reasons = frame.getByTestId('flag-reason');
  for (let index = 0; index < (await reasons.count()); index += 1) {
    await reasons.nth(index).fill('Asked about directly in the session.');
  }
}
