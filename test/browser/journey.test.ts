import type { BrowserContextOptions } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { journeys, runContactsJourney, runJourney } from '../journey/journey.ts';
import { devices } from '../support/browser.ts';
import { browserProduct } from '../support/browser-product.ts';

const setups: readonly (readonly [string, BrowserContextOptions])[] = [
  ['on a desktop', devices.desktop],
  ['on a phone', devices.phone],
  ['without JavaScript', { ...devices.desktop, javaScriptEnabled: false }],
];

const running = browserProduct();
beforeEach(() => running.product.clearMails());

describe.each(setups)('the journey %s, on npm start', (_setup, options) => {
  test.each(journeys)('$name', async (journey) => {
    const context = await running.browser.newContext(options);
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      // A browser notes the answers that hold a form back, and those of links that open
      // nothing any more.
      const isRefusal = /status of (?:404|410|422)/.test(message.text());
      if (message.type() === 'error' && !isRefusal) problems.push(message.text());
    });
    try {
      const driver = new BrowserDriver(page, running.product.origin, running.product.mails);
      await runJourney(journey, driver);
      await runContactsJourney(journey, driver);
    } finally {
      await context.close();
    }
    expect(problems).toEqual([]);
  });
});
