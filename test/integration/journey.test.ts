import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, test } from 'vitest';
import { bundle } from '../../lib/bundle.ts';
import { HttpDriver } from '../journey/http-driver.ts';
import { journeys, runContactsJourney, runJourney } from '../journey/journey.ts';
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

  test.each(journeys)('when it goes through the app, then it succeeds: $name', async (journey) => {
    const { fetch, mails } = product;
    const driver = new HttpDriver({ fetch, origin, mails });
    await runJourney(journey, driver);
    await runContactsJourney(journey, driver);
  });

  test.each(journeys)(
    'when it goes through Lambda events, then it succeeds: $name',
    async (journey) => {
      const [web, send] = await Promise.all([handlerOf('web'), handlerOf('send')]);
      const driver = new HttpDriver({
        fetch: lambdaFetch({ web, send }),
        origin,
        mails: product.mails,
      });
      await runJourney(journey, driver);
      await runContactsJourney(journey, driver);
    },
  );

  // In the stack tier the bundles run on the Node of Lambda.
  test.each(journeys)(
    'when it goes through the bundles on this Node, then it succeeds: $name',
    async (journey) => {
      const require = createRequire(import.meta.url);
      const { handler: web } = require(join(folder, 'web', 'handler.js'));
      const { handler: send } = require(join(folder, 'send', 'handler.js'));
      const driver = new HttpDriver({
        fetch: lambdaFetch({ web, send }),
        origin,
        mails: product.mails,
      });
      await runJourney(journey, driver);
      await runContactsJourney(journey, driver);
    },
  );
});
