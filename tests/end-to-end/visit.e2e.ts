import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, openChart, openThroughline, resolveFlags, test } from './both.ts';

/** Tabs until the wanted element has the focus; fails after `most` presses, so a trap or an unreachable control is found. */
async function tabTo(page: Page, target: Locator, most = 80): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('not reached with the Tab key');
}

async function openWithoutVisit(page: Page): Promise<FrameLocator> {
  await page.getByLabel('Visit').selectOption({ label: 'No visit' });
  return openThroughline(page);
}

test('a visit is chosen by keyboard; what was typed goes along, and the choice holds after a reload', async ({
  page,
  both,
}) => {
  await openChart(page, both, 'icalloway', 'pt-c1');
  const frame = await openWithoutVisit(page);
  const picker = frame.getByTestId('visit-picker');
  await expect(picker.getByRole('radio').first()).toBeChecked();
  await expectAccessible(page, 'visit picker');
  await frame.getByLabel('Chief complaint').fill('Typed before the visit was chosen');

  await frame.getByLabel('Date', { exact: true }).focus();
  await frame.locator('body').press('Shift+Tab');
  await tabTo(page, picker.getByRole('radio').first(), 120);
  await page.keyboard.press('ArrowDown');
  const second = picker.getByRole('radio').nth(1);
  await expect(second).toBeChecked();
  const words = await picker.locator('label').nth(1).innerText();
  await page.keyboard.press('Enter');

  const line = frame.getByTestId('visit-line');
  await expect(line).toContainText(words);
  await expect(line).toContainText('taken along');
  await expect(line.locator('p')).toBeFocused();
  await expect(frame.getByLabel('Chief complaint')).toHaveValue('Typed before the visit was chosen');
  await expect(frame.getByLabel('Start')).not.toHaveValue('');
  await expectAccessible(page, 'visit chosen');

  await page.frames()[1]?.goto(page.frames()[1]?.url() ?? '');
  await expect(frame.getByTestId('visit-line')).toContainText(words);
  await expect(frame.getByLabel('Chief complaint')).toHaveValue('Typed before the visit was chosen');
  await frame.getByRole('button', { name: 'Change the visit' }).click();
  await frame.getByLabel('No visit').check();
  await frame.getByRole('button', { name: 'Go on without a visit' }).click();
  await expect(frame.getByTestId('visit-line')).toContainText('No visit');

  await frame.getByLabel('Chief complaint').fill('Typed without a visit');
  await frame.getByRole('button', { name: 'Change the visit' }).click();
  await expect(picker.locator('input:checked')).toBeFocused();
  await picker.getByRole('radio').nth(1).check();
  await picker.getByTestId('use-visit').click();
  await expect(frame.getByLabel('Chief complaint')).toHaveValue('Typed before the visit was chosen');
  await frame.getByRole('button', { name: 'Use what I had entered just now instead' }).click();
  await expect(frame.getByLabel('Chief complaint')).toHaveValue('Typed without a visit');
  await expect(frame.getByLabel('Start')).not.toHaveValue('');
  await expect(frame.getByTestId('save-state').first()).toHaveAttribute('data-state', 'saved');
});

test('an EHR that files only with a visit says so before the attestation', async ({ page, both }) => {
  await openChart(page, both, 'icalloway', 'pt-c1', '/epic');
  const frame = await openWithoutVisit(page);
  await expect(frame.getByTestId('visit-picker')).toContainText('only with a visit');
  await expect(frame.getByLabel('No visit')).toHaveCount(0);
  await frame.getByLabel('Chief complaint').fill('Sleeping better');
  await frame.getByTestId('draft-note').click();
  await expect(frame.getByTestId('draft')).toContainText('Sleeping better');
  await frame
    .getByRole('button', { name: /attest/i })
    .first()
    .click();
  await expect(frame.getByTestId('visit-needed')).toBeVisible();
  await expect(frame.getByTestId('attest')).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page, 'visit needed');
  await frame.getByRole('button', { name: 'Choose the visit' }).click();
  await frame.getByTestId('use-visit').click();
  await expect(frame.getByTestId('visit-line')).toBeVisible();
  // The visit is of another day than the note was drafted for, so the note is drafted again for that day.
  await frame.getByTestId('draft-note').click();
  await expect(frame.getByTestId('draft')).toBeVisible();
  await resolveFlags(frame);
  await frame.getByRole('button', { name: 'Read and attest' }).click();
  await expect(frame.getByTestId('visit-needed')).toHaveCount(0);
  await frame.getByTestId('attest').click();
  await expect(frame.getByTestId('filing-state')).toHaveAttribute('data-state', 'filed', { timeout: 20_000 });
  await expectAccessible(page, 'filed with a visit');
});
