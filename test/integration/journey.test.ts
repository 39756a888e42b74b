import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { bundle } from '../../lib/bundle.ts';
import { type Fetch, HttpDriver } from '../journey/http-driver.ts';
import { journeys, runByHandJourney, runContactsJourney, runJourney } from '../journey/journey.ts';
import { lambdaFetch } from '../journey/lambda-fetch.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { manyContactsLinks, type RunningProduct, startProduct } from '../support/product.ts';

let loads = 0;
/**
 * A handler that reads the environment variables now, as Lambda does when it loads the
 * file. Only this file is loaded again. With `vi.resetModules` the app before it would
 * load its later parts anew, too, and they would not know what is loaded.
 */
async function handlerOf(name: 'web' | 'send') {
  loads += 1;
  const { pathname } = new URL(`../../lambdas/${name}/handler.ts`, import.meta.url);
  const path = `${pathname}?load=${loads}`;
  const { handler } = await import(/* @vite-ignore */ path);
  return handler;
}

describe.each(availableEmulators())('the journey on %s', (kind) => {
  let product: RunningProduct;
  const folder = mkdtempSync(join(tmpdir(), 'open-door-bundles-'));
  beforeAll(async () => {
    for (const name of ['web', 'send'] as const) bundle(name, join(folder, name));
    product = await startProduct(kind, manyContactsLinks);
  });
  afterAll(() => {
    product.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => product.clearMails());

  const appFetch = (): Fetch => product.fetch;
  const eventsFetch = async (): Promise<Fetch> => {
    const [web, send] = await Promise.all([handlerOf('web'), handlerOf('send')]);
    return lambdaFetch({ web, send });
  };
  // In the stack tier the bundles run on the Node of Lambda.
  const bundlesFetch = (): Fetch => {
    const require = createRequire(import.meta.url);
    const { handler: web } = require(join(folder, 'web', 'handler.js'));
    const { handler: send } = require(join(folder, 'send', 'handler.js'));
    return lambdaFetch({ web, send });
  };

  describe.each([
    ['the app', appFetch],
    ['Lambda events', eventsFetch],
    ['the bundles on this Node', bundlesFetch],
  ])('through %s', (_way, fetchOf) => {
    const open = async () =>
      new HttpDriver({ fetch: await fetchOf(), origin, mails: product.mails });

    test.each(journeys)('when it is played, then it succeeds: $name', async (journey) => {
      const driver = await open();
      await runJourney(journey, driver);
      await runContactsJourney(journey, driver);
    });

    test('when there is no address, then the text is sent by hand', async () => {
      await runByHandJourney(await open());
    });
  });
});
