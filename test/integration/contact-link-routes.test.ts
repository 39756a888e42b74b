import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, wireProduct } from '../support/harness.ts';
import { json, post } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const hasText = (text: string) => expect.stringContaining(text);
const seen = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  body: await response.text(),
});

describe.each(availableEmulators())('the form that asks for a link on %s', (kind) => {
  const pages = setUpContactPages(kind);

  test('the answer is the same for whoever has contacts, for whoever has none, and for a second wish at once', async () => {
    const [someone, nobody] = [uniqueCandidate(), uniqueCandidate()];
    await declineTo(pages.wired, { candidateEmail: someone });
    for (const ask of [
      (candidateEmail: string) => post('/contacts/link?lang=en', { candidateEmail }),
      (candidateEmail: string) => json('/contacts/link', { candidateEmail }),
    ]) {
      const answers = [];
      for (const address of [someone, nobody, someone, nobody]) {
        const { body, ...rest } = await seen(await pages.product.fetch(ask(address)));
        expect(body).toContain(address);
        answers.push(JSON.stringify({ ...rest, body: body.replaceAll(address, 'ADDRESS') }));
      }
      expect(new Set(answers).size).toBe(1);
    }
    const asked = (await pages.product.mails()).flatMap(({ to }) => to);
    expect(asked.filter((address) => address === someone)).toHaveLength(1);
    expect(asked.filter((address) => address === nobody)).toHaveLength(1);
  });

  test('one link a minute and five a day, however often it is asked for', async () => {
    const clock = { now: Date.now() };
    const timed = wireProduct({ ...pages.product.dynamoDb, now: () => clock.now });
    const candidateEmail = uniqueCandidate();
    const answers = new Set<string>();
    const ask = async (): Promise<number> => {
      const before = timed.mails.length;
      answers.add(
        JSON.stringify(
          await seen(await timed.web.fetch(post('/contacts/link', { candidateEmail }))),
        ),
      );
      return timed.mails.length - before;
    };
    const begun = clock.now;
    expect(await ask()).toBe(1);
    clock.now += MINUTE_MS - 1;
    expect(await ask()).toBe(0);
    clock.now += 1;
    expect(await ask()).toBe(1);
    // What was held back is not counted, and does not begin the minute anew.
    clock.now += MINUTE_MS;
    for (const mailed of [1, 0, 0]) expect(await ask()).toBe(mailed);
    for (const mailed of [1, 1, 0, 0]) {
      clock.now += HOUR_MS;
      expect(await ask()).toBe(mailed);
    }
    clock.now = begun + DAY_MS - 1;
    expect(await ask()).toBe(0);
    clock.now = begun + DAY_MS;
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(0);
    expect(timed.mails).toHaveLength(6);
    expect(answers.size).toBe(1);
  });

  test('of fifty wishes at once one is granted, and in another case the address is the same', async () => {
    const candidateEmail = uniqueCandidate();
    const timed = wireProduct(pages.product.dynamoDb);
    const wishes = Array.from({ length: 50 }, (_, index) =>
      timed.web.fetch(
        post('/contacts/link', {
          candidateEmail: index % 2 === 0 ? candidateEmail : candidateEmail.toUpperCase(),
        }),
      ),
    );
    const statuses = (await Promise.all(wishes)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(timed.mails).toHaveLength(1);
  });

  test.each([
    ['en', 'eve@elsewhere.example', 'This Open Door is for invited people only.'],
    ['es', 'eve@elsewhere.example', 'Este Open Door es solo por invitación.'],
    ['en', '"><b>eve', 'Please write one address, like dana@example.com.'],
    [
      'es',
      'a@candidates.example, b@candidates.example',
      'Escribe una dirección, como dana@example.com.',
    ],
    ['en', '  ', 'Please fill this in.'],
    ['es', '', 'Falta este dato.'],
  ])('in %s, %j comes back as typed with what is wrong', async (lang, typed, told) => {
    await pages.product.clearMails();
    const before = await allItems(pages.product.dynamoDb);
    const answer = await pages.product.fetch(
      post(`/contacts/link?lang=${lang}`, { candidateEmail: typed }),
    );
    expectSecurityHeaders(answer);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toMatch(/<p class="problem" id="candidateEmail-error">[^<]/);
    expect(textOf(html)).toContain(told);
    expect(formOf(html, '/contacts/link').values).toEqual({ candidateEmail: typed });
    expect(html).not.toContain('<b>eve');

    const asJson = await pages.product.fetch(
      json(`/contacts/link?lang=${lang}`, { candidateEmail: typed }),
    );
    expectSecurityHeaders(asJson);
    expect([asJson.status, await asJson.json()]).toEqual([
      422,
      { errors: [{ field: 'candidateEmail', message: hasText(told) }] },
    ]);
    expect(await pages.product.mails()).toEqual([]);
    expect(await allItems(pages.product.dynamoDb)).toEqual(before);
  });

  test('a link that SES refuses is not counted: another may be asked for at once, all day', async () => {
    const candidateEmail = uniqueCandidate();
    const refusing = wireProduct({
      ...pages.product.dynamoDb,
      answer: async () => ({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' }),
    });
    for (let times = 0; times < 7; times += 1) {
      const refused = await refusing.web.fetch(post('/contacts/link', { candidateEmail }));
      expect(refused.status).toBe(503);
      expect(textOf(await refused.text())).toContain('please try again');
    }
    expect(refusing.mails).toHaveLength(7);
    await pages.product.clearMails();
    expect((await pages.product.fetch(post('/contacts/link', { candidateEmail }))).status).toBe(
      200,
    );
    expect((await pages.product.mails()).map(({ to }) => to)).toEqual([[candidateEmail]]);
    // Nobody has the refused ones: one link is left, and it is counted.
    const mine = [...(await allItems(pages.product.dynamoDb)).keys()].filter((key) =>
      key.startsWith(`CANDIDATE#${addressKey(candidateEmail)} `),
    );
    expect(mine.filter((key) => key.includes(' LINK#'))).toHaveLength(1);
  });

  test('a body that is no address at all is refused, and nothing breaks', async () => {
    const before = await allItems(pages.product.dynamoDb);
    for (const body of [
      { candidateEmail: ['a@candidates.example'] },
      { candidateEmail: null },
      {},
    ]) {
      expect((await pages.product.fetch(json('/contacts/link', body))).status).toBe(422);
    }
    for (const [body, type, status] of [
      ['{', 'application/json', 400],
      ['x', 'text/plain', 415],
      ['a='.padEnd(100_000, 'x'), 'application/x-www-form-urlencoded', 413],
    ] as const) {
      const request = new Request(new URL('/contacts/link', origin), {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
      expect((await pages.product.fetch(request)).status).toBe(status);
    }
    expect(await allItems(pages.product.dynamoDb)).toEqual(before);
  });

  test('the mails differ in the link only, whatever else is posted', async () => {
    const mailed = wireProduct(pages.product.dynamoDb);
    const addresses = Array.from({ length: 100 }, uniqueCandidate);
    for (const candidateEmail of addresses) {
      const word = `zq${candidateEmail.slice(0, 9)}`;
      const extras = { candidateName: word, company: word, note: word, words: word, lang: word };
      const forged = {
        host: `${word}.example`,
        'x-forwarded-host': `${word}.example`,
        referer: word,
      };
      await mailed.web.fetch(
        post(`/contacts/link?words=${word}&flash=${word}`, { ...extras, candidateEmail }, forged),
      );
    }
    expect(mailed.mails.map(({ to }) => to)).toEqual(addresses);
    const rest = mailed.mails.map(({ to: _to, ...mail }) =>
      JSON.stringify(mail).replaceAll(
        /https:\/\/door\.example\/contacts\/[\w-]{22}\.[\w-]{43}/g,
        'LINK',
      ),
    );
    expect(new Set(rest).size).toBe(1);
    expect(rest[0]).toContain('LINK?lang=en');
  });

  test('the mailed link opens the list; the table holds nothing that would', async () => {
    await pages.product.clearMails();
    const candidateEmail = uniqueCandidate();
    await pages.product.fetch(post('/contacts/link?lang=es', { candidateEmail }));
    const [mail, ...others] = await pages.product.mails();
    expect([mail?.to, others]).toEqual([[candidateEmail], []]);
    const [, path = '', secret = ''] =
      /https:\/\/door\.example(\/contacts\/[\w-]+\.([\w-]{43})\?lang=es)/.exec(mail?.text ?? '') ??
      [];
    const html = await pages.htmlAt(path);
    expect(html).toContain('<html lang="es">');
    expect(textOf(html)).toContain('Todavía no hay nadie');
    expect(JSON.stringify([...(await allItems(pages.product.dynamoDb))])).not.toContain(secret);
  });
});
