import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingMail } from '../../lambdas/core/mail/mail.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import type { Draft } from '../support/fixtures.ts';
import { MINUTE_MS, type Product, productOn, storeDraft } from '../support/harness.ts';
import { letterItem, setContactAttributes, setLetterAttributes } from '../support/table.ts';

/**
 * An item that can never be processed. It must not be tried for ever, it must end in a
 * final state, and its candidate must learn of it.
 */
describe.each(availableEmulators())('an item that cannot be processed on %s', (kind) => {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
  const mails: OutgoingMail[] = [];
  const events: { readonly event: string }[] = [];
  let table: TestTable;
  let product: Product;
  let answer: 'accepted' | 'throttled' = 'accepted';
  beforeAll(async () => {
    table = await createTestTable(kind);
    product = productOn({
      ...table,
      now: () => clock.now,
      log: (entry) => events.push(entry),
      mailer: {
        send: async (mail) => {
          if (mail.tags['kind'] === 'letter' && answer === 'throttled')
            return { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
          mails.push(mail);
          return { kind: 'accepted', messageId: 'm' };
        },
      },
    });
  });
  afterAll(() => table?.close());

  async function sendTo(name: string): Promise<Draft> {
    const letter = await storeDraft(product, {
      createdAt: clock.now,
      recruiterEmail: `${name}@northwind.example`,
    });
    await product.send(letter.link, letter.decline.letterHash);
    mails.length = 0;
    events.length = 0;
    return letter;
  }
  /** Runs the jobs every 20 minutes for 16 hours. @returns how many runs failed */
  async function runJobs(): Promise<number> {
    for (let run = 0; run < 48; run += 1, clock.now += 20 * MINUTE_MS) {
      await product.sweep();
      await product.sendNotices();
    }
    return events.filter(({ event }) => event === 'sweep-item-broken').length;
  }
  const givenUp = () => events.filter(({ event }) => event === 'item-given-up');
  const kindsOf = () => mails.map(({ tags }) => tags['kind']);

  test('when the contact of a sent letter cannot be saved, then a notice says so', async () => {
    const letter = await sendTo('contact');
    const { id } = letter.decline;
    // A history that is no list: each write of the contact is refused.
    await setContactAttributes(table, letter.decline.input.recruiterEmail, {
      history: 'broken',
      declines: new Set(['other']),
    });
    expect(await runJobs()).toBe(10);
    expect(givenUp()).toEqual([
      { event: 'item-given-up', letter: id, code: expect.any(String), notice: 'contact-lost' },
    ]);
    const item = await letterItem(table, id);
    expect(item).toMatchObject({ state: 'sent', isContactLost: true });
    expect(item).not.toHaveProperty('due');
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Contact not saved: Dana Lee at Northwind (Data Engineer)',
    ]);
  });

  test.each([
    ['attempts', 'not a number'],
    ['letter', 'not a letter'],
    ['input', { recruiterEmail: 'x@y.example' }],
  ])('when a letter that waits has a broken %s, then it fails', async (name, value) => {
    answer = 'throttled';
    const { decline } = await sendTo(`retry-${name}`);
    answer = 'accepted';
    await setLetterAttributes(table, decline.id, { [name]: value });
    expect(await runJobs()).toBeLessThanOrEqual(10);
    const item = await letterItem(table, decline.id);
    expect(item).toMatchObject({ state: 'failed', failure: 'ProcessingFailed' });
    expect(item).not.toHaveProperty('due');
    expect(kindsOf()).toEqual(name === 'input' ? [] : ['notice']);
    // Without an address nobody can be informed: the alarm is what remains.
    expect(givenUp()).toHaveLength(name === 'input' ? 2 : 1);
  });

  test('when the letter is broken while it is sent, then it is unknown', async () => {
    const { link, decline } = await storeDraft(product, { createdAt: clock.now });
    await product.store.apply(link.id, {
      transition: 'claim',
      patch: { owner: 'x', leaseUntil: clock.now, dueAt: clock.now, confirmedAt: clock.now },
    });
    mails.length = 0;
    await setLetterAttributes(table, decline.id, { version: 'broken' });
    await runJobs();
    expect(await letterItem(table, decline.id)).toMatchObject({ state: 'unknown' });
    expect(kindsOf()).toEqual(['notice']);
  });

  test('when its state is none that we know, then it leaves the queue, with an alarm', async () => {
    const { decline } = await sendTo('state');
    await setLetterAttributes(table, decline.id, { state: 'lost in space' });
    expect(await runJobs()).toBe(10);
    expect(givenUp()).toHaveLength(1);
    expect(await letterItem(table, decline.id)).not.toHaveProperty('due');
  });

  test('when one item is broken, then the others are processed in the same run', async () => {
    answer = 'throttled';
    const broken = await sendTo('first');
    const whole = await sendTo('second');
    answer = 'accepted';
    await setLetterAttributes(table, broken.decline.id, { attempts: 'broken' });
    clock.now += 10 * MINUTE_MS;
    await product.sweep();
    expect((await product.store.find(whole.decline.id))?.state).toBe('sent');
  });

  test('when its processing succeeds again, then its failures do not add up', async () => {
    const { decline } = await sendTo('recovered');
    for (let failure = 0; failure < 9; failure += 1) await product.store.countFailedRun(decline.id);
    clock.now += 2 * MINUTE_MS;
    await product.sweep();
    expect(await letterItem(table, decline.id)).not.toHaveProperty('failedRuns');
  });
});
