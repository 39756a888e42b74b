import { parse } from 'node-html-parser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type SendFunction, send } from '../../lambdas/send/main.ts';
import { web } from '../../lambdas/web/main.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { ownSenderDomain, uniqueForm } from '../support/fixtures.ts';
import { confirmationOf, draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, startProduct } from '../support/product.ts';
import { get, json, post } from '../support/requests.ts';
import { acceptMail, type FakeSes, refuseWith, startFakeSes } from '../support/ses-wire.ts';
import { letterItem, setLetterAttributes } from '../support/table.ts';
import { readByTwoParsers, threadValues } from '../support/thread.ts';

const candidate = 'alex@candidates.example';
const recruiter = 'dana@northwind.example';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct('dynalite', {
    OWN_SENDER_DOMAIN: ownSenderDomain,
    ALLOWED_CANDIDATES: `${ownSenderDomain},sub.${ownSenderDomain},not${ownSenderDomain}`,
  });
});
afterAll(() => {
  // The next file of this process starts a product that does not set it.
  delete process.env['OWN_SENDER_DOMAIN'];
  product.close();
});
beforeEach(() => product.clearMails());

const page = async (path: string) => (await product.fetch(get(path))).text();
const letters = async () => (await product.mails()).filter(({ to }) => to.includes(recruiter));

/** The functions after the operator has turned it off. */
function turnedOff(): Readonly<Record<string, string | undefined>> {
  const { OWN_SENDER_DOMAIN: _domain, ...variables } = process.env;
  return variables;
}

describe('a letter from the candidate', () => {
  test.each([
    ['an email of its own', {}],
    ['in their thread', threadValues],
  ])('when it is %s, then it arrives from the sender that was reviewed', async (_, values) => {
    const { path, confirmation } = await draftThroughForm(product, values);
    const review = textOf(await page(path));
    expect(review).toContain(`From Alex Rivera <${candidate}>`);
    expect(review).not.toContain('via Open Door');
    expect(review).not.toContain('letters@');
    expect(
      textOf(await (await product.fetch(post(`${path}/send`, confirmation))).text()),
    ).toContain('Sent to Dana');
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter?.from).toContain(`Alex Rivera`);
    expect(letter?.from).toContain(`<${candidate}>`);
    expect(letter?.replyTo.join()).toContain(candidate);
  });

  test.each([[`alex@sub.${ownSenderDomain}`], [`alex@not${ownSenderDomain}`]])(
    'when the address is %s, then it leaves from letters@',
    async (candidateEmail) => {
      const { path } = await draftThroughForm(product, { candidateEmail });
      const review = textOf(await page(path));
      expect(review).toContain('Alex Rivera via Open Door <letters@door.example>');
      expect(review).toContain(`Replies to ${candidateEmail}`);
    },
  );

  test.each([
    ['Alex@CANDIDATES.example', `Alex@${ownSenderDomain}`],
    [`o'neill+x_{y}=z@${ownSenderDomain}`, `o'neill+x_{y}=z@${ownSenderDomain}`],
  ])('when the address is typed as %s, then it leaves from it', async (candidateEmail, from) => {
    const { path, confirmation } = await draftThroughForm(product, { candidateEmail });
    await product.fetch(post(`${path}/send`, confirmation));
    expect((await letters()).map((letter) => letter.from).join()).toContain(`<${from}>`);
  });

  test('when another address is posted behind its link, then the sender stays', async () => {
    const { path, id } = await draftThroughForm(product);
    const boss = { candidateEmail: `boss@${ownSenderDomain}` };
    const edit = formOf(await page(`${path}/edit`), '/edit');
    await product.fetch(post(edit.action, { ...edit.values, ...boss, company: 'Southwind' }));
    expect(await letterItem(product.dynamoDb, id)).toMatchObject({
      version: 2,
      letter: { from: { address: candidate }, replyTo: candidate },
    });
    const another = formOf(await page(`${path}/another`), '/another');
    const made = await product.fetch(
      post(another.action, { ...another.values, ...uniqueForm(), ...boss }),
    );
    const review = textOf(await page(made.headers.get('location') ?? ''));
    expect(review).toContain(`From Alex Rivera <${candidate}>`);
    expect(review).not.toContain('boss@');
  });

  test('when it is sent by hand, then its file has no sender', async () => {
    const { path } = await draftThroughForm(product);
    expect(await page(`${path}/letter.eml`)).not.toMatch(/^(?:From|Reply-To|Sender):/im);
  });

  test('when it becomes a short text, then no sender belongs to it', async () => {
    const { path, id } = await draftThroughForm(product);
    const change = async (values: Readonly<Record<string, string>>) => {
      const edit = formOf(await page(`${path}/edit`), '/edit');
      await product.fetch(post(edit.action, { ...edit.values, ...values }));
      return letterItem(product.dynamoDb, id);
    };
    const byHand = await change({ channel: 'linkedin' });
    expect(byHand).toMatchObject({ version: 2, isByHand: true, letter: { to: '' } });
    expect(byHand).not.toHaveProperty('isFromCandidate');
    expect(await change({})).toMatchObject({ version: 2 });
    expect(await change({ channel: 'email' })).toMatchObject({ version: 3, isFromCandidate: true });
  });
});

describe('when the operator turns it off before a letter is sent', () => {
  let fakeSes: FakeSes;
  let sendingOff: SendFunction;
  // A client reads its endpoint when it sends the first email, see send.test.ts.
  beforeAll(() => draftThroughForm(product));
  beforeEach(async () => {
    fakeSes = await startFakeSes();
    fakeSes.answerWith(acceptMail);
    vi.stubEnv('AWS_ENDPOINT_URL_SES', fakeSes.endpoint);
    sendingOff = send(turnedOff());
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await fakeSes.stop();
  });

  test.each([
    ['en', "Letters can't leave from your own address any more", 'letters@door.example'],
    ['es', 'Las cartas ya no pueden salir de tu propia dirección', 'letters@door.example'],
  ])('then nothing leaves, and it is read again with its sender (%s)', async (lang, why, from) => {
    const { path, id, confirmation } = await draftThroughForm(product, {}, lang);
    const item = () => letterItem(product.dynamoDb, id);
    const refused = await sendingOff.app.fetch(post(`${path}/send?lang=${lang}`, confirmation));
    expect(refused.status).toBe(409);
    const banner = parse(await refused.text()).querySelector('.summary a');
    expect(banner?.text).toContain(why);
    expect(banner?.getAttribute('href')).toBe(`${path}/edit?lang=${lang}`);
    expect(fakeSes.requests).toEqual([]);
    expect(await item()).toMatchObject({ state: 'draft', version: 1 });

    // An edit that changes nothing else gives it the sender that it has now.
    const site = web(turnedOff(), { answerFloorMs: 0 });
    const form = await (await site.fetch(get(`${path}/edit?lang=${lang}`))).text();
    const [, button] = /[“«](.+)[”»]/.exec(banner?.text ?? '') ?? [];
    expect(textOf(form)).toContain(button);
    const edit = formOf(form, '/edit');
    await site.fetch(post(edit.action, { ...edit.values, ...edit.checkboxes }));
    const changed = await item();
    expect(changed).toMatchObject({ version: 2, letter: { from: { address: from } } });
    expect(changed).not.toHaveProperty('isFromCandidate');
    const stale = await sendingOff.app.fetch(post(`${path}/send?lang=${lang}`, confirmation));
    expect(stale.status).toBe(409);
    const again = await confirmationOf({ fetch: async (request) => site.fetch(request) }, path);
    await sendingOff.app.fetch(post(`${path}/send`, again));
    expect(fakeSes.requests.map((request) => request.get('Source'))).toEqual([
      expect.stringContaining(`<${from}>`),
    ]);
    // Now an edit that changes nothing is none.
    expect(await item()).toMatchObject({ version: 2, state: 'sent' });
  });

  test('then a script gets the reason', async () => {
    const { path, confirmation } = await draftThroughForm(product);
    const refused = await sendingOff.app.fetch(json(`${path}/send`, confirmation));
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      state: 'draft',
      errors: [{ field: 'letter', message: expect.stringContaining('your own address') }],
    });
  });

  test('then a letter that waits fails without a call to SES, and the page says so', async () => {
    fakeSes.answerWith(refuseWith('Throttling', 'Maximum sending rate exceeded.'));
    const { path, id, confirmation } = await draftThroughForm(product, threadValues);
    await send(process.env).app.fetch(post(`${path}/send`, confirmation));
    expect(fakeSes.requests).toHaveLength(1);
    const [source] = await readByTwoParsers(
      Buffer.from(fakeSes.requests[0]?.get('RawMessage.Data') ?? '', 'base64'),
    );
    expect(source.from).toBe(candidate);
    await setLetterAttributes(product.dynamoDb, id, { dueAt: Date.now() - 1 });
    await sendingOff.sweep(Date.now() + 50_000);
    expect(fakeSes.requests).toHaveLength(1);
    expect(await letterItem(product.dynamoDb, id)).toMatchObject({
      state: 'failed',
      failure: 'SenderNotAllowed',
      notice: 'failed',
    });
    const text = textOf(await page(path));
    expect(text).toContain("Your letter wasn't sent.");
    expect(text).not.toContain('SenderNotAllowed');
  });

  test('then a letter with another sender than its candidate never leaves, on or off', async () => {
    const { path, id, confirmation } = await draftThroughForm(product);
    const item = await letterItem(product.dynamoDb, id);
    const letter = {
      ...Object(item?.['letter']),
      from: { name: 'A', address: 'dean@candidates.example' },
    };
    await setLetterAttributes(product.dynamoDb, id, { letter });
    for (const sending of [sendingOff, send(process.env)]) {
      const refused = await sending.app.fetch(post(`${path}/send`, confirmation));
      expect(refused.status).toBe(409);
    }
    expect(fakeSes.requests).toEqual([]);
  });

  test('then a letter from letters@ that was drafted before it was on leaves as read', async () => {
    const candidateEmail = `alex@sub.${ownSenderDomain}`;
    const { path, confirmation } = await draftThroughForm(product, { candidateEmail });
    await sendingOff.app.fetch(post(`${path}/send`, confirmation));
    expect(fakeSes.requests.map((request) => request.get('Source'))).toEqual([
      expect.stringContaining('<letters@door.example>'),
    ]);
  });
});

test('when it is turned on, then a draft leaves as it was read, until it is edited', async () => {
  const siteOff = web(turnedOff(), { answerFloorMs: 0, linkMailTimeoutMs: 60_000 });
  const off = { ...product, fetch: async (request: Request) => siteOff.fetch(request) };
  const [sent, edited] = [await draftThroughForm(off), await draftThroughForm(off)];
  await product.clearMails();
  await product.fetch(post(`${sent.path}/send`, sent.confirmation));
  expect((await letters()).map(({ from }) => from).join()).toContain('<letters@door.example>');

  const edit = formOf(await page(`${edited.path}/edit`), '/edit');
  await product.fetch(post(edit.action, { ...edit.values, ...edit.checkboxes }));
  const stored = await letterItem(product.dynamoDb, edited.id);
  expect(stored).toMatchObject({ version: 2, letter: { from: { address: candidate } } });
  // The next edit that changes nothing makes no version.
  const next = formOf(await page(`${edited.path}/edit`), '/edit');
  await product.fetch(post(next.action, { ...next.values, ...next.checkboxes }));
  expect(await letterItem(product.dynamoDb, edited.id)).toMatchObject({ version: 2 });
});
