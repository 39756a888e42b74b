import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { wireProduct } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post } from '../support/requests.ts';
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

  describe('when a letter bounced', () => {
    const values = { recruiterEmail: 'dana@typo.example', reason: 'other-offer' };
    const recruiterEmail = 'dana@mended.example';
    const bounced = (attributes: object = {}) =>
      letterWith({ state: 'bounced', confirmedAt: Date.now(), ...attributes }, values);
    /** The form of the page with the address to mend. */
    const mendForm = async (path: string) => formOf(await htmlAt(path), '/again');
    const mend = async (path: string, change: Readonly<Record<string, string>>) => {
      const { action, values: served } = await mendForm(path);
      return product.fetch(post(action, { ...served, ...change }));
    };

    test('then its page makes the same letter to another address, without an email', async () => {
      const { path } = await bounced();
      await product.clearMails();
      expect((await mendForm(path)).values).toEqual({
        nonce: expect.any(String),
        recruiterEmail: '',
      });
      const answer = await mend(path, { recruiterEmail });
      expect(answer.status).toBe(303);
      const review = await htmlAt(answer.headers.get('location') ?? '');
      expect(textOf(review)).toContain(recruiterEmail);
      expect(parse(review).querySelector('.letter-text')?.text).toBe(
        parse(await htmlAt(path)).querySelector('.letter-text')?.text,
      );
      expect(await product.mails()).toEqual([]);
    });

    test.each([
      ['empty', { recruiterEmail: '' }, 'Enter their email'],
      ['no address', { recruiterEmail: 'dana' }, 'Please enter the whole address'],
      ['the refused one', { recruiterEmail: 'Dana@TYPO.example' }, "didn't arrive"],
      ['a likely typo', { recruiterEmail: 'dana@gmial.com' }, 'dana@gmail.com'],
    ])(
      'and the address is %s, then the form asks for it, with all else',
      async (_, change, why) => {
        const { path } = await bounced();
        const answer = await mend(path, change);
        expect(answer.status).toBe(422);
        const html = await answer.text();
        expect(textOf(html)).toContain(why);
        const form = formOf(html, '/another');
        expect(form.values).toMatchObject({
          ...change,
          company: 'Northwind & Sons',
          reason: 'other-offer',
        });
        const saved = await product.fetch(post(form.action, { ...form.values, recruiterEmail }));
        expect(saved.status).toBe(303);
      },
    );

    test('and its page did not serve the form, then nothing is made', async () => {
      const { path } = await bounced();
      expect((await mend(path, { recruiterEmail, nonce: 'x' })).status).toBe(409);
    });

    test('and its form asks once more, then the refused address is still refused', async () => {
      const { path } = await bounced();
      const asked = await mend(path, { recruiterEmail: '' });
      const { action, values: shown } = formOf(await asked.text(), '/another');
      const answer = await product.fetch(post(action, { ...shown, ...values }));
      expect(answer.status).toBe(422);
      expect(textOf(await answer.text())).toContain("didn't arrive");
    });

    test('and its form has errors, or another language, then it says what it is', async () => {
      const { path } = await bounced();
      const shown = [await (await mend(path, { recruiterEmail: '' })).text()];
      for (const [language, change] of [
        ['en', { recruiterEmail: 'dana' }],
        ['es', { switchFrom: 'en' }],
      ] as const) {
        const { action, values: typed } = formOf(shown.at(-1) ?? '', '/another');
        const posted = action.replace('lang=en', `lang=${language}`);
        const answer = await product.fetch(post(posted, { ...typed, ...change }));
        shown.push(await answer.text());
      }
      expect(shown.map((html) => parse(html).querySelector('h1')?.text)).toEqual([
        'The letter, once more',
        'The letter, once more',
        'La carta, una vez más',
      ]);
      // A form for anyone else has its own title, also if it is posted by a script.
      const { action, values: other } = formOf(await htmlAt(`${path}/another`), '/another');
      const html = await (await product.fetch(post(action, { ...other, stage: '' }))).text();
      expect(parse(html).querySelector('h1')?.text).toBe('Write another letter');
    });

    test('and its days have passed meanwhile, then the same letter can be sent', async () => {
      const day = (days: number) =>
        new Date(Date.now() + days * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10);
      const { path, id } = await letterWith(
        { state: 'bounced' },
        { ...values, stage: 'scheduled' },
      );
      const wired = wireProduct(product.dynamoDb);
      const { input, privatePlan } = (await wired.store.find(id)) ?? {};
      await setLetterAttributes(product.dynamoDb, id, {
        input: { ...input, interviewDate: `${day(-5)}T10:30` },
        privatePlan: { ...privatePlan, reconnect: day(20), reconnectOn: day(20) },
      });
      const { nonce } = (await mendForm(path)).values;
      const asJson = await product.fetch(json(`${path}/again`, { recruiterEmail, nonce }));
      expect(asJson.status).toBe(201);
      // The form of a likely typo has the day, too, and so has a change of the letter.
      const asked = await (await mend(path, { recruiterEmail: 'dana@gmial.com' })).text();
      const form = formOf(asked, '/another');
      expect(form.values).toMatchObject({ interviewDate: day(-5), reconnectDate: day(20) });
      const answer = await product.fetch(post(form.action, form.values));
      expect(answer.status).toBe(303);
      const made = (answer.headers.get('location') ?? '').replace(/\?.*/, '');
      const edit = formOf(await htmlAt(`${made}/edit`), '/edit');
      const edited = { ...edit.values, recruiterEmail, company: 'Southwind' };
      expect((await product.fetch(post(edit.action, edited))).status).toBe(303);
      expect(parse(await htmlAt(made)).querySelector('.letter-text')?.text).toMatch(
        new RegExp(`Southwind.*interview on .* ${Number(day(-5).slice(8))} at 10:30`),
      );
      // A day that is typed anew is none of the past.
      const typed = { ...edit.values, interviewDate: day(-6) };
      expect((await product.fetch(post(edit.action, typed))).status).toBe(422);
    });

    test('and its link expires meanwhile, then the form has a link emailed', async () => {
      const { path, id } = await bounced();
      const { action, values: served } = await mendForm(path);
      await setLetterAttributes(product.dynamoDb, id, { linkExpiresAt: Date.now() - 1 });
      await product.clearMails();
      const wrong = await product.fetch(post(action, { ...served, recruiterEmail: 'dana' }));
      expect(wrong.status).toBe(422);
      const answer = await product.fetch(post(action, { ...served, recruiterEmail }));
      expect(answer.status).toBe(409);
      const html = await answer.text();
      expect(textOf(html)).toContain('Your link has expired');
      const form = formOf(html, '/declines');
      expect(form.values['recruiterEmail']).toBe(recruiterEmail);
      // From then on the page leads to the form.
      expect(await htmlAt(path)).toMatch(/href="[^"]*\/again[^"]*#recruiterEmail"/);
      const mailed = await product.fetch(post(form.action, form.values));
      expect(textOf(await mailed.text())).toContain('Check your inbox');
      const review = await htmlAt(new URL(linkIn(await product.mails())).pathname);
      expect(textOf(review)).toContain(recruiterEmail);
    });

    test('and a script mends it, then it gets the new letter', async () => {
      const { path } = await bounced();
      const { nonce } = (await mendForm(path)).values;
      const answer = await product.fetch(json(`${path}/again`, { recruiterEmail, nonce }));
      const letter = expect.stringMatching(/\/letters\/[\w-]+\.[\w-]+$/);
      expect([answer.status, await answer.json()]).toEqual([201, { letter }]);
      // It is not asked about a likely typo, but told.
      const typo = { recruiterEmail: 'dana@gmial.com', nonce };
      expect(await (await product.fetch(json(`${path}/again`, typo))).json()).toEqual({
        letter,
        addressHints: [
          {
            field: 'recruiterEmail',
            message: 'Did you mean dana@gmail.com?',
            suggestion: 'dana@gmail.com',
          },
        ],
      });
    });

    test('and all of it is to be changed, then the form has what was written', async () => {
      const { path } = await bounced();
      const form = formOf(await htmlAt(`${path}/again`), '/another');
      expect(form.values).toMatchObject({ ...values, company: 'Northwind & Sons' });
      const answer = await product.fetch(post(form.action, { ...form.values, recruiterEmail }));
      expect(answer.status).toBe(303);
    });
  });
});
