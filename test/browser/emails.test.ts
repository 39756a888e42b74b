import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedBrowser } from '../support/browser-product.ts';
import { candidateMails } from '../support/candidate-mails.ts';
import { findAccessibilityFaults } from '../support/page-check.ts';

let page: Page;
const requested: string[] = [];
beforeAll(async () => {
  const context = await (await sharedBrowser()).newContext();
  page = await context.newPage();
  page.on('request', (request) => requested.push(request.url()));
});
afterAll(() => page?.context().close());

test.each(candidateMails())(
  'when $kind in $language is shown, then it has no accessibility fault and loads nothing',
  async ({ mail }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    await page.setContent(mail.html);
    expect(await findAccessibilityFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 640, height: 700 });
    const box = await page.locator('h1').boundingBox();
    expect(box?.width).toBe(520);
    expect(requested).toEqual([]);
  },
);
