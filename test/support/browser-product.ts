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

let browser: Promise<Browser> | undefined;

/**
 * The browser of this worker process. The first call launches it, and it ends with the
 * process.
 */
export const sharedBrowser = (): Promise<Browser> => {
  browser ??= launchBrowser();
  return browser;
};

/**
 * A product and the browser, for all tests of a file. The product starts before the tests
 * of the file and stops after them.
 */
function startWithBrowser<Product extends LocalProduct & { readonly stop: () => Promise<unknown> }>(
  start: () => Promise<Product>,
): BrowserProduct<Product> {
  const running: { product?: Product; browser?: Browser } = {};
  beforeAll(async () => {
    [running.product, running.browser] = await Promise.all([start(), sharedBrowser()]);
  });
  afterAll(() => running.product?.stop());
  const started = <T>(part: T | undefined): T => {
    if (part === undefined)
      throw new Error('The product has not started. Use it inside a test or a hook.');
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

/** The local product in this process, and the browser. */
export const productInBrowser = (): BrowserProduct<ProductInProcess> =>
  startWithBrowser(() => startInProcess());

/**
 * `npm start` in its own process, and the browser. Tests with `DAYS_AHEAD` need it,
 * because `DAYS_AHEAD` changes the clock of the whole process.
 */
export const npmStartInBrowser = (
  environment: Readonly<Record<string, string>>,
): BrowserProduct<LocalProduct> => startWithBrowser(() => npmStart(environment));
