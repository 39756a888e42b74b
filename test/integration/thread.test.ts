import { parse } from 'node-html-parser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { uniqueForm } from '../support/fixtures.ts';
import { confirmationOf, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post } from '../support/requests.ts';
import {
  acceptRawMail,
  breakConnection,
  type FakeSes,
  refuseWith,
  startFakeSes,
} from '../support/ses-wire.ts';
import { letterItem, setLetterAttributes } from '../support/table.ts';
import {
  readByTwoParsers,
  threadReferences,
  threadSubject,
  threadValues,
} from '../support/thread.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite');
});
afterAll(() => product.close());
beforeEach(() => product.clearMails());

const page = async (path: string) => (await product.fetch(get(path))).text();
const person = 'dana@northwind.example';

describe.each([
  ['en', 'In reply to', 'Use a new subject instead', 'Reply in their thread instead'],
  ['es', 'En respuesta a', 'Usar un asunto nuevo', 'Responder en el mismo hilo'],
] as const)('the pages in %s', (language, inReplyTo, ownSubject, inThread) => {
  const reviewOf = (path: string) => page(`${path}?lang=${language}`);

  test('when a letter answers an email, then the review names it, and it can change', async () => {
    const { path } = await draftThroughForm(product, threadValues, language);
    const review = textOf(await reviewOf(path));
    expect(review).toContain(threadSubject);
    expect(review).toContain(`${inReplyTo} ${threadValues.theirSubject}`);
    expect(review).toContain(ownSubject);
    expect(review).not.toContain(inThread);

    const edit = formOf(await page(`${path}/edit?lang=${language}`), '/edit');
    expect(edit.values).toMatchObject(threadValues);
    await product.fetch(post(edit.action, { ...edit.values, ...edit.checkboxes }));
    const own = textOf(await reviewOf(path));
    expect(own).not.toContain(threadSubject);
    expect(own).not.toContain(inReplyTo);
    expect(own).toContain(inThread);

    const again = await page(`${path}/edit?lang=${language}`);
    expect(parse(again).querySelector('#ownSubject')?.hasAttribute('checked')).toBe(true);
    const back = formOf(again, '/edit');
    await product.fetch(post(back.action, back.values));
    expect(textOf(await reviewOf(path))).toContain(threadSubject);
  });

  test('when the form has an error, then the thread and the choice are kept', async () => {
    const values = { ...uniqueForm(), ...threadValues, ownSubject: 'yes', company: '' };
    const answer = await product.fetch(post(`/declines?lang=${language}`, values));
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(formOf(html, '/declines').values).toMatchObject(threadValues);
    expect(parse(html).querySelector('#ownSubject')?.hasAttribute('checked')).toBe(true);
  });

  test('when the preview is live, then it has the part of the thread', async () => {
    const values = { ...uniqueForm(), ...threadValues, live: 'yes' };
    const answer = await product.fetch(post(`/preview?lang=${language}`, values));
    const html = parse(await answer.text());
    expect(html.querySelector('[data-live="preview"]')?.text).toContain(threadSubject);
    expect(html.querySelector('[data-live="thread"]')?.text).toContain(
      `${inReplyTo}: ${threadValues.theirSubject}`,
    );
  });

  test('when a script posts no id of an email, then the error says so', async () => {
    const answer = await product.fetch(
      json(`/declines?lang=${language}`, { ...uniqueForm(), inReplyTo: 'x\r\nBcc: a@b.example' }),
    );
    expect(answer.status).toBe(422);
    expect(await answer.json()).toEqual({
      errors: [{ field: 'inReplyTo', message: expect.stringContaining('<abc.123@mail.') }],
    });
  });

  test('when a page posts no id of an email, then the letter has its own subject', async () => {
    const { path } = await draftThroughForm(
      product,
      { ...threadValues, inReplyTo: '<a@b>\r\nBcc: x@evil.example' },
      language,
    );
    expect(textOf(await reviewOf(path))).not.toContain(inReplyTo);
  });
});

test('when nothing is changed, then the thread is no change by itself', async () => {
  const { path, id } = await draftThroughForm(product, threadValues);
  const edit = formOf(await page(`${path}/edit`), '/edit');
  await product.fetch(post(edit.action, edit.values));
  expect(await letterItem(product.dynamoDb, id)).toMatchObject({ version: 1 });
});

test('when the empty form is shown, then it has a place for the thread, and no field', async () => {
  const html = await page('/');
  expect(parse(html).querySelector('[data-live="thread"]')?.innerHTML).toBe('');
  expect(html).not.toContain('inReplyTo');
});

test('when it is sent by hand, then its file is in the thread, too', async () => {
  const { path } = await draftThroughForm(product, threadValues);
  for (const read of await readByTwoParsers(await page(`${path}/letter.eml`))) {
    expect(read).toMatchObject({
      subject: threadSubject,
      inReplyTo: threadValues.inReplyTo,
      references: threadReferences,
      to: person,
    });
  }
});

test('when it is sent, then it arrives with the words of a letter without a thread', async () => {
  const values = uniqueForm();
  const letterOf = async (thread: object) => {
    const { path, confirmation } = await draftThroughForm(product, { ...values, ...thread });
    const answer = await product.fetch(post(`${path}/send`, confirmation));
    expect(textOf(await answer.text())).toContain('Sent to Dana');
    const letters = (await product.mails()).filter(({ text }) => text.includes('Hi Dana,'));
    expect(letters).toHaveLength(1);
    return letters[0];
  };
  const [plain, answer] = [await letterOf({}), await letterOf(threadValues)];
  expect(answer?.subject).toBe(threadSubject);
  expect(answer?.replyTo).toEqual(plain?.replyTo);
  // The inbox adds an empty line to the text part of a raw email.
  expect(answer?.text.trimEnd()).toBe(plain?.text.trimEnd());
  expect(answer?.html.trimEnd()).toBe(plain?.html.trimEnd());
});

describe('a fake SES', () => {
  let fakeSes: FakeSes;
  let sending: SendFunction;
  // A client reads its endpoint when it sends the first email, see send.test.ts.
  beforeAll(() => draftThroughForm(product));
  beforeEach(async () => {
    fakeSes = await startFakeSes();
    fakeSes.answerWith(acceptRawMail);
    vi.stubEnv('AWS_ENDPOINT_URL_SES', fakeSes.endpoint);
    sending = send(process.env);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await fakeSes.stop();
  });

  const sendOnce = async (values = {}) => {
    const letter = await draftThroughForm(product, { ...threadValues, ...values });
    const answer = await sending.app.fetch(post(`${letter.path}/send`, letter.confirmation));
    const item = () => letterItem(product.dynamoDb, letter.id);
    return { ...letter, page: textOf(await answer.text()), item };
  };

  const sourceOf = (request: URLSearchParams | undefined): Buffer =>
    Buffer.from(request?.get('RawMessage.Data') ?? '', 'base64');

  test('when it is sent, then one call has both recipients, and the email only one', async () => {
    const { id, item } = await sendOnce();
    expect(fakeSes.requests).toHaveLength(1);
    const { 'RawMessage.Data': _data, ...request } = Object.fromEntries(fakeSes.requests[0] ?? []);
    expect(request).toEqual({
      Action: 'SendRawEmail',
      Version: '2010-12-01',
      Source: 'letters@door.example',
      'Destinations.member.1': person,
      'Destinations.member.2': 'alex@candidates.example',
      'Tags.member.1.Name': 'letter',
      'Tags.member.1.Value': id,
      'Tags.member.2.Name': 'kind',
      'Tags.member.2.Value': 'letter',
      ConfigurationSetName: 'open-door',
    });
    expect(await item()).toMatchObject({ state: 'sent', messageId: 'wire-1', attempts: 1 });
  });

  /** Subjects that a parser could read as something else. */
  const subjects: readonly (readonly [string, string])[] = [
    [threadValues.theirSubject, threadSubject],
    ['=?UTF-8?Q?Bcc=3A_x?= and =?utf-8?b?eA==?=', 'Re: =?UTF-8?Q?Bcc=3A_x?= and =?utf-8?b?eA==?='],
    ['a\r\nBcc: someone', 'Re: a Bcc: someone'],
    ['x'.repeat(250), `Re: ${'x'.repeat(250)}`],
    ['李'.repeat(250), `Re: ${'李'.repeat(250)}`],
    ['👩‍👩‍👧'.repeat(80), `Re: ${'👩‍👩‍👧'.repeat(80)}`],
    ['"a" <b>, (c); \\ %', 'Re: "a" <b>, (c); \\ %'],
    ['שלום مرحبا', 'Re: שלום مرحبا'],
  ];

  test.each(subjects)(
    'when their subject is %j, then two parsers find the thread',
    async (theirSubject, subject) => {
      const { item } = await sendOnce({ theirSubject });
      const letter = (await item())?.['letter'];
      const source = sourceOf(fakeSes.requests[0]);
      const raw = source.toString('latin1');
      expect(raw).toMatch(/^[\x20-\x7E\r\n]*$/);
      expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
      for (const read of await readByTwoParsers(source)) {
        expect(read).toMatchObject({
          subject,
          inReplyTo: threadValues.inReplyTo,
          references: threadReferences,
          from: 'letters@door.example',
          to: person,
          replyTo: 'alex@candidates.example',
        });
        expect([...read.headers].sort()).toEqual(
          [
            ...['from', 'to', 'reply-to', 'subject', 'in-reply-to', 'references'],
            ...['message-id', 'date', 'mime-version', 'content-type'],
          ].sort(),
        );
        // What was reviewed is what leaves.
        expect(letter).toMatchObject({ subject, text: `${read.text.trimEnd()}\n` });
        expect(letter).toMatchObject({ html: `${read.html.trimEnd()}\n` });
      }
    },
  );

  test('when the ids are as long and as many as they may be, then they are folded', async () => {
    const ids = Array.from({ length: 19 }, (_, index) => `<${index}.${'a'.repeat(300)}@x.example>`);
    const inReplyTo = `<${'b'.repeat(981)}@c>`;
    await sendOnce({ inReplyTo, references: ids.join('\r\n\t') });
    const source = sourceOf(fakeSes.requests[0]);
    for (const line of source.toString('latin1').split('\r\n'))
      expect(line.length).toBeLessThanOrEqual(998);
    for (const read of await readByTwoParsers(source))
      expect(read).toMatchObject({ inReplyTo, references: [...ids, inReplyTo] });
  });

  test('when SES throttles, then the sweep sends the same letter, once', async () => {
    fakeSes.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
    const { id, item } = await sendOnce();
    expect(await item()).toMatchObject({ state: 'retry', failure: 'Throttling' });
    fakeSes.answerWith(acceptRawMail);
    await setLetterAttributes(product.dynamoDb, id, { dueAt: Date.now() - 1 });
    await sending.sweep(Date.now() + 50_000);
    expect(await item()).toMatchObject({ state: 'sent', attempts: 2 });
    expect(fakeSes.requests).toHaveLength(2);
    const [first, second] = await Promise.all(
      fakeSes.requests.map(async (request) => (await readByTwoParsers(sourceOf(request)))[0]),
    );
    expect(second).toEqual(first);
  });

  test.each([
    ['MessageRejected', 400, 'failed'],
    ['InternalFailure', 500, 'unknown'],
  ])(
    'when SES answers %s (%i), then the letter is %s, after one call',
    async (code, status, state) => {
      fakeSes.answerWith(refuseWith(code, 'x', status));
      const { item } = await sendOnce();
      expect(await item()).toMatchObject({ state, failure: code });
      expect(fakeSes.requests).toHaveLength(1);
    },
  );

  test('when the connection breaks, then the outcome is not known, after one call', async () => {
    fakeSes.answerWith(breakConnection);
    const { item, path } = await sendOnce();
    expect(await item()).toMatchObject({ state: 'unknown' });
    expect(fakeSes.requests).toHaveLength(1);
    // The form of another letter keeps the thread.
    expect(formOf(await page(`${path}/again`), '/another').values).toMatchObject(threadValues);
  });

  test('when the stored headers were changed, then the letter is not sent', async () => {
    const { path, id } = await draftThroughForm(product, threadValues);
    const confirmation = await confirmationOf(product, path);
    const edit = formOf(await page(`${path}/edit`), '/edit');
    await product.fetch(post(edit.action, { ...edit.values, inReplyTo: '<other@x.example>' }));
    const answer = await sending.app.fetch(post(`${path}/send`, confirmation));
    expect(textOf(await answer.text())).toContain('The letter has changed');
    expect(fakeSes.requests).toEqual([]);
    expect(await letterItem(product.dynamoDb, id)).toMatchObject({
      letter: { thread: { inReplyTo: '<other@x.example>' } },
    });
  });
});
