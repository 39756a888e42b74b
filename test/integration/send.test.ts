import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, sendAppForLoad, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import {
  acceptMail,
  breakAnswer,
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

  test('when 200 sends of one letter race, then one mail goes, and all answers agree', async () => {
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

  test('when two letters go to one person, then one contact has both and the reason', async () => {
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

  describe('a fake SES', () => {
    let fakeSes: FakeSes;
    let sending: SendFunction;
    // A client reads its endpoint when it sends the first email. So the product's own
    // client sends one first, and keeps the endpoint of the emulator with the inbox.
    beforeAll(() => draftThroughForm(product));
    beforeEach(async () => {
      fakeSes = await startFakeSes();
      vi.stubEnv('AWS_ENDPOINT_URL_SES', fakeSes.endpoint);
      sending = send(process.env);
    });
    afterEach(async () => {
      vi.unstubAllEnvs();
      await fakeSes.stop();
    });

    const sendOnce = async () => {
      const letter = await draftThroughForm(product);
      const answer = await sending.app.fetch(post(`${letter.path}/send`, letter.confirmation));
      const item = () => letterItem(product.dynamoDb, letter.id);
      return { ...letter, status: answer.status, page: textOf(await answer.text()), item };
    };

    test('when a letter is sent, then one call has its tags and configuration set', async () => {
      const { id } = await sendOnce();
      expect(fakeSes.requests).toHaveLength(1);
      const request = Object.fromEntries(fakeSes.requests[0] ?? []);
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

    test('when it throttles, then the letter waits, and the sweep sends it when due', async () => {
      fakeSes.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
      const { id, status, page, item } = await sendOnce();
      expect([status, page]).toEqual([202, expect.stringContaining('waiting to be sent')]);
      expect(await item()).toMatchObject({ state: 'retry', failure: 'Throttling' });

      fakeSes.answerWith(acceptMail);
      await sending.sweep(soon());
      expect(fakeSes.requests).toHaveLength(1);

      await setLetterAttributes(product.dynamoDb, id, { dueAt: Date.now() - 1 });
      await Promise.all([sending.sweep(soon()), sending.sweep(soon())]);
      expect(fakeSes.requests).toHaveLength(2);
      expect(await item()).toMatchObject({ state: 'sent', attempts: 2, messageId: 'wire-1' });
    });

    test('when it throttles for over 26 hours, then the letter fails, with a notice', async () => {
      fakeSes.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
      const { id, path, item } = await sendOnce();
      const yesterday = Date.now() - 27 * 60 * 60 * 1000;
      await setLetterAttributes(product.dynamoDb, id, { dueAt: 1, confirmedAt: yesterday });
      await sending.sweep(soon());
      expect(await item()).toMatchObject({ state: 'failed', attempts: 2 });
      expect(await item()).toMatchObject({ notice: 'failed' });
      expect(
        textOf(await (await product.fetch(new Request(new URL(path, origin)))).text()),
      ).toContain("Your letter wasn't sent");
    });

    test('when the daily quota is used up, then the letter waits, with a notice', async () => {
      fakeSes.answerWith(refuseWith('Throttling', 'Daily message quota exceeded.'));
      const { item } = await sendOnce();
      const { state, retryAt, notice } = (await item()) ?? {};
      expect([state, notice]).toEqual(['retry', 'quota']);
      // The backoff is one hour, times a random factor from 0.5 to 1.5.
      expect(retryAt).toBeGreaterThan(Date.now() + 29 * 60_000);
    });

    test('when it refuses the letter, then the letter fails without another attempt', async () => {
      fakeSes.answerWith(refuseWith('MessageRejected', 'Email address is not verified.'));
      const { path, confirmation, page, item } = await sendOnce();
      expect(page).toContain("Your letter wasn't sent");
      expect(page).toContain("I've sent it myself");
      await sending.app.fetch(post(`${path}/send`, confirmation));
      expect(fakeSes.requests).toHaveLength(1);
      expect(await item()).toMatchObject({ state: 'failed', failure: 'MessageRejected' });
    });

    test.each([
      ['it breaks the connection', breakConnection],
      ['its answer breaks', breakAnswer],
      ['it answers 500', refuseWith('InternalFailure', 'x', 500)],
    ])('when %s, then the letter is unknown and not sent again', async (_situation, answer) => {
      fakeSes.answerWith(answer);
      const { id, path, confirmation, page, item } = await sendOnce();
      expect(page).toContain("We can't tell whether it was sent");
      expect(page).toContain("I've sent it myself");
      expect(await item()).toMatchObject({ state: 'unknown' });

      fakeSes.answerWith(acceptMail);
      await sending.app.fetch(post(`${path}/send`, confirmation));
      await setLetterAttributes(product.dynamoDb, id, { dueAt: 1, due: 'letters#0' });
      await sending.sweep(soon());
      expect(fakeSes.requests).toHaveLength(1);
    });

    test('when a sending run has crashed, then the letter is unknown after its lease', async () => {
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
      expect(fakeSes.requests).toHaveLength(0);
    });

    test('when a sent letter has no contact, then the sweep records it once', async () => {
      const { id } = await draftThroughForm(product, { recruiterEmail: 'rae@repair.example' });
      await setLetterAttributes(product.dynamoDb, id, {
        state: 'sent',
        sentAt: Date.now(),
        messageId: 'm',
        due: 'letters#2',
        dueAt: 1,
      });
      const { client, tableName } = product.dynamoDb;
      const table = new Table(client, tableName, Date.now);
      const letter = await new DynamoDeclineStore(table).find(id);
      if (letter) await new DynamoContactStore(table).prepare(letter);
      await Promise.all([sending.sweep(soon()), sending.sweep(soon())]);
      const contacts = await contactsByAddress(product.dynamoDb, 'rae@repair.example');
      expect(contacts.map(({ history }) => history)).toEqual([
        [expect.objectContaining({ declineId: id })],
      ]);
      expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('due');
    });

    test('when one item cannot be processed, then it is deferred and others are sent', async () => {
      const broken = await draftThroughForm(product);
      await setLetterAttributes(product.dynamoDb, broken.id, {
        due: 'letters#3',
        dueAt: 0,
        input: 'no input',
      });
      const other = await draftThroughForm(product);
      const waiting = { state: 'retry', attempts: 1, due: 'letters#3', dueAt: 1 };
      await setLetterAttributes(product.dynamoDb, other.id, waiting);
      await sending.sweep(soon());
      expect(await letterItem(product.dynamoDb, other.id)).toMatchObject({ state: 'sent' });
      // The broken item is deferred. Otherwise many broken items would fill each batch,
      // and the sweep would not reach the other items.
      const { dueAt } = (await letterItem(product.dynamoDb, broken.id)) ?? {};
      expect(dueAt).toBeGreaterThan(Date.now() + 60_000);
      await setLetterAttributes(product.dynamoDb, broken.id, { dueAt: Number.MAX_SAFE_INTEGER });
    });
  });
});
