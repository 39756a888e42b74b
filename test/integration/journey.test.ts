import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, test, vi } from 'vitest';
import { bundle } from '../../lib/bundle.ts';
import { HttpDriver } from '../journey/http-driver.ts';
import { journeys, runContactsJourney, runJourney } from '../journey/journey.ts';
import { lambdaFetch } from '../journey/lambda-fetch.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { manyContactsLinks, type RunningProduct, startProduct } from '../support/product.ts';

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
      // As on Lambda, the handlers read the environment variables when they are loaded.
      // So the test loads them again.
      vi.resetModules();
      const [{ handler: web }, { handler: send }] = await Promise.all([
        import('../../lambdas/web/handler.ts'),
        import('../../lambdas/send/handler.ts'),
      ]);
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
