import AxeBuilder from '@axe-core/playwright';
import { expect, openChart, openThroughline, test } from './both.ts';

test('the thread: what an auditor would ask, why, and where; what is entered now is the newest work', async ({
  page,
  both,
}) => {
  await openChart(page, both, 'icalloway', 'pt-c2');
  const frame = await openThroughline(page);
  await expect(frame.getByTestId('thread')).toBeAttached();
  // In a narrow frame the thread is folded into one line.
  const fold = frame.locator('.thread-fold > summary');
  if (await fold.count()) await fold.press('Enter');

  const gaps = frame.getByTestId('gap');
  await expect(gaps).toHaveCount(2);
  const past = gaps.and(frame.locator('[data-rule=objective-past-target]'));
  await past.locator('summary').press('Enter');
  await expect(past).toContainText('Next: record it as met, set a new date with the reason, or close it.');
  await past.getByRole('button', { name: 'Go to the objective' }).press('Enter');
  const objective = frame.getByTestId('objective').filter({ hasText: 'Clinician to coordinate' });
  await expect(objective).toBeFocused();
  await expect(objective).toContainText('No note that was read names it.');

  const closed = frame.locator('.thread details:not([open]) > summary');
  while (await closed.count()) await closed.first().press('Enter');
  await expect(frame.getByTestId('unjudged')).toContainText('not every recent note names');
  const result = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);

  await frame.getByRole('button', { name: 'intervention', exact: true }).click();
  await frame.getByLabel('Technique of intervention 1').fill('called the pain clinic');
  await frame.getByLabel('Objective that intervention 1 served').selectOption({ index: 3 });
  await expect(objective).toContainText('called the pain clinic');
});
