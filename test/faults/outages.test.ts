import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { sendShares } from '../../lambdas/core/limits/send-limits.ts';
import type { OutgoingMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { addDays, nextWorkday } from '../../lambdas/core/time/calendar-day.ts';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { type Draft, newDraft } from '../support/fixtures.ts';
import {
  FUNCTION_TIMEOUT_MS,
  keepDraft,
  MINUTE_MS,
  type Product,
  productOn,
} from '../support/harness.ts';
import { isFull, noCounters, print, printCounters } from './figures.ts';
import { clientOf, MemoryTable } from './memory-table.ts';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long SES takes to answer. */
const SES_MS = 50;

/**
 * The product on a table in memory, with a virtual clock: whoever sleeps is woken in the
 * order of time, as soon as nobody else has anything to do. So requests and jobs run at
 * the same time, as on AWS.
 */
class Simulation {
  readonly product: Product;
  now = Date.parse('2026-11-23T12:00:00Z');
  /** What SES answers. By default it accepts. */
  answer: () => SendResult = () => ({ kind: 'accepted', messageId: 'm' });
  readonly attempts: OutgoingMail[] = [];
  readonly accepted: { readonly at: number; readonly mail: OutgoingMail }[] = [];
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  constructor(sendRate: number) {
    const table = new MemoryTable();
    this.product = productOn({
      client: clientOf(async (command) => table.answer(command)),
      tableName: 'open-door',
      now: () => this.now,
      sleep: this.sleep,
      sendRate,
      mailer: {
        send: async (mail) => {
          this.attempts.push(mail);
          await this.sleep(SES_MS);
          const result = this.answer();
          if (result.kind === 'accepted') this.accepted.push({ at: this.now, mail });
          return result;
        },
      },
    });
  }

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      const sleeper = { at: this.now + ms, wake };
      const index = this.#sleepers.findIndex(({ at }) => at > sleeper.at);
      this.#sleepers.splice(index < 0 ? this.#sleepers.length : index, 0, sleeper);
    });

  /** Lets the time pass until the work is done. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => {});
    for (;;) {
      await setImmediate();
      if (isDone) return done;
      const next = this.#sleepers.shift();
      if (next === undefined) throw new Error('Nobody is asleep, and the work is not done.');
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
  }

  /**
   * Starts the jobs each minute, until `isOver` says so.
   *
   * @returns the number of minutes
   */
  async runJobs(isOver: () => boolean, mostMinutes: number): Promise<number> {
    const begun = this.now;
    const runs: Promise<unknown>[] = [];
    let minutes = 0;
    for (; !isOver() && minutes < mostMinutes; minutes += 1) {
      const { sweep, sendNotices, sendReminders } = this.product;
      runs.push(sweep(), sendNotices(), sendReminders());
      await this.sleep(begun + (minutes + 1) * MINUTE_MS - this.now);
    }
    await Promise.all(runs);
    return minutes;
  }

  acceptedOf(kind: string) {
    return this.accepted.filter(({ mail }) => mail.tags['kind'] === kind);
  }

  /** How many emails of a kind there are more than one of, for the same letter. */
  duplicatesOf(kind: string): number {
    const letters = this.acceptedOf(kind).map(({ mail }) => mail.tags['letter']);
    return letters.length - new Set(letters).size;
  }

  async stateOf({ decline }: Draft): Promise<string> {
    return (await this.product.store.find(decline.id))?.state ?? 'erased';
  }

  async statesOf(letters: readonly Draft[]): Promise<Readonly<Record<string, number>>> {
    const counts: Record<string, number> = {};
    for (const letter of letters) {
      const state = await this.stateOf(letter);
      counts[state] = (counts[state] ?? 0) + 1;
    }
    return counts;
  }
}

/** Each letter has its own candidate and recruiter. */
const draftOf = (index: number, createdAt: number): Draft =>
  newDraft({
    createdAt,
    candidateEmail: `c${index}@candidates.example`,
    recruiterEmail: `r${index}@n${index}.example`,
  });

describe('an hour in which SES is out, at 100 letters a second', () => {
  /** So many stand for the 360,000 letters of the hour; the send rate is as much less. */
  const LETTERS = isFull ? 20_000 : 2000;
  const A_SECOND = LETTERS / 3600;
  /** An account whose share for letters is 120 a second: 20 % more than arrive. */
  const SEND_RATE = (A_SECOND * 1.2 * 2) / sendShares.letters;
  const isBack = () => ({ kind: 'accepted', messageId: 'm' }) as const;

  /** Letters are confirmed for an hour, while the jobs run. */
  async function sendForAnHour(simulation: Simulation): Promise<readonly Draft[]> {
    const { product, now: begun } = simulation;
    const letters = Array.from({ length: LETTERS }, (_, index) =>
      draftOf(index, begun + Math.floor((index * HOUR_MS) / LETTERS)),
    );
    let confirmed = 0;
    const confirm = async ({ decline, link }: Draft): Promise<void> => {
      await simulation.sleep(decline.createdAt - begun);
      await keepDraft(product.store, decline);
      const { kind } = await product.send(link, decline.letterHash);
      expect(kind).toBe('settled');
      confirmed += 1;
    };
    await simulation.until(
      Promise.all([...letters.map(confirm), simulation.runJobs(() => confirmed === LETTERS, 60)]),
    );
    return letters;
  }

  test('when SES refuses all, then all wait, and leave once when it is back', async () => {
    const simulation = new Simulation(SEND_RATE);
    simulation.answer = () => ({ kind: 'not-sent', retry: 'backoff', code: 'Throttling' });
    const letters = await sendForAnHour(simulation);
    expect(await simulation.statesOf(letters)).toEqual({ retry: LETTERS });
    const refused = simulation.attempts.length;
    simulation.answer = isBack;
    const haveLeft = () => simulation.acceptedOf('letter').length >= LETTERS;
    const minutes = await simulation.until(simulation.runJobs(haveLeft, 24 * 60));
    const duplicates = simulation.duplicatesOf('letter');
    const lost = LETTERS - simulation.acceptedOf('letter').length;
    printCounters(
      'SES out for an hour, refusing',
      { ...noCounters(), duplicates, lost },
      { letters: LETTERS, 'refused attempts': refused, 'minutes until all have left': minutes },
    );
    expect([duplicates, lost]).toEqual([0, 0]);
    expect(await simulation.statesOf(letters)).toEqual({ sent: LETTERS });
    expect(simulation.acceptedOf('notice')).toEqual([]);
    // 120 letters a second in 40 seconds of each minute. The last ones wait for a
    // backoff.
    expect(minutes).toBeLessThanOrEqual(Math.ceil((50 * 60) / 40) + 14);
  });

  test('when its answers are lost, then no letter leaves again, and all are told', async () => {
    const simulation = new Simulation(SEND_RATE);
    simulation.answer = () => ({ kind: 'cannot-know', code: 'ECONNRESET' });
    const letters = await sendForAnHour(simulation);
    const { unknown = 0, retry = 0, ...others } = await simulation.statesOf(letters);
    expect(others).toEqual({});
    const attempted = simulation.attempts.filter(({ tags }) => tags['kind'] === 'letter');
    expect(new Set(attempted.map(({ tags }) => tags['letter'])).size).toBe(attempted.length);
    simulation.answer = isBack;
    const isOver = () =>
      simulation.acceptedOf('notice').length >= unknown &&
      simulation.acceptedOf('letter').length >= retry;
    const minutes = await simulation.until(simulation.runJobs(isOver, 48 * 60));
    const told = new Set(simulation.acceptedOf('notice').map(({ mail }) => mail.tags['letter']));
    const lost = LETTERS - told.size - simulation.acceptedOf('letter').length;
    printCounters(
      'SES out for an hour, answers lost',
      {
        duplicates: simulation.duplicatesOf('letter'),
        lost,
        unknownInformed: told.size,
      },
      { letters: LETTERS, waited: retry, 'minutes until all are told': minutes },
    );
    expect([simulation.duplicatesOf('letter'), lost, told.size]).toEqual([0, 0, unknown]);
    expect(await simulation.statesOf(letters)).toEqual({
      ...(retry > 0 && { sent: retry }),
      unknown,
    });
  });
});

test('when the sweep was off for 20 days, then none leaves so late, all are told', async () => {
  const COUNT = isFull ? 2000 : 200;
  const simulation = new Simulation(1000);
  const { product } = simulation;
  const waiting: Draft[] = [];
  const interrupted: Draft[] = [];
  const sent: Draft[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    const [one, two, three] = [0, 1, 2].map((part) => draftOf(3 * index + part, simulation.now));
    if (one === undefined || two === undefined || three === undefined) throw new Error('no draft');
    for (const { decline } of [one, two, three]) await keepDraft(product.store, decline);
    simulation.answer = () => ({ kind: 'not-sent', retry: 'backoff', code: 'Throttling' });
    await simulation.until(product.send(one.link, one.decline.letterHash));
    waiting.push(one);
    await product.store.apply(two.decline.id, {
      transition: 'claim',
      patch: {
        attempts: 1,
        confirmedAt: simulation.now,
        owner: 'x',
        leaseUntil: simulation.now + 75_000,
        dueAt: simulation.now + 75_000,
      },
    });
    interrupted.push(two);
    simulation.answer = () => ({ kind: 'accepted', messageId: 'm' });
    await simulation.until(product.send(three.link, three.decline.letterHash));
    sent.push(three);
  }
  const letters = simulation.acceptedOf('letter').length;
  simulation.now += 20 * DAY_MS;
  const areTold = () => simulation.acceptedOf('notice').length >= 2 * COUNT;
  const minutes = await simulation.until(simulation.runJobs(areTold, 600));
  const told = simulation.acceptedOf('notice').length;
  printCounters(
    'sweep off for 20 days',
    {
      duplicates: simulation.acceptedOf('letter').length - letters,
      lost: 2 * COUNT - told,
      unknownInformed: COUNT,
    },
    { letters: 3 * COUNT, minutes, 'failed and told': COUNT },
  );
  expect(simulation.acceptedOf('letter')).toHaveLength(letters);
  expect([told, simulation.duplicatesOf('notice')]).toEqual([2 * COUNT, 0]);
  expect(await simulation.statesOf(waiting)).toEqual({ failed: COUNT });
  expect(await simulation.statesOf(interrupted)).toEqual({ unknown: COUNT });
  expect(await simulation.statesOf(sent)).toEqual({ sent: COUNT });
  expect(await product.store.due(simulation.now, 10)).toEqual([]);
});

test('when the reminders were off for 20 days, then each candidate has one email', async () => {
  const CANDIDATES = isFull ? 3000 : 300;
  const CONTACTS_EACH = 4;
  /** The rate that SES first gives to an account: 1.4 reminders a second. */
  const SEND_RATE = 14;
  const simulation = new Simulation(SEND_RATE);
  const { contacts } = simulation.product;
  const first = '2027-01-04';
  for (let index = 0; index < CANDIDATES; index += 1)
    for (let person = 0; person < CONTACTS_EACH; person += 1) {
      const id = `letter-${index}-${person}`;
      const candidateEmail = `c${index}@candidates.example`;
      const address = `p${person}@northwind.example`;
      const reconnectOn = nextWorkday(addDays(first, (index * 7 + person * 5) % 20));
      await contacts.prepare({
        id,
        input: { candidateEmail, recruiterEmail: address, recruiterName: '', company: '' },
      });
      await contacts.record({
        declineId: id,
        candidateEmail,
        candidateName: 'Alex Rivera',
        pageLanguage: 'en',
        timeZone: 'Europe/Madrid',
        person: { name: `Person${person}`, address },
        ...{ company: 'Northwind', role: 'Data Engineer', stage: 'final', language: 'en' },
        thanked: [],
        declinedAt: simulation.now,
        declinedOn: '2026-11-23',
        reconnectOn,
      });
    }
  simulation.now = reminderDueAt(addDays(first, 24), 'Europe/Madrid');
  const areSent = () => simulation.acceptedOf('reminder').length >= CANDIDATES;
  const minutes = await simulation.until(simulation.runJobs(areSent, 3000));
  await simulation.until(simulation.runJobs(() => false, 10));
  const emails = simulation.acceptedOf('reminder');
  const recipients = new Set(emails.map(({ mail }) => mail.to));
  const named = emails.reduce(
    (sum, { mail }) => sum + new Set(mail.text.match(/Person\d/g)).size,
    0,
  );
  printCounters(
    'reminders off for 20 days',
    {
      ...noCounters(),
      duplicates: emails.length - recipients.size,
      lost: CANDIDATES * CONTACTS_EACH - named,
    },
    {
      candidates: CANDIDATES,
      contacts: CANDIDATES * CONTACTS_EACH,
      emails: emails.length,
      minutes,
    },
  );
  expect([emails.length, recipients.size]).toEqual([CANDIDATES, CANDIDATES]);
  expect(named).toBe(CANDIDATES * CONTACTS_EACH);
  // No receipt comes so late.
  expect(simulation.acceptedOf('receipt')).toEqual([]);
  // At its share it sends all in so many runs; a run begins nothing in its last 10 s.
  const aSecond = SEND_RATE * sendShares.reminders;
  const runs = CANDIDATES / (aSecond * (FUNCTION_TIMEOUT_MS / 1000 - 10));
  expect(minutes).toBeLessThanOrEqual(Math.ceil(runs) + 2);
  print(
    `reminders: ${(emails.length / (minutes * 60)).toFixed(2)} emails a second, by the schedule`,
  );
});
