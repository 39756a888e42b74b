import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, sendAppForLoad, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import {
  acceptMail,
  breakConnection,
  type FakeSes,
  refuseWith,
  startFakeSes,
} from '../support/ses-wire.ts';
import { contactsByAddress, letterItem, setLetterAttributes } from '../support/table.ts';

const person = 'dana@northwind.example';
const soon = () => Date.now() + 50_000;

describe.each(availableEmulators())('sending on %s', (kind) => {
  let product: RunningProduct;
  beforeAll(async () => {
    product = await startProduct(kind);
  });
  afterAll(() => product.close());

  const letters = async () => (await product.mails()).filter(({ to }) => to.includes(person));

  test('200 parallel posts: one letter, and all answers tell the same outcome', async () => {
    const { path, id, confirmation } = await draftThroughForm(product);
    const app = sendAppForLoad(product);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => app.fetch(post(`${path}/send`, confirmation))),
    );
    const texts = await Promise.all(answers.map(async (answer) => textOf(await answer.text())));
    expect(await letters()).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('Sent to Dana');
    expect(await letterItem(product.dynamoDb, id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  test('the contact is recorded, private reason and all, once for a person', async () => {
    const form = { recruiterEmail: 'kim@contacts.example', recruiterName: 'Kim Contact' };
    for (const role of ['First Role', 'Second Role']) {
      const { path, confirmation } = await draftThroughForm(product, { ...form, role });
      await product.fetch(post(`${path}/send`, confirmation));
    }
    const contacts = await contactsByAddress(product.dynamoDb, 'kim@contacts.example');
    expect(contacts).toHaveLength(1);
    const today = new Date().toISOString().slice(0, 10);
    expect(contacts[0]).toMatchObject({
      candidateEmail: 'alex@candidates.example',
      person: { name: 'Kim Contact', address: 'kim@contacts.example' },
      company: 'Northwind & Sons',
      role: 'Second Role',
      stage: 'screen',
      language: 'en',
      declinedOn: today,
      reason: 'overqualified',
      history: [{ role: 'First Role' }, { role: 'Second Role' }],
    });
    expect(contacts[0]?.['reconnectOn']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(JSON.stringify([contacts[0]?.['pk'], contacts[0]?.['sk']])).not.toMatch(/alex|kim|@/);
  });

  describe('with an SES that can refuse', () => {
    let wire: FakeSes;
    let sending: SendFunction;
    const inbox = process.env['AWS_ENDPOINT_URL_SES'];
    // A client reads its endpoint when it first sends: let the product's own settle on
    // the inbox.
    beforeAll(() => draftThroughForm(product));
    beforeEach(async () => {
      wire = await startFakeSes();
      process.env['AWS_ENDPOINT_URL_SES'] = wire.endpoint;
      sending = send(process.env);
    });
    afterEach(async () => {
      process.env['AWS_ENDPOINT_URL_SES'] = inbox;
      await wire.stop();
    });

    const sendOnce = async () => {
      const letter = await draftThroughForm(product);
      const answer = await sending.app.fetch(post(`${letter.path}/send`, letter.confirmation));
      const item = () => letterItem(product.dynamoDb, letter.id);
      return { ...letter, status: answer.status, page: textOf(await answer.text()), item };
    };

    test('what goes over the wire: one call, tagged with the id, naming the configuration set', async () => {
      const { id } = await sendOnce();
      expect(wire.requests).toHaveLength(1);
      const request = Object.fromEntries(wire.requests[0] ?? []);
      expect(request).toMatchObject({
        Action: 'SendEmail',
        Source: '"Alex Rivera via Open Door" <letters@door.example>',
        'Destination.ToAddresses.member.1': person,
        'Destination.BccAddresses.member.1': 'alex@candidates.example',
        'ReplyToAddresses.member.1': 'alex@candidates.example',
        'Tags.member.1.Name': 'letter',
        'Tags.member.1.Value': id,
        'Tags.member.2.Name': 'kind',
        'Tags.member.2.Value': 'letter',
        ConfigurationSetName: 'open-door',
      });
      expect(request['Message.Body.Text.Data']).toContain('Hi Dana,');
      expect(request['Message.Body.Html.Data']).toContain('<p>Hi Dana,</p>');
    });

    test('throttled: it waits, and the sweep sends it once it is due', async () => {
      wire.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
      const { id, status, page, item } = await sendOnce();
      expect([status, page]).toEqual([202, expect.stringContaining('waiting to leave')]);
      expect(await item()).toMatchObject({ state: 'retry', failure: 'Throttling' });

      wire.answerWith(acceptMail);
      await sending.sweep(soon());
      expect(wire.requests).toHaveLength(1);

      await setLetterAttributes(product.dynamoDb, id, { dueAt: Date.now() - 1 });
      await Promise.all([sending.sweep(soon()), sending.sweep(soon())]);
      expect(wire.requests).toHaveLength(2);
      expect(await item()).toMatchObject({ state: 'sent', attempts: 2, messageId: 'wire-1' });
    });

    test('it is given up after a day of trying, and told', async () => {
      wire.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
      const { id, path, item } = await sendOnce();
      const yesterday = Date.now() - 27 * 60 * 60 * 1000;
      await setLetterAttributes(product.dynamoDb, id, { dueAt: 1, confirmedAt: yesterday });
      await sending.sweep(soon());
      expect(await item()).toMatchObject({ state: 'failed', attempts: 2 });
      expect(await item()).toMatchObject({ notice: 'failed' });
      expect(
        textOf(await (await product.fetch(new Request(new URL(path, origin)))).text()),
      ).toContain('Your letter was not sent');
    });

    test('the daily quota waits an hour', async () => {
      wire.answerWith(refuseWith('Throttling', 'Daily message quota exceeded.'));
      const { item } = await sendOnce();
      const { state, retryAt, notice } = (await item()) ?? {};
      expect([state, notice]).toEqual(['retry', 'quota']);
      expect(retryAt).toBeGreaterThan(Date.now() + 29 * 60_000);
    });

    test('refused for good: told, never tried again, and theirs to send by hand', async () => {
      wire.answerWith(refuseWith('MessageRejected', 'Email address is not verified.'));
      const { path, confirmation, page, item } = await sendOnce();
      expect(page).toContain('Your letter was not sent');
      expect(page).toContain('I have sent it myself');
      await sending.app.fetch(post(`${path}/send`, confirmation));
      expect(wire.requests).toHaveLength(1);
      expect(await item()).toMatchObject({ state: 'failed', failure: 'MessageRejected' });
    });

    test.each([
      ['the connection breaks after SES has read it', breakConnection],
      ['SES answers 500', refuseWith('InternalFailure', 'x', 500)],
    ])('%s: told that nobody can know, and not sent again', async (_what, answer) => {
      wire.answerWith(answer);
      const { id, path, confirmation, page, item } = await sendOnce();
      expect(page).toContain('We cannot tell whether your letter has left');
      expect(page).toContain('I have sent it myself');
      expect(await item()).toMatchObject({ state: 'unknown' });

      wire.answerWith(acceptMail);
      await sending.app.fetch(post(`${path}/send`, confirmation));
      await setLetterAttributes(product.dynamoDb, id, { dueAt: 1, due: 'letters#0' });
      await sending.sweep(soon());
      expect(wire.requests).toHaveLength(1);
    });

    test('whoever breaks off while sending leaves a lease; when it has run out the sweep tells the truth', async () => {
      const { id } = await draftThroughForm(product);
      const lease = { state: 'sending', owner: 'gone', attempts: 1, due: 'letters#1' };
      await setLetterAttributes(product.dynamoDb, id, {
        ...lease,
        leaseUntil: Date.now() + 60_000,
        dueAt: 1,
      });
      await sending.sweep(soon());
      expect(await letterItem(product.dynamoDb, id)).toMatchObject({ state: 'sending' });

      await setLetterAttributes(product.dynamoDb, id, { leaseUntil: Date.now() - 1 });
      await sending.sweep(soon());
      const item = await letterItem(product.dynamoDb, id);
      expect(item).toMatchObject({ state: 'unknown', failure: 'LeaseRanOut' });
      expect(item).toMatchObject({ notice: 'unknown' });
      expect(wire.requests).toHaveLength(0);
    });

    test('a sent letter without its contact is repaired, and then nothing is due', async () => {
      const { id } = await draftThroughForm(product, { recruiterEmail: 'rae@repair.example' });
      await setLetterAttributes(product.dynamoDb, id, {
        state: 'sent',
        sentAt: Date.now(),
        messageId: 'm',
        due: 'letters#2',
        dueAt: 1,
      });
      await Promise.all([sending.sweep(soon()), sending.sweep(soon())]);
      const contacts = await contactsByAddress(product.dynamoDb, 'rae@repair.example');
      expect(contacts.map(({ history }) => history)).toEqual([
        [expect.objectContaining({ declineId: id })],
      ]);
      expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('due');
    });

    test('one item that cannot be tended does not hold up the others', async () => {
      const broken = await draftThroughForm(product);
      await setLetterAttributes(product.dynamoDb, broken.id, {
        due: 'letters#3',
        dueAt: 0,
        input: 'no input',
      });
      const other = await draftThroughForm(product);
      const waits = { state: 'retry', attempts: 1, due: 'letters#3', dueAt: 1 };
      await setLetterAttributes(product.dynamoDb, other.id, waits);
      await sending.sweep(soon());
      expect(await letterItem(product.dynamoDb, other.id)).toMatchObject({ state: 'sent' });
      // It goes to the end of the line, so that many of them do not keep the others from
      // their turn.
      const { dueAt } = (await letterItem(product.dynamoDb, broken.id)) ?? {};
      expect(dueAt).toBeGreaterThan(Date.now() + 60_000);
      await setLetterAttributes(product.dynamoDb, broken.id, { dueAt: Number.MAX_SAFE_INTEGER });
    });
  });
});
