import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, post } from '../support/requests.ts';
import { setLetterAttributes } from '../support/table.ts';

const MINUTE_MS = 60_000;

describe.each(availableEmulators())('the pages of a letter on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  const htmlAt = async (path: string) => (await product.fetch(get(path))).text();
  /** A letter with these attributes in the table. */
  const letterWith = async (attributes: Record<string, unknown>, values = {}) => {
    const letter = await draftThroughForm(product, values);
    await setLetterAttributes(product.dynamoDb, letter.id, attributes);
    return letter;
  };

  test('when the review is shown, then only the send form follows the letter', async () => {
    const { path } = await draftThroughForm(product);
    const page = parse(await htmlAt(path));
    const desk = page.querySelector('main > .desk');
    expect(desk?.querySelector('.letter-text')?.getAttribute('translate')).toBe('no');
    expect(desk?.nextElementSibling?.querySelector('form')?.getAttribute('action')).toContain(
      '/send',
    );
    for (const text of ['dana@northwind.example', 'alex@candidates.example']) {
      const fact = desk?.querySelectorAll('dd').find((dd) => dd.text === text);
      expect([text, fact?.getAttribute('translate')]).toEqual([text, 'no']);
    }
    expect(page.querySelectorAll('button.main')).toHaveLength(1);
  });

  test('when a box is not ticked, then the error links to it', async () => {
    const { path, confirmation } = await draftThroughForm(product);
    const send = await product.fetch(post(`${path}/send`, { ...confirmation, sure: '' }));
    const cancel = formOf(await htmlAt(path), '/cancel');
    const answers = [send, await product.fetch(post(cancel.action, cancel.values))];
    for (const answer of answers) {
      expect(answer.status).toBe(422);
      const page = parse(await answer.text());
      const href = page.querySelector('[role=alert] a')?.getAttribute('href') ?? '';
      const box = page.querySelector(href);
      expect(box?.getAttribute('type')).toBe('checkbox');
      expect(box?.hasAttribute('checked')).toBe(false);
      expect(box?.closest('details')?.hasAttribute('open') ?? true).toBe(true);
    }
  });

  test.each([
    ['quota', 'DailyQuota', 'email limit'],
    ['rate', 'SendRateShare', 'A lot of letters'],
    ['stop', 'SendingStopped', 'Sending is paused'],
    ['other', 'constructor', "couldn't take it just now"],
  ])(
    'when a letter waits (%s), then its page says why, and looks again',
    async (_, failure, why) => {
      const { path } = await letterWith({ state: 'retry', failure, attempts: 1 });
      const html = await htmlAt(path);
      expect(textOf(html)).toContain(why);
      const page = parse(html);
      expect(page.querySelector('[data-again]')?.getAttribute('href')).toBe(`${path}?lang=en`);
      expect(html).toContain(
        `<noscript><meta http-equiv="refresh" content="60; url=${path}?lang=en"/></noscript>`,
      );
      expect(page.querySelector('.letter-text')?.text).toContain('Hi Dana,');
    },
  );

  test.each(['sent', 'unknown', 'failed', 'draft'])(
    'when a letter does not wait (%s), then its page does not look again',
    async (state) => {
      const { path } = await letterWith({ state, confirmedAt: Date.now(), attempts: 1 });
      expect(await htmlAt(path)).not.toMatch(/http-equiv|data-again/);
    },
  );

  test('when a letter is sent, then there is no log of times; with trouble there is', async () => {
    const at = Date.now();
    for (const [state, hasTimes] of [
      ['sent', false],
      ['delivered', false],
      ['delayed', true],
      ['bounced', true],
      ['failed', true],
    ] as const) {
      const { path } = await letterWith({ state, confirmedAt: at, sentAt: at, reportedAt: at });
      const page = parse(await htmlAt(path));
      expect([state, page.querySelector('.times') !== null]).toEqual([state, hasTimes]);
      expect(page.querySelectorAll('h1')).toHaveLength(1);
    }
  });

  test('when the outcome is unknown, then the third step says until when to wait', async () => {
    const attributes = { state: 'unknown', attempts: 1 };
    const values = { timeZone: 'Europe/Madrid' };
    const confirmedAt = Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS + 1;
    const { path } = await letterWith({ ...attributes, confirmedAt }, values);
    const until = new Intl.DateTimeFormat('es', {
      hour: 'numeric',
      minute: '2-digit',
      timeZone: 'Europe/Madrid',
    }).format(confirmedAt - 1 + 15 * MINUTE_MS);
    const text = textOf(await htmlAt(`${path}?lang=es`));
    expect(text).toMatch(new RegExp(`¿No está a las? ${until}\\?`));
    const past = await letterWith({ ...attributes, confirmedAt: confirmedAt - 20 * MINUTE_MS });
    expect(textOf(await htmlAt(past.path))).toContain('Still not there?');
    const retried = await letterWith({ ...attributes, attempts: 2, confirmedAt });
    expect(textOf(await htmlAt(retried.path))).toContain('Still not there?');
  });

  test('when a letter bounced, then its page leads to the form, which makes another', async () => {
    const values = { recruiterEmail: 'dana@typo.example' };
    const at = Date.now();
    const { path } = await letterWith(
      { state: 'bounced', confirmedAt: at, linkExpiresAt: at - 1 },
      values,
    );
    await product.clearMails();
    const [, again = ''] =
      /href="([^"#]*\/again[^"#]*)#recruiterEmail"/.exec(await htmlAt(path)) ?? [];
    const form = formOf(await htmlAt(again), '/declines');
    expect(form.values['recruiterEmail']).toBe('dana@typo.example');
    const recruiterEmail = 'dana@mended.example';
    const answer = await product.fetch(post(form.action, { ...form.values, recruiterEmail }));
    expect(textOf(await answer.text())).toContain('Check your inbox');
    const review = await htmlAt(new URL(linkIn(await product.mails())).pathname);
    expect(textOf(review)).toContain(recruiterEmail);
  });
});
