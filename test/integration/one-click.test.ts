import { describe, expect, test } from 'vitest';
import { textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { post } from '../support/requests.ts';

const person = 'dana@northwind.example';

/** The headers of a request that a page of a mail provider, or of anyone else, sends. */
const foreign = [
  { origin: 'https://mail.provider.example' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://mail.provider.example' },
  { 'sec-fetch-site': 'cross-site', origin: 'null', 'sec-fetch-mode': 'no-cors' },
  { origin: 'https://door.example.evil.example', referer: 'https://evil.example/' },
];

const multipart = new FormData();
multipart.set('List-Unsubscribe', 'One-Click');
interface Body {
  readonly name: string;
  readonly body: string | FormData | URLSearchParams | Uint8Array<ArrayBuffer> | null;
  readonly type?: string;
}
const bodies: readonly Body[] = [
  { name: 'the form of RFC 8058', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) },
  { name: 'a multipart form', body: multipart },
  { name: 'nothing', body: null },
  { name: 'plain text', body: 'List-Unsubscribe=One-Click' },
  { name: 'JSON', body: '{"List-Unsubscribe":"One-Click"}', type: 'application/json' },
  { name: 'broken JSON', body: '{', type: 'application/json' },
  { name: 'bytes', body: new Uint8Array([0xff, 0x00]), type: 'application/octet-stream' },
  { name: 'a form of another content', body: new URLSearchParams({ x: 'y' }) },
  { name: 'an unreadable form', body: '%FF=%', type: 'application/x-www-form-urlencoded' },
  { name: 'a content type that is none', body: 'x', type: 'x' },
];

describe.each(availableEmulators())('one-click unsubscribing on %s', (kind) => {
  const pages = setUpContactPages(kind);
  const newContact = async () => {
    const candidateEmail = uniqueCandidate();
    await declineTo(pages.wired, { candidateEmail, recruiterEmail: person });
    const item = () => pages.contactItem(candidateEmail, person);
    expect(await item()).toHaveProperty('due');
    return { candidateEmail, item, path: await pages.grantLink(candidateEmail, { person }) };
  };

  test.each(foreign)(
    'when it is posted with %j, then it is 200 and reminders end',
    async (headers) => {
      const { item, path } = await newContact();
      const answer = await pages.product.fetch(
        post(`${path}/unsubscribe`, { 'List-Unsubscribe': 'One-Click' }, headers),
      );
      expectSecurityHeaders(answer);
      expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
      expect(textOf(await answer.text())).toContain('We still keep your contacts.');
      expect(await item()).not.toHaveProperty('due');
    },
  );

  test.each(bodies)(
    'when another site posts $name, then it is 200 and reminders end',
    async ({ body, type }) => {
      const { item, path } = await newContact();
      const request = new Request(new URL(`${path}/unsubscribe`, origin), {
        method: 'POST',
        body,
        headers: { 'sec-fetch-site': 'cross-site', ...(type && { 'content-type': type }) },
      });
      expect((await pages.product.fetch(request)).status).toBe(200);
      expect(await item()).not.toHaveProperty('due');
      // A mail program may post it again.
      const again = post(`${path}/unsubscribe`, {}, { origin: 'null' });
      expect((await pages.product.fetch(again)).status).toBe(200);
    },
  );

  test('when its link has expired or is wrong, then it is 410 and reminders stay', async () => {
    const { candidateEmail, item, path } = await newContact();
    const before = await item();
    const wrong = [
      await pages.grantLink(candidateEmail, { person, expiresAt: Date.now() - 1000 }),
      `${path.slice(0, -43)}${'A'.repeat(43)}`,
      path.slice(0, -1),
      '/contacts/x',
    ];
    for (const address of wrong) {
      for (const headers of [{}, ...foreign]) {
        const answer = await pages.product.fetch(post(`${address}/unsubscribe`, {}, headers));
        expect([address, answer.status]).toEqual([address, 410]);
      }
    }
    expect(await item()).toEqual(before);
  });

  test('when another site posts to any other route of the link, then it is 403', async () => {
    const { item, path, candidateEmail } = await newContact();
    const all = await pages.grantLink(candidateEmail);
    const before = await item();
    const values = { months: '1', date: '2027-05-05', note: 'x', timeZone: 'madrid' };
    const near = ['done', 'snooze', 'date', 'stop', 'note', 'delete', 'time-zone', 'erase'];
    const paths = [
      ...[path, all].flatMap((link) => near.map((action) => `${link}/${action}`)),
      `${path}/unsubscribe/done`,
      `${path}/done/unsubscribe`,
      `${path}/unsubscribes`,
      '/unsubscribe',
      '/contacts/unsubscribe',
      '/declines/unsubscribe',
      '/letters/x/unsubscribe',
    ];
    for (const headers of foreign) {
      for (const address of paths) {
        const answer = await pages.product.fetch(
          post(address, { ...confirmed(all, person), ...values }, headers),
        );
        expect([address, answer.status]).toEqual([address, 403]);
      }
    }
    expect(await item()).toEqual(before);
  });
});
