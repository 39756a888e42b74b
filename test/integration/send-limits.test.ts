import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { sendShares } from '../../lambdas/core/limits/send-limits.ts';
import type { OutgoingMail } from '../../lambdas/core/mail/mail.ts';
import { recipientsOf } from '../../lambdas/core/mail/mail.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import {
  type Draft,
  englishForm,
  lettersAddress,
  sesEvent,
  uniqueCandidate,
} from '../support/fixtures.ts';
import {
  declineTo,
  MINUTE_MS,
  storeDraft,
  type WiredProduct,
  wireProduct,
} from '../support/harness.ts';
import { json } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
/** What SES gives to an account in the sandbox. */
const sandbox = { sendRate: 1, dailyQuota: 200 };

describe.each(availableEmulators())("SES's limits on %s", (kind) => {
  let table: TestTable;
  let product: WiredProduct;
  let now: number;
  let sent: { readonly at: number; readonly mail: OutgoingMail }[];
  beforeAll(() => {
    now = Date.parse('2026-11-26T12:00:00Z');
  });
  beforeEach(async () => {
    table = await createTestTable(kind);
    sent = [];
    product = wireProduct({
      ...table,
      now: () => now,
      quota: sandbox,
      account: 'ours',
      sleep: async (ms) => {
        now += ms;
      },
      answer: async (mail) => {
        sent.push({ at: now, mail });
        return { kind: 'accepted', messageId: `m-${sent.length}` };
      },
    });
    return () => table.close();
  });
  afterAll(() => table.close());

  const postForm = (changes: Readonly<Record<string, string>> = {}) =>
    product.web.fetch(
      json('/declines', { ...englishForm, candidateEmail: uniqueCandidate(), ...changes }),
    );
  const bounceOf = ({ id, input }: Decline) =>
    sesEvent('Bounce', id, { to: input.recruiterEmail, at: now });
  const letterOf = async (index: number) =>
    storeDraft(product, { createdAt: now, recruiterEmail: `r${index}@northwind.example` });

  test('when all kinds are sent at once, then recipients leave one each second', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { link, decline } = await letterOf(round);
      await product.send(link, decline.letterHash);
      await postForm();
      await product.recordEvent(bounceOf(decline));
      await product.sendNotices();
      await product.sendReminders();
      now += 3000;
    }
    expect(sent.length).toBeGreaterThan(6);
    for (const [index, { at, mail }] of sent.entries()) {
      const next = sent[index + 1];
      if (next !== undefined)
        expect(next.at - at).toBeGreaterThanOrEqual(1000 * recipientsOf(mail));
    }
  });

  test('when a process is suspended while a letter waits, then the letter stays', async () => {
    const suspended = wireProduct({
      ...table,
      now: () => now,
      quota: sandbox,
      account: 'suspended',
      sleep: async () => {
        now += 70_000;
      },
    });
    for (const [index, state] of ['sent', 'retry'].entries()) {
      const { decline, link } = await letterOf(index);
      await suspended.send(link, decline.letterHash);
      expect((await suspended.store.find(decline.id))?.state).toBe(state);
    }
    expect(suspended.mails).toHaveLength(1);
  });

  test('when letters use up their share of the day, then they wait, and none is lost', async () => {
    const letters: Draft[] = [];
    for (let index = 0; index < 40; index += 1) {
      const letter = await letterOf(index);
      letters.push(letter);
      const { link, decline } = letter;
      await product.send(link, decline.letterHash);
      now += 10_000;
    }
    const first = letters.length;
    const share = sandbox.dailyQuota * sendShares.letters;
    const recipients = () =>
      sent
        .filter(({ mail }) => mail.from.address === lettersAddress)
        .reduce((sum, { mail }) => sum + recipientsOf(mail), 0);
    expect(recipients()).toBeLessThanOrEqual(share / 2 + 1);
    const states = async () =>
      Promise.all(
        letters.map(async ({ decline }) => (await product.store.find(decline.id))?.state),
      );
    const waiting = (await states()).filter((state) => state === 'retry').length;
    expect(waiting).toBeGreaterThanOrEqual(first - share / 4);
    // Each candidate whose letter waits is informed.
    const begun = now;
    while (now < begun + 25 * 60 * MINUTE_MS) {
      now += 10 * MINUTE_MS;
      await product.sweep();
      await product.sendNotices();
    }
    expect(new Set(await states())).toEqual(new Set(['sent']));
    expect(sent.filter(({ mail }) => /not sent yet/i.test(mail.subject)).length).toBeGreaterThan(0);
    expect(recipients()).toBe(2 * letters.length);
  });

  test('when links use up their share, then the form is kept and says when to return', async () => {
    let answer = await postForm();
    for (let count = 0; answer.status === 202; count += 1) {
      expect(count).toBeLessThan(100);
      now += MINUTE_MS;
      answer = await postForm();
    }
    const share = sandbox.dailyQuota * sendShares.links;
    expect(sent.length).toBeLessThanOrEqual(share);
    const withoutLimits = async () =>
      [...(await allItems(table))].filter(([key]) => !key.startsWith('LIMIT#'));
    const before = await withoutLimits();
    expect((await postForm()).status).toBe(503);
    const retryAfter = Number(answer.headers.get('Retry-After'));
    expect(retryAfter).toBeGreaterThan(60);
    expect(await answer.json()).toMatchObject({ errors: [{ field: '' }] });
    // What was refused left nothing but its places in the limits, which were given back.
    expect(await withoutLimits()).toEqual(before);
    now += retryAfter * 1000;
    expect((await postForm()).status).toBe(202);

    // The other kinds have their own shares.
    const mails = sent.length;
    const { decline } = await declineTo(product, { createdAt: now });
    expect((await product.store.find(decline.id))?.state).toBe('sent');
    expect(sent.length).toBe(mails + 1);
  });

  test('when notices and receipts have no turn, then they stay due', async () => {
    // One email in 1,000 seconds.
    const slow = wireProduct({
      ...table,
      now: () => now,
      quota: { sendRate: 0.001, dailyQuota: 200 },
      account: 'ours',
    });
    const letters: Draft[] = [];
    for (let index = 0; index < 4; index += 1) {
      letters.push(
        await declineTo(product, { createdAt: now, recruiterEmail: `s${index}@northwind.example` }),
      );
    }
    const [first, second] = letters;
    for (const letter of [first, second]) {
      if (letter) await product.recordEvent(bounceOf(letter.decline));
    }
    for (const run of ['sendNotices', 'sendReminders'] as const) {
      now += DAY_MS;
      const mails = slow.mails.length;
      await slow[run]();
      await slow[run]();
      expect(slow.mails.length - mails).toBe(1);
      now += DAY_MS;
      await slow[run]();
      await slow[run]();
      expect(slow.mails.length - mails).toBe(2);
    }
  });
});
