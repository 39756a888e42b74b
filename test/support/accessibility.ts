import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Expects that a page has no accessibility fault in light and in dark, and does not scroll
 * sideways. The page is as wide as the smallest phone, 320 px.
 *
 * @param what the name of the page in the error message
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Our pages have no frames. In legacy mode axe does not look for them in a second page.
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe().analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  // Only the colours differ.
  const dark = await axe().withRules(['color-contrast']).analyze();
  const violations = [...light.violations, ...dark.violations];
  expect(violations.map(({ id, nodes }) => [what, id, nodes[0]?.html])).toEqual([]);
  expect([what, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([what, 320]);
}
