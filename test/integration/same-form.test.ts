import { beforeEach, describe, expect, test } from 'vitest';
import type { SendResult } from '../../lambdas/core/mail/mail.ts';
import { formOf, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { setUpContactPages } from '../support/contact-pages.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { uniqueCandidate, uniqueForm } from '../support/fixtures.ts';
import { MINUTE_MS, wireProduct } from '../support/harness.ts';
import { confirmAction, confirmationOf } from '../support/letters.ts';
import { get, json, post } from '../support/requests.ts';
import { clearLimits, itemsAsText, setLetterAttributes } from '../support/table.ts';

const HOUR_MS = 60 * MINUTE_MS;
const refused: SendResult = { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
const lost: SendResult = { kind: 'cannot-know', code: 'TimeoutError' };
const accepted: SendResult = { kind: 'accepted', messageId: 'm' };
/** Noon, so that some hours later it is the same day. */
const noon = Date.parse(`${new Date().toISOString().slice(0, 10)}T12:00Z`);

describe.each(availableEmulators())('the same form, posted again, on %s', (kind) => {
  const pages = setUpContactPages(kind);
  beforeEach(() => clearLimits(pages.product.dynamoDb));

  /** A product whose clock and SES the test controls, and one form of its own. */
  const setUp = () => {
    const world = { now: noon, answer: async (): Promise<SendResult> => accepted };
    const wired = wireProduct({
      ...pages.product.dynamoDb,
      now: () => world.now,
      answer: () => world.answer(),
    });
    const form = { ...uniqueForm(), candidateEmail: uniqueCandidate() };
    const mailed = () => wired.mails.filter(({ tags }) => tags['kind'] === 'review');
    return {
      world,
      form,
      mailed,
      submit: async (values = {}) => {
        const answer = await wired.web.fetch(post('/declines?lang=en', { ...form, ...values }));
        return { status: answer.status, text: textOf(await answer.text()) };
      },
      submitJson: async () => (await wired.web.fetch(json('/declines', form))).status,
      fetch: async (request: Request) => wired.web.fetch(request),
      /** The path of the newest link that was mailed. */
      path: () =>
        new URL(
          linkIn(mailed().map((mail) => ({ ...mail, bcc: [], replyTo: [], to: [], from: '' }))),
        ).pathname,
      drafts: async () =>
        (await itemsAsText(pages.product.dynamoDb)).filter(
          (item) => item.includes('"pk":"LETTER#') && item.includes(form.candidateEmail),
        ).length,
    };
  };

  test('when it is posted five times at once, then one draft and one email exist', async () => {
    const { submit, mailed, drafts } = setUp();
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([mailed().length, await drafts()]).toEqual([1, 1]);
  });

  test('when pages of several ids, or JSON, post it, then it is the same draft', async () => {
    const { submit, submitJson, fetch, mailed, drafts } = setUp();
    const page = await (await fetch(get('/'))).text();
    expect(formOf(page, '/declines').values).not.toHaveProperty('page');
    await submit({ page: 'A'.repeat(22) });
    await submit({ page: 'B'.repeat(22) });
    await submit({ page: '<' });
    await submit();
    expect(await submitJson()).toBe(202);
    expect([mailed().length, await drafts()]).toEqual([1, 1]);
  });

  test.each([
    ['company', 'Southwind'],
    ['reason', 'staying'],
    ['reconnect', '12-months'],
    ['personalNote', 'Thank you.'],
    ['recruiterEmail', 'kim@northwind.example'],
    ['timeZone', 'Europe/Madrid'],
  ])('when its %s has changed, then it is another draft', async (field, value) => {
    const { submit, mailed, drafts } = setUp();
    await submit();
    await submit({ [field]: value });
    expect([mailed().length, await drafts()]).toEqual([2, 2]);
  });

  test.each([
    ['refused', refused],
    ['not answered', lost],
  ])('when SES has %s the email, then the next post mails the same draft', async (_how, answer) => {
    const { world, submit, mailed, drafts, fetch, path } = setUp();
    world.answer = async () => answer;
    for (const tries of [1, 2, 3]) {
      const { status, text } = await submit();
      expect([status, mailed().length]).toEqual([503, tries]);
      expect(text).toContain("We're not sure the link was emailed.");
    }
    world.answer = async () => accepted;
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([mailed().length, await drafts()]).toEqual([4, 1]);
    expect(textOf(await (await fetch(get(path()))).text())).toContain('Word for word.');
    await submit();
    expect(mailed()).toHaveLength(4);
  });

  test('when SES did not answer but sent the first email, then both links lead on', async () => {
    const { world, submit, path, fetch } = setUp();
    world.answer = async () => lost;
    await submit();
    const first = path();
    expect(textOf(await (await fetch(get(first))).text())).toContain('Word for word.');
    world.answer = async () => accepted;
    await submit();
    expect(path()).not.toBe(first);
    expect(textOf(await (await fetch(get(path()))).text())).toContain('Word for word.');
    expect(textOf(await (await fetch(get(first))).text())).toContain('a newer link in your inbox');
  });

  test('when the run that mails was interrupted, then a later post mails the draft', async () => {
    const { world, submit, mailed, drafts } = setUp();
    // The process ends while SES answers, so nothing more is recorded.
    world.answer = async () => {
      throw new Error('The process has ended.');
    };
    expect((await submit()).status).toBe(500);
    world.answer = async () => accepted;
    world.now += 14_000;
    await submit();
    expect(mailed()).toHaveLength(1);
    world.now += 1000;
    await submit();
    await submit();
    expect([mailed().length, await drafts()]).toEqual([2, 1]);
  });

  test('when the link of the draft has expired, then a fresh one is mailed', async () => {
    const { world, submit, mailed, drafts, path, fetch } = setUp();
    await submit();
    const id = path().split('/')[2]?.split('.')[0] ?? '';
    await setLetterAttributes(pages.product.dynamoDb, id, { linkExpiresAt: world.now - 1 });
    await submit();
    expect([mailed().length, await drafts()]).toEqual([2, 1]);
    expect(textOf(await (await fetch(get(path()))).text())).toContain('Word for word.');
  });

  test('when its letter was cancelled, then it makes a new draft, each time one', async () => {
    const { submit, mailed, drafts, path, fetch } = setUp();
    for (const times of [1, 2, 3]) {
      await Promise.all(Array.from({ length: 5 }, () => submit()));
      expect([mailed().length, await drafts()]).toEqual([times, times]);
      expect(textOf(await (await fetch(get(path()))).text())).toContain('Word for word.');
      expect((await confirmAction({ fetch }, path(), 'cancel')).status).toBe(303);
      expect(textOf(await (await fetch(get(path()))).text())).toContain('Cancelled');
    }
  });

  test('when its draft was changed, then it makes a new draft of its own', async () => {
    const { submit, mailed, drafts, path, fetch, form } = setUp();
    await submit();
    const edited = { ...form, company: 'Southwind' };
    expect((await fetch(post(`${path()}/edit`, edited))).status).toBe(303);
    await submit();
    await submit();
    expect([mailed().length, await drafts()]).toEqual([2, 2]);
    expect(textOf(await (await fetch(get(path()))).text())).not.toContain('Southwind');
  });

  test.each([
    ['sent', true],
    ['delivered', true],
    ['delayed', true],
    ['complained', true],
    ['sending', true],
    ['retry', true],
    ['unknown', true],
    ['self-sent', true],
    ['bounced', false],
    ['failed', false],
    ['cancelled', false],
  ] as const)(
    'when its letter is %s, then a new draft is made, and warns of a second letter: %s',
    async (state, warns) => {
      const { world, submit, mailed, path, fetch, form } = setUp();
      await submit();
      const id = path().split('/')[2]?.split('.')[0] ?? '';
      const at = world.now;
      await setLetterAttributes(pages.product.dynamoDb, id, {
        state,
        confirmedAt: at,
        closedAt: at,
      });
      const answers = await Promise.all(Array.from({ length: 5 }, () => submit()));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(mailed()).toHaveLength(2);
      const warning = 'You confirmed this same letter before, on ';
      const review = textOf(await (await fetch(get(path()))).text());
      expect(review).toContain('Word for word.');
      expect(review.includes(warning)).toBe(warns);
      expect(
        textOf(await (await fetch(get(`${path()}?lang=es`))).text()).includes(
          'Ya confirmaste esta misma carta',
        ),
      ).toBe(warns);
      // After a change it is not the same letter any more.
      await fetch(post(`${path()}/edit`, { ...form, company: 'Southwind' }));
      expect(textOf(await (await fetch(get(path()))).text())).not.toContain(warning);
    },
  );

  test('when it is posted on two days, then it is a draft for each UTC day', async () => {
    const { world, submit, mailed, drafts } = setUp();
    world.now = noon + 12 * HOUR_MS - 1;
    await submit();
    await submit();
    expect(mailed()).toHaveLength(1);
    world.now += 1;
    await submit();
    await submit();
    expect([mailed().length, await drafts()]).toEqual([2, 2]);
  });

  test('when two forms of one day are posted after a send, then one letter was sent', async () => {
    const form = { ...uniqueForm(), candidateEmail: uniqueCandidate() };
    const { product } = pages;
    await product.clearMails();
    await product.fetch(post('/declines', form));
    const path = new URL(linkIn(await product.mails())).pathname;
    const confirmation = await confirmationOf(product, path);
    const sends = await Promise.all(
      Array.from({ length: 6 }, () => product.fetch(post(`${path}/send`, confirmation))),
    );
    for (const answer of sends) expect(textOf(await answer.text())).toContain('Sent to Dana');
    for (const request of [post('/declines', form), json('/declines', form)])
      await product.fetch(request);
    const letters = (await product.mails()).filter(({ to }) => to.includes(form.recruiterEmail));
    expect(letters).toHaveLength(1);
  });
});
