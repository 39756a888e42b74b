import type { Browser, BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import {
  type Journey,
  type JourneyDriver,
  runContactsJourney,
  runJourney,
} from '../journey/journey.ts';
import type { LocalProduct } from './local-product.ts';

interface Running {
  readonly product: LocalProduct;
  readonly browser: Browser;
}

/** A journey, and then its contacts journey. */
export const wholeJourney =
  (journey: Journey) =>
  async (driver: JourneyDriver): Promise<void> => {
    await runJourney(journey, driver);
    await runContactsJourney(journey, driver);
  };

/**
 * Plays a journey in a new page of the browser. It expects that no script fails and that
 * the console shows no error.
 */
export async function playInBrowser(
  { product, browser }: Running,
  play: (driver: JourneyDriver) => Promise<void>,
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
    await play(new BrowserDriver(page, product.origin, product.mails));
  } finally {
    await context.close();
  }
  expect(problems).toEqual([]);
}
