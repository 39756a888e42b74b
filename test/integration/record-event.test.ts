import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { type EventKind, origin, sesEvent } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { contactsByAddress, letterItem, setLetterAttributes } from '../support/table.ts';

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
    [['DeliveryDelay'], 'delayed', 'taking its time'],
    [['Bounce', 'Delivery', 'Bounce'], 'bounced', 'Your letter did not arrive'],
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

  test('when an event is not about the recruiter’s letter, then nothing changes', async () => {
    const letter = await sentLetter();
    await recordEvent(sesEvent('Bounce', letter.id, { to: candidate }));
    await recordEvent(sesEvent('Bounce', letter.id, { tag: 'review' }));
    await recordEvent(sesEvent('Bounce', 'A'.repeat(22)));
    expect(await letter.state()).toBe('sent');
  });

  test('when an unknown letter gets an event, then it is settled and has a contact', async () => {
    const { id } = await draftThroughForm(product, { recruiterEmail: 'una@unknown.example' });
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
