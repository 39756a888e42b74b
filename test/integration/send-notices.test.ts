import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { stubEnvironment } from '../support/environment.ts';
import { origin } from '../support/fixtures.ts';
import { confirmAction, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { acceptMail, refuseWith, startFakeSes } from '../support/ses-wire.ts';
import { letterItem, setLetterAttributes } from '../support/table.ts';

const soon = () => Date.now() + 50_000;

const letter = 'your letter to Dana Lee at Northwind & Sons (Senior Data Engineer)';
const carta = 'tu carta para Dana Lee, de Northwind & Sons (Senior Data Engineer)';
const notices = [
  ['bounced', `Not delivered: ${letter}`, `No llegó: ${carta}`, "there's a typo in the address"],
  [
    'complained',
    `Marked as unwanted: ${letter}`,
    `Marcada como no deseada: ${carta}`,
    'then marked as unwanted',
  ],
  ['failed', `Not sent: ${letter}`, `No se envió: ${carta}`, "I've sent it myself"],
  [
    'unknown',
    `Please check if it was sent: ${letter}`,
    `Revisa si se envió: ${carta}`,
    'they may get it twice',
  ],
] as const;

describe.each(availableEmulators())('notices on %s', (kind) => {
  let product: RunningProduct;
  let feedbackFunction: FeedbackFunction;
  beforeAll(async () => {
    product = await startProduct(kind);
    feedbackFunction = feedback(process.env);
  });
  afterAll(() => product.close());
  // A notice that an earlier test left must not be sent in the next one.
  beforeEach(async () => {
    await feedbackFunction.sendNotices(soon());
    await product.clearMails();
  });

  const get = async (path: string) =>
    textOf(await (await product.fetch(new Request(new URL(path, origin)))).text());
  /** Creates a letter in this state, with a notice that is due. */
  const createLetter = async (state: string, language = 'en') => {
    await product.clearMails();
    const drafted = await draftThroughForm(product, {}, language);
    await setLetterAttributes(product.dynamoDb, drafted.id, {
      state,
      notice: state,
      due: 'notices#0',
      dueAt: 1,
      confirmedAt: Date.now(),
    });
    await product.clearMails();
    return drafted;
  };

  test.each(notices)(
    'when a letter is %s, then one notice comes, and its link shows what to do',
    async (state, subject, spanishSubject, action) => {
      const { path, id } = await createLetter(state);
      await Promise.all([
        feedbackFunction.sendNotices(soon()),
        feedbackFunction.sendNotices(soon()),
      ]);
      await feedbackFunction.sendNotices(soon());
      const mails = await product.mails();
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatchObject({
        subject,
        to: ['alex@candidates.example'],
        from: '"Open Door" <review@door.example>',
      });
      expect(mails[0]?.text).not.toContain('overqualified');
      expect(await get(new URL(linkIn(mails)).pathname)).toContain(action);
      // The first link still opens the letter's page, too.
      expect(await get(path)).toContain(action);
      expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('due');

      await createLetter(state, 'es');
      await feedbackFunction.sendNotices(soon());
      expect((await product.mails())[0]?.subject).toBe(spanishSubject);
    },
  );

  test('when the quota is used up, then a notice comes and the letter is still due', async () => {
    const { path, id } = await createLetter('retry');
    const retryAt = Date.now() + 60_000;
    await setLetterAttributes(product.dynamoDb, id, { notice: 'quota', retryAt });
    await feedbackFunction.sendNotices(soon());
    expect((await product.mails())[0]?.subject).toBe(`Not sent yet: ${letter}`);
    const item = await letterItem(product.dynamoDb, id);
    expect(item).toMatchObject({
      state: 'retry',
      dueAt: retryAt,
      due: expect.stringMatching(/^letters#/),
    });
    // The candidate can still cancel it, with either link.
    await confirmAction(product, path, 'cancel');
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('cancelled');
  });

  test('when a letter changes state before its notice, then the notice is not sent', async () => {
    const { path } = await createLetter('failed');
    await confirmAction(product, path, 'self-sent');
    await feedbackFunction.sendNotices(soon());
    expect(await product.mails()).toEqual([]);
  });

  test('when SES refuses a notice, then it is retried, with the tag of a notice', async () => {
    const { id } = await createLetter('unknown');
    const fakeSes = await startFakeSes();
    onTestFinished(() => fakeSes.stop());
    stubEnvironment('AWS_ENDPOINT_URL_SES', fakeSes.endpoint);
    const { sendNotices } = feedback(process.env);
    fakeSes.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
    await sendNotices(soon());
    await sendNotices(soon());
    expect(fakeSes.requests).toHaveLength(1);
    fakeSes.answerWith(acceptMail);
    await setLetterAttributes(product.dynamoDb, id, { dueAt: 1 });
    await sendNotices(soon());
    expect(fakeSes.requests).toHaveLength(2);
    expect(fakeSes.requests[1]?.get('Tags.member.2.Value')).toBe('notice');
    expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('notice');
  });

  test.each([
    ['bounced', 'Correct the address'],
    ['unknown', 'they may get it twice'],
  ])(
    'when a letter is %s, then a new letter can be made from it and reviewed',
    async (state, message) => {
      const { path } = await createLetter(state);
      const page = await (
        await product.fetch(new Request(new URL(`${path}/again`, origin)))
      ).text();
      expect(textOf(page)).toContain(message);
      const { action, values } = formOf(page, '/another');
      expect(values).toMatchObject({
        company: 'Northwind & Sons',
        candidateEmail: 'alex@candidates.example',
      });
      const answer = await product.fetch(
        post(action, { ...values, recruiterEmail: 'dana.lee@northwind.example' }),
      );
      expect(await get(answer.headers.get('location') ?? '')).toContain(
        'dana.lee@northwind.example',
      );
      expect(await product.mails()).toEqual([]);
    },
  );
});
