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
const readAnswer = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  body: await response.text(),
});

describe.each(availableEmulators())('the form that asks for a link on %s', (kind) => {
  const pages = setUpContactPages(kind);

  test('when there are no contacts or it is a repeat, then the answer is the same', async () => {
    const [withContacts, withoutContacts] = [uniqueCandidate(), uniqueCandidate()];
    await declineTo(pages.wired, { candidateEmail: withContacts });
    for (const requestFor of [
      (candidateEmail: string) => post('/contacts/link?lang=en', { candidateEmail }),
      (candidateEmail: string) => json('/contacts/link', { candidateEmail }),
    ]) {
      const answers = [];
      for (const address of [withContacts, withoutContacts, withContacts, withoutContacts]) {
        const { body, ...rest } = await readAnswer(await pages.product.fetch(requestFor(address)));
        expect(body).toContain(address);
        answers.push(
          JSON.stringify({
            ...rest,
            body: body.replaceAll('<wbr/>', '').replaceAll(address, 'ADDRESS'),
          }),
        );
      }
      expect(new Set(answers).size).toBe(1);
    }
    const recipients = (await pages.product.mails()).flatMap(({ to }) => to);
    expect(recipients.filter((address) => address === withContacts)).toHaveLength(1);
    expect(recipients.filter((address) => address === withoutContacts)).toHaveLength(1);
  });

  test('when the address is pasted with a name, then the link goes to it', async () => {
    const address = uniqueCandidate();
    const answer = await pages.product.fetch(
      post('/contacts/link', { candidateEmail: `Alex Rivera <${address}>,` }),
    );
    expect(answer.status).toBe(200);
    expect((await pages.product.mails()).flatMap(({ to }) => to)).toContain(address);
  });

  test('when it is an address of Open Door, then it is refused', async () => {
    const answer = await pages.product.fetch(
      json('/contacts/link', { candidateEmail: 'Letters@door.example' }),
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('belongs to Open Door itself');
  });

  test('when it looks mistyped, then one button posts the other address', async () => {
    const answer = await pages.product.fetch(
      post('/contacts/link?lang=en', { candidateEmail: 'alex@gmial.com' }),
    );
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain('Did you mean alex@gmail.com?');
    expect(html).toMatch(/name="takeCandidateEmail" value="alex@gmail.com"/);
    const address = uniqueCandidate();
    const taken = await pages.product.fetch(
      post('/contacts/link', { candidateEmail: 'alex@gmial.com', takeCandidateEmail: address }),
    );
    expect(textOf(await taken.text())).toContain(address);
    const asJson = await pages.product.fetch(
      json('/contacts/link?lang=es', { candidateEmail: 'alex@gmial.com' }),
    );
    expect([asJson.status, await asJson.json()]).toEqual([
      202,
      {
        mailedTo: 'alex@gmial.com',
        linkHours: 48,
        message: hasText('va un enlace en camino'),
        addressHints: [
          {
            field: 'candidateEmail',
            message: '¿Querías decir alex@gmail.com?',
            suggestion: 'alex@gmail.com',
          },
        ],
      },
    ]);
  });

  test('when links are requested often, then one a minute and five a day are mailed', async () => {
    const clock = { now: Date.now() };
    const timed = wireProduct({ ...pages.product.dynamoDb, now: () => clock.now });
    const candidateEmail = uniqueCandidate();
    const answers = new Set<string>();
    /** Requests a link and gives the number of emails that this sent. */
    const requestLink = async (): Promise<number> => {
      const before = timed.mails.length;
      answers.add(
        JSON.stringify(
          await readAnswer(await timed.web.fetch(post('/contacts/link', { candidateEmail }))),
        ),
      );
      return timed.mails.length - before;
    };
    const startedAt = clock.now;
    expect(await requestLink()).toBe(1);
    clock.now += MINUTE_MS - 1;
    expect(await requestLink()).toBe(0);
    clock.now += 1;
    expect(await requestLink()).toBe(1);
    // A request without an email does not count, and does not restart the minute.
    clock.now += MINUTE_MS;
    for (const mailed of [1, 0, 0]) expect(await requestLink()).toBe(mailed);
    for (const mailed of [1, 1, 0, 0]) {
      clock.now += HOUR_MS;
      expect(await requestLink()).toBe(mailed);
    }
    clock.now = startedAt + DAY_MS - 1;
    expect(await requestLink()).toBe(0);
    clock.now = startedAt + DAY_MS;
    expect(await requestLink()).toBe(1);
    expect(await requestLink()).toBe(0);
    expect(timed.mails).toHaveLength(6);
    expect(answers.size).toBe(1);
  });

  test('when 50 requests race in two spellings of an address, then one is mailed', async () => {
    const candidateEmail = uniqueCandidate();
    const timed = wireProduct(pages.product.dynamoDb);
    const answers = Array.from({ length: 50 }, (_, index) =>
      timed.web.fetch(
        post('/contacts/link', {
          candidateEmail: index % 2 === 0 ? candidateEmail : candidateEmail.toUpperCase(),
        }),
      ),
    );
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(timed.mails).toHaveLength(1);
  });

  test.each([
    ['en', '"><b>eve', 'Please enter the whole address, like dana@example.com.'],
    ['es', 'a@candidates.example, b@candidates.example', 'Aquí hay más de una dirección.'],
    ['en', '  ', 'Please fill this in.'],
    ['es', '', 'Falta este dato.'],
  ])(
    'when the page is in %s and the address is %j, then the form shows the error',
    async (lang, submitted, message) => {
      await pages.product.clearMails();
      const before = await allItems(pages.product.dynamoDb);
      const answer = await pages.product.fetch(
        post(`/contacts/link?lang=${lang}`, { candidateEmail: submitted }),
      );
      expectSecurityHeaders(answer);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain(`<html lang="${lang}">`);
      expect(html).toMatch(/<p class="problem" id="candidateEmail-error">[^<]/);
      expect(textOf(html)).toContain(message);
      expect(formOf(html, '/contacts/link').values).toEqual({ candidateEmail: submitted });
      expect(html).not.toContain('<b>eve');

      const asJson = await pages.product.fetch(
        json(`/contacts/link?lang=${lang}`, { candidateEmail: submitted }),
      );
      expectSecurityHeaders(asJson);
      expect([asJson.status, await asJson.json()]).toEqual([
        422,
        { errors: [{ field: 'candidateEmail', message: hasText(message) }] },
      ]);
      expect(await pages.product.mails()).toEqual([]);
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
    },
  );

  test('when SES refuses the mail, then it does not count, and the next one is sent', async () => {
    const candidateEmail = uniqueCandidate();
    const refusing = wireProduct({
      ...pages.product.dynamoDb,
      answer: async () => ({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' }),
    });
    for (let times = 0; times < 7; times += 1) {
      const refused = await refusing.web.fetch(post('/contacts/link', { candidateEmail }));
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('60');
      expect(textOf(await refused.text())).toContain('please try again');
    }
    expect(refusing.mails).toHaveLength(7);
    await pages.product.clearMails();
    expect((await pages.product.fetch(post('/contacts/link', { candidateEmail }))).status).toBe(
      200,
    );
    expect((await pages.product.mails()).map(({ to }) => to)).toEqual([[candidateEmail]]);
    // The links that SES refused are not stored: the only stored link is the emailed one.
    const keys = [...(await allItems(pages.product.dynamoDb)).keys()].filter((key) =>
      key.startsWith(`CANDIDATE#${addressKey(candidateEmail)} `),
    );
    expect(keys.filter((key) => key.includes(' LINK#'))).toHaveLength(1);
  });

  test('when the body has no address, then it is refused and nothing is stored', async () => {
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

  test('when other fields and headers come, then the mails differ only in the link', async () => {
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
        /https:\/\/door\.example\/(contacts|not-you)\/[\w-]{22}\.[\w-]{43}/g,
        'LINK to $1',
      ),
    );
    expect(new Set(rest).size).toBe(1);
    expect(rest[0]).toContain('LINK to contacts?lang=en');
  });

  test('when a link is mailed, then it opens the list, and no item has its secret', async () => {
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
