import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../../lambdas/core/log.ts';
import type { SendResult } from '../../lambdas/core/mail/mail.ts';
import {
  accessEntry,
  alarmsOf,
  asLambdaWrites,
  isBreaching,
  type LogName,
  metricValues,
} from '../lib/alarm-metrics.ts';
import { synthesise } from '../lib/synthesise.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { type Draft, englishForm, sesEvent } from '../support/fixtures.ts';
import {
  MINUTE_MS,
  type Product,
  type ProductOptions,
  productOn,
  storeDraft,
  wireProduct,
} from '../support/harness.ts';
import { post } from '../support/requests.ts';
import { contactsByAddress, setContactDueAt, setLetterAttributes } from '../support/table.ts';

const HOUR_MS = 60 * MINUTE_MS;
const template = synthesise({ mailIdentity: 'door.test', allowedCandidates: ['school.test'] });
const alarmNames = Object.keys(alarmsOf(template));

const accepted: SendResult = { kind: 'accepted', messageId: 'm' };
const refused: SendResult = { kind: 'not-sent', retry: 'never', code: 'MessageRejected' };
const busy: SendResult = { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
const quotaUsedUp: SendResult = { kind: 'not-sent', retry: 'quota', code: 'Throttling' };
const silent: SendResult = { kind: 'cannot-know', code: 'TimeoutError' };

/**
 * Failures of an operator's life. Each one happens to the product's own code; its log
 * entries go through the metric filters of the synthesised stack, and the values through
 * the alarms. See docs/failures.md.
 */
describe('what the operator is told', () => {
  let table: TestTable;
  let now: number;
  let answer: (kind: string) => SendResult;
  let logged: Record<'send' | 'feedback' | 'remind', object[]>;
  beforeEach(async () => {
    table = await createTestTable('dynalite');
    now = Date.parse('2026-11-26T10:00:00Z');
    answer = () => accepted;
    nextPeriod();
  });
  afterEach(() => table.close());
  const nextPeriod = () => {
    logged = { send: [], feedback: [], remind: [] };
  };

  /** The product, with the log of each function. */
  function productWith(options: Partial<ProductOptions> = {}): Product {
    let running: keyof typeof logged = 'send';
    const log: Log = (entry) => {
      logged[running].push(asLambdaWrites(entry));
    };
    const product = productOn({
      ...table,
      now: () => now,
      log,
      mailer: { send: async ({ tags }) => answer(tags['kind'] ?? '') },
      ...options,
    });
    const as =
      <Arguments extends readonly unknown[], Result>(
        name: keyof typeof logged,
        work: (...given: Arguments) => Promise<Result>,
      ) =>
      (...given: Arguments): Promise<Result> => {
        running = name;
        return work(...given);
      };
    return {
      ...product,
      send: as('send', product.send),
      sweep: as('send', product.sweep),
      sendNotices: as('feedback', product.sendNotices),
      recordEvent: as('feedback', product.recordEvent),
      sendReminders: as('remind', product.sendReminders),
    };
  }

  /** All jobs run once, as in each minute. Then the alarms whose threshold is reached. */
  async function alarmsAfterRuns(product: Product): Promise<string[]> {
    await product.sweep();
    await product.sendNotices();
    await product.sendReminders();
    return alarmsNow();
  }
  function alarmsNow(access: readonly object[] = []): string[] {
    const logs: readonly (readonly [LogName, readonly object[]])[] = [
      ['send', logged.send],
      ['feedback', logged.feedback],
      ['remind', logged.remind],
      ['access', access],
    ];
    const values: Record<string, number[]> = {};
    for (const [name, entries] of logs) {
      for (const [metric, given] of Object.entries(metricValues(template, name, entries))) {
        values[metric] = [...(values[metric] ?? []), ...given];
      }
    }
    return alarmNames.filter((name) => isBreaching(template, name, values));
  }

  async function confirm(product: Product, recruiterEmail = 'dana@northwind.example') {
    const draft = await storeDraft(product, { createdAt: now, recruiterEmail });
    await product.send(draft.link, draft.decline.letterHash);
    return draft;
  }

  /** A letter that waits for its next attempt since this time. */
  async function waitingSince(product: Product, dueAt: number): Promise<Draft> {
    const draft = await storeDraft(product, { createdAt: now });
    await product.store.apply(draft.link.id, {
      transition: 'claim',
      patch: { attempts: 1, confirmedAt: now },
    });
    await product.store.apply(draft.link.id, { transition: 'postpone', patch: { dueAt } });
    return draft;
  }

  test('when a day is as usual, then nothing goes off, although one letter bounces', async () => {
    const product = productWith();
    const { decline } = await confirm(product);
    expect(await alarmsAfterRuns(product)).toEqual([]);
    await product.recordEvent(sesEvent('Delivery', decline.id, { to: decline.letter.to, at: now }));
    const other = await confirm(product, 'lee@northwind.example');
    const bounce = { to: other.decline.letter.to, at: now };
    await product.recordEvent(sesEvent('Bounce', other.decline.id, bounce));
    for (let minute = 0; minute < 5; minute += 1, now += MINUTE_MS) {
      expect(await alarmsAfterRuns(product)).toEqual([]);
    }
  });

  test('when nothing is due, then each job logs one entry all the same', async () => {
    const product = productWith();
    await alarmsAfterRuns(product);
    const entry = (event: string) => [
      expect.objectContaining({ message: expect.objectContaining({ event, due: 0, lateMs: 0 }) }),
    ];
    expect(logged).toEqual({
      send: entry('sweep-done'),
      feedback: entry('notices-done'),
      remind: entry('reminders-done'),
    });
  });

  test.each([
    ['SES refuses the letter', refused],
    ['SES does not answer', silent],
    ['the daily quota is used up', quotaUsedUp],
  ])('when %s, then LettersFailed goes off at once', async (_, result) => {
    answer = (kind) => (kind === 'letter' ? result : accepted);
    await confirm(productWith());
    expect(alarmsNow().filter((name) => !name.endsWith('Late'))).toEqual(['LettersFailed']);
  });

  test('when our share of the daily quota is used up, then LettersFailed goes off', async () => {
    const product = productWith({ dailyQuota: 10 });
    for (let letter = 0; letter < 8; letter += 1) await confirm(product, `r${letter}@x.example`);
    expect(alarmsNow()).toContain('LettersFailed');
  });

  test('when SES is busy for long, then LettersFailed goes off, but not at once', async () => {
    answer = (kind) => (kind === 'letter' ? busy : accepted);
    const product = productWith();
    await confirm(product);
    const begun = now;
    while (!(await alarmsAfterRuns(product)).includes('LettersFailed')) {
      now += 4 * MINUTE_MS;
      expect(now - begun).toBeLessThan(2 * HOUR_MS);
    }
    expect(now - begun).toBeGreaterThan(10 * MINUTE_MS);
    expect(alarmsNow()).toEqual(['LettersFailed']);
  });

  test('when a recruiter is blocked, then nothing goes off', async () => {
    const product = productWith();
    const block = { by: 'page', since: now } as const;
    await product.sendDoor.blocks.add('recruiter', 'blocked@northwind.example', block);
    await confirm(product, 'blocked@northwind.example');
    expect(await alarmsAfterRuns(product)).toEqual([]);
  });

  test('when the candidate cannot be informed, then ItemGivenUp goes off', async () => {
    answer = () => refused;
    const product = productWith();
    await confirm(product);
    expect(await alarmsAfterRuns(product)).toEqual(['LettersFailed', 'ItemGivenUp']);
  });

  test('when a notice fails again and again, then NoticesLate goes off', async () => {
    answer = (kind) => (kind === 'notice' ? busy : accepted);
    const product = productWith();
    const { decline } = await confirm(product);
    await product.recordEvent(sesEvent('Bounce', decline.id, { to: decline.letter.to, at: now }));
    // In each period of 10 minutes.
    for (let period = 0; period < 3; period += 1) {
      nextPeriod();
      for (let minute = 0; minute < 10; minute += 1, now += MINUTE_MS) {
        await product.sendNotices();
      }
      expect(alarmsNow()).toContain('NoticesLate');
    }
  });

  test('when letters wait because there are too many, then SweepLate goes off', async () => {
    // A letter with its copy has two recipients, so few have their turn in one run.
    const product = productWith({ sendRate: 1, account: 'slow' });
    for (let letter = 0; letter < 20; letter += 1) {
      await waitingSince(product, now - 6 * MINUTE_MS);
    }
    expect(await alarmsAfterRuns(product)).toEqual(['SweepLate']);
    const fast = productWith();
    await fast.sweep();
    nextPeriod();
    expect(await alarmsAfterRuns(fast)).toEqual([]);
  });

  test('when an expired letter is still in the index, then nothing goes off', async () => {
    const product = productWith();
    const { decline } = await waitingSince(product, now - 30 * 24 * HOUR_MS);
    await setLetterAttributes(table, decline.id, { ttl: Math.floor(now / 1000) - 1 });
    expect((await product.store.due(now, 50)).map(({ id }) => id)).toContain(decline.id);
    expect(await alarmsAfterRuns(product)).toEqual([]);
  });

  test('when the kill switch is on, then MailStopped goes off until it is off', async () => {
    const product = productWith();
    await waitingSince(product, now);
    await product.sendDoor.killSwitch.turn(true);
    for (let run = 0; run < 3; run += 1, now += HOUR_MS) {
      nextPeriod();
      expect(await alarmsAfterRuns(product)).toContain('MailStopped');
    }
    await product.sendDoor.killSwitch.turn(false);
    nextPeriod();
    expect(await alarmsAfterRuns(product)).not.toContain('MailStopped');
  });

  test('when the kill switch cannot be read, then MailStopped goes off', async () => {
    const product = productWith();
    Object.assign(product.sendDoor.killSwitch, {
      read: async () => Promise.reject(new Error('Not readable.')),
    });
    await product.sweep();
    expect(alarmsNow()).toContain('MailStopped');
  });

  test('when too many complain, then MailStopped goes off, and stays on', async () => {
    const product = productWith();
    const complain = async (name: string) => {
      const { decline } = await confirm(product, `${name}@northwind.example`);
      const complaint = { to: decline.letter.to, at: now };
      await product.recordEvent(sesEvent('Complaint', decline.id, complaint));
    };
    for (const name of ['ann', 'bo', 'cy']) await complain(name);
    expect(alarmsNow()).not.toContain('MailStopped');
    for (const name of ['dee', 'eve']) {
      nextPeriod();
      await complain(name);
      expect(alarmsNow()).toContain('MailStopped');
      now += 50 * MINUTE_MS;
    }
  });

  test('when an item can never be processed, then ItemGivenUp goes off', async () => {
    const product = productWith();
    const { decline } = await waitingSince(product, now);
    await setLetterAttributes(table, decline.id, { attempts: 'broken' });
    for (let failure = 0; failure < 9; failure += 1) await product.store.countFailedRun(decline.id);
    await product.sweep();
    expect(alarmsNow()).toContain('ItemGivenUp');
  });

  test('when the table does not answer, then no run ends, and the late alarms go off', async () => {
    const client = { send: async () => Promise.reject(new Error('The table is gone.')) };
    const product = productWith({ client: Object.assign(Object.create(table.client), client) });
    await expect(product.sweep()).rejects.toThrow('The table is gone.');
    await expect(product.sendNotices()).rejects.toThrow('The table is gone.');
    await expect(product.sendReminders()).rejects.toThrow('The table is gone.');
    expect(alarmsNow()).toEqual(['NoticesLate', 'RemindersLate', 'SweepLate'].sort(byName));
  });

  test('when a reminder fails three times, then RemindersLate goes off', async () => {
    const product = productWith();
    const { decline } = await confirm(product, 'late@northwind.example');
    await product.sweep();
    answer = () => busy;
    const [contact] = await contactsByAddress(table, decline.input.recruiterEmail);
    await setContactDueAt(table, contact, now);
    for (const isLate of [false, false, true]) {
      nextPeriod();
      await product.sendReminders();
      expect(alarmsNow().includes('RemindersLate')).toBe(isLate);
      now += 45 * MINUTE_MS;
    }
  });

  test('when the site is broken, then SiteErrors goes off; if links stop, not', async () => {
    const healthy = wireProduct({ ...table, now: () => now });
    const form = { ...englishForm, candidateEmail: `c${now}@candidates.example` };
    const statusOf = async (product: typeof healthy) =>
      (await product.app.fetch(post('/declines', form))).status;
    const broken = wireProduct({
      ...table,
      client: Object.assign(Object.create(table.client), {
        send: async () => Promise.reject(new Error('Broken.')),
      }),
      now: () => now,
    });
    logged.send.push(...doneRuns.send);
    logged.feedback.push(...doneRuns.feedback);
    logged.remind.push(...doneRuns.remind);
    const status = await statusOf(broken);
    expect(status).toBe(500);
    expect(alarmsNow([accessEntry(status)])).toEqual(['SiteErrors']);
    await healthy.sendDoor.killSwitch.turn(true);
    const stopped = await statusOf(healthy);
    await healthy.sendDoor.killSwitch.turn(false);
    expect(stopped).toBe(503);
    expect(alarmsNow([accessEntry(stopped)])).toEqual([]);
  });
});

/** In the order of the template. */
const byName = (one: string, other: string): number =>
  alarmNames.indexOf(one) - alarmNames.indexOf(other);

/** The entries of runs in which nothing was due. */
const doneRuns = {
  send: [asLambdaWrites({ event: 'sweep-done', due: 0, broken: 0, lateMs: 0, isStopped: false })],
  feedback: [asLambdaWrites({ event: 'notices-done', due: 0, lateMs: 0 })],
  remind: [asLambdaWrites({ event: 'reminders-done', due: 0, sent: 0, lateMs: 0 })],
};
