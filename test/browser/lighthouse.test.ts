import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from '../looks/stage.ts';
import { views } from '../support/browser.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { grantContactsLink } from '../support/contacts.ts';
import { isContinuousIntegration } from '../support/continuous-integration.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { type Lighthouse, startLighthouse } from '../support/lighthouse.ts';
import { storeContacts } from '../support/many-contacts.ts';
import { findLighthouse } from '../support/page-tools.ts';

const running = productInBrowser();
let lighthouse: Lighthouse | undefined;
let missing = '';
/** Fetching Lighthouse takes as long as the connection is slow. */
const FETCH_TIMEOUT_MS = 10 * 60_000;

beforeAll(async () => {
  const found = await findLighthouse();
  if (found.found) {
    lighthouse = await startLighthouse(found.cli);
    return;
  }
  missing = `${found.reason}. To run: ${found.remedy}.`;
  if (isContinuousIntegration()) throw new Error(missing);
}, FETCH_TIMEOUT_MS);
afterAll(() => lighthouse?.close());

/** The least score of each category. None depends on the time that a page takes. */
const LEAST = 95;

const pages: readonly (readonly [string, 'en' | 'es', (stage: Stage) => Promise<string>])[] = [
  ['form', 'en', async () => '/'],
  ['review', 'es', async (stage) => stage.pathOf(await stage.draft())],
  ['sent', 'en', async (stage) => stage.pathOf(await stage.sentLetter())],
  [
    'contacts',
    'es',
    async (stage) => {
      const candidateEmail = uniqueCandidate();
      await storeContacts(stage.table, 3, { candidateEmail });
      return grantContactsLink(stage.table, candidateEmail);
    },
  ],
];

test.each(pages)(
  'when it opens the page "%s" in %s, then accessibility and good practice have 95 points',
  async (_name, language, pathOf) => {
    const view = views.find((one) => one.language === language);
    if (lighthouse === undefined || view === undefined) throw new Error(missing);
    const page = await running.browser.newPage();
    const url = new URL(
      await pathOf(new Stage(page, view, running.product)),
      running.product.origin,
    );
    await page.close();
    url.searchParams.set('lang', language);
    const { scores, faults } = await lighthouse.open(url.href, ['accessibility', 'best-practices']);
    const enough = expect.toSatisfy((score) => Number(score) >= LEAST);
    // If a score is too low, the error names what costs the points.
    expect({ ...scores, faults }).toEqual({
      accessibility: enough,
      'best-practices': enough,
      faults: expect.any(Array),
    });
  },
);
