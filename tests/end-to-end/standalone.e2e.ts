import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './both.ts';

test('started without a chart: choose the EHR here, sign in and choose the patient there', async ({ page, both }) => {
  await page.goto(`${both.appUrl}/launch.html`);
  await expect(page.getByRole('heading')).toHaveText('Start with which EHR?');
  const links = page.locator('#ehrs a');
  await expect(links).toHaveText(['Sandbox EHR', 'Epic-like sandbox EHR', 'Oracle Health-like sandbox EHR']);
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map((violation) => violation.id)).toEqual([]);
  await links.first().focus();
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(new RegExp(`^${both.sandbox.url}/oauth2/authorize`));
  await page.getByLabel('Clinician').selectOption('icalloway');
  await page.getByLabel('Password').fill('sandbox');
  await page.getByLabel('Patient').selectOption('pt-c2');
  await page.getByRole('button', { name: 'Allow and open' }).click();
  await expect(page.getByTestId('patient-banner')).toContainText('Thornquist', { timeout: 20_000 });
  await expect(page.getByTestId('visit-picker')).toBeVisible();
  expect(new URL(page.url()).origin).toBe(both.appUrl);
});

test('an EHR that cannot ask for the patient outside a chart: said plainly, with the way that works', async ({
  page,
  both,
}) => {
  await page.goto(`${both.appUrl}/launch.html`);
  await page.getByRole('link', { name: /Oracle Health-like/ }).click();
  await expect(page).toHaveURL(new RegExp(`^${both.sandbox.authUrl}/`));
  await page.getByLabel('Clinician').selectOption('icalloway');
  await page.getByLabel('Password').fill('sandbox');
  await expect(page.getByLabel('Patient')).toHaveCount(0);
  await page.getByRole('button', { name: 'Allow and open' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'Open the patient’s chart in the EHR and start Throughline there.',
  );
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map((violation) => violation.id)).toEqual([]);
});
