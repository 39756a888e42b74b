import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type NpmStart, npmStart } from './npm-start.ts';

interface BrowserProduct {
  readonly product: NpmStart;
  readonly browser: Browser;
}

/**
 * `npm start` and a browser, for the tests of a file: started before them, ended after
 * them.
 *
 * @param environment what `npm start` is told besides its ports
 */
export function browserProduct(environment: Readonly<Record<string, string>> = {}): BrowserProduct {
  const running: { product?: NpmStart; browser?: Browser } = {};
  beforeAll(async () => {
    [running.product, running.browser] = await Promise.all([
      npmStart(environment),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await running.browser?.close();
    await running.product?.stop();
  });
  const started = <T>(part: T | undefined): T => {
    if (part === undefined)
      throw new Error('It is started before the first test, and not earlier.');
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
