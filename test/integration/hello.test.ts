import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { textOf } from '../journey/http-driver.ts';
import { expectSecurityHeaders, setUpContactPages } from '../support/contact-pages.ts';
import { confirmed } from '../support/contacts.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { sampleThread, sesEvent, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo } from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { get, post } from '../support/requests.ts';
import {
  readByTwoParsers,
  threadReferences,
  threadSubject,
  threadValues,
} from '../support/thread.ts';

const person = 'dana@northwind.example';

describe.each(availableEmulators())('the hello in the old thread on %s', (kind) => {
  const pages = setUpContactPages(kind);
  const fileAt = (path: string, who = person) =>
    pages.product.fetch(get(`${path}/hello.eml?contact=${addressKey(who)}`));
  /** The link to the file on the card of a page, if there is one. */
  const linkAt = async (path: string) =>
    parse(await pages.htmlAt(path)).querySelector('a[href*="/hello.eml"]');
  /** Opens the contacts after letters to one person, in this order. */
  const contactsAfter = async (...letters: readonly object[]) => {
    const candidateEmail = uniqueCandidate();
    for (const changes of letters)
      await declineTo(pages.wired, { candidateEmail, recruiterEmail: person, ...changes });
    return { candidateEmail, path: await pages.grantLink(candidateEmail) };
  };

  test.each([
    ['en', 'Reply in the old thread', 'In reply to:'],
    ['es', 'Responder en el mismo hilo', 'En respuesta a:'],
  ] as const)(
    'when a letter in a thread was sent, then the card in %s offers the file',
    async (language, button, inReplyTo) => {
      const candidateEmail = uniqueCandidate();
      const { path: letter, confirmation } = await draftThroughForm(pages.product, {
        candidateEmail,
        ...threadValues,
      });
      await pages.product.fetch(post(`${letter}/send`, confirmation));
      const path = await pages.grantLink(candidateEmail);
      const html = await pages.htmlAt(`${path}?lang=${language}`);
      expect(textOf(html)).toContain(`${inReplyTo} ${threadValues.theirSubject}`);
      const link = parse(html).querySelector('a[href*="/hello.eml"]');
      expect(link?.text).toBe(button);
      const answer = await pages.product.fetch(get(link?.getAttribute('href') ?? ''));
      expect(answer.status).toBe(200);
      expectSecurityHeaders(answer);
      expect(answer.headers.get('content-type')).toBe('message/rfc822');
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="hello.eml"');
      const shown = parse(html).querySelector('textarea[id^="hello-copy"]')?.text.trim();
      for (const read of await readByTwoParsers(await answer.text())) {
        expect(read).toMatchObject({
          from: candidateEmail,
          to: person,
          subject: threadSubject,
          inReplyTo: threadValues.inReplyTo,
          references: threadReferences,
        });
        expect(read.text.trim()).toBe(shown);
      }
    },
  );

  test('when the thread is long, then the contact keeps its first and latest ids', async () => {
    const references = Array.from({ length: 20 }, (_, index) => `<${index}@x.example>`);
    const { path } = await contactsAfter({ thread: { ...sampleThread, references } });
    for (const read of await readByTwoParsers(await (await fileAt(path)).text()))
      expect(read.references).toEqual([
        ...['<0@x.example>', '<17@x.example>', '<18@x.example>', '<19@x.example>'],
        sampleThread.inReplyTo,
      ]);
  });

  test.each([
    ['has no thread', {}],
    ['has a subject of its own', { thread: sampleThread, ownSubject: true }],
  ])('when a later letter %s, then the hello is a new email', async (_what, later) => {
    const { path } = await contactsAfter({ thread: sampleThread }, later);
    expect(await linkAt(path)).toBeNull();
    const answer = await fileAt(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=en`]);
  });

  test('when a later letter is in another thread, then the hello is in that one', async () => {
    const later = { inReplyTo: '<later@x.example>', references: [], subject: 'Later' };
    const { path } = await contactsAfter({ thread: sampleThread }, { thread: later });
    for (const read of await readByTwoParsers(await (await fileAt(path)).text()))
      expect(read).toMatchObject({ subject: 'Re: Later', references: ['<later@x.example>'] });
  });

  test('when the letter was marked as unwanted, then there is no file', async () => {
    const to = 'unwilling@northwind.example';
    const letter = { thread: sampleThread, recruiterEmail: to };
    const { candidateEmail, path } = await contactsAfter(letter);
    expect((await fileAt(path, to)).status).toBe(200);
    const { declineId } = (await pages.contactItem(candidateEmail, to)) ?? {};
    await pages.wired.recordEvent(sesEvent('Complaint', String(declineId), { to }));
    expect(await linkAt(path)).toBeNull();
    expect((await fileAt(path, to)).status).toBe(303);
  });

  test('when a reminder links to one contact, then only its file is there', async () => {
    const { candidateEmail } = await contactsAfter({ thread: sampleThread });
    const other = 'other@northwind.example';
    await declineTo(pages.wired, { candidateEmail, recruiterEmail: other, thread: sampleThread });
    const path = await pages.grantLink(candidateEmail, { person: other });
    const href = (await linkAt(path))?.getAttribute('href') ?? '';
    for (const answer of [await pages.product.fetch(get(href)), await fileAt(path)])
      expect(await answer.text()).toContain(`To: ${other}\r\n`);
  });

  test.each([
    ['missing', ''],
    ['no id', '../LETTER'],
    ['far too long', 'a'.repeat(5000)],
    ['unknown', addressKey('nobody@northwind.example')],
  ])('when the id of the contact is %s, then the page is there', async (_what, contact) => {
    const { path } = await contactsAfter({ thread: sampleThread });
    const query = new URLSearchParams({ contact });
    const answer = await pages.product.fetch(get(`${path}/hello.eml?${query}`));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=en`]);
  });

  test('when another candidate asks for it, then there is none', async () => {
    await contactsAfter({ thread: sampleThread });
    expect((await fileAt(await pages.grantLink(uniqueCandidate()))).status).toBe(303);
    expect((await fileAt(`/contacts/${'a'.repeat(22)}.${'b'.repeat(43)}`)).status).toBe(410);
  });

  test('when everything is exported, then JSON has the thread, and CSV no id', async () => {
    const { path } = await contactsAfter({ thread: sampleThread });
    const everything: unknown = JSON.parse(await pages.htmlAt(`${path}/export.json`));
    expect(everything).toMatchObject({ contacts: [{ thread: sampleThread }] });
    const csv = await pages.htmlAt(`${path}/export.csv`);
    expect(csv).not.toContain(sampleThread.inReplyTo);
  });

  test('when it is erased, then the file is gone with it', async () => {
    const { candidateEmail, path } = await contactsAfter({ thread: sampleThread });
    await pages.product.fetch(post(`${path}/erase`, confirmed(path)));
    expect(await pages.contactItem(candidateEmail, person)).toBeUndefined();
    expect((await fileAt(path)).status).toBe(410);
  });

  test('when a contact is of an earlier release, then its card is as before', async () => {
    const { path } = await contactsAfter({});
    expect(await linkAt(path)).toBeNull();
    expect(textOf(await pages.htmlAt(path))).toContain('Write to Dana');
  });
});
