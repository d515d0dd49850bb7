import { expectAccessible } from './accessible.ts';
import { expect, openChart, openThroughline, resolveFlags, test } from './both.ts';

test('from the chart to a filed note, in a frame of another site', async ({ page, both }) => {
  await openChart(page, both, 'icalloway', 'pt-c1');
  await expectAccessible(page, 'chart page');
  const before = await page.getByTestId('note-row').count();
  const frame = await openThroughline(page);
  await expect(frame.getByTestId('thread')).toContainText('PHQ-9');
  await expectAccessible(page, 'workspace');

  await frame.getByLabel('Chief complaint').fill('Waiting for the housing decision');
  await frame
    .getByRole('textbox', { name: /reported/ })
    .first()
    .fill('Walks most mornings.');
  await frame
    .getByRole('textbox', { name: /reported/ })
    .first()
    .press('Enter');
  for (const denied of await frame.getByRole('radio', { name: /^Denied/i }).all()) {
    await denied.focus();
    await page.keyboard.press('Space');
    await expect(denied).toBeChecked();
  }
  await expect(frame.getByTestId('save-state').first()).toHaveAttribute('data-state', 'saved');
  await frame.getByTestId('format-DAP').check({ force: true });
  await frame.getByTestId('draft-note').click();
  await expect(frame.getByTestId('draft')).toBeVisible();
  await expectAccessible(page, 'draft');

  await frame.getByTestId('sentence').filter({ hasText: 'Walks most mornings' }).first().click();
  await expect(frame.getByTestId('source-panel')).toContainText('You entered');

  await resolveFlags(frame);
  await frame
    .getByRole('button', { name: /attest/i })
    .first()
    .click();
  await expect(frame.getByTestId('exact-text')).toContainText('walks most mornings.');
  await expectAccessible(page, 'attest step');
  await frame.getByTestId('attest').click();
  await expect(frame.getByTestId('filing-state')).toHaveAttribute('data-state', 'filed', { timeout: 20_000 });
  await expectAccessible(page, 'filed');

  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByTestId('note-row')).toHaveCount(before + 1);
});

test('two launches side by side keep their patients, also after a reload', async ({ context, both }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  await openChart(one, both, 'icalloway', 'pt-c1');
  const frameOne = await openThroughline(one);
  await expect(frameOne.getByTestId('patient-banner')).toContainText('Okonjo');
  await openChart(two, both, 'icalloway', 'pt-c2');
  const frameTwo = await openThroughline(two);
  await expect(frameTwo.getByTestId('patient-banner')).toContainText('Thornquist');
  await frameOne.getByLabel('Chief complaint').fill('Only in the first');
  await expect(frameOne.getByTestId('save-state').first()).toHaveAttribute('data-state', 'saved');
  await one.frames()[1]?.goto(one.frames()[1]?.url() ?? '');
  await expect(frameOne.getByTestId('patient-banner')).toContainText('Okonjo');
  await expect(frameOne.getByLabel('Chief complaint')).toHaveValue('Only in the first');
  await expect(frameTwo.getByLabel('Chief complaint')).toHaveValue('');
});

test('the stock fhirclient app launches from the same chart and reads the patient', async ({ page, both }) => {
  await openChart(page, both, 'gamsel', 'pt-c3');
  await page.getByRole('button', { name: 'Open sample app' }).click();
  await expect(page.frameLocator('[data-testid=app-frame]').getByTestId('sample-patient')).not.toBeEmpty({
    timeout: 20_000,
  });
});
