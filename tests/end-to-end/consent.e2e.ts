import { test as base, expect } from '@playwright/test';
import { type Both, startBoth } from '../../tools/start-both.ts';
import { expectAccessible } from './accessible.ts';
import { openChart, openThroughline, resolveFlags } from './both.ts';

/** App and sandbox of a site that asks for consent to assisted drafting. */
const test = base.extend<object, { both: Both }>({
  both: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures a function wants from its first parameter
    async ({}, use) => {
      const both = await startBoth({ today: '2026-11-20', ehr: { assistedDrafting: 'consent-required' } });
      await use(both);
      await both.close();
    },
    { scope: 'worker' },
  ],
});

test('after a refusal the clinician writes the note herself and files it', async ({ page, both }) => {
  await openChart(page, both, 'icalloway', 'pt-c9');
  const frame = await openThroughline(page);
  const notice = frame.getByTestId('drafting-consent');
  await expect(notice).toContainText('refused assisted drafting');
  await expect(frame.getByTestId('draft-note')).toHaveCount(0);
  await expectAccessible(page, 'refused');

  await frame.getByTestId('write-myself').click();
  await expect(frame.getByTestId('draft')).toBeVisible();
  await expect(frame.getByTestId('sentence')).toHaveCount(0);
  await expectAccessible(page, 'plain editor');
  await frame
    .getByRole('button', { name: /^Add a sentence to/ })
    .first()
    .click();
  await page.keyboard.type('He slept six hours and walked to work.');
  await page.keyboard.press('Escape');
  await expect(frame.getByTestId('sentence')).toHaveCount(1);

  await resolveFlags(frame);
  await frame
    .getByRole('button', { name: /attest/i })
    .first()
    .click();
  await expect(frame.getByTestId('exact-text')).toContainText('He slept six hours and walked to work.');
  await frame.getByTestId('attest').click();
  await expect(frame.getByTestId('filing-state')).toHaveAttribute('data-state', 'filed', { timeout: 20_000 });
});

test('without a consent on record she is told, and drafting goes on', async ({ page, both }) => {
  await openChart(page, both, 'icalloway', 'pt-c6');
  const frame = await openThroughline(page);
  await expect(frame.getByTestId('drafting-consent')).toContainText('No consent to assisted drafting is on record');
  await frame.getByTestId('draft-note').click();
  await expect(frame.getByTestId('draft')).toBeVisible();
  await expect(frame.getByText('No consent to assisted drafting is on record.').first()).toBeVisible();
});
