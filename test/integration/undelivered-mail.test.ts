import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import {
  type EventKind,
  englishForm,
  origin,
  sesEvent,
  uniqueCandidate,
} from '../support/fixtures.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, post } from '../support/requests.ts';
import { allItems, letterItem, setLetterAttributes } from '../support/table.ts';

const notArrived = "The email to this address didn't arrive.";
const mailed = 'Check your inbox';

/** Emails to the candidate that bounce or are suppressed. */
describe.each(availableEmulators())('an email to the candidate, on %s', (kind) => {
  let product: RunningProduct;
  let recordEvent: FeedbackFunction['recordEvent'];
  let sendNotices: FeedbackFunction['sendNotices'];
  beforeAll(async () => {
    product = await startProduct(kind);
    ({ recordEvent, sendNotices } = feedback(process.env));
  });
  afterAll(() => product.close());
  beforeEach(() => product.clearMails());

  /** A form that was filled in and posted once, and the draft that it made. */
  const postedForm = async (language = 'en') => {
    const page = await (await product.fetch(get(`/?lang=${language}`))).text();
    const candidateEmail = uniqueCandidate();
    const form = { ...formOf(page, '/declines').values, ...englishForm, candidateEmail };
    const postAgain = async (changes = {}) => {
      const answer = await product.fetch(
        post(`/declines?lang=${language}`, { ...form, ...changes }),
      );
      const html = await answer.text();
      return { status: answer.status, html, text: textOf(html) };
    };
    expect((await postAgain()).text).toContain(language === 'en' ? mailed : 'Revisa tu correo');
    const path = new URL(linkIn(await product.mails())).pathname;
    const id = path.split('/').at(-1)?.split('.')[0] ?? '';
    await product.clearMails();
    return { id, path, candidateEmail, postAgain };
  };

  test.each<readonly [string, EventKind, object, string]>([
    ['bounces', 'Bounce', {}, 'review'],
    ['is suppressed', 'Bounce', { bounce: { bounceSubType: 'Suppressed' } }, 'review'],
    [
      'is on the list',
      'Bounce',
      { bounce: { bounceSubType: 'OnAccountSuppressionList' } },
      'review',
    ],
    [
      'finds a full mailbox',
      'Bounce',
      { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } },
      'review',
    ],
    ['is marked as unwanted', 'Complaint', {}, 'review'],
    ['names another address', 'Bounce', { to: 'real@inner.example' }, 'review'],
    ['names nobody', 'Bounce', { bounce: { bouncedRecipients: [] } }, 'review'],
    ['is a notice', 'Bounce', {}, 'notice'],
    ['is a receipt', 'Bounce', {}, 'receipt'],
    ['is a reminder', 'Bounce', {}, 'reminder'],
  ])('when it %s, then the same form says so, and never why', async (_what, event, parts, tag) => {
    const { id, candidateEmail, postAgain } = await postedForm();
    const before = await letterItem(product.dynamoDb, id);
    await recordEvent(sesEvent(event, id, { to: candidateEmail, tag, ...parts }));
    const answer = await postAgain();
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`Your email: ${notArrived}`);
    expect(answer.text).not.toMatch(/\b(bounc|suppress|complain|spam|unwanted|refus|full\b)/i);
    // Everything that was typed is in the form again.
    expect(formOf(answer.html, '/declines').values).toMatchObject({
      candidateEmail,
      role: englishForm.role,
    });
    await sendNotices(Date.now() + 60_000);
    expect(await product.mails()).toEqual([]);
    const { mailReport, mailReportId, mailReportOf, ...rest } =
      (await letterItem(product.dynamoDb, id)) ?? {};
    expect(rest).toEqual(before);
  });

  test('when the page is Spanish, then the message is, too', async () => {
    const { id, postAgain } = await postedForm('es');
    await recordEvent(sesEvent('Bounce', id, { tag: 'review' }));
    expect((await postAgain()).text).toContain('Tu correo: El correo a esta dirección no llegó.');
  });

  test('when another form names the same address, then it does not say so', async () => {
    const { id, postAgain } = await postedForm();
    await recordEvent(sesEvent('Bounce', id, { tag: 'review' }));
    const other = await postAgain({ role: 'Another role' });
    expect([other.status, other.text]).toEqual([200, expect.stringContaining(mailed)]);
  });

  test('when the address is corrected, then a link is mailed there', async () => {
    const { id, postAgain } = await postedForm();
    await recordEvent(sesEvent('Bounce', id, { tag: 'review' }));
    const candidateEmail = uniqueCandidate();
    expect((await postAgain({ candidateEmail })).text).toContain(mailed);
    expect((await product.mails()).map(({ to }) => to)).toEqual([[candidateEmail]]);
  });

  test.each<readonly [readonly EventKind[], boolean]>([
    [['Delivery'], true],
    [['Delivery', 'Bounce'], false],
    [['Bounce', 'Delivery'], false],
    [['Complaint', 'Bounce', 'Delivery', 'Send'], false],
    [['Send', 'DeliveryDelay'], true],
  ])('when one email has the reports %j, then the highest counts', async (kinds, isFine) => {
    const { id, postAgain } = await postedForm();
    for (const event of [...kinds, ...kinds])
      await recordEvent(sesEvent(event, id, { tag: 'review' }));
    expect((await postAgain()).status).toBe(isFine ? 200 : 422);
  });

  test('when a reply is automatic, then the email has arrived', async () => {
    const { id, postAgain } = await postedForm();
    const bounce = { bounceType: 'Transient', bounceSubType: 'General' };
    await recordEvent(sesEvent('Bounce', id, { tag: 'review', bounce }));
    expect((await postAgain()).status).toBe(200);
  });

  test.each([
    ['Bounce', 'Delivery', 200],
    ['Delivery', 'Bounce', 422],
  ] as const)(
    'when an earlier email had a %s and a later one a %s, then the later one counts',
    async (earlier, later, status) => {
      const events = (id: string) => [
        sesEvent(earlier, id, { tag: 'review', messageId: 'first', mailedAt: 1000 }),
        sesEvent(later, id, { tag: 'notice', messageId: 'second', mailedAt: 2000 }),
      ];
      for (const order of ['in order', 'reversed']) {
        const { id, postAgain } = await postedForm();
        const all = order === 'reversed' ? events(id).reverse() : events(id);
        for (const event of [...all, ...all]) await recordEvent(event);
        expect((await postAgain()).status).toBe(status);
      }
    },
  );

  test('when the copy of a sent letter bounces, then the same form says so', async () => {
    const { id, candidateEmail, postAgain } = await postedForm();
    await setLetterAttributes(product.dynamoDb, id, { state: 'sent', sentAt: Date.now() });
    await recordEvent(sesEvent('Bounce', id, { to: candidateEmail }));
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('sent');
    expect((await postAgain()).text).toContain(notArrived);
  });

  test('when there is no draft, then nothing is stored', async () => {
    const stored = async () => {
      const items = await allItems(product.dynamoDb);
      // The breaker counts each email, once.
      items.delete('BREAKER LINKS');
      for (const key of items.keys()) if (key.startsWith('LIMIT#event#')) items.delete(key);
      return items;
    };
    const before = await stored();
    for (const event of ['Bounce', 'Delivery', 'Complaint'] as const) {
      await recordEvent(sesEvent(event, 'A'.repeat(22), { tag: 'review' }));
      // The link to the contacts has no letter.
      const contactsLink = sesEvent(event, '', { tag: 'contacts' });
      const { letter: _letter, ...tags } = contactsLink.detail.mail.tags;
      const mail = { ...contactsLink.detail.mail, tags };
      await recordEvent({ ...contactsLink, detail: { ...contactsLink.detail, mail } });
    }
    expect(await stored()).toEqual(before);
  });

  test('when the draft was erased or has expired, then nothing is stored', async () => {
    const { id } = await postedForm();
    await setLetterAttributes(product.dynamoDb, id, { ttl: 1 });
    const before = await allItems(product.dynamoDb);
    await recordEvent(sesEvent('Bounce', id, { tag: 'review' }));
    expect(await allItems(product.dynamoDb)).toEqual(before);
  });

  test('when a link that bounced is opened, then the letter can be sent', async () => {
    const { id, path } = await postedForm();
    await recordEvent(sesEvent('Bounce', id, { tag: 'review' }));
    const page = await (await product.fetch(new Request(new URL(path, origin)))).text();
    const { values, checkboxes } = formOf(page, '/send');
    const answer = await product.fetch(post(`${path}/send`, { ...values, ...checkboxes }));
    expect(textOf(await answer.text())).toContain('Sent to');
  });
});
