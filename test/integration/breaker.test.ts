import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { isUnhealthy } from '../../lambdas/core/limits/breaker.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import {
  type EventKind,
  englishForm,
  sesEvent,
  uniqueCandidate,
  uniqueForm,
} from '../support/fixtures.ts';
import { declineTo, MINUTE_MS, type WiredProduct, wireProduct } from '../support/harness.ts';
import { json } from '../support/requests.ts';
import { allItems } from '../support/table.ts';

const HOUR_MS = 60 * MINUTE_MS;
const none = { sent: 0, bounced: 0, complained: 0 };

test.each([
  ['20 bounces of 20', { ...none, bounced: 20, sent: 20 }, none, false],
  ['21 bounces of 21', { ...none, bounced: 21, sent: 21 }, none, true],
  ['21 bounces of 420', { ...none, bounced: 21, sent: 420 }, none, false],
  ['21 bounces of 419', { ...none, bounced: 21, sent: 419 }, none, true],
  ['21 bounces, and no email was counted', { ...none, bounced: 21 }, none, true],
  [
    '21 bounces of 21 in a day, but not in the hour',
    none,
    { ...none, bounced: 21, sent: 21 },
    false,
  ],
  ['3 complaints of 3', none, { ...none, complained: 3, sent: 3 }, false],
  ['4 complaints of 4', none, { ...none, complained: 4, sent: 4 }, true],
  ['4 complaints of 1,334', none, { ...none, complained: 4, sent: 1334 }, false],
  ['4 complaints of 1,333', none, { ...none, complained: 4, sent: 1333 }, true],
])('when there are %s, then links stop: %s', (_, hour, day, stops) => {
  expect(
    (['sent', 'bounced', 'complained'] as const).map((of) => isUnhealthy(of, { hour, day })),
  ).toEqual([false, stops && hour.bounced > 0, stops && day.complained > 0]);
});

describe.each(availableEmulators())('the breaker on %s', (kind) => {
  let table: TestTable;
  let product: WiredProduct;
  let now: number;
  let count = 0;
  beforeEach(async () => {
    now = Date.parse('2026-11-26T12:00:00Z');
    table = await createTestTable(kind);
    product = wireProduct({ ...table, now: () => now });
    return () => table.close();
  });
  afterAll(() => table.close());

  /** SES reports on so many emails with links to contacts. */
  const report = async (event: EventKind, times: number) => {
    for (let time = 0; time < times; time += 1) {
      count += 1;
      const id = `m${count}`.padEnd(22, '-');
      await product.recordEvent(sesEvent(event, id, { at: now, tag: 'contacts-link' }));
    }
  };
  const postForm = (candidateEmail = uniqueCandidate()) =>
    product.app.fetch(json('/declines', { ...englishForm, candidateEmail }));

  test('when too many emails bounce, then links stop, except for known candidates', async () => {
    const known = uniqueCandidate();
    await declineTo(product, { createdAt: now, candidateEmail: known });
    await report('Send', 30);
    await report('Bounce', 20);
    expect((await postForm()).status).toBe(202);
    await report('Bounce', 1);
    const before = await allItems(table);
    const answer = await postForm();
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('Retry-After'))).toBe(60 * 60);
    expect(await answer.text()).toContain('paused at the moment');
    expect(await allItems(table)).toEqual(before);
    const contacts = await product.app.fetch(
      json('/contacts/link', { candidateEmail: uniqueCandidate() }),
    );
    expect(contacts.status).toBe(503);
    // The answer is that of anybody, so it does not tell who wrote here before.
    const mails = product.mails.length;
    const [ofKnown, ofOther] = [await postForm(known), await postForm()];
    const headersOf = ({ headers }: Response) => [...headers];
    expect([ofKnown.status, headersOf(ofKnown)]).toEqual([503, headersOf(ofOther)]);
    expect(await ofKnown.text()).toBe(await ofOther.text());
    expect(product.mails.slice(mails).map(({ to }) => to)).toEqual([known]);
    // Not by the same form again either, and not when links leave again.
    const form = { ...uniqueForm(), candidateEmail: known };
    const otherForm = { ...uniqueForm(), candidateEmail: uniqueCandidate() };
    for (let time = 0; time < 4; time += 1) {
      for (const posted of [form, otherForm]) {
        expect((await product.app.fetch(json('/declines', posted))).status).toBe(503);
      }
    }
    // Letters leave.
    const { decline } = await declineTo(product, { createdAt: now });
    expect((await product.store.find(decline.id))?.state).toBe('sent');
  });

  test('when an hour has passed, then links leave slowly, and after three hours all', async () => {
    await report('Bounce', 21);
    now += HOUR_MS;
    const mailedIn = async (seconds: number): Promise<number> => {
      let mailed = 0;
      for (let second = 0; second < seconds; second += 5) {
        if ((await postForm()).status === 202) mailed += 1;
        now += 5000;
      }
      return mailed;
    };
    expect(await mailedIn(300)).toBe(5);
    now += HOUR_MS;
    expect(await mailedIn(60)).toBe(6);
    now += HOUR_MS;
    expect(await mailedIn(60)).toBe(12);
  });

  test('when emails bounce again while it reopens, then it stops again', async () => {
    await report('Bounce', 21);
    now += HOUR_MS + MINUTE_MS;
    expect((await postForm()).status).toBe(202);
    now += HOUR_MS;
    await report('Bounce', 21);
    expect(Number((await postForm()).headers.get('Retry-After'))).toBe(60 * 60);
  });

  test('when bounces and complaints are spread out, then nothing stops', async () => {
    for (let hour = 0; hour < 4; hour += 1) {
      await report('Bounce', 10);
      await report('Complaint', 1);
      now += 9 * HOUR_MS;
    }
    expect((await postForm()).status).toBe(202);
    await report('Complaint', 3);
    expect((await postForm()).status).toBe(503);
  });

  test('when links are open again after complaints, then bounces do not stop them', async () => {
    await report('Complaint', 4);
    expect((await postForm()).status).toBe(503);
    now += 4 * HOUR_MS;
    await report('Bounce', 1);
    expect((await postForm()).status).toBe(202);
  });

  test('when the bounce of a link is reported many times, then it counts once', async () => {
    const event = sesEvent('Bounce', 'm'.repeat(22), { at: now, tag: 'contacts-link' });
    for (let time = 0; time < 30; time += 1) await product.recordEvent(event);
    expect((await postForm()).status).toBe(202);
  });

  test('when one bounce is reported many times, then it counts once', async () => {
    const { decline } = await declineTo(product, { createdAt: now });
    for (let time = 0; time < 30; time += 1) {
      await product.recordEvent(sesEvent('Bounce', decline.id, { at: now }));
    }
    expect((await postForm()).status).toBe(202);
  });

  test('when links stay stopped, then each trip says so, and its item stays small', async () => {
    const results = [];
    for (let time = 0; time < 25; time += 1)
      results.push(await product.sendDoor.health.count('bounced'));
    expect(results.map((result) => result === 'tripped')).toEqual(
      Array.from({ length: 25 }, (_, before) => before >= 20),
    );
    const sizes = [];
    for (let hour = 0; hour < 200; hour += 1) {
      now += 37 * MINUTE_MS;
      await product.sendDoor.health.count('sent');
      sizes.push(JSON.stringify((await allItems(table)).get('BREAKER LINKS')).length);
    }
    expect(sizes.at(-1)).toBe(sizes.at(100));
    expect(sizes.at(-1)).toBeLessThan(6000);
  });
});
