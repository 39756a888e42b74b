import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Expects that a page has no accessibility violation, in the light and in the dark colour
 * scheme, and that it does not scroll horizontally. The page must be 320 px wide, as wide
 * as the smallest phone.
 *
 * @param pageName the name of the page in the error message
 */
export async function expectAccessible(page: Page, pageName: string): Promise<void> {
  // Our pages have no frames. In legacy mode axe does not open a second page to look for
  // frames.
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe().analyze();
  await page.emulateMedia({ colorScheme: 'dark' });
  // In dark only the colours differ, so axe checks only the contrast.
  const dark = await axe().withRules(['color-contrast']).analyze();
  const violations = [...light.violations, ...dark.violations];
  expect(violations.map(({ id, nodes }) => [pageName, id, nodes[0]?.html])).toEqual([]);
  const scrollWidth = await page.evaluate('document.documentElement.scrollWidth');
  expect([pageName, scrollWidth]).toEqual([pageName, 320]);
}
