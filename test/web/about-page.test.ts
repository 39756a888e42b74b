import { beforeAll, describe, expect, test } from 'vitest';
import {
  draftKeptUntil,
  expiryOf,
  LETTER_KEPT_DAYS,
} from '../../lambdas/core/decline/retention.ts';
import { COUNT_DAYS } from '../../lambdas/core/kept-days.ts';
import { SLOT_MS } from '../../lambdas/core/limits/letter-slots.ts';
import {
  contactsLimits,
  mailboxLimits,
  networkLimits,
  onceADay,
} from '../../lambdas/core/limits/link-limits.ts';
import { costOf } from '../../lambdas/core/limits/rate-limit.ts';
import { BACKUP_DAYS } from '../../lambdas/environment.ts';
import { LINK_LIFE_MS } from '../../lambdas/remind/attempt.ts';
import type { Deployment } from '../../lambdas/site/deployment.ts';
import { commonWords } from '../../lambdas/site/words/words.ts';
import { type KeptSettings, keptOf } from '../../lambdas/web/kept.ts';
import { accessibilityPage, privacyPage } from '../../lambdas/web/pages/about-page.tsx';
import { aboutWords } from '../../lambdas/web/words/about.ts';
import { tableDefinition } from '../../lib/table-definition.ts';
import { textOf } from '../journey/http-driver.ts';

const languages = ['en', 'es'] as const;
const DAY_MS = 24 * 60 * 60_000;

beforeAll(async () => {
  for (const language of languages) {
    await Promise.all([commonWords.load(language), aboutWords.load(language)]);
  }
});

/** Numbers that nothing else on the page has. */
const settings = { linkHours: 31, logDays: 545, region: 'eu-west-1' } as const;
const operator = { name: 'Careers Office, Example School', contact: 'careers@school.example' };
const given = { operator, letterDays: 19 };

const pageOf = (
  render: typeof privacyPage,
  language: (typeof languages)[number],
  deployment: Deployment = given,
  own: KeptSettings = settings,
): string => {
  const words = { ...commonWords({ language }), deployment };
  return `${render(words, keptOf(own, deployment))}`;
};
/** The text of the page, without the header and the footer. */
const mainOf = (html: string): string => textOf(/<main.*<\/main>/s.exec(html)?.[0] ?? '');
const numbersOf = (text: string) => new Set((text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));

describe.each(languages)('the page /privacy in %s', (language) => {
  const text = () => mainOf(pageOf(privacyPage, language));
  const dayWord = { en: 'days', es: 'días' }[language];

  test('when its numbers are read, then they are those that the code uses', () => {
    const letter = expiryOf('sent', { now: 0, keptDays: given.letterDays });
    const used = [
      settings.linkHours,
      settings.logDays,
      Number(letter.ttl) / (DAY_MS / 1000),
      draftKeptUntil(0) / DAY_MS,
      LINK_LIFE_MS / DAY_MS,
      COUNT_DAYS,
      tableDefinition.recoveryDays,
      // The life of a salt. What the table keeps is in test/integration/about.test.ts.
      2,
      // In the name of the region.
      1,
    ];
    expect(numbersOf(text())).toEqual(new Set(used));
  });

  test('when the deployment sets nothing, then it says what is not stated', () => {
    const html = pageOf(privacyPage, language, {}, { linkHours: 48 });
    const notStated = aboutWords({ language }).notStated;
    // Who, where, and whom to ask: in two places.
    expect(mainOf(html).split(notStated)).toHaveLength(5);
    expect(mainOf(html)).toContain(`${LETTER_KEPT_DAYS} ${dayWord}`);
    expect(mainOf(html)).toContain(`${BACKUP_DAYS} ${dayWord}`);
    expect(html).not.toMatch(/undefined|mailto:|\[object/);
  });

  test('when all is set, then it names the operator, the contact and the region', () => {
    const html = pageOf(privacyPage, language);
    expect(text()).toContain(operator.name);
    expect(text()).toContain(settings.region);
    expect(text()).not.toContain(aboutWords({ language }).notStated);
    expect(html.match(/href="mailto:careers@school\.example"/g)?.length).toBe(3);
  });

  test('when the name is hostile, then it is text, not HTML', () => {
    const html = pageOf(privacyPage, language, { operator: { name: '<script>x</script>' } });
    expect(html).toContain('&lt;script&gt;x&lt;/script&gt;');
  });

  test('when letters have the link below them, then the page points to it, otherwise not', () => {
    const link = { en: 'link at the end of each letter', es: 'enlace que está al final' }[language];
    const withLink = { ...settings, hasNoLettersLink: true };
    expect(mainOf(pageOf(privacyPage, language, given, withLink))).toContain(link);
    expect(text()).not.toContain(link);
  });
});

test('when a count is kept longest, then no longer than the page says', () => {
  const limits = [
    ...contactsLimits({ contactsPerMailboxDay: 5 }),
    ...[1, 20, 1000].flatMap((perMailboxDay) => mailboxLimits({ perMailboxDay })),
    ...[1, 60, 100_000].flatMap((perNetworkHour) => networkLimits({ perNetworkHour })),
    ...onceADay,
  ];
  // The whole burst is taken. `DynamoRateLimiter` keeps the number for a day more.
  const longest = Math.max(...limits.map((limit) => costOf(limit, limit.burst) + DAY_MS));
  expect(Math.max(longest, 2 * SLOT_MS)).toBeLessThanOrEqual(COUNT_DAYS * DAY_MS);
});

describe.each(languages)('the page /accessibility in %s', (language) => {
  test('when its numbers are read, then they are those that the tests hold', () => {
    const text = mainOf(pageOf(accessibilityPage, language));
    // WCAG 2.2; 320 px, 400 %; contrasts of 4.5:1 and 3:1; 24 px; the life of a link.
    expect(numbersOf(text)).toEqual(new Set([1, 2.2, 3, 4.5, 24, 320, 400, settings.linkHours]));
    expect(text).toContain(operator.contact);
  });
});
