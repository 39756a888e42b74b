import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import {
  type LocalProduct,
  npmStart,
  type ProductInProcess,
  startInProcess,
} from './local-product.ts';

interface BrowserProduct<Product> {
  readonly product: Product;
  readonly browser: Browser;
}

/** The browser of this worker process. It ends with the process. */
let browser: Promise<Browser> | undefined;

export const sharedBrowser = (): Promise<Browser> => {
  browser ??= launchBrowser();
  return browser;
};

/**
 * A product and the browser, for the tests of a file. The product starts before the tests
 * and stops after them.
 */
function inBrowser<Product extends LocalProduct & { readonly stop: () => Promise<unknown> }>(
  start: () => Promise<Product>,
): BrowserProduct<Product> {
  const running: { product?: Product; browser?: Browser } = {};
  beforeAll(async () => {
    [running.product, running.browser] = await Promise.all([start(), sharedBrowser()]);
  });
  afterAll(() => running.product?.stop());
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The product starts before the first test.');
    return part;
  };
  return {
    get product() {
      return started(running.product);
    },
    get browser() {
      return started(running.browser);
    },
  };
}

/** The local product in this process, and a browser. */
export const productInBrowser = (): BrowserProduct<ProductInProcess> =>
  inBrowser(() => startInProcess());

/**
 * `npm start` in its own process, and a browser. For `DAYS_AHEAD`, which changes the clock
 * of the process.
 */
export const npmStartInBrowser = (
  environment: Readonly<Record<string, string>>,
): BrowserProduct<LocalProduct> => inBrowser(() => npmStart(environment));
