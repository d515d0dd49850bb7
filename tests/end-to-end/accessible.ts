import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './both.ts';

/** Fails with the rules of WCAG 2.2 A and AA, as far as axe knows them, that the page and its frames break. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const result = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    result.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.target.join(' ')}`),
    what,
  ).toEqual([]);
}
