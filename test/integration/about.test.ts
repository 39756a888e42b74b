import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOT_YOU_DAYS, SALT_DAYS } from '../../lambdas/core/kept-days.ts';
import { textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders } from '../support/contact-pages.ts';
import { origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { allItems } from '../support/table.ts';

const DAY_MS = 24 * 60 * 60_000;
const settings = {
  LOG_DAYS: '90',
  LETTER_DAYS: '21',
  LINK_HOURS: '24',
  OPERATOR: '{"name":"Careers Office","contact":"https://school.example/careers"}',
};

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite', settings);
});
afterAll(() => product.close());

const open = (path: string, headers: Record<string, string> = {}) =>
  product.fetch(new Request(new URL(path, origin), { headers }));

describe.each([
  ['/privacy', '?lang=en', 'What we keep', '90 days'],
  ['/privacy', '?lang=es', 'Qué guardamos', '90 días'],
  ['/accessibility', '?lang=en', 'Accessibility', '24 hours'],
  ['/accessibility', '?lang=es', 'Accesibilidad', '24 horas'],
] as const)('%s%s', (path, query, title, said) => {
  test('when it is opened, then it has the title and the settings', async () => {
    const answer = await open(`${path}${query}`);
    const text = textOf(await answer.text());
    expect([answer.status, text.includes(title), text.includes(said)]).toEqual([200, true, true]);
    expect(text).toContain('school.example/careers');
    expectSecurityHeaders(answer);
  });
});

test('when the language is that of the browser, then the page has it', async () => {
  const answer = await open('/privacy', { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' });
  expect(await answer.text()).toContain('<html lang="es"');
});

test('when a link was asked for, then it is kept as long as the page says', async () => {
  const before = Date.now();
  await draftThroughForm(product);
  const items = [...(await allItems(product.dynamoDb)).values()];
  const daysOf = (pk: string, sk = '') =>
    items
      .filter((item) => String(item['pk']).startsWith(pk) && String(item['sk']).startsWith(sk))
      .map(({ ttl }) => (Number(ttl) * 1000 - before) / DAY_MS);
  const [notYou] = daysOf('MAILBOX#', 'NOT-YOU#');
  expect(notYou).toBeCloseTo(NOT_YOU_DAYS, 2);
  const salts = daysOf('SALT#');
  expect(salts).toHaveLength(1);
  // It is counted from the beginning of the day.
  expect(Math.ceil(Number(salts[0]))).toBe(SALT_DAYS);
});
