import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contactFromDecline } from '../../lambdas/core/contact/contact.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { addDays, addMonths, isLocalDate } from '../../lambdas/core/time/calendar-day.ts';
import { formatDay, zoneName } from '../../lambdas/core/time/format-date.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { cardOf, linkFor } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, storeDraft, type WiredProduct, wireProduct } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { contactsWith, setDue, tableOf } from '../support/table.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const today = (): string => new Date().toISOString().slice(0, 10);
const hasText = (text: string) => expect.stringContaining(text);

/** What every answer carries, a page or a file, good or bad. */
function expectGuarded({ headers }: Response): void {
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toBe('noindex');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toContain('max-age=');
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('set-cookie')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
}

describe.each(availableEmulators())('contacts on %s', (kind) => {
  let product: RunningProduct;
  let wired: WiredProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
    wired = wireProduct(product.dynamoDb);
  });
  afterAll(() => product.close());

  const page = async (path: string) => await (await product.fetch(get(path))).text();
  const link = (candidate: string, options = {}) => linkFor(product.dynamoDb, candidate, options);
  const itemOf = async (candidate: string, person: string) =>
    (await tableOf(product.dynamoDb)).get(
      `CANDIDATE#${addressKey(candidate)} CONTACT#${addressKey(person)}`,
    );
  /** Does what a form of the page does, and opens the page that it leads to. */
  const submit = async (request: Request) => {
    const answer = await product.fetch(request);
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location]).toEqual([303, hasText('/contacts/')]);
    return page(location);
  };
  const seen = async (response: Response) => ({
    status: response.status,
    headers: [...response.headers],
    body: await response.text(),
  });

  describe('asking for the link', () => {
    test('the answer is the same for whoever has contacts, for whoever has none, and for a second wish at once', async () => {
      const [someone, nobody] = [uniqueCandidate(), uniqueCandidate()];
      await declineTo(wired, { candidateEmail: someone });
      for (const ask of [
        (candidateEmail: string) => post('/contacts/link?lang=en', { candidateEmail }),
        (candidateEmail: string) => json('/contacts/link', { candidateEmail }),
      ]) {
        const answers = [];
        for (const address of [someone, nobody, someone, nobody]) {
          const { body, ...rest } = await seen(await product.fetch(ask(address)));
          expect(body).toContain(address);
          answers.push(JSON.stringify({ ...rest, body: body.replaceAll(address, 'ADDRESS') }));
        }
        expect(new Set(answers).size).toBe(1);
      }
      const asked = (await product.mails()).flatMap(({ to }) => to);
      expect(asked.filter((address) => address === someone)).toHaveLength(1);
      expect(asked.filter((address) => address === nobody)).toHaveLength(1);
    });

    test('one link a minute and five a day, however often it is asked for', async () => {
      const clock = { now: Date.now() };
      const timed = wireProduct({ ...product.dynamoDb, now: () => clock.now });
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
      const timed = wireProduct(product.dynamoDb);
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
      await product.clearMails();
      const before = await tableOf(product.dynamoDb);
      const answer = await product.fetch(
        post(`/contacts/link?lang=${lang}`, { candidateEmail: typed }),
      );
      expectGuarded(answer);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain(`<html lang="${lang}">`);
      expect(html).toMatch(/<p class="problem" id="candidateEmail-error">[^<]/);
      expect(textOf(html)).toContain(told);
      expect(formOf(html, '/contacts/link').values).toEqual({ candidateEmail: typed });
      expect(html).not.toContain('<b>eve');

      const asJson = await product.fetch(
        json(`/contacts/link?lang=${lang}`, { candidateEmail: typed }),
      );
      expectGuarded(asJson);
      expect([asJson.status, await asJson.json()]).toEqual([
        422,
        { errors: [{ field: 'candidateEmail', message: hasText(told) }] },
      ]);
      expect(await product.mails()).toEqual([]);
      expect(await tableOf(product.dynamoDb)).toEqual(before);
    });

    test('a link that SES refuses is not counted: another may be asked for at once, all day', async () => {
      const candidateEmail = uniqueCandidate();
      const refusing = wireProduct({
        ...product.dynamoDb,
        answer: async () => ({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' }),
      });
      for (let times = 0; times < 7; times += 1) {
        const refused = await refusing.web.fetch(post('/contacts/link', { candidateEmail }));
        expect(refused.status).toBe(503);
        expect(textOf(await refused.text())).toContain('please try again');
      }
      expect(refusing.mails).toHaveLength(7);
      await product.clearMails();
      expect((await product.fetch(post('/contacts/link', { candidateEmail }))).status).toBe(200);
      expect((await product.mails()).map(({ to }) => to)).toEqual([[candidateEmail]]);
      // Nobody has the refused ones: one link is left, and it is counted.
      const mine = [...(await tableOf(product.dynamoDb)).keys()].filter((key) =>
        key.startsWith(`CANDIDATE#${addressKey(candidateEmail)} `),
      );
      expect(mine.filter((key) => key.includes(' LINK#'))).toHaveLength(1);
    });

    test('a complaint about any letter ends the reminders; a bounce told twice takes no chosen day back', async () => {
      const [candidateEmail, recruiterEmail] = [uniqueCandidate(), 'dana@northwind.example'];
      const first = await declineTo(wired, { candidateEmail, recruiterEmail });
      await declineTo(wired, { candidateEmail, recruiterEmail });
      const { contacts } = wired;
      await contacts.dropReminder(
        contactFromDecline({ ...first.decline, sentAt: Date.now() }, 0),
        'bounced',
      );
      expect(await itemOf(candidateEmail, recruiterEmail)).not.toHaveProperty('deliveryProblem');
      await contacts.dropReminder(
        contactFromDecline({ ...first.decline, sentAt: Date.now() }, 0),
        'complained',
      );
      const closed = await itemOf(candidateEmail, recruiterEmail);
      expect(closed).toMatchObject({ deliveryProblem: 'complained', status: 'closed' });
      expect(closed).not.toHaveProperty('dueAt');

      const other = 'lee@northwind.example';
      const bounced = await declineTo(wired, { candidateEmail, recruiterEmail: other });
      const contact = contactFromDecline({ ...bounced.decline, sentAt: Date.now() }, 0);
      await contacts.dropReminder(contact, 'bounced');
      const next = { reconnectOn: '2027-06-01', remindAt: Date.parse('2027-06-01T09:00Z') };
      expect(await contacts.change(addressKey(candidateEmail), addressKey(other), { next })).toBe(
        true,
      );
      await contacts.dropReminder(contact, 'bounced');
      expect(await itemOf(candidateEmail, other)).toMatchObject({ reconnectOn: '2027-06-01' });
    });

    test('a body that is no address at all is refused, and nothing breaks', async () => {
      const before = await tableOf(product.dynamoDb);
      for (const body of [
        { candidateEmail: ['a@candidates.example'] },
        { candidateEmail: null },
        {},
      ]) {
        expect((await product.fetch(json('/contacts/link', body))).status).toBe(422);
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
        expect((await product.fetch(request)).status).toBe(status);
      }
      expect(await tableOf(product.dynamoDb)).toEqual(before);
    });

    test('the mails differ in the link only, whatever else is posted', async () => {
      const mailed = wireProduct(product.dynamoDb);
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
      await product.clearMails();
      const candidateEmail = uniqueCandidate();
      await product.fetch(post('/contacts/link?lang=es', { candidateEmail }));
      const [mail, ...others] = await product.mails();
      expect([mail?.to, others]).toEqual([[candidateEmail], []]);
      const [, path = '', secret = ''] =
        /https:\/\/door\.example(\/contacts\/[\w-]+\.([\w-]{43})\?lang=es)/.exec(
          mail?.text ?? '',
        ) ?? [];
      const html = await page(path);
      expect(html).toContain('<html lang="es">');
      expect(textOf(html)).toContain('Todavía no hay nadie');
      expect(JSON.stringify([...(await tableOf(product.dynamoDb))])).not.toContain(secret);
    });
  });

  describe('the list', () => {
    test('everyone stands there by the day to write, with all that is kept', async () => {
      const candidateEmail = uniqueCandidate();
      const people = [
        ['later', '2027-09-01'],
        ['soonest', '2026-12-01'],
        ['never', undefined],
        ['sooner', '2027-03-01'],
      ] as const;
      for (const [name, day] of people) {
        await declineTo(
          wired,
          {
            candidateEmail,
            recruiterEmail: `${name}@northwind.example`,
            recruiterName: `Person ${name}`,
            company: `Company ${name}`,
            role: `Role ${name}`,
            stage: 'final',
            peopleToThank: ['Sam Ortiz'],
          },
          day === undefined ? { reconnect: 'never' } : { reconnect: day, reconnectOn: day },
        );
      }
      // The plan of whoever has none is the harness's own.
      const path = await link(candidateEmail);
      await submit(postForm(cardOf(await page(path), 'never@northwind.example'), '/stop'));
      const html = await page(path);
      const names = [...textOf(html).matchAll(/Person (\w+) (?:Door open|Reminders stopped)/g)].map(
        ([, name]) => name,
      );
      expect(names).toEqual(['soonest', 'sooner', 'later', 'never']);
      expect(textOf(html)).toContain('4 in all.');
      const card = textOf(`<main>${cardOf(html, 'sooner@northwind.example')}</main>`);
      for (const fact of [
        'Write again On March 1, 2027',
        `Declined ${formatDay(today(), 'en')}: Role sooner, Company sooner (after the final round)`,
        'Also thanked Sam Ortiz',
        'sooner@northwind.example',
      ]) {
        expect(card).toContain(fact);
      }
    });

    test('a letter sent through the form is there with the reason; the note is added to it', async () => {
      const candidateEmail = uniqueCandidate();
      const { path: letter, confirmation } = await draftThroughForm(product, { candidateEmail });
      const path = await link(candidateEmail);
      expect(textOf(await page(path))).toContain('There is nobody here yet.');
      await product.fetch(post(`${letter}/send`, confirmation));
      const html = await page(path);
      const card = cardOf(html, 'dana@northwind.example');
      expect(textOf(`<main>${card}</main>`)).toMatch(/Your reason \(only for you\) \S/);
      const note = 'Met at the fair.\n\nLikes lighthouses: https://lights.example/dana';
      const noted = await submit(postForm(card, '/note', { note }));
      expect(textOf(noted)).toContain('The note is saved.');
      const { values } = formOf(cardOf(noted, 'dana@northwind.example'), '/note');
      expect(values['note']).toBe(note);
      expect(noted).not.toContain('href="https://lights.example');
      const taken = await submit(
        postForm(cardOf(noted, 'dana@northwind.example'), '/note', { note: ' \n ' }),
      );
      expect(taken).not.toContain('lighthouses');
      expect(await itemOf(candidateEmail, 'dana@northwind.example')).not.toHaveProperty('note');
    });

    test('several letters to one person, in whatever case the address is, are one contact with its history', async () => {
      const candidateEmail = uniqueCandidate();
      const letters = [
        ['dana@northwind.example', 'First Role', 'staying'],
        ['Dana@Northwind.example', 'Second Role', 'recuperate'],
        ['DANA@NORTHWIND.EXAMPLE', 'Third Role', undefined],
      ] as const;
      for (const [recruiterEmail, role, reason] of letters) {
        await declineTo(
          wired,
          { candidateEmail: candidateEmail.toUpperCase(), recruiterEmail, role },
          reason === undefined ? {} : { reason },
        );
      }
      const html = await page(await link(candidateEmail));
      expect(textOf(html)).toContain('1 in all.');
      const card = cardOf(html, 'dana@northwind.example');
      const text = textOf(`<main>${card}</main>`);
      expect(text).toContain('Your 3 letters');
      expect(text).toMatch(/Third Role.*Third Role.*Second Role.*First Role/);
      // The reason of a letter is that letter's, and no other's.
      expect(card.match(/Your reason/g)).toHaveLength(2);
    });

    test('is searched by words and by where a contact stands, with an address that can be kept', async () => {
      const candidateEmail = uniqueCandidate();
      for (const [name, company] of [
        ['José Núñez', 'Café del Norte'],
        ['Dana Lee', 'Northwind'],
        ['Kim Contact', 'Southwind'],
      ] as const) {
        const recruiterEmail = `${company.replace(/\W/g, '').toLowerCase()}@search.example`;
        await declineTo(wired, { candidateEmail, recruiterName: name, company, recruiterEmail });
      }
      const path = await link(candidateEmail);
      await submit(postForm(cardOf(await page(path), 'northwind@search.example'), '/done'));
      await submit(postForm(cardOf(await page(path), 'southwind@search.example'), '/stop'));
      const found = async (query: Record<string, string>) =>
        [
          ...(await page(`${path}?${new URLSearchParams(query)}`)).matchAll(
            /<h2 id="name-[^"]*">([^<]+)/g,
          ),
        ]
          .map(([, name = '']) => name)
          .sort((one, other) => one.localeCompare(other));
      expect(await found({})).toEqual(['Dana Lee', 'José Núñez', 'Kim Contact']);
      expect(await found({ words: 'jose nunez' })).toEqual(['José Núñez']);
      expect(await found({ words: 'WIND' })).toEqual(['Dana Lee', 'Kim Contact']);
      expect(await found({ words: 'wind kim' })).toEqual(['Kim Contact']);
      expect(await found({ words: 'nobody' })).toEqual([]);
      expect(await found({ filter: 'reconnected' })).toEqual(['Dana Lee']);
      expect(await found({ filter: 'closed' })).toEqual(['Kim Contact']);
      expect(await found({ filter: 'open' })).toEqual(['José Núñez']);
      expect(await found({ filter: 'due' })).toEqual([]);
      expect(await found({ filter: 'open', words: 'wind' })).toEqual([]);
      expect(await found({ filter: 'x', words: '.*' })).toEqual([]);
      const typed = '"><script>alert(1)</script>';
      const html = await page(`${path}?${new URLSearchParams({ words: typed, filter: typed })}`);
      expect(html).not.toContain('<script>alert');
      expect(formOf(html, path).values).toMatchObject({ words: typed, filter: 'all' });
      expect(textOf(html)).toContain('Nobody here matches that.');
    });
  });

  describe('what can be done', () => {
    const person = 'dana@northwind.example';
    /** A contact, and the page that it is on. */
    const kept = async (input = {}) => {
      const candidateEmail = uniqueCandidate();
      await declineTo(wired, { candidateEmail, recruiterEmail: person, ...input });
      return {
        candidateEmail,
        path: await link(candidateEmail),
        item: () => itemOf(candidateEmail, person),
      };
    };
    const reminderOf = async (item: () => Promise<Record<string, unknown> | undefined>) => {
      const { reconnectOn, dueAt, due, status } = (await item()) ?? {};
      return { reconnectOn: String(reconnectOn), dueAt, due, status };
    };

    test('I wrote to them: reconnected, and the next day is half a year off', async () => {
      const { path, item } = await kept();
      const html = await submit(postForm(cardOf(await page(path), person), '/done'));
      const { reconnectOn, dueAt, due, status } = await reminderOf(item);
      expect(textOf(html)).toContain(
        `Good. We will remind you again on ${formatDay(reconnectOn, 'en')}.`,
      );
      expect(textOf(html)).toContain(`You wrote ${formatDay(today(), 'en')}`);
      expect(textOf(html)).toContain('Reconnected');
      expect([status, due]).toEqual(['reconnected', hasText('contacts#')]);
      expect(dueAt).toBe(Date.parse(`${reconnectOn}T09:00Z`));
      expect(
        reconnectOn >= addMonths(today(), 6) && reconnectOn <= addDays(addMonths(today(), 6), 2),
      ).toBe(true);
    });

    test.each([
      ['1', 'en', 'We will remind you on'],
      ['3', 'es', 'Te lo recordaremos el'],
      ['6', 'en', 'We will remind you on'],
    ] as const)('a snooze of %s months, in %s', async (months, lang, said) => {
      const { path, item } = await kept();
      const card = cardOf(await page(`${path}?lang=${lang}`), person);
      expect(card).toContain(`name="months" value="${months}"`);
      const html = await submit(postForm(card, '/snooze', { months }));
      const { reconnectOn, dueAt } = await reminderOf(item);
      expect(textOf(html)).toContain(`${said} ${formatDay(reconnectOn, lang)}.`);
      expect(dueAt).toBe(Date.parse(`${reconnectOn}T09:00Z`));
      const earliest = addMonths(today(), Number(months));
      expect(reconnectOn >= earliest && reconnectOn <= addDays(earliest, 3)).toBe(true);
      expect([0, 6]).not.toContain(new Date(reconnectOn).getUTCDay());
    });

    test('a day of one’s own, moved off the weekend', async () => {
      const { path, item } = await kept();
      const html = await submit(
        postForm(cardOf(await page(path), person), '/date', { date: '2027-05-01' }),
      );
      expect(textOf(html)).toContain('We will remind you on May 3, 2027.');
      expect(await reminderOf(item)).toMatchObject({ reconnectOn: '2027-05-03' });
    });

    test('no more reminders of somebody: the contact stays, is let go, and a day opens the door again', async () => {
      const { path, item } = await kept();
      const stopped = await submit(postForm(cardOf(await page(path), person), '/stop'));
      expect(textOf(stopped)).toContain('We will not remind you about this person again.');
      expect(textOf(stopped)).toContain('Reminders stopped');
      expect(textOf(stopped)).toContain('Write again No reminder');
      for (const gone of ['due', 'dueAt', 'reconnectOn', 'receipt'])
        expect(await item()).not.toHaveProperty(gone);
      const html = await submit(postForm(cardOf(stopped, person), '/snooze', { months: '1' }));
      expect(textOf(html)).toContain('Door open');
      expect(await item()).toHaveProperty('due');
    });

    test('a person is deleted, and the page says so', async () => {
      const { path, item } = await kept();
      const html = await submit(postForm(cardOf(await page(path), person), '/delete'));
      expect(textOf(html)).toContain('Deleted.');
      expect(textOf(html)).toContain('There is nobody here yet.');
      expect(await item()).toBeUndefined();
    });

    test('all of it as JSON', async () => {
      const { path, item } = await kept();
      const contact = addressKey(person);
      for (const [action, body] of [
        ['done', {}],
        ['snooze', { months: '3' }],
        ['date', { date: '2027-05-05' }],
      ] as const) {
        const answer = await product.fetch(json(`${path}/${action}`, { contact, ...body }));
        expectGuarded(answer);
        const reconnectOn = (await item())?.['reconnectOn'];
        expect(isLocalDate(String(reconnectOn))).toBe(true);
        expect([answer.status, await answer.json()]).toEqual([200, { contact, reconnectOn }]);
      }
      for (const action of ['stop', 'note', 'delete']) {
        const answer = await product.fetch(json(`${path}/${action}`, { contact, note: 'x' }));
        expect([answer.status, await answer.json()]).toEqual([
          200,
          expect.objectContaining({ contact }),
        ]);
      }
      for (const action of ['done', 'snooze', 'date', 'stop', 'note']) {
        expect((await product.fetch(json(`${path}/${action}`, { contact }))).status).toBe(404);
      }
    });

    const soon = addDays(today(), 3);
    test.each([
      ['date', 'en', '31.12.2027', 'Please write a date, like 2027-03-31.'],
      ['date', 'es', '2027-02-30', 'Escribe una fecha, como 2027-03-31.'],
      ['date', 'en', '', 'Please write a date, like 2027-03-31.'],
      ['date', 'en', '2027-05-05T09:00', 'Please write a date, like 2027-03-31.'],
      ['date', 'en', '2020-01-01', 'This day has passed. Please check the date.'],
      ['date', 'es', today(), 'Ese día está muy cerca.'],
      ['date', 'es', soon, 'Ese día está muy cerca.'],
      ['date', 'en', '9999-12-31', 'This day is very far off. Please check the year.'],
      ['date', 'en', '<img src=x>', 'Please write a date, like 2027-03-31.'],
      ['note', 'en', 'x'.repeat(1001), 'This is too long. Please shorten it a little.'],
      ['note', 'es', 'á'.repeat(1001), 'Es demasiado largo. Acórtalo un poco, por favor.'],
      ['note', 'en', 'turned \u202Eround', 'Some characters here cannot be read.'],
      ['note', 'es', '</textarea><b>\u0007', 'Hay caracteres que no se pueden leer.'],
    ] as const)(
      'a %s that cannot be taken comes back at its field, in %s: %#',
      async (action, lang, typed, told) => {
        const { path, item } = await kept();
        const before = await item();
        const request = postForm(cardOf(await page(`${path}?lang=${lang}`), person), `/${action}`, {
          [action]: typed,
        });
        const answer = await product.fetch(request);
        expectGuarded(answer);
        expect(answer.status).toBe(422);
        const html = await answer.text();
        expect(html).toContain(`<html lang="${lang}">`);
        const card = cardOf(html, person);
        expect(card).toMatch(new RegExp(`<p class="problem" id="${action}-[\\w-]+-error">${told}`));
        expect(card).toMatch(new RegExp(`aria-describedby="[^"]*${action}-[\\w-]+-error"`));
        expect(formOf(card, `/${action}`).values[action]).toBe(typed);
        expect(html).not.toContain('<img');
        expect(html).not.toContain('<b>');
        const asJson = await product.fetch(
          json(`${path}/${action}?lang=${lang}`, { contact: addressKey(person), [action]: typed }),
        );
        expect([asJson.status, await asJson.json()]).toEqual([
          422,
          { errors: [{ field: action, message: hasText(told) }] },
        ]);
        expect(await item()).toEqual(before);
      },
    );

    test('months that nobody offers are refused, and the page says why', async () => {
      const { path, item } = await kept();
      const before = await item();
      for (const months of ['', '2', '-1', '1e3', '__proto__']) {
        const answer = await product.fetch(
          postForm(cardOf(await page(path), person), '/snooze', { months }),
        );
        expect(answer.status).toBe(422);
        expect(textOf(await answer.text())).toContain('Please choose one from the list.');
      }
      expect(await item()).toEqual(before);
    });

    test('markup in a note, a name or a company is text', async () => {
      const hostile = [
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        '</textarea></main><a href="https://evil.example">x</a>',
        '&lt;b&gt;&quot;',
        'javascript:alert(1)',
        '{{link}} %{link}',
      ];
      const counted = (html: string) => ({
        elements: [...html.matchAll(/<[a-z][^\s/>]*/g)].length,
        hrefs: [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) =>
          href.replace(/\?.*/s, ''),
        ),
        scripts: [...html.matchAll(/<script/g)].length,
        handlers: /<[^>]* on\w+=(?:"|')?alert/.test(html),
      });
      const shown = async (text: string) => {
        const { path } = await kept({
          recruiterName: text,
          company: text,
          role: text,
          candidateName: text,
          peopleToThank: [text],
        });
        const html = await submit(
          postForm(cardOf(await page(path), person), '/note', { note: text }),
        );
        const token = path.split('/').at(-1) ?? '';
        return { html, counted: counted(html.replaceAll(token, 'TOKEN')) };
      };
      const plain = await shown('Plain text');
      expect(plain.counted.handlers).toBe(false);
      for (const text of hostile) {
        const { html, counted: found } = await shown(text);
        expect([text, found]).toEqual([text, plain.counted]);
        expect(formOf(cardOf(html, person), '/note').values['note']).toBe(text);
        expect(textOf(html)).toContain(text.replaceAll(/\s+/g, ' '));
      }
    });

    test('whoever posts another candidate’s contact, or none at all, changes nothing', async () => {
      const mine = await kept();
      const theirs = await kept({ recruiterEmail: 'kim@theirs.example' });
      const before = await tableOf(product.dynamoDb);
      const ids = [
        addressKey('kim@theirs.example'),
        `${addressKey(person)}x`,
        '',
        '../CONTACT',
        'x'.repeat(3000),
        '\u0000',
        '\uD800',
        `CONTACT#${addressKey(person)}`,
      ];
      for (const contact of ids) {
        for (const action of ['done', 'snooze', 'date', 'stop', 'note', 'delete']) {
          const values = { contact, months: '1', date: '2027-05-05', note: 'x' };
          const answer = await product.fetch(post(`${mine.path}/${action}`, values));
          expect([contact, action, answer.status]).toEqual([contact, action, 303]);
          const asJson = await product.fetch(json(`${mine.path}/${action}`, values));
          expect([contact, action, asJson.status < 500]).toEqual([contact, action, true]);
        }
      }
      expect(await tableOf(product.dynamoDb)).toEqual(before);
      // The same person among both's contacts has the same id: each link acts on its own
      // candidate's.
      const both = await kept();
      await product.fetch(post(`${both.path}/delete`, { contact: addressKey(person) }));
      expect(await both.item()).toBeUndefined();
      expect(await mine.item()).toBeDefined();
      expect(await theirs.item()).toBeUndefined();
    });

    test('a time zone is kept for everyone, by its city or its name, and reminders move to its clocks', async () => {
      const { path, candidateEmail, item } = await kept();
      await declineTo(wired, { candidateEmail, recruiterEmail: 'kim@northwind.example' });
      for (const [typed, zone, hour] of [
        ['madrid', 'Europe/Madrid', '07:00'],
        ['America/New_York', 'America/New_York', '13:00'],
        [' Mexico City ', 'America/Mexico_City', '15:00'],
      ] as const) {
        const html = await submit(postForm(await page(path), '/time-zone', { timeZone: typed }));
        expect(textOf(html)).toContain('The time zone is saved.');
        expect(textOf(html)).toContain(`At nine in the morning (${zoneName(zone, 'en')})`);
        expect(formOf(html, '/time-zone').values['timeZone']).toBe(zone);
        for (const kept of [await item(), await itemOf(candidateEmail, 'kim@northwind.example')]) {
          // The harness's plan: 1 June 2027.
          expect(kept).toMatchObject({ timeZone: zone, dueAt: Date.parse(`2027-06-01T${hour}Z`) });
        }
      }
    });

    test.each([
      ['en', 'Atlantis', 'This place is not in our list.'],
      ['es', '"><b>x', 'Ese lugar no está en nuestra lista.'],
      ['en', '', 'This place is not in our list.'],
      ['es', '../../etc/passwd', 'Ese lugar no está en nuestra lista.'],
      ['en', 'x'.repeat(20_000), 'This place is not in our list.'],
    ])('in %s, a time zone that is none comes back as typed', async (lang, typed, told) => {
      const { path, item } = await kept();
      const before = await item();
      const answer = await product.fetch(
        postForm(await page(`${path}?lang=${lang}`), '/time-zone', { timeZone: typed }),
      );
      expectGuarded(answer);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toMatch(new RegExp(`<p class="problem" id="timeZone-error">${told}`));
      expect(formOf(html, '/time-zone').values['timeZone']).toBe(typed);
      expect(html).not.toContain('<b>');
      const asJson = await product.fetch(
        json(`${path}/time-zone?lang=${lang}`, { timeZone: typed }),
      );
      expect([asJson.status, await asJson.json()]).toEqual([
        422,
        { errors: [{ field: 'timeZone', message: hasText(told) }] },
      ]);
      expect(await item()).toEqual(before);
    });

    test('the page never says a day that there is not', async () => {
      const { path } = await kept();
      await submit(postForm(cardOf(await page(path), person), '/stop'));
      for (const flash of ['done', 'snooze']) {
        for (const about of ['', addressKey(person), 'nobody']) {
          expect(textOf(await page(`${path}?flash=${flash}&flashContactId=${about}`))).not.toMatch(
            /on \./,
          );
        }
      }
    });
  });

  describe('a link', () => {
    const person = 'dana@northwind.example';
    const actions = [
      'done',
      'snooze',
      'date',
      'stop',
      'note',
      'delete',
      'time-zone',
      'unsubscribe',
      'erase',
    ];
    const exports = ['export.json', 'export.csv', 'export.vcf', 'export.ics'];

    test('100 GET, HEAD and OPTIONS of every address change nothing', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(wired, { candidateEmail, recruiterEmail: person });
      await storeDraft(wired, { candidateEmail });
      const paths = [
        await link(candidateEmail),
        await link(candidateEmail, { person }),
        await link(candidateEmail, { expiresAt: Date.now() - DAY_MS }),
      ].flatMap((path) =>
        ['', ...actions, ...exports].map((action) => `${path}/${action}`.replace(/\/$/, '')),
      );
      const addresses = [...paths, '/contacts', '/contacts/link'];
      const query = `?contact=${addressKey(person)}&sure=yes&months=1&date=2027-05-05&note=x&flash=delete`;
      const before = await tableOf(product.dynamoDb);
      await product.clearMails();
      const requests = addresses.flatMap((address) =>
        ['GET', 'HEAD', 'OPTIONS'].map((method) =>
          product.fetch(get(`${address}${query}`, method)),
        ),
      );
      expect(requests.length).toBeGreaterThanOrEqual(100);
      for (const answer of await Promise.all(requests)) {
        expect(answer.status).toBeLessThan(500);
        expectGuarded(answer);
      }
      expect(await tableOf(product.dynamoDb)).toEqual(before);
      expect(await product.mails()).toEqual([]);
    });

    test('that is wrong, cut short or expired opens the form for a new one, and nothing else', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(wired, { candidateEmail, recruiterEmail: person });
      const other = await link(uniqueCandidate());
      const good = await link(candidateEmail);
      const id = addressKey(candidateEmail);
      const secretOfOther = other.split('.').at(-1);
      // Still in the table: DynamoDB may take two days to remove it.
      const expired = await link(candidateEmail, { expiresAt: Date.now() - SECOND_MS });
      const letter = await draftThroughForm(product, { candidateEmail });
      const wrong = [
        expired,
        `/contacts/${id}.${'A'.repeat(43)}`,
        `/contacts/${id}.${secretOfOther}`,
        `/contacts/${id}`,
        `${good}A`,
        good.slice(0, -1),
        `/contacts/${id}.`,
        '/contacts/x%0d%0aSet-Cookie:a=b',
        '/contacts/%',
        '/contacts/..%2f..%2fevil',
        letter.path.replace('/letters/', '/contacts/'),
      ];
      const before = await tableOf(product.dynamoDb);
      for (const path of wrong) {
        const answer = await product.fetch(get(path));
        expectGuarded(answer);
        const html = await answer.text();
        expect([path, answer.status]).toEqual([path, 410]);
        expect(textOf(html)).toContain('This link has expired, or was cut short on its way.');
        expect(formOf(html, '/contacts/link').values).toEqual({ candidateEmail: '' });
        const values = {
          contact: addressKey(person),
          months: '1',
          date: '2027-05-05',
          note: 'x',
          sure: 'yes',
        };
        const answers = [
          ...exports.map((file) => get(`${path}/${file}`)),
          get(`${path}/erase`),
          get(`${path}/unsubscribe`),
          ...actions.flatMap((action) => [
            post(`${path}/${action}`, { ...values, timeZone: 'madrid' }),
            json(`${path}/${action}`, values),
          ]),
        ].map((request) => product.fetch(request));
        for (const refused of await Promise.all(answers)) {
          expectGuarded(refused);
          expect([path, refused.url, refused.status]).toEqual([path, refused.url, 410]);
          const body = await refused.text();
          for (const word of ['Dana', person, 'Northwind', candidateEmail])
            expect(body).not.toContain(word);
        }
      }
      expect(textOf(await (await product.fetch(get(`${expired}?lang=es`))).text())).toContain(
        'Este enlace ha caducado',
      );
      expect(await tableOf(product.dynamoDb)).toEqual(before);
      expect((await product.fetch(get(good))).status).toBe(200);
    });

    test('to the contacts opens no letter, and a letter’s no contacts', async () => {
      const candidateEmail = uniqueCandidate();
      const { path } = await draftThroughForm(product, { candidateEmail });
      const contacts = await link(candidateEmail);
      expect((await product.fetch(get(contacts.replace('/contacts/', '/letters/')))).status).toBe(
        404,
      );
      expect((await product.fetch(get(path.replace('/letters/', '/contacts/')))).status).toBe(410);
    });

    test('is no use to another site', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(wired, { candidateEmail, recruiterEmail: person });
      const path = await link(candidateEmail);
      const before = await tableOf(product.dynamoDb);
      const values = {
        contact: addressKey(person),
        months: '1',
        date: '2027-05-05',
        note: 'x',
        sure: 'yes',
      };
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ]) {
        for (const address of ['/contacts/link', ...actions.map((action) => `${path}/${action}`)]) {
          const answer = await product.fetch(post(address, { candidateEmail, ...values }, headers));
          expectGuarded(answer);
          expect([address, answer.status]).toEqual([address, 403]);
        }
      }
      expect(await tableOf(product.dynamoDb)).toEqual(before);
    });

    test('every answer carries the headers that guard it, files and mistakes included', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(wired, { candidateEmail, recruiterEmail: person });
      const path = await link(candidateEmail);
      const types = [
        ['export.json', 'application/json'],
        ['export.csv', 'text/csv'],
        ['export.vcf', 'text/vcard'],
        ['export.ics', 'text/calendar'],
      ] as const;
      for (const [file, type] of types) {
        const answer = await product.fetch(get(`${path}/${file}`));
        expectGuarded(answer);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-type')).toContain(type);
        expect(answer.headers.get('content-disposition')).toMatch(
          /^attachment; filename="[\w.-]+"$/,
        );
        expect(await answer.text()).toContain('Dana Lee');
      }
      const contact = addressKey(person);
      for (const request of [
        get('/contacts'),
        get('/contacts/link'),
        get(path),
        get(`${path}/erase`),
        get(`${path}/unsubscribe`),
        get(`${path}/export.xml`),
        get(`${path}/nowhere`),
        get(`${path}/note`),
        post('/contacts/link', { candidateEmail }),
        post(`${path}/done`, { contact }),
        post(`${path}/date`, { contact, date: 'x' }),
        post(`${path}/erase`, {}),
        post(`${path}/unsubscribe`, {}),
        post(path, {}),
        post(`${path}/nowhere`, {}),
        json(`${path}/note`, { contact, note: 1 }),
        json(`${path}/delete`, { contact }),
      ]) {
        const answer = await product.fetch(request);
        expectGuarded(answer);
        expect(answer.status).toBeLessThan(500);
      }
    });
  });

  describe('a reminder’s link', () => {
    const [dana, kim] = ['dana@northwind.example', 'kim@southwind.example'] as const;
    const secretNote = 'zqnote that nobody else may read';
    /**
     * Two contacts with all that is private, and the link that is mailed when the day of
     * one has come.
     */
    const reminded = async () => {
      const candidateEmail = uniqueCandidate();
      for (const role of ['First Role', 'Second Role']) {
        await declineTo(
          wired,
          { candidateEmail, recruiterEmail: dana, recruiterName: 'Dana Lee', role },
          { reason: 'overqualified' },
        );
      }
      await declineTo(
        wired,
        { candidateEmail, recruiterEmail: kim, recruiterName: 'Kim Contact' },
        { reconnectOn: '2027-12-01' },
      );
      const all = await link(candidateEmail);
      await product.fetch(post(`${all}/note`, { contact: addressKey(dana), note: secretNote }));
      // The day has come of this one, and of nobody else's.
      const item = await itemOf(candidateEmail, dana);
      await setDue(product.dynamoDb, item, 1);
      const clock = Date.parse('2027-06-01T12:00Z');
      const reminding = wireProduct({ ...product.dynamoDb, now: () => clock });
      await reminding.sendReminders();
      const mail = reminding.mails.find(
        ({ to, text }) => to === candidateEmail && text.includes('Dana'),
      );
      const [, path = ''] =
        /https:\/\/door\.example(\/contacts\/[\w-]+\.[\w-]{43})/.exec(mail?.text ?? '') ?? [];
      expect(path).not.toBe('');
      for (const { text, html, subject } of reminding.mails) {
        expect(`${subject}${text}${html}`).not.toMatch(/zqnote|overqualified/);
      }
      return { candidateEmail, path, all };
    };

    test('opens its one contact, without reason, note and history', async () => {
      const { path, all } = await reminded();
      expect(textOf(await page(all))).toContain(secretNote);
      for (const query of [
        '',
        '?lang=es',
        `?flashContactId=${addressKey(kim)}&flash=done`,
        `?words=kim&filter=all&contact=${addressKey(kim)}`,
      ]) {
        const answer = await product.fetch(get(`${path}${query}`));
        expectGuarded(answer);
        expect(answer.status).toBe(200);
        const html = await answer.text();
        expect(textOf(html)).toContain('Dana Lee');
        for (const hidden of [
          'zqnote',
          'Your note',
          'Your reason (',
          'Tu motivo (',

          'First Role',
          'Kim',
          kim,
        ]) {
          expect([query, hidden, html.includes(hidden)]).toEqual([query, hidden, false]);
        }
        for (const form of ['/note', '/delete', '/erase', '/time-zone']) {
          expect(() => formOf(html, form)).toThrow();
        }
        expect(html).not.toContain('export.');
      }
      // Nor in the answer to a mistake.
      const wrong = await product.fetch(postForm(await page(path), '/date', { date: 'x' }));
      expect(wrong.status).toBe(422);
      expect(await wrong.text()).not.toMatch(/zqnote|Your reason \(|First Role|Kim/);
    });

    test('acts on its own contact, whatever is posted', async () => {
      const { path, candidateEmail } = await reminded();
      const other = await itemOf(candidateEmail, kim);
      for (const [action, values] of [
        ['done', {}],
        ['snooze', { months: '1' }],
        ['date', { date: '2027-05-05' }],
        ['stop', {}],
      ] as const) {
        const before = await itemOf(candidateEmail, dana);
        const html = await submit(
          post(`${path}/${action}`, { contact: addressKey(kim), ...values }),
        );
        expect(textOf(html)).toContain('Dana Lee');
        expect(html).not.toContain('Kim');
        expect(await itemOf(candidateEmail, dana)).not.toEqual(before);
        expect(await itemOf(candidateEmail, kim)).toEqual(other);
        const answer = await product.fetch(
          json(`${path}/${action}`, { contact: addressKey(kim), ...values }),
        );
        expect(await answer.json()).toMatchObject({ contact: addressKey(dana) });
        expect(await itemOf(candidateEmail, kim)).toEqual(other);
      }
      expect(await itemOf(candidateEmail, dana)).toMatchObject({
        note: secretNote,
        status: 'closed',
      });
    });

    test('cannot note, delete, export, erase or move the clocks', async () => {
      const { path } = await reminded();
      const before = await tableOf(product.dynamoDb);
      const requests = ['note', 'delete', 'erase', 'time-zone'].flatMap((action) => {
        const values = { contact: addressKey(dana), note: 'x', sure: 'yes', timeZone: 'madrid' };
        return [post(`${path}/${action}`, values), json(`${path}/${action}`, values)];
      });
      const files = ['json', 'csv', 'vcf', 'ics'].map((format) => get(`${path}/export.${format}`));
      for (const request of [...requests, ...files, get(`${path}/erase`)]) {
        const { url, method } = request;
        const answer = await product.fetch(request);
        expectGuarded(answer);
        expect([method, url, answer.status]).toEqual([method, url, 404]);
        expect(await answer.text()).not.toMatch(/Dana|zqnote|Kim/);
      }
      expect(await tableOf(product.dynamoDb)).toEqual(before);
    });

    test('opens nothing once its contact is gone', async () => {
      const { path, all } = await reminded();
      await submit(postForm(cardOf(await page(all), dana), '/delete'));
      const answer = await product.fetch(get(path));
      expect(answer.status).toBe(410);
      const html = await answer.text();
      expect(formOf(html, '/contacts/link').values).toEqual({ candidateEmail: '' });
      expect(html).not.toMatch(/Dana|Kim/);
      const before = await tableOf(product.dynamoDb);
      for (const action of ['done', 'snooze', 'date', 'stop']) {
        const values = { contact: addressKey(kim), months: '1', date: '2027-05-05' };
        await product.fetch(post(`${path}/${action}`, values));
        expect((await product.fetch(json(`${path}/${action}`, values))).status).toBe(404);
      }
      expect(await tableOf(product.dynamoDb)).toEqual(before);
    });

    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    test.each([
      ['a form', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
      ['a multipart form', multipart],
      ['nothing', null],
      ['another text', 'List-Unsubscribe=One-Click'],
    ])(
      'ends all reminders by a mail program’s own button that posts %s, and keeps the contacts',
      async (_what, body) => {
        const { path, candidateEmail } = await reminded();
        expect(await itemOf(candidateEmail, kim)).toHaveProperty('due');
        const answer = await product.fetch(
          new Request(new URL(`${path}/unsubscribe`, origin), { method: 'POST', body }),
        );
        expectGuarded(answer);
        expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
        expect(textOf(await answer.text())).toContain('Your contacts are still kept.');
        for (const person of [dana, kim]) {
          const item = await itemOf(candidateEmail, person);
          expect(item).toMatchObject({ person: { address: person }, status: 'open' });
          for (const gone of ['due', 'dueAt', 'reconnectOn', 'receipt'])
            expect(item).not.toHaveProperty(gone);
        }
        expect(await itemOf(candidateEmail, dana)).toMatchObject({ note: secretNote });
        const muchLater = wireProduct({
          ...product.dynamoDb,
          now: () => Date.parse('2028-01-01T12:00Z'),
        });
        await muchLater.sendReminders();
        expect(muchLater.mails.filter(({ to }) => to === candidateEmail)).toEqual([]);
      },
    );

    test('is only shown a question when a person opens the address to unsubscribe', async () => {
      const { path, candidateEmail } = await reminded();
      const html = await page(`${path}/unsubscribe`);
      expect(textOf(html)).toContain('No more reminders?');
      expect(await itemOf(candidateEmail, kim)).toHaveProperty('due');
      const answer = await product.fetch(postForm(html, '/unsubscribe'));
      expect(answer.status).toBe(200);
      expect(await itemOf(candidateEmail, kim)).not.toHaveProperty('due');
    });
  });

  test('a contact whose letter came back says so, and nobody is reminded of them', async () => {
    const candidateEmail = uniqueCandidate();
    const { decline } = await declineTo(wired, { candidateEmail });
    const at = new Date().toISOString();
    await wired.recordEvent({
      detail: {
        eventType: 'Bounce',
        mail: { messageId: 'm', timestamp: at, tags: { letter: [decline.id], kind: ['letter'] } },
        bounce: {
          bounceType: 'Permanent',
          timestamp: at,
          bouncedRecipients: [{ emailAddress: decline.letter.to }],
        },
      },
    });
    await wired.sendNotices();
    const html = await page(await link(candidateEmail));
    expect(textOf(html)).toContain('Your letter did not reach this address');
    expect(textOf(html)).toContain('No reminder');
    expect(await contactsWith(product.dynamoDb, decline.letter.to)).toContainEqual(
      expect.not.objectContaining({ due: expect.anything() }),
    );
  });
});
