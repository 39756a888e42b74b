import { afterEach, describe, expect, test } from 'vitest';
import { dynamoDbClient } from '../../lambdas/aws/table-client.ts';
import { letterEn } from '../../lambdas/site/words/letter-en.ts';
import { letterEs } from '../../lambdas/site/words/letter-es.ts';
import { troubleEn } from '../../lambdas/site/words/trouble-en.ts';
import { troubleEs } from '../../lambdas/site/words/trouble-es.ts';
import { BrowserDriver } from '../journey/browser-driver.ts';
import { journeys, linkIn } from '../journey/journey.ts';
import { productInBrowser } from '../support/browser-product.ts';
import { clearBlocksAndBreaker } from '../support/table.ts';

const running = productInBrowser();
const english = { outcome: letterEn.outcome, ...troubleEn };
const spanish: typeof english = { outcome: letterEs.outcome, ...troubleEs };

// A complaint blocks its recruiter, in every language.
afterEach(() =>
  clearBlocksAndBreaker({ client: dynamoDbClient(), tableName: process.env['TABLE_NAME'] ?? '' }),
);

/**
 * The addresses of the local SES's mailboxes, and what the letter's page says after a
 * letter to each of them.
 */
const outcomes: readonly (readonly [
  address: string,
  expectedText: (words: typeof english, person: string) => string,
])[] = [
  ['ooto@simulator.amazonses.com', ({ outcome }) => outcome.delivered],
  ['delay@trouble.example', ({ outcome }) => outcome.delayed],
  ['bounce@simulator.amazonses.com', ({ bounced }, person) => bounced.title(person)],
  ['complaint@simulator.amazonses.com', ({ complained }) => complained.title],
  ['quota@trouble.example', ({ retry }) => retry.why.quota],
  ['refuse@trouble.example', ({ failed }) => failed.title],
  ['lost@trouble.example', ({ unknown }) => unknown.title],
];

describe.each([
  { language: 'en', words: english, person: 'Dana' },
  { language: 'es', words: spanish, person: 'María José' },
] as const)('the page of a letter in $language', ({ language: ownLanguage, words, person }) => {
  const journey = journeys.find(({ language }) => language === ownLanguage);
  if (journey === undefined) throw new Error('There is no journey in this language.');

  test.each(outcomes)(
    'when a letter is sent to %s, then its page says the outcome',
    async (recruiterEmail, expectedText) => {
      const context = await running.browser.newContext({ viewport: { width: 320, height: 700 } });
      try {
        const page = await context.newPage();
        // Each test has its own candidate, because notices of earlier letters may come at
        // any time.
        const candidateEmail = `${recruiterEmail.replace('@', '.at.')}@${ownLanguage}.example`;
        const mails = async () =>
          (await running.product.mails()).filter(({ to }) => to.includes(candidateEmail));
        const driver = new BrowserDriver(page, running.product.origin, mails);
        await driver.openForm(ownLanguage);
        await driver.submitForm({ ...journey.form, candidateEmail, recruiterEmail });
        const link = linkIn(await mails());
        await driver.openLink(link);
        await driver.send({ ticked: true });
        await running.product.deliverEvents();
        expect((await driver.openLink(link)).text).toContain(expectedText(words, person));
      } finally {
        await context.close();
      }
    },
  );
});
