import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { contactsByAddress, letterItem, setLetterAttributes } from '../support/table.ts';

const recruiter = 'Dana@Northwind.example';
const own = 'alex@candidates.example';

/** What each kind of event carries besides the mail, by SES's documentation. */
const details = {
  Send: () => ({ send: {} }),
  Delivery: (to: string) => ({ delivery: { timestamp: '2026-11-22T12:00:05Z', recipients: [to] } }),
  DeliveryDelay: (to: string) => ({
    deliveryDelay: { timestamp: '2026-11-22T12:00:04Z', delayedRecipients: [{ emailAddress: to }] },
  }),
  Bounce: (to: string) => ({
    bounce: {
      timestamp: '2026-11-22T12:00:06Z',
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: to }],
    },
  }),
  Complaint: (to: string) => ({
    complaint: { timestamp: '2026-11-22T12:00:07Z', complainedRecipients: [{ emailAddress: to }] },
  }),
} as const;
type Kind = keyof typeof details;

const eventOf = (kind: Kind, id: string, { to = recruiter, tag = 'letter' } = {}) => ({
  version: '0',
  source: 'aws.ses',
  'detail-type': `Email ${kind}`,
  detail: {
    eventType: kind,
    mail: {
      timestamp: '2026-11-22T12:00:00Z',
      messageId: 'ses-message',
      destination: ['dana@northwind.example', own],
      tags: { letter: [id], kind: [tag], 'ses:configuration-set': ['open-door'] },
    },
    ...details[kind](to),
  },
});

describe.each(availableEmulators())('feedback on %s', (emulator) => {
  let product: RunningProduct;
  let recordEvent: FeedbackFunction['recordEvent'];
  let sendNotices: FeedbackFunction['sendNotices'];
  beforeAll(async () => {
    product = await startProduct(emulator);
    ({ recordEvent, sendNotices } = feedback(process.env));
  });
  afterAll(() => product.close());

  const sentLetter = async () => {
    const letter = await draftThroughForm(product);
    await product.fetch(post(`${letter.path}/send`, letter.confirmation));
    const state = async () => (await letterItem(product.dynamoDb, letter.id))?.['state'];
    const page = async () =>
      textOf(await (await product.fetch(new Request(new URL(letter.path, origin)))).text());
    return { ...letter, state, page };
  };

  test.each<readonly [readonly Kind[], string, string]>([
    [['Send', 'Delivery'], 'delivered', 'Their mail server has accepted it.'],
    [['Delivery', 'DeliveryDelay', 'Send'], 'delivered', 'Their mail server has accepted it.'],
    [['DeliveryDelay'], 'delayed', 'taking its time'],
    [['Bounce', 'Delivery', 'Bounce'], 'bounced', 'Your letter did not arrive'],
    [['Complaint', 'Bounce', 'Delivery', 'Complaint'], 'complained', 'marked as unwanted'],
  ])('%j ends as %s', async (kinds, state, told) => {
    const letter = await sentLetter();
    for (const kind of kinds) await recordEvent(eventOf(kind, letter.id));
    expect(await letter.state()).toBe(state);
    expect(await letter.page()).toContain(told);
  });

  test('an out-of-office reply does not undo a delivery', async () => {
    const letter = await sentLetter();
    await recordEvent(eventOf('Delivery', letter.id));
    const reply = eventOf('Bounce', letter.id);
    const bounce = { ...details.Bounce(recruiter).bounce, bounceType: 'Transient' };
    await recordEvent({ ...reply, detail: { ...reply.detail, bounce } });
    expect(await letter.state()).toBe('delivered');
    await recordEvent({
      ...reply,
      detail: { ...reply.detail, bounce: { ...bounce, bounceSubType: 'MailboxFull' } },
    });
    expect(await letter.state()).toBe('bounced');
  });

  test.each(['Bounce', 'Complaint'] as const)(
    'nobody is reminded of someone after a %s',
    async (kind) => {
      const address = `${kind.toLowerCase()}@noreminder.example`;
      const { path, id, confirmation } = await draftThroughForm(product, {
        recruiterEmail: address,
      });
      await product.fetch(post(`${path}/send`, confirmation));
      expect((await contactsByAddress(product.dynamoDb, address))[0]).toHaveProperty('due');
      await recordEvent(eventOf(kind, id, { to: address }));
      await sendNotices(Date.now() + 60_000);
      expect((await contactsByAddress(product.dynamoDb, address))[0]).not.toHaveProperty('due');
      const page = textOf(await (await product.fetch(new Request(new URL(path, origin)))).text());
      expect(page).not.toContain('remind you');
      expect(page).not.toContain('Sent to');
    },
  );

  test('what is not about the recruiter’s letter changes nothing', async () => {
    const letter = await sentLetter();
    await recordEvent(eventOf('Bounce', letter.id, { to: own }));
    await recordEvent(eventOf('Bounce', letter.id, { tag: 'review' }));
    await recordEvent(eventOf('Bounce', 'A'.repeat(22)));
    expect(await letter.state()).toBe('sent');
  });

  test('an event proves that an unknown letter was taken, and its contact follows', async () => {
    const { id } = await draftThroughForm(product, { recruiterEmail: 'una@unknown.example' });
    await setLetterAttributes(product.dynamoDb, id, { state: 'unknown', failure: 'TimeoutError' });
    await recordEvent(eventOf('Delivery', id, { to: 'una@unknown.example' }));
    expect(await letterItem(product.dynamoDb, id)).toMatchObject({
      state: 'delivered',
      messageId: 'ses-message',
    });
    expect(await contactsByAddress(product.dynamoDb, 'una@unknown.example')).toEqual([]);
    await product.send.sweep(Date.now() + 15_000);
    expect(await contactsByAddress(product.dynamoDb, 'una@unknown.example')).toHaveLength(1);
    expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('due');
  });

  test('no event can send or open a letter that has not left', async () => {
    const { id } = await draftThroughForm(product);
    await recordEvent(eventOf('Delivery', id));
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('draft');
  });
});
