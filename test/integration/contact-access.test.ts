import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { cardOf, confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, storeDraft, wireProduct } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { get, json, post, postForm } from '../support/requests.ts';
import { allItems, setContactDueAt } from '../support/table.ts';

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60_000;

describe.each(availableEmulators())('links to contacts on %s', (kind) => {
  const pages = setUpContactPages(kind);

  describe('a link to all contacts', () => {
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

    test('when every path gets GET, HEAD and OPTIONS, then nothing changes', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
      await storeDraft(pages.wired, { candidateEmail });
      const paths = [
        await pages.grantLink(candidateEmail),
        await pages.grantLink(candidateEmail, { person }),
        await pages.grantLink(candidateEmail, { expiresAt: Date.now() - DAY_MS }),
      ].flatMap((path) =>
        ['', ...actions, ...exports].map((action) => `${path}/${action}`.replace(/\/$/, '')),
      );
      const addresses = [...paths, '/contacts', '/contacts/link'];
      const contact = addressKey(person);
      const query = `?contact=${contact}&sure=yes&months=1&date=2027-05-05&note=x&flash=delete`;
      const before = await allItems(pages.product.dynamoDb);
      await pages.product.clearMails();
      const requests = addresses.flatMap((address) =>
        ['GET', 'HEAD', 'OPTIONS'].map((method) =>
          pages.product.fetch(get(`${address}${query}`, method)),
        ),
      );
      expect(requests.length).toBeGreaterThanOrEqual(100);
      for (const answer of await Promise.all(requests)) {
        expect(answer.status).toBeLessThan(500);
        expectSecurityHeaders(answer);
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
      expect(await pages.product.mails()).toEqual([]);
    });

    test('when it is wrong or expired, then it opens only the form for a new one', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
      const other = await pages.grantLink(uniqueCandidate());
      const good = await pages.grantLink(candidateEmail);
      const id = addressKey(candidateEmail);
      const secretOfOther = other.split('.').at(-1);
      // The expired link is still in the table, because DynamoDB may take two days to
      // delete it.
      const expired = await pages.grantLink(candidateEmail, { expiresAt: Date.now() - SECOND_MS });
      const letter = await draftThroughForm(pages.product, { candidateEmail });
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
      const before = await allItems(pages.product.dynamoDb);
      for (const path of wrong) {
        const answer = await pages.product.fetch(get(path));
        expectSecurityHeaders(answer);
        const html = await answer.text();
        expect([path, answer.status]).toEqual([path, 410]);
        expect(textOf(html)).toContain('This link has expired');
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
        ].map((request) => pages.product.fetch(request));
        for (const refused of await Promise.all(answers)) {
          expectSecurityHeaders(refused);
          expect([path, refused.url, refused.status]).toEqual([path, refused.url, 410]);
          const body = await refused.text();
          for (const word of ['Dana', person, 'Northwind', candidateEmail])
            expect(body).not.toContain(word);
        }
      }
      expect(textOf(await (await pages.product.fetch(get(`${expired}?lang=es`))).text())).toContain(
        'Este enlace ya no es válido',
      );
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
      expect((await pages.product.fetch(get(good))).status).toBe(200);
    });

    test('when it has expired while a note was typed, then the page has the note', async () => {
      const path = await pages.grantLink(uniqueCandidate(), { expiresAt: Date.now() - SECOND_MS });
      const note = '<b>Likes climbing</b> & "coffee" 🚪\nTwo lines';
      const noteOn = async (posted: string, language = 'en') => {
        const answer = await pages.product.fetch(
          post(`${path}/note?lang=${language}`, { note: posted }),
        );
        expect(answer.status).toBe(410);
        const html = parse(await answer.text());
        // The page's script shows it if this entry of the history has a note.
        const isHidden = html.querySelector('section[hidden] > #typed-note') !== null;
        return isHidden
          ? undefined
          : [html.querySelector('label[for="typed-note"]')?.text, noteIn(html)];
      };
      const noteIn = (html: ReturnType<typeof parse>) =>
        html.querySelector('#typed-note')?.text.replace(/^\n/, '');
      expect(await noteOn(note)).toEqual(['Your note', note]);
      expect(await noteOn(note, 'es')).toEqual(['Tu nota', note]);
      expect(await noteOn('')).toBeUndefined();
      // No more than a note may have, and no half of a character.
      const [, long] = (await noteOn(`${'x'.repeat(999)}🚪${'y'.repeat(9000)}`)) ?? [];
      expect(long).toBe(`${'x'.repeat(999)}\uFFFD`);
    });

    test('when it is used for a letter, or the reverse, then it opens nothing', async () => {
      const candidateEmail = uniqueCandidate();
      const { path } = await draftThroughForm(pages.product, { candidateEmail });
      const contacts = await pages.grantLink(candidateEmail);
      expect(
        (await pages.product.fetch(get(contacts.replace('/contacts/', '/letters/')))).status,
      ).toBe(404);
      expect((await pages.product.fetch(get(path.replace('/letters/', '/contacts/')))).status).toBe(
        410,
      );
    });

    test('when another site posts to it, then it answers 403 and changes nothing', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
      const path = await pages.grantLink(candidateEmail);
      const before = await allItems(pages.product.dynamoDb);
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
        // One-click unsubscribing may come from anywhere, see one-click.test.ts.
        const checked = actions.filter((action) => action !== 'unsubscribe');
        for (const address of ['/contacts/link', ...checked.map((action) => `${path}/${action}`)]) {
          const answer = await pages.product.fetch(
            post(address, { candidateEmail, ...values, ...confirmed(path, person) }, headers),
          );
          expectSecurityHeaders(answer);
          expect([address, answer.status]).toEqual([address, 403]);
        }
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
    });

    test('when a page, a file or an error is sent, then it has security headers', async () => {
      const candidateEmail = uniqueCandidate();
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
      const path = await pages.grantLink(candidateEmail);
      const types = [
        ['export.json', 'application/json'],
        ['export.csv', 'text/csv'],
        ['export.vcf', 'text/vcard'],
        ['export.ics', 'text/calendar'],
      ] as const;
      for (const [file, type] of types) {
        const answer = await pages.product.fetch(get(`${path}/${file}`));
        expectSecurityHeaders(answer);
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
        const answer = await pages.product.fetch(request);
        expectSecurityHeaders(answer);
        expect(answer.status).toBeLessThan(500);
      }
    });
  });

  describe('a reminder’s link', () => {
    const [dana, kim] = ['dana@northwind.example', 'kim@southwind.example'] as const;
    const secretNote = 'zqnote that nobody else may read';
    /**
     * Creates two contacts with private data, and sends the reminder for one of them.
     * Gives the link in the reminder and a link to all contacts.
     */
    const createReminder = async () => {
      const candidateEmail = uniqueCandidate();
      for (const role of ['First Role', 'Second Role']) {
        await declineTo(
          pages.wired,
          { candidateEmail, recruiterEmail: dana, recruiterName: 'Dana Lee', role },
          { reason: 'overqualified' },
        );
      }
      await declineTo(
        pages.wired,
        { candidateEmail, recruiterEmail: kim, recruiterName: 'Kim Contact' },
        { reconnectOn: '2027-12-01' },
      );
      const all = await pages.grantLink(candidateEmail);
      await pages.product.fetch(post(`${all}/note`, { ...confirmed(all, dana), note: secretNote }));
      // Only the reminder of this contact is due.
      const item = await pages.contactItem(candidateEmail, dana);
      await setContactDueAt(pages.product.dynamoDb, item, 1);
      const clock = Date.parse('2027-06-01T12:00Z');
      const reminding = wireProduct({ ...pages.product.dynamoDb, now: () => clock });
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

    test('when it is opened, then it shows one contact and nothing private', async () => {
      const { path, all } = await createReminder();
      expect(textOf(await pages.htmlAt(all))).toContain(secretNote);
      for (const query of [
        '',
        '?lang=es',
        `?flashContactId=${addressKey(kim)}&flash=done`,
        `?words=kim&filter=all&contact=${addressKey(kim)}`,
      ]) {
        const answer = await pages.product.fetch(get(`${path}${query}`));
        expectSecurityHeaders(answer);
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
      // The answer to an invalid form does not show them, either.
      const wrong = await pages.product.fetch(
        postForm(await pages.htmlAt(path), '/date', { date: 'x' }),
      );
      expect(wrong.status).toBe(422);
      expect(await wrong.text()).not.toMatch(/zqnote|Your reason \(|First Role|Kim/);
    });

    test('when another contact is posted to it, then it changes its own contact', async () => {
      const { path, candidateEmail } = await createReminder();
      const other = await pages.contactItem(candidateEmail, kim);
      for (const [action, values] of [
        ['done', {}],
        ['snooze', { months: '1' }],
        ['date', { date: '2027-05-05' }],
        ['stop', {}],
      ] as const) {
        const before = await pages.contactItem(candidateEmail, dana);
        const html = await pages.submit(
          post(`${path}/${action}`, {
            ...confirmed(path, dana),
            contact: addressKey(kim),
            ...values,
          }),
        );
        expect(textOf(html)).toContain('Dana Lee');
        expect(html).not.toContain('Kim');
        expect(await pages.contactItem(candidateEmail, dana)).not.toEqual(before);
        expect(await pages.contactItem(candidateEmail, kim)).toEqual(other);
        const answer = await pages.product.fetch(
          json(`${path}/${action}`, {
            ...confirmed(path, dana),
            contact: addressKey(kim),
            ...values,
          }),
        );
        expect(await answer.json()).toMatchObject({ contact: addressKey(dana) });
        expect(await pages.contactItem(candidateEmail, kim)).toEqual(other);
      }
      expect(await pages.contactItem(candidateEmail, dana)).toMatchObject({
        note: secretNote,
        status: 'closed',
      });
    });

    test('when it is used for notes, files, erasing, time zone, then it answers 404', async () => {
      const { path } = await createReminder();
      const before = await allItems(pages.product.dynamoDb);
      const requests = ['note', 'delete', 'erase', 'time-zone'].flatMap((action) => {
        const values = { ...confirmed(path, dana), note: 'x', timeZone: 'madrid' };
        return [post(`${path}/${action}`, values), json(`${path}/${action}`, values)];
      });
      const files = ['json', 'csv', 'vcf', 'ics'].map((format) => get(`${path}/export.${format}`));
      for (const request of [...requests, ...files, get(`${path}/erase`)]) {
        const { url, method } = request;
        const answer = await pages.product.fetch(request);
        expectSecurityHeaders(answer);
        expect([method, url, answer.status]).toEqual([method, url, 404]);
        expect(await answer.text()).not.toMatch(/Dana|zqnote|Kim/);
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
    });

    test('when its contact is deleted, then it opens nothing', async () => {
      const { path, all } = await createReminder();
      await pages.submit(postForm(cardOf(await pages.htmlAt(all), dana), '/delete'));
      const answer = await pages.product.fetch(get(path));
      expect(answer.status).toBe(410);
      const html = await answer.text();
      expect(formOf(html, '/contacts/link').values).toEqual({ candidateEmail: '' });
      expect(html).not.toMatch(/Dana|Kim/);
      const before = await allItems(pages.product.dynamoDb);
      for (const action of ['done', 'snooze', 'date', 'stop']) {
        const values = { ...confirmed(path, kim), months: '1', date: '2027-05-05' };
        await pages.product.fetch(post(`${path}/${action}`, values));
        expect((await pages.product.fetch(json(`${path}/${action}`, values))).status).toBe(404);
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
    });

    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    test.each([
      ['a form', new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
      ['a multipart form', multipart],
      ['nothing', null],
      ['another text', 'List-Unsubscribe=One-Click'],
    ])(
      'when a mail program posts %s to unsubscribe, then reminders end and contacts stay',
      async (_description, body) => {
        const { path, candidateEmail } = await createReminder();
        expect(await pages.contactItem(candidateEmail, kim)).toHaveProperty('due');
        const answer = await pages.product.fetch(
          new Request(new URL(`${path}/unsubscribe`, origin), { method: 'POST', body }),
        );
        expectSecurityHeaders(answer);
        expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
        expect(textOf(await answer.text())).toContain('We still keep your contacts.');
        for (const person of [dana, kim]) {
          const item = await pages.contactItem(candidateEmail, person);
          expect(item).toMatchObject({ person: { address: person }, status: 'open' });
          for (const attribute of ['due', 'dueAt', 'reconnectOn', 'receiptFor'])
            expect(item).not.toHaveProperty(attribute);
        }
        expect(await pages.contactItem(candidateEmail, dana)).toMatchObject({ note: secretNote });
        const muchLater = wireProduct({
          ...pages.product.dynamoDb,
          now: () => Date.parse('2028-01-01T12:00Z'),
        });
        await muchLater.sendReminders();
        expect(muchLater.mails.filter(({ to }) => to === candidateEmail)).toEqual([]);
      },
    );

    test('when a person opens its unsubscribe page, then it asks before it acts', async () => {
      const { path, candidateEmail } = await createReminder();
      const html = await pages.htmlAt(`${path}/unsubscribe`);
      expect(textOf(html)).toContain('No more reminders?');
      expect(await pages.contactItem(candidateEmail, kim)).toHaveProperty('due');
      const answer = await pages.product.fetch(postForm(html, '/unsubscribe'));
      expect(answer.status).toBe(200);
      expect(await pages.contactItem(candidateEmail, kim)).not.toHaveProperty('due');
    });
  });
});
