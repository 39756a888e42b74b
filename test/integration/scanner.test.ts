import { describe, expect, test } from 'vitest';
import { textOf } from '../journey/http-driver.ts';
import { setUpContactPages } from '../support/contact-pages.ts';
import { confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { sesEvent, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { confirmAction, confirmationOf, draftThroughForm } from '../support/letters.ts';
import { get, post } from '../support/requests.ts';
import { scan } from '../support/scanner.ts';
import { allItems, setLetterAttributes } from '../support/table.ts';

const [dana, kim] = ['dana@northwind.example', 'kim@southwind.example'] as const;

describe.each(availableEmulators())(
  'a scanner that submits every form as served, on %s',
  (kind) => {
    const pages = setUpContactPages(kind);

    /** Scans from a link, and expects that the table and the inbox stay as they were. */
    async function expectNoEffect(path: string) {
      await pages.product.clearMails();
      const before = await allItems(pages.product.dynamoDb);
      const result = await scan(pages.product.fetch, path);
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
      expect(await pages.product.mails()).toEqual([]);
      for (const [posted, status] of result.posted) {
        expect([posted, status >= 200 && status < 500]).toEqual([posted, true]);
      }
      return {
        pages: [...result.pages].map((page) => page.replace(path, '')),
        posted: new Set(result.posted.map(([posted]) => posted.replace(path, ''))),
      };
    }

    const past = Date.now() - 1000;
    test.each([
      ['draft', { state: 'draft' }, ['/send', '/cancel', '/self-sent', '/edit']],
      ['an expired draft', { linkExpiresAt: past }, ['/fresh-link']],
      ['sending', { state: 'sending' }, []],
      ['retry', { state: 'retry' }, ['/cancel']],
      ['failed', { state: 'failed' }, ['/self-sent']],
      ['unknown', { state: 'unknown' }, ['/self-sent', '/copy']],
      ['sent', { state: 'sent', sentAt: past }, []],
      ['delayed', { state: 'delayed', sentAt: past }, []],
      ['delivered', { state: 'delivered', sentAt: past }, []],
      ['bounced', { state: 'bounced', sentAt: past }, ['/again', '/another']],
      ['complained', { state: 'complained', sentAt: past }, []],
      ['cancelled', { state: 'cancelled' }, []],
      ['self-sent', { state: 'self-sent' }, []],
    ])('when a letter is %s, then it changes nothing', async (_state, attributes, forms) => {
      const { path, id } = await draftThroughForm(pages.product);
      await setLetterAttributes(pages.product.dynamoDb, id, attributes);
      const { posted } = await expectNoEffect(path);
      expect([...posted]).toEqual(expect.arrayContaining([...forms]));
    });

    test('when a link was superseded, then it changes nothing', async () => {
      const { path, id } = await draftThroughForm(pages.product);
      await setLetterAttributes(pages.product.dynamoDb, id, { linkExpiresAt: past });
      expect((await confirmAction(pages.product, path, 'fresh-link')).status).toBe(303);
      // One hour later, the old link may ask for another.
      await setLetterAttributes(pages.product.dynamoDb, id, {
        linkExpiresAt: Date.now() + 47 * 60 * 60_000,
      });
      expect((await expectNoEffect(path)).posted).toContain('/fresh-link');
      await confirmAction(pages.product, path, 'fresh-link');
      expect(await pages.product.mails()).toHaveLength(1);
    });

    /** A candidate with contacts of every kind, a note, a zone, and a draft. */
    async function newContacts(timeZone?: string) {
      const candidateEmail = uniqueCandidate();
      const zone = timeZone === undefined ? {} : { timeZone };
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: dana, ...zone });
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: dana, ...zone });
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: kim, ...zone });
      const angry = await declineTo(pages.wired, {
        candidateEmail,
        recruiterEmail: 'angry@northwind.example',
        ...zone,
      });
      await pages.wired.recordEvent(
        sesEvent('Complaint', angry.decline.id, { to: angry.decline.letter.to }),
      );
      const all = await pages.grantLink(candidateEmail);
      await pages.product.fetch(
        post(`${all}/note`, {
          ...confirmed(all, dana),
          note: 'Plays the cello.\n\nhttps://x.example',
        }),
      );
      return { candidateEmail, all, one: await pages.grantLink(candidateEmail, { person: dana }) };
    }

    test.each([[undefined], ['Europe/Madrid']])(
      'when it has a link to all contacts (time zone: %s), then it changes nothing',
      async (timeZone) => {
        const { all } = await newContacts(timeZone);
        const { posted, pages: read } = await expectNoEffect(all);
        expect([...posted]).toEqual(
          expect.arrayContaining([
            '/date',
            '/delete',
            '/done',
            '/erase',
            '/note',
            '/snooze',
            '/stop',
            '/time-zone',
          ]),
        );
        expect(read).toEqual(expect.arrayContaining(['/erase', '/export.json']));
      },
    );

    test('when it has the link of a reminder, then it changes nothing', async () => {
      const { one } = await newContacts();
      const { posted } = await expectNoEffect(one);
      expect([...posted]).toEqual(expect.arrayContaining(['/date', '/done', '/snooze', '/stop']));
    });

    test('when it has an expired link to contacts, then it changes nothing', async () => {
      const { candidateEmail } = await newContacts();
      await expectNoEffect(await pages.grantLink(candidateEmail, { expiresAt: past }));
    });

    test('when it ticks and presses without the nonce, then nothing changes', async () => {
      const letter = await draftThroughForm(pages.product);
      const { all, one } = await newContacts();
      const before = await allItems(pages.product.dynamoDb);
      for (const nonce of [undefined, '', 'x', 'A'.repeat(43), letter.confirmation['nonce']]) {
        const guess = { sure: 'yes', ...(nonce !== undefined && { nonce }) };
        const requests = [
          ...['cancel', 'self-sent'].map((action) => post(`${letter.path}/${action}`, guess)),
          ...[all, one].flatMap((path) =>
            ['done', 'snooze', 'date', 'stop', 'note', 'delete', 'time-zone', 'erase'].map(
              (action) =>
                post(`${path}/${action}`, {
                  ...guess,
                  contact: confirmed(path, dana)['contact'] ?? '',
                  months: '3',
                  date: '2027-05-05',
                  note: 'x',
                  timeZone: 'madrid',
                }),
            ),
          ),
        ];
        for (const request of requests) {
          const answer = await pages.product.fetch(request);
          expect([request.url, [404, 409].includes(answer.status)]).toEqual([request.url, true]);
        }
      }
      expect(await allItems(pages.product.dynamoDb)).toEqual(before);
    });

    test('when scanners and six sends come at once, then one letter is sent', async () => {
      const { path } = await draftThroughForm(pages.product);
      const confirmation = await confirmationOf(pages.product, path);
      const sends = Array.from({ length: 6 }, () =>
        pages.product.fetch(post(`${path}/send`, confirmation)),
      );
      const scans = Array.from({ length: 3 }, () => scan(pages.product.fetch, path));
      const heads = ['HEAD', 'OPTIONS', 'GET'].map((method) =>
        pages.product.fetch(get(path, method)),
      );
      const answers = await Promise.all(sends);
      await Promise.all([...scans, ...heads]);
      for (const answer of answers) expect(textOf(await answer.text())).toContain('Sent to Dana');
      const letters = (await pages.product.mails()).filter(({ to }) => to.includes(dana));
      expect(letters).toHaveLength(1);
    });
  },
);
