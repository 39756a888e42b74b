import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { type EventKind, origin, sesEvent } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import {
  clearBlocksAndBreaker,
  contactsByAddress,
  letterItem,
  setLetterAttributes,
} from '../support/table.ts';

/** The recruiter of the form, as SES may write the address. */
const recruiter = 'Dana@Northwind.example';
const candidate = 'alex@candidates.example';

describe.each(availableEmulators())('SES events on %s', (emulator) => {
  let product: RunningProduct;
  let recordEvent: FeedbackFunction['recordEvent'];
  let sendNotices: FeedbackFunction['sendNotices'];
  beforeAll(async () => {
    product = await startProduct(emulator);
    ({ recordEvent, sendNotices } = feedback(process.env));
  });
  afterAll(() => product.close());
  // A complaint blocks the recruiter of the form.
  afterEach(() => clearBlocksAndBreaker(product.dynamoDb));

  const sentLetter = async () => {
    const letter = await draftThroughForm(product);
    await product.fetch(post(`${letter.path}/send`, letter.confirmation));
    const state = async () => (await letterItem(product.dynamoDb, letter.id))?.['state'];
    const page = async () =>
      textOf(await (await product.fetch(new Request(new URL(letter.path, origin)))).text());
    return { ...letter, state, page };
  };

  test.each<readonly [readonly EventKind[], string, string]>([
    [['Send', 'Delivery'], 'delivered', 'Their mail server has accepted it.'],
    [['Delivery', 'DeliveryDelay', 'Send'], 'delivered', 'Their mail server has accepted it.'],
    [['DeliveryDelay'], 'delayed', 'slow to respond'],
    [['Bounce', 'Delivery', 'Bounce'], 'bounced', "It didn't reach Dana"],
    [['Complaint', 'Bounce', 'Delivery', 'Complaint'], 'complained', 'marked as unwanted'],
  ])('when the events are %j, then the letter is %s', async (kinds, state, message) => {
    const letter = await sentLetter();
    for (const kind of kinds) await recordEvent(sesEvent(kind, letter.id, { to: recruiter }));
    expect(await letter.state()).toBe(state);
    expect(await letter.page()).toContain(message);
  });

  test('when a reply is automatic, then delivered stays; a full mailbox is a bounce', async () => {
    const letter = await sentLetter();
    await recordEvent(sesEvent('Delivery', letter.id));
    const reply = { bounceType: 'Transient', bounceSubType: 'General' };
    await recordEvent(sesEvent('Bounce', letter.id, { bounce: reply }));
    expect(await letter.state()).toBe('delivered');
    const fullMailbox = { ...reply, bounceSubType: 'MailboxFull' };
    await recordEvent(sesEvent('Bounce', letter.id, { bounce: fullMailbox }));
    expect(await letter.state()).toBe('bounced');
  });

  test.each(['Bounce', 'Complaint'] as const)(
    'when the event is a %s, then the contact has no reminder',
    async (kind) => {
      const address = `${kind.toLowerCase()}@noreminder.example`;
      const { path, id, confirmation } = await draftThroughForm(product, {
        recruiterEmail: address,
      });
      await product.fetch(post(`${path}/send`, confirmation));
      expect((await contactsByAddress(product.dynamoDb, address))[0]).toHaveProperty('due');
      await recordEvent(sesEvent(kind, id, { to: address }));
      await sendNotices(Date.now() + 60_000);
      expect((await contactsByAddress(product.dynamoDb, address))[0]).not.toHaveProperty('due');
      const page = textOf(await (await product.fetch(new Request(new URL(path, origin)))).text());
      expect(page).not.toContain('remind you');
      expect(page).not.toContain('Sent to');
    },
  );

  const autoReply = { bounceType: 'Transient', bounceSubType: 'General' };
  const failed = { action: 'failed', status: '4.4.7' };
  test.each<readonly [string, object, string]>([
    [
      'expired',
      { ...autoReply, bouncedRecipients: [{ emailAddress: 'x@y.example', ...failed }] },
      'bounced',
    ],
    [
      'answered by 550 "user unknown"',
      {
        ...autoReply,
        bouncedRecipients: [{ emailAddress: recruiter, diagnosticCode: 'smtp; 550 user unknown' }],
      },
      'bounced',
    ],
    [
      'delayed',
      { ...autoReply, bouncedRecipients: [{ emailAddress: recruiter, action: 'delayed' }] },
      'delayed',
    ],
    [
      'answered automatically, and nobody is named',
      { ...autoReply, bouncedRecipients: [] },
      'delayed',
    ],
    ['bounced, and nobody is named', { bouncedRecipients: [] }, 'bounced'],
    ['bounced, and the list is missing', { bouncedRecipients: undefined }, 'bounced'],
    ['bounced at an unreadable time', { timestamp: 'yesterday' }, 'bounced'],
    [
      'bounced together with its copy',
      { bouncedRecipients: [{ emailAddress: candidate }, { emailAddress: recruiter }] },
      'bounced',
    ],
    [
      'bounced where its copy was delivered',
      {
        ...autoReply,
        bouncedRecipients: [
          { emailAddress: candidate, action: 'delivered', status: '2.0.0' },
          { emailAddress: recruiter, action: 'failed', status: '5.1.1' },
        ],
      },
      'bounced',
    ],
    [
      'delayed where its copy bounced',
      {
        ...autoReply,
        bouncedRecipients: [
          { emailAddress: candidate, action: 'failed', status: '5.1.1' },
          { emailAddress: recruiter, action: 'delayed', status: '4.4.1' },
        ],
      },
      'delayed',
    ],
    [
      'bounced at one of two forwarded mailboxes',
      {
        ...autoReply,
        bouncedRecipients: [
          { emailAddress: 'one@inner.example', action: 'relayed' },
          { emailAddress: 'two@inner.example', action: 'failed' },
        ],
      },
      'bounced',
    ],
  ])('when a letter is %s, then its details decide', async (_what, bounce, state) => {
    const letter = await sentLetter();
    await recordEvent(sesEvent('Bounce', letter.id, { bounce }));
    expect(await letter.state()).toBe(state);
  });

  test.each<readonly [string, object, string]>([
    ['not spam', { complaintFeedbackType: 'not-spam' }, 'sent'],
    ['a failed signature', { complaintFeedbackType: 'auth-failure' }, 'sent'],
    ['abuse', { complaintFeedbackType: 'abuse' }, 'complained'],
    ['nothing', { complaintSubType: null }, 'complained'],
    ['a new kind of feedback', { complaintFeedbackType: 'dislike' }, 'complained'],
    ['an earlier complaint', { complaintSubType: 'OnAccountSuppressionList' }, 'bounced'],
    ['abuse, but names nobody', { complainedRecipients: [] }, 'complained'],
  ])('when a complaint reports %s, then the letter is told so', async (_what, details, state) => {
    const letter = await sentLetter();
    const complainedRecipients = [{ emailAddress: recruiter }];
    const complaint = { complainedRecipients, timestamp: new Date().toISOString(), ...details };
    await recordEvent(sesEvent('Complaint', letter.id, { detail: { complaint } }));
    expect(await letter.state()).toBe(state);
  });

  test.each<readonly [string, object, string]>([
    ['Reject', { reject: { reason: 'Bad content' } }, 'bounced'],
    ['Rendering Failure', { failure: {} }, 'bounced'],
    ['RenderingFailure', { failure: {} }, 'bounced'],
    ['Delivery', {}, 'delivered'],
    ['Complaint', {}, 'complained'],
    ['DeliveryDelay', {}, 'delayed'],
    [
      'DeliveryDelay',
      { deliveryDelay: { delayType: 'MailboxFull', expirationTime: 'x' } },
      'delayed',
    ],
    ['Open', { open: {} }, 'sent'],
    ['Click', { click: {} }, 'sent'],
    ['Subscription', { subscription: {} }, 'sent'],
    ['A new kind', {}, 'sent'],
  ])('when an event of the kind %s has the parts %j, then it is %s', async (kind, parts, state) => {
    const letter = await sentLetter();
    const { detail, ...event } = sesEvent('Send', letter.id);
    await recordEvent({
      ...event,
      detail: { ...detail, send: undefined, eventType: kind, ...parts },
    });
    expect(await letter.state()).toBe(state);
  });

  test('when an event has no tags, then it is not ours', async () => {
    const { detail, ...event } = sesEvent('Bounce', 'A'.repeat(22));
    const { tags: _tags, ...mail } = detail.mail;
    await recordEvent({ ...event, detail: { ...detail, mail } });
    await recordEvent({
      ...event,
      detail: { ...detail, mail: { ...mail, tags: { letter: 'x' } } },
    });
    await expect(recordEvent({ detail: {} })).rejects.toThrow();
  });

  test.each([
    'real.dana@inner.example',
    '<dana@northwind.example>',
    '"Lee, Dana" <DANA@northwind.example>',
    'rfc822; dana@northwind.example',
    'alex@candidates.example.evil.example',
    'alex+jobs@candidates.example',
    '',
  ])('when an event names %j, then it is about the letter', async (to) => {
    for (const [kind, state] of [
      ['DeliveryDelay', 'delayed'],
      ['Delivery', 'delivered'],
      ['Bounce', 'bounced'],
      ['Complaint', 'complained'],
    ] as const) {
      const letter = await sentLetter();
      await recordEvent(sesEvent(kind, letter.id, { to }));
      expect(await letter.state()).toBe(state);
    }
  });

  test.each([
    candidate,
    'ALEX@Candidates.Example',
    '<alex@candidates.example>',
    'Alex Rivera <alex@candidates.example>',
    ' alex@candidates.example. ',
    'rfc822;alex@candidates.example',
  ])('when an event names only %j, then it is about the copy', async (to) => {
    const letter = await sentLetter();
    for (const kind of ['DeliveryDelay', 'Delivery', 'Bounce', 'Complaint'] as const)
      await recordEvent(sesEvent(kind, letter.id, { to }));
    expect(await letter.state()).toBe('sent');
  });

  test.each([
    ['alex@candidates.example', 'Alex@Candidates.example'],
    ['alex@candidates.example', 'alex@candidates.example'],
  ])('when a letter is to oneself (%s, %s), then each event is about it', async (from, to) => {
    const { path, id, confirmation } = await draftThroughForm(product, {
      candidateEmail: from,
      recruiterEmail: to,
    });
    await product.clearMails();
    await product.fetch(post(`${path}/send`, confirmation));
    const mails = await product.mails();
    expect(mails.map(({ bcc }) => bcc)).toEqual([[]]);
    const page = async () =>
      textOf(await (await product.fetch(new Request(new URL(path, origin)))).text());
    expect(await page()).not.toContain('a copy');
    await recordEvent(sesEvent('Bounce', id, { to: from }));
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('bounced');
  });

  test('when an event is not about the recruiter’s letter, then nothing changes', async () => {
    const letter = await sentLetter();
    await recordEvent(sesEvent('Bounce', letter.id, { to: candidate }));
    await recordEvent(sesEvent('Bounce', letter.id, { tag: 'review' }));
    await recordEvent(sesEvent('Bounce', 'A'.repeat(22)));
    expect(await letter.state()).toBe('sent');
  });

  test('when an unknown letter gets an event, then it is settled and has a contact', async () => {
    const { id } = await draftThroughForm(product, { recruiterEmail: 'una@unknown.example' });
    // Before SES gets a letter, its contact is prepared.
    const { client, tableName } = product.dynamoDb;
    const table = new Table(client, tableName, Date.now);
    const decline = await new DynamoDeclineStore(table).find(id);
    if (decline) await new DynamoContactStore(table).prepare(decline);
    await setLetterAttributes(product.dynamoDb, id, { state: 'unknown', failure: 'TimeoutError' });
    await recordEvent(sesEvent('Delivery', id, { to: 'una@unknown.example' }));
    expect(await letterItem(product.dynamoDb, id)).toMatchObject({
      state: 'delivered',
      messageId: `ses-${id}`,
    });
    expect(await contactsByAddress(product.dynamoDb, 'una@unknown.example')).toEqual([]);
    await product.send.sweep(Date.now() + 50_000);
    expect(await contactsByAddress(product.dynamoDb, 'una@unknown.example')).toHaveLength(1);
    expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('due');
  });

  test('when a draft gets an event, then it stays a draft', async () => {
    const { id } = await draftThroughForm(product);
    await recordEvent(sesEvent('Delivery', id));
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('draft');
  });
});
