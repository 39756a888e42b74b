import type { Browser, BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { type Journey, runContactsJourney, runJourney } from '../journey/journey.ts';
import type { LocalProduct } from './local-product.ts';

/**
 * Plays a journey, and then its contacts journey, in a new page of the browser. It
 * expects that no script fails and that the console shows no error.
 */
export async function playInBrowser(
  { product, browser }: { readonly product: LocalProduct; readonly browser: Browser },
  journey: Journey,
  options: BrowserContextOptions,
): Promise<void> {
  await product.clearMails();
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => {
    // The browser logs an error for each answer that refuses a form (422), and for each
    // answer to a link that has expired or was erased (404, 410). These are expected.
    const isRefusal = /status of (?:404|410|422)/.test(message.text());
    if (message.type() === 'error' && !isRefusal) problems.push(message.text());
  });
  try {
    const driver = new BrowserDriver(page, product.origin, product.mails);
    await runJourney(journey, driver);
    await runContactsJourney(journey, driver);
  } finally {
    await context.close();
  }
  expect(problems).toEqual([]);
}
