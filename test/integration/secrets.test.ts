import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Fetch, HttpDriver } from '../journey/http-driver.ts';
import { journeys, runContactsJourney, runJourney } from '../journey/journey.ts';
import { englishForm, origin } from '../support/fixtures.ts';
import { manyContactsLinks, type RunningProduct, startProduct } from '../support/product.ts';
import { get } from '../support/requests.ts';

/** A token in a link: `<id>.<secret>`. */
const TOKENS = /[\w-]{22}\.([\w-]{43})/g;
/** What a page loads, posts to or links to. */
const TARGETS = /(?:href|src|action|formaction)="([^"]*)"/g;

const matchesOf = (pattern: RegExp, text: string): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** Threat 9: the secret of a link leaves in nothing but the link itself. */
describe('the secrets of links', () => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct('dynalite', manyContactsLinks);
  });
  afterAll(() => product.close());
  beforeEach(() => product.clearMails());

  test.each(journeys)(
    'when a candidate goes through everything, then no log and no site gets one: $name',
    async (journey) => {
      const logged: string[] = [];
      for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
        vi.spyOn(console, method).mockImplementation((...values) => {
          logged.push(JSON.stringify(values));
        });
      }
      const policies = new Set<string | null>();
      const targets = new Set<string>();
      const fetch: Fetch = async (request) => {
        const answer = await product.fetch(request);
        policies.add(answer.headers.get('referrer-policy'));
        const location = answer.headers.get('location');
        if (location !== null) targets.add(location);
        if (answer.headers.get('content-type')?.startsWith('text/html')) {
          for (const target of matchesOf(TARGETS, await answer.clone().text())) targets.add(target);
        }
        return answer;
      };
      const driver = new HttpDriver({ fetch, origin, mails: product.mails });
      await runJourney(journey, driver);
      // Erasing everything does not end the links to "Not you?".
      const mails = await product.mails();
      await runContactsJourney(journey, driver);
      const all = [...mails, ...(await product.mails())].map(({ text }) => text).join('\n');
      const notYou = /\/not-you\/[\w.-]+/.exec(all)?.[0] ?? 'no link';
      expect((await fetch(get(notYou))).status).toBe(200);
      vi.restoreAllMocks();

      const secrets = new Set(matchesOf(TOKENS, all));
      expect(secrets.size).toBeGreaterThanOrEqual(4);
      const log = logged.join('\n');
      expect(log).toContain('send-accepted');
      for (const secret of secrets) expect(log).not.toContain(secret);
      expect(log).not.toContain(englishForm.candidateEmail);
      expect([...policies]).toEqual(['same-origin']);
      // Email programs and files are no sites. The letter's own addresses are `mailto:`.
      const elsewhere = [...targets].filter(
        (target) =>
          !/^(?:\/(?!\/)|#|\?|mailto:|data:,$)/.test(target) && !target.startsWith(`${origin}/`),
      );
      expect(elsewhere).toEqual([]);
    },
    120_000,
  );
});
