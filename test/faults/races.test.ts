import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingMail } from '../../lambdas/core/mail/mail.ts';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { newDraft, sesEvent } from '../support/fixtures.ts';
import {
  claimDraft,
  FUNCTION_TIMEOUT_MS,
  keepDraft,
  MINUTE_MS,
  noticeSubject,
  type Product,
  productOn,
} from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, sendAppForLoad, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { isFull, noCounters, printCounters } from './figures.ts';

const SENDS = 500;
const RACES = isFull ? 10_000 : 2000;
/** How many races run at once: enough to keep the table busy. */
const LANES = 8;

describe.each(availableEmulators())('concurrent calls on %s', (kind) => {
  let running: RunningProduct;
  beforeAll(async () => {
    running = await startProduct(kind);
  });
  afterAll(() => running.close());

  /**
   * The product's functions on the table, with an SES that accepts each letter and
   * records its id.
   *
   * @param beforeAnswer SES waits for it before it answers
   */
  const setUp = (beforeAnswer: () => Promise<void> = async () => {}) => {
    const acceptedIds: string[] = [];
    const clock = { now: Date.now() };
    const options = {
      ...running.dynamoDb,
      now: () => clock.now,
      // The clocks of the tests differ, so each test has its own limits.
      account: randomUUID(),
      mailer: {
        send: async ({ tags }: { readonly tags: Readonly<Record<string, string>> }) => {
          if (tags['kind'] === 'letter') acceptedIds.push(tags['letter'] ?? '');
          await beforeAnswer();
          return { kind: 'accepted', messageId: 'm' } as const;
        },
      },
    };
    return { acceptedIds, clock, options, product: productOn(options) };
  };
  const storeDraft = async ({ store }: Product, at: number) => {
    // Each letter has its own recruiter: one contact's history would grow with every
    // race. Each has its own domain, so that no limit is reached.
    const recruiterEmail = `dana@${randomUUID()}.example`;
    const letter = newDraft({ createdAt: at, recruiterEmail });
    await keepDraft(store, letter.decline);
    return letter;
  };

  test(`when ${SENDS} sends run at once, then one mail leaves and all answers agree`, async () => {
    const { path, confirmation } = await draftThroughForm(running);
    const app = sendAppForLoad(running);
    const answers = await Promise.all(
      Array.from({ length: SENDS }, () => app.fetch(post(`${path}/send`, confirmation))),
    );
    const texts = await Promise.all(answers.map(async (answer) => textOf(await answer.text())));
    const mails = (await running.mails()).filter(({ to }) => to.includes('dana@northwind.example'));
    const counters = { ...noCounters(), duplicates: mails.length - 1 };
    printCounters(`parallel sends on ${kind}`, counters, {
      sends: SENDS,
      outcomes: new Set(texts).size,
    });
    expect(mails).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('Sent to Dana');
  });

  test('when two sweeps run at once, then one sends and the other changes nothing', async () => {
    let release = (): void => {};
    const answered = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { product, acceptedIds, clock, options } = setUp(() => answered);
    const { decline } = await storeDraft(product, clock.now);
    await product.store.apply(decline.id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: clock.now },
    });
    await product.store.apply(decline.id, { transition: 'postpone', patch: { dueAt: clock.now } });
    // The second sweep reads the index before the first one claims the letter.
    const { store } = product;
    const stale = productOn({ ...options, mailer: options.mailer });
    Object.assign(stale.store, { due: async () => [{ id: decline.id, dueAt: clock.now }] });
    const first = product.sweep();
    while (acceptedIds.length === 0) await sleep(1);
    await stale.sweep();
    expect((await store.find(decline.id))?.state).toBe('sending');
    release();
    await first;
    expect([(await store.find(decline.id))?.state, acceptedIds]).toEqual(['sent', [decline.id]]);
  });

  test.each([
    ['the sweep was off', false],
    ['the sweep and the notices were off', true],
  ])('when %s for 20 days, then no letter leaves and each is notified', async (_, hasQuota) => {
    const { options, acceptedIds, clock } = setUp();
    const subjects: string[] = [];
    const mailer = {
      send: (mail: OutgoingMail) => {
        if (mail.tags['kind'] === 'notice') subjects.push(mail.subject);
        return options.mailer.send(mail);
      },
    };
    const product = productOn({ ...options, mailer });
    const letters = [];
    for (let count = 0; count < 3; count += 1) {
      const letter = await storeDraft(product, clock.now);
      const patch = { attempts: 1, confirmedAt: clock.now };
      await product.store.apply(letter.decline.id, { transition: 'claim', patch });
      const dueAt = clock.now + MINUTE_MS;
      await product.store.apply(letter.decline.id, {
        transition: 'postpone',
        patch: hasQuota ? { dueAt, notice: 'quota', retryAt: dueAt } : { dueAt },
      });
      letters.push(letter);
    }
    clock.now += 20 * 24 * 60 * MINUTE_MS;
    for (let run = 0; run < 4; run += 1) {
      await product.sweep();
      await product.sendNotices();
      clock.now += MINUTE_MS;
    }
    expect(acceptedIds).toEqual([]);
    for (const { decline } of letters)
      expect(await product.store.find(decline.id)).toMatchObject({
        state: 'failed',
        failure: 'TooLate',
      });
    const [letter] = letters;
    const failed = letter && noticeSubject(letter, 'failed');
    expect(subjects).toEqual([failed, failed, failed]);
  });

  test('when a sweep reads a stale index, then the pending notice stays due', async () => {
    const { product, clock, options } = setUp();
    const { decline, link } = await storeDraft(product, clock.now);
    await product.send(link, decline.letterHash);
    await product.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to }));
    const stale = productOn(options);
    // The index still lists the letter as sent, so that the sweep checks its contact.
    Object.assign(stale.store, { due: async () => [{ id: decline.id, dueAt: clock.now }] });
    await stale.sweep();
    const due = await product.store.dueNotices(clock.now + MINUTE_MS, 50);
    expect(due.map(({ id }) => id)).toContain(decline.id);
  });

  test('when notices are sent twice at once, then the candidate gets one notice', async () => {
    let notices = 0;
    const { options, clock } = setUp();
    const mailer = {
      send: async () => {
        notices += 1;
        return { kind: 'accepted', messageId: 'm' } as const;
      },
    };
    const product = productOn({ ...options, mailer });
    const { decline, link } = await storeDraft(product, clock.now);
    await product.send(link, decline.letterHash);
    await product.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to }));
    notices = 0;
    // The second run reads the index before the first one claims the notice, and reads
    // the letter after that.
    const entry = { id: decline.id, dueAt: clock.now };
    const second = productOn({ ...options, mailer });
    Object.assign(second.store, { dueNotices: async () => [entry] });
    const { store } = product;
    Object.assign(product.store, {
      dueNotices: async () => [entry],
      completeNotice: async () => {
        await second.sendNotices();
      },
    });
    clock.now += MINUTE_MS;
    await product.sendNotices();
    expect([notices, (await store.find(decline.id))?.state]).toEqual([1, 'bounced']);
  });

  test('when SES answers after the lease, then only "accepted" counts', async () => {
    const { product, clock, options, acceptedIds } = setUp();
    for (const [attempts, state] of [
      [1, 'sent'],
      [2, 'unknown'],
    ] as const) {
      const letter = await storeDraft(product, clock.now);
      const worker = await claimDraft(options, letter);
      await product.store.apply(letter.decline.id, {
        transition: 'lose',
        patch: { owner: null, attempts },
      });
      await worker.attempt();
      expect((await product.store.find(letter.decline.id))?.state).toBe(state);
    }
    expect(acceptedIds).toHaveLength(2);
    const refusing = {
      ...options,
      mailer: {
        send: async () => ({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' }) as const,
      },
    };
    const letter = await storeDraft(product, clock.now);
    const worker = await claimDraft(refusing, letter);
    // Another process holds the lease now.
    await product.store.apply(letter.decline.id, { transition: 'postpone', patch: {} });
    await product.store.apply(letter.decline.id, {
      transition: 'reclaim',
      patch: { owner: 'another' },
    });
    await worker.attempt();
    expect(await product.store.find(letter.decline.id)).toMatchObject({
      state: 'sending',
      owner: 'another',
    });
  });

  test('when the function reaches its timeout, then its lease still holds', async () => {
    const { product, clock, options } = setUp();
    const letter = await storeDraft(product, clock.now);
    await claimDraft(options, letter);
    clock.now += FUNCTION_TIMEOUT_MS;
    await product.sweep();
    expect((await product.store.find(letter.decline.id))?.state).toBe('sending');
    clock.now += 2 * MINUTE_MS;
    await product.sweep();
    expect((await product.store.find(letter.decline.id))?.state).toBe('unknown');
  });

  test('when a letter is not due yet, then no sweep sends it', async () => {
    const { product, clock, options, acceptedIds } = setUp();
    const { decline } = await storeDraft(product, clock.now);
    await product.store.apply(decline.id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: clock.now },
    });
    await product.store.apply(decline.id, {
      transition: 'postpone',
      patch: { dueAt: clock.now + MINUTE_MS },
    });
    const stale = productOn(options);
    Object.assign(stale.store, { due: async () => [{ id: decline.id, dueAt: clock.now }] });
    await stale.sweep();
    expect([acceptedIds, (await product.store.find(decline.id))?.state]).toEqual([[], 'retry']);
  });

  test('when a letter becomes a text to send by hand, then no send claims it', async () => {
    const { product, clock, options, acceptedIds } = setUp();
    const letter = newDraft({ createdAt: clock.now });
    await keepDraft(product.store, { ...letter.decline, isByHand: true });
    // The send function has read the letter as it was before.
    const stale = productOn(options);
    Object.assign(stale.store, { find: async () => letter.decline });
    await stale.send(letter.link, letter.decline.letterHash);
    expect([acceptedIds, (await product.store.find(letter.decline.id))?.state]).toEqual([
      [],
      'draft',
    ]);
  });

  test('when a bounce comes before "my copy arrived", then the bounce stays', async () => {
    const { product, clock, options } = setUp();
    const { decline, link } = await storeDraft(product, clock.now);
    await product.store.apply(decline.id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: clock.now },
    });
    await product.store.apply(decline.id, { transition: 'lose', patch: { dueAt: clock.now } });
    // The request reads the letter before SES's report is recorded.
    const before = await product.store.find(decline.id);
    const stale = productOn(options);
    Object.assign(stale.store, { find: async () => before });
    await product.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to }));
    await stale.copyArrived(link);
    const stored = await product.store.find(decline.id);
    expect([before?.state, stored?.state, stored?.copyArrivedAt, stored?.notice]).toEqual([
      'unknown',
      'bounced',
      undefined,
      'bounced',
    ]);
  });

  test(`when ${RACES} cancels race with sends, then no letter is cancelled and sent`, async () => {
    const { product, acceptedIds, clock } = setUp();
    const counters = noCounters();
    let cancelled = 0;
    let raced = 0;
    const race = async (): Promise<void> => {
      while (raced < RACES) {
        raced += 1;
        // A cancel makes two calls, a send six or more before it cannot be cancelled.
        // So the send gets a head start of 0 to 280 ms, and each side wins some races.
        const headStart = (raced % 8) * 40;
        const { decline, link } = await storeDraft(product, clock.now);
        const send = () => product.send(link, decline.letterHash);
        const cancel = () => product.cancel(link);
        await Promise.all([send(), sleep(headStart).then(cancel)]);
        const state = (await product.store.find(decline.id))?.state;
        const mails = acceptedIds.filter((id) => id === decline.id).length;
        if (state === 'cancelled') cancelled += 1;
        if (mails > 1 || (state === 'cancelled' && mails > 0)) counters.duplicates += 1;
        if (state !== (mails === 0 ? 'cancelled' : 'sent')) counters.lost += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, race));
    printCounters(`cancel and send on ${kind}`, counters, { races: RACES, cancelled });
    expect(counters).toMatchObject({ duplicates: 0, lost: 0 });
    // Each side must have won at least once. Otherwise it was no race.
    expect(cancelled).toBeGreaterThan(0);
    expect(cancelled).toBeLessThan(RACES);
  }, 600_000);
});
