import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../journey/http-driver.ts';
import { availableEmulators } from '../support/dynamodb.ts';
import { newDraft, sesEvent } from '../support/fixtures.ts';
import {
  claimDraft,
  FUNCTION_TIMEOUT_MS,
  MINUTE_MS,
  type Product,
  productOn,
} from '../support/harness.ts';
import { draftThroughForm } from '../support/letters.ts';
import { type RunningProduct, sendAppForLoad, startProduct } from '../support/product.ts';
import { post } from '../support/requests.ts';
import { isFull, noCounters, printCounters } from './figures.ts';

const SENDS = 500;
const RACES = isFull ? 10_000 : 2000;
/** So many races at once: enough to keep the table busy. */
const LANES = 8;

describe.each(availableEmulators())('at once on %s', (kind) => {
  let running: RunningProduct;
  beforeAll(async () => {
    running = await startProduct(kind);
  });
  afterAll(() => running.close());

  /** The product's functions on its table, with an SES that counts what it takes. */
  const setUp = (answer: () => Promise<void> = async () => {}) => {
    const taken: string[] = [];
    const clock = { now: Date.now() };
    const surroundings = {
      ...running.dynamoDb,
      now: () => clock.now,
      mailer: {
        send: async ({ tags }: { readonly tags: Readonly<Record<string, string>> }) => {
          if (tags['kind'] === 'letter') taken.push(tags['letter'] ?? '');
          await answer();
          return { kind: 'accepted', messageId: 'm' } as const;
        },
      },
    };
    return { taken, clock, surroundings, product: productOn(surroundings) };
  };
  const draft = async ({ store }: Product, at: number) => {
    // Of a person each: the history of one contact would grow with every race.
    const letter = newDraft({ createdAt: at, recruiterEmail: `${randomUUID()}@northwind.example` });
    await store.create(letter.decline);
    return letter;
  };

  test(`${SENDS} parallel sends of one link: one mail, and all answers tell the same`, async () => {
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

  test('two sweeps at once: one sends, the other leaves the running attempt alone', async () => {
    let release = (): void => {};
    const answered = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { product, taken, clock, surroundings } = setUp(() => answered);
    const { decline } = await draft(product, clock.now);
    await product.store.apply(decline.id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: clock.now },
    });
    await product.store.apply(decline.id, { transition: 'postpone', patch: { dueAt: clock.now } });
    // As if the second had read the index before the first took the letter.
    const { store } = product;
    const stale = productOn({ ...surroundings, mailer: surroundings.mailer });
    Object.assign(stale.store, { due: async () => [decline.id] });
    const first = product.sweep();
    while (taken.length === 0) await sleep(1);
    await stale.sweep();
    expect((await store.find(decline.id))?.state).toBe('sending');
    release();
    await first;
    expect([(await store.find(decline.id))?.state, taken]).toEqual(['sent', [decline.id]]);
  });

  test('a sweep with a stale view of the index leaves the notice to come', async () => {
    const { product, clock, surroundings } = setUp();
    const { decline, link } = await draft(product, clock.now);
    await product.send(link, decline.letterHash);
    await product.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to }));
    const stale = productOn(surroundings);
    // The index still shows the letter as sent, with its contact to be checked.
    Object.assign(stale.store, { due: async () => [decline.id] });
    await stale.sweep();
    expect(await product.store.dueNotices(clock.now + MINUTE_MS, 50)).toContain(decline.id);
  });

  test('two rounds of notices at once: the candidate is told once', async () => {
    let notices = 0;
    const { surroundings, clock } = setUp();
    const mailer = {
      send: async () => {
        notices += 1;
        return { kind: 'accepted', messageId: 'm' } as const;
      },
    };
    const product = productOn({ ...surroundings, mailer });
    const { decline, link } = await draft(product, clock.now);
    await product.send(link, decline.letterHash);
    await product.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to }));
    notices = 0;
    // The second has read the index before the first took the notice, and the letter
    // after.
    const second = productOn({ ...surroundings, mailer });
    Object.assign(second.store, { dueNotices: async () => [decline.id] });
    const { store } = product;
    Object.assign(product.store, {
      dueNotices: async () => [decline.id],
      completeNotice: async () => {
        await second.sendNotices();
      },
    });
    clock.now += MINUTE_MS;
    await product.sendNotices();
    expect([notices, (await store.find(decline.id))?.state]).toEqual([1, 'bounced']);
  });

  test('what comes after the lease: a yes is known, of this attempt only; a no is not believed', async () => {
    const { product, clock, surroundings, taken } = setUp();
    for (const [attempts, state] of [
      [1, 'sent'],
      [2, 'unknown'],
    ] as const) {
      const letter = await draft(product, clock.now);
      const worker = await claimDraft(surroundings, letter);
      await product.store.apply(letter.decline.id, {
        transition: 'lose',
        patch: { owner: null, attempts },
      });
      await worker.attempt();
      expect((await product.store.find(letter.decline.id))?.state).toBe(state);
    }
    expect(taken).toHaveLength(2);
    const refusing = {
      ...surroundings,
      mailer: {
        send: async () => ({ kind: 'not-sent', retry: 'never', code: 'MessageRejected' }) as const,
      },
    };
    const letter = await draft(product, clock.now);
    const worker = await claimDraft(refusing, letter);
    // Someone else holds the lease by now.
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

  test('a lease outlives the function that holds it', async () => {
    const { product, clock, surroundings } = setUp();
    const letter = await draft(product, clock.now);
    await claimDraft(surroundings, letter);
    clock.now += FUNCTION_TIMEOUT_MS;
    await product.sweep();
    expect((await product.store.find(letter.decline.id))?.state).toBe('sending');
    clock.now += 2 * MINUTE_MS;
    await product.sweep();
    expect((await product.store.find(letter.decline.id))?.state).toBe('unknown');
  });

  test('what waits is not sent before its time, whatever the index says', async () => {
    const { product, clock, surroundings, taken } = setUp();
    const { decline } = await draft(product, clock.now);
    await product.store.apply(decline.id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: clock.now },
    });
    await product.store.apply(decline.id, {
      transition: 'postpone',
      patch: { dueAt: clock.now + MINUTE_MS },
    });
    const stale = productOn(surroundings);
    Object.assign(stale.store, { due: async () => [decline.id] });
    await stale.sweep();
    expect([taken, (await product.store.find(decline.id))?.state]).toEqual([[], 'retry']);
  });

  test(`${RACES} races of cancel and send: never both`, async () => {
    const { product, taken, clock } = setUp();
    const counters = noCounters();
    let cancelled = 0;
    let raced = 0;
    const race = async (): Promise<void> => {
      while (raced < RACES) {
        raced += 1;
        // A cancel reads before it writes: given a head start, either may win.
        const headStart = raced % 4;
        const { decline, link } = await draft(product, clock.now);
        const send = () => product.send(link, decline.letterHash);
        const cancel = () => product.cancel(link);
        await Promise.all([cancel(), headStart === 0 ? send() : sleep(headStart * 10).then(send)]);
        const state = (await product.store.find(decline.id))?.state;
        const mails = taken.filter((id) => id === decline.id).length;
        if (state === 'cancelled') cancelled += 1;
        if (mails > 1 || (state === 'cancelled' && mails > 0)) counters.duplicates += 1;
        if (state !== (mails === 0 ? 'cancelled' : 'sent')) counters.lost += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, race));
    printCounters(`cancel and send on ${kind}`, counters, { races: RACES, cancelled });
    expect(counters).toMatchObject({ duplicates: 0, lost: 0 });
    // Both must have won, or it was no race.
    expect(cancelled).toBeGreaterThan(0);
    expect(cancelled).toBeLessThan(RACES);
  }, 600_000);
});
