import type { BrowserContextOptions } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { journeys, runJourney } from '../journey/journey.ts';
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
      // The pages that hold a form back answer 422, which a browser notes.
      if (message.type() === 'error' && !message.text().includes('422')) problems.push(message.text());
    });
    try {
      await runJourney(journey, new BrowserDriver(page, running.product.origin, running.product.mails));
    } finally {
      await context.close();
    }
    expect(problems).toEqual([]);
  });
});
