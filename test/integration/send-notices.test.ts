import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FeedbackFunction, feedback } from '../../lambdas/feedback/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { origin } from '../support/fixtures.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { acceptMail, refuseWith, startFakeSes } from '../support/ses-wire.ts';
import { letterItem, setLetterAttributes } from '../support/table.ts';

const soon = () => Date.now() + 50_000;

const notices = [
  [
    'bounced',
    'Your letter did not arrive',
    'Tu carta no llegó',
    'Correct the address and send it again',
  ],
  [
    'complained',
    'Your letter was marked as unwanted',
    'Marcaron tu carta como no deseada',
    'reported it',
  ],
  ['failed', 'Your letter was not sent', 'Tu carta no se envió', 'I have sent it myself'],
  [
    'unknown',
    'Please check: did your letter leave?',
    'Compruébalo: ¿salió tu carta?',
    'they may get it twice',
  ],
] as const;

describe.each(availableEmulators())('telling the candidate on %s', (kind) => {
  let product: RunningProduct;
  let told: FeedbackFunction;
  beforeAll(async () => {
    product = await startProduct(kind);
    told = feedback(process.env);
  });
  afterAll(() => product.close());
  beforeEach(() => product.clearMails());

  const get = async (path: string) =>
    textOf(await (await product.fetch(new Request(new URL(path, origin)))).text());
  /** A letter in a state that its candidate has to hear of. */
  const letterWith = async (state: string, language = 'en') => {
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
    '%s is told once, with a link that shows it and what to do',
    async (state, subject, asunto, action) => {
      const { path, id } = await letterWith(state);
      await Promise.all([told.sendNotices(soon()), told.sendNotices(soon())]);
      await told.sendNotices(soon());
      const mails = await product.mails();
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatchObject({
        subject,
        to: ['alex@candidates.example'],
        from: '"Open Door" <review@door.example>',
      });
      expect(mails[0]?.text).not.toContain('overqualified');
      expect(await get(new URL(linkIn(mails)).pathname)).toContain(action);
      // The first link stays good, for ever friendly.
      expect(await get(path)).toContain(action);
      expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('due');

      await letterWith(state, 'es');
      await told.sendNotices(soon());
      expect((await product.mails())[0]?.subject).toBe(asunto);
    },
  );

  test('a quota is told, and then the letter goes on waiting for its turn', async () => {
    const { path, id } = await letterWith('retry');
    const retryAt = Date.now() + 60_000;
    await setLetterAttributes(product.dynamoDb, id, { notice: 'quota', retryAt });
    await told.sendNotices(soon());
    expect((await product.mails())[0]?.subject).toBe('Your letter leaves a little later');
    const item = await letterItem(product.dynamoDb, id);
    expect(item).toMatchObject({
      state: 'retry',
      dueAt: retryAt,
      due: expect.stringMatching(/^letters#/),
    });
    // It may still be cancelled by either link.
    await product.fetch(post(`${path}/cancel`, {}));
    expect((await letterItem(product.dynamoDb, id))?.['state']).toBe('cancelled');
  });

  test('what has been overtaken is not told any more', async () => {
    const { path } = await letterWith('failed');
    await product.fetch(post(`${path}/self-sent`, {}));
    await told.sendNotices(soon());
    expect(await product.mails()).toEqual([]);
  });

  test('a notice that SES would not take comes up again; its tag is no letter’s', async () => {
    const { id } = await letterWith('unknown');
    const wire = await startFakeSes();
    const usual = process.env['AWS_ENDPOINT_URL_SES'];
    process.env['AWS_ENDPOINT_URL_SES'] = wire.endpoint;
    const { sendNotices } = feedback(process.env);
    wire.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
    await sendNotices(soon());
    await sendNotices(soon());
    expect(wire.requests).toHaveLength(1);
    wire.answerWith(acceptMail);
    await setLetterAttributes(product.dynamoDb, id, { dueAt: 1 });
    await sendNotices(soon());
    process.env['AWS_ENDPOINT_URL_SES'] = usual;
    await wire.stop();
    expect(wire.requests).toHaveLength(2);
    expect(wire.requests[1]?.get('Tags.member.2.Value')).toBe('notice');
    expect(await letterItem(product.dynamoDb, id)).not.toHaveProperty('notice');
  });

  test.each([
    ['bounced', 'Correct the address'],
    ['unknown', 'they may get it twice'],
  ])(
    'from %s a new letter can be made of the old one, with a review of its own',
    async (state, told) => {
      const { path } = await letterWith(state);
      const page = await (
        await product.fetch(new Request(new URL(`${path}/again`, origin)))
      ).text();
      expect(textOf(page)).toContain(told);
      const { action, values } = formOf(page, '/declines');
      expect(values).toMatchObject({
        company: 'Northwind & Sons',
        candidateEmail: 'alex@candidates.example',
      });
      await product.fetch(
        post(action, { ...values, recruiterEmail: 'dana.lee@northwind.example' }),
      );
      const [mail, ...others] = await product.mails();
      expect([mail?.to, others]).toEqual([['alex@candidates.example'], []]);
      expect(await get(new URL(linkIn(mail ? [mail] : [])).pathname)).toContain(
        'dana.lee@northwind.example',
      );
    },
  );
});
