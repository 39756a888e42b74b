import { randomBytes } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { contactKey } from '../../lambdas/aws/keys.ts';
import type { DeclinedContact } from '../../lambdas/core/contact/contact.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { newId } from '../../lambdas/core/magic-link.ts';
import { MAX_NAMED } from '../../lambdas/core/mail/reminders-mail.ts';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../lambdas/core/time/time-zone.ts';
import { stopReminders } from '../../lambdas/web/contacts.ts';
import { eraseCandidate, eraseContact } from '../../lambdas/web/erase.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { MINUTE_MS } from '../support/harness.ts';
import { isFull, noCounters, printCounters } from './figures.ts';
import {
  acceptingBehaviours,
  HOUR_MS,
  ReminderWorld,
  type RunPlan,
  type SesBehaviour,
  sesAnswers,
  sesBehaviours,
  tableFaults,
} from './reminder-world.ts';

const zone = 'Europe/Madrid';

/** One candidate with several people, whose receipts are sent. */
class CandidateWorld extends ReminderWorld {
  readonly people: DeclinedContact[] = [];
  readonly #candidate = newId(randomBytes);
  /** Nine in the morning of the day. */
  nine = 0;

  /** Records a contact with this person, with a reminder on the common day. */
  async addPerson(name: string, changes: Partial<DeclinedContact> = {}): Promise<DeclinedContact> {
    const contact = await this.addContact({
      candidateEmail: `alex-${this.#candidate}@candidates.example`,
      person: { name, address: `${name.toLowerCase()}@northwind.example` },
      ...changes,
    });
    this.people.push(contact);
    return contact;
  }

  /** Records so many people, sends their receipts, and waits until they are due. */
  async addDue(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await this.addPerson(`Person${index}`);
    await this.sendReceipts();
  }

  async sendReceipts(): Promise<void> {
    await this.run();
    const [first] = this.people;
    this.nine = reminderDueAt(first?.reconnectOn ?? '', zone);
    this.now = this.nine;
  }

  /** @throws {Error} if there is no such person */
  person(index: number): DeclinedContact {
    const contact = this.people[index];
    if (contact === undefined) throw new Error(`There is no person ${index}.`);
    return contact;
  }

  get candidateId(): string {
    return addressKey(this.person(0).candidateEmail);
  }

  get emails() {
    const [first] = this.people;
    return first === undefined ? [] : this.acceptedFor(first, 'reminder');
  }

  /** In how many emails each person is, in their order. */
  get timesNamed(): readonly number[] {
    return this.people.map(
      ({ person }) =>
        this.emails.filter(({ mail }) =>
          new RegExp(`\\b${person.name}\\b`).test(`${mail.subject}\n${mail.text}`),
        ).length,
    );
  }

  /** The most emails of reminders on one local day of the candidate. */
  get mostInADay(): number {
    const days = this.emails.map(({ at }) => dayInZone(at, zone));
    return Math.max(0, ...days.map((day) => days.filter((other) => other === day).length));
  }

  /** Each minute for a while, then each quarter of an hour, as if by the schedule. */
  async runFor(durationMs: number): Promise<void> {
    for (const end = this.now + durationMs; this.now < end; ) {
      const dueAts = await Promise.all(
        this.people.map(async (contact) => Number((await this.storedItem(contact))?.['dueAt'])),
      );
      const next = Math.min(...dueAts.filter((at) => !Number.isNaN(at)), end);
      this.now = Math.max(this.now + MINUTE_MS, Math.ceil(next / MINUTE_MS) * MINUTE_MS);
      if (this.now < end) await this.run();
    }
  }

  async leftOver(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const contact of this.people) {
      const item = await this.storedItem(contact);
      for (const attribute of ['due', 'dueAt', 'attempts', 'receiptFor'])
        if (item?.[attribute] !== undefined) left.push(`${contact.person.name}: ${attribute}`);
    }
    return left;
  }
}

describe.each(availableEmulators())('the reminders of one candidate on %s', (emulator) => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable(emulator);
  });
  afterAll(() => dynamoDb.close());

  test('when 24 are due on one day, then one email names all, and its link opens all', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(24);
    await world.run();
    await world.runFor(30 * HOUR_MS);
    expect(world.emails).toHaveLength(1);
    expect(world.timesNamed).toEqual(Array.from({ length: 24 }, () => 1));
    expect(world.emails[0]?.mail.subject).toMatch(/ and 23 others$/);
    expect(await world.leftOver()).toEqual([]);
    const [email] = world.emails;
    expect(email && (await world.openedBy(email))?.contactIds?.length).toBe(24);
    for (const contact of world.people)
      expect(await world.storedContact(contact)).toMatchObject({ remindedAt: world.nine });
    expect(world.acceptedFor(world.person(0), 'receipt')).toHaveLength(24);
  });

  test.each([2, 10])('when %i runs happen at once, then one email names all', async (runs) => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(12);
    await Promise.all(Array.from({ length: runs }, () => world.run()));
    await world.runFor(30 * HOUR_MS);
    expect(world.emails).toHaveLength(1);
    expect(world.timesNamed).toEqual(Array.from({ length: 12 }, () => 1));
    expect(await world.leftOver()).toEqual([]);
  });

  test(`when more than ${MAX_NAMED} are due, then all count as reminded`, async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(MAX_NAMED + 7);
    await world.run();
    await world.runFor(3 * 24 * HOUR_MS);
    const [email, ...others] = world.emails;
    expect(others).toEqual([]);
    expect(world.timesNamed.filter((times) => times === 1)).toHaveLength(MAX_NAMED);
    expect(email?.mail.text).toContain('on your contacts page: 7 more');
    expect(email?.mail.subject).toContain(`and ${MAX_NAMED + 6} others`);
    expect(await world.leftOver()).toEqual([]);
  });
});

describe('the reminders of one candidate', () => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable('dynalite');
  });
  afterAll(() => dynamoDb.close());

  const cells: readonly RunPlan[] = sesBehaviours.flatMap((ses: SesBehaviour) => {
    const answer = sesAnswers[ses]?.kind;
    const calls = [
      ...(isFull || ses === 'accepts'
        ? ['list', 'turn', 'right', 'grant', 'claim', 'read letter']
        : []),
      ...(answer === undefined ? [] : ['outcome']),
      ...(answer === 'accepted' ? ['record'] : []),
      ...(answer === 'not-sent' ? ['revoke', 'release'] : []),
      ...(answer === 'cannot-know' ? ['release'] : []),
    ];
    return [
      { ses },
      ...calls.flatMap((faultAt) => tableFaults.map((fault) => ({ ses, faultAt, fault }))),
    ];
  });

  test('when a call meets a fault, then each person is in an email, seldom in two', async () => {
    const problems: string[] = [];
    const counters = noCounters();
    let sentTwice = 0;
    for (const cell of cells) {
      const { ses = 'accepts', fault, faultAt } = cell;
      const name = `${ses}, ${fault ?? 'no fault'} at ${faultAt ?? 'the table'}`;
      const world = new CandidateWorld(dynamoDb);
      await world.addDue(3);
      const calls = await world.run(cell);
      if (faultAt !== undefined) expect(calls).toContain(faultAt);
      await world.runFor(5 * 24 * HOUR_MS);
      // A fault before SES's answer is known to us cannot be told from one after it.
      const isUnclear =
        ses === 'breaks after' ||
        ses === 'crash after' ||
        (ses === 'accepts' && faultAt === 'record');
      const most = Math.max(...world.timesNamed);
      if (most > 1) sentTwice += 1;
      if (most > (isUnclear ? 2 : 1)) {
        counters.duplicates += 1;
        problems.push(`${name}: in ${world.timesNamed.join(', ')} emails`);
      }
      if (Math.min(...world.timesNamed) < 1) {
        counters.lost += 1;
        problems.push(`${name}: lost`);
      }
      // Only an email that we cannot know of comes again on the same day.
      if (world.mostInADay > (isUnclear ? 2 : 1))
        problems.push(`${name}: ${world.mostInADay} emails in a day`);
      problems.push(...(await world.leftOver()).map((left) => `${name}: ${left}`));
    }
    printCounters('reminders of one candidate', counters, {
      cells: cells.length,
      'sent twice': sentTwice,
    });
    expect(problems).toEqual([]);
    expect(counters).toEqual(noCounters());
  });

  const eraseDependencies = ({ table, contacts, links }: ReminderWorld) => ({
    store: new DynamoDeclineStore(table),
    contacts,
    links,
    log: () => {},
  });
  const changeDay =
    (next: { reconnectOn: string; remindAt: number } | null) =>
    (world: CandidateWorld, { candidateEmail, person }: DeclinedContact) =>
      world.contacts.change(addressKey(candidateEmail), addressKey(person.address), { next });
  const later = { reconnectOn: '2028-06-01', remindAt: Date.parse('2028-06-01T07:00:00Z') };
  const changes = {
    snoozed: changeDay(later),
    stopped: changeDay(null),
    'its letter has bounced': (world: CandidateWorld, contact: DeclinedContact) =>
      world.contacts.dropReminder(contact, 'bounced'),
    'its recruiter has complained': (world: CandidateWorld, contact: DeclinedContact) =>
      world.contacts.dropReminder(contact, 'complained'),
    deleted: (world: CandidateWorld, contact: DeclinedContact) =>
      eraseContact(eraseDependencies(world), world.candidateId, addressKey(contact.person.address)),
    'of a new letter': (world: CandidateWorld, contact: DeclinedContact) =>
      world.record({
        ...contact,
        declineId: newId(randomBytes),
        declinedAt: world.now,
        reconnectOn: '2028-06-01',
      }),
  } as const;

  test.each(Object.entries(changes))(
    'when one is %s between the list and its claim, then the email is about the others',
    async (_name, change) => {
      const world = new CandidateWorld(dynamoDb);
      await world.addDue(3);
      await world.run({ before: { right: () => change(world, world.person(0)) } });
      expect(world.emails).toHaveLength(1);
      expect(world.timesNamed).toEqual([0, 1, 1]);
      await world.runFor(24 * HOUR_MS);
      expect(world.timesNamed).toEqual([0, 1, 1]);
    },
  );

  test.each(Object.entries(changes))(
    'when one is %s while the email is out, then that stays, and the others are done',
    async (_name, change) => {
      for (const ses of ['accepts', 'throttles', 'breaks after'] as const) {
        const world = new CandidateWorld(dynamoDb);
        await world.addDue(3);
        const [first, ...others] = [world.person(0), world.person(1), world.person(2)];
        await world.run({ ses, afterAccept: () => change(world, first) });
        const stored = await world.storedContact(first);
        expect(stored?.remindedAt).toBeUndefined();
        expect([undefined, '2028-06-01']).toContain(stored?.reconnectOn);
        await world.runFor(24 * HOUR_MS);
        const named = world.timesNamed.slice(1);
        expect(named).toEqual(ses === 'breaks after' ? [2, 2] : [1, 1]);
        expect(world.timesNamed[0]).toBe(acceptingBehaviours.has(ses) ? 1 : 0);
        for (const contact of others)
          expect((await world.storedContact(contact))?.remindedAt).toBeDefined();
      }
    },
  );

  const calls = ['list', 'right', 'grant', 'claim', 'read letter', 'record', 'outcome'] as const;
  test.each(calls)(
    'when the candidate erases everything before the call "%s", then nothing is left',
    async (call) => {
      const world = new CandidateWorld(dynamoDb);
      await world.addDue(3);
      await world.run({
        before: { [call]: () => eraseCandidate(eraseDependencies(world), world.candidateId) },
      });
      await world.runFor(24 * HOUR_MS);
      // Once a contact is claimed, the email is under way.
      const most = ['list', 'right', 'grant'].includes(call) ? 0 : 1;
      expect(world.emails.length).toBeLessThanOrEqual(most);
      const { items } = await world.table.page(`CANDIDATE#${world.candidateId}`, {
        from: ' ',
        to: '~',
        limit: 100,
      });
      expect(items).toEqual([]);
    },
  );

  test('when they unsubscribe while the email is out, then no reminder follows', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(3);
    await world.run({
      ses: 'breaks before',
      afterAccept: () =>
        stopReminders({ contacts: world.contacts, log: () => {} }, world.candidateId),
    });
    await world.runFor(5 * 24 * HOUR_MS);
    expect(world.emails).toEqual([]);
  });

  test('when people have other zones, then one email at the first nine is about all', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addPerson('Madrid');
    await world.addPerson('Mexico', { timeZone: 'America/Mexico_City' });
    await world.addPerson('Lisbon', { timeZone: 'Europe/Lisbon' });
    await world.sendReceipts();
    await world.run();
    await world.runFor(30 * HOUR_MS);
    expect(world.emails.map(({ at }) => at)).toEqual([world.nine]);
    expect(world.timesNamed).toEqual([1, 1, 1]);
  });

  test('when one is due after the email of the day, then it waits for a workday', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addPerson('Madrid');
    await world.addPerson('Late');
    await world.sendReceipts();
    const late = world.person(1);
    const tomorrow = { reconnectOn: late.reconnectOn ?? '', remindAt: world.nine + 30 * HOUR_MS };
    await changeDay(tomorrow)(world, late);
    await world.run();
    // The candidate moves to another zone: the reminder is due again on the same day.
    await changeDay({ ...tomorrow, remindAt: world.nine + 2 * HOUR_MS })(world, late);
    await world.runFor(5 * 24 * HOUR_MS);
    expect(world.timesNamed).toEqual([1, 1]);
    expect(world.mostInADay).toBe(1);
    const [, second] = world.emails;
    expect(second?.at).toBe(reminderDueAt(dayInZone(second?.at ?? 0, zone), zone));
  });

  test('when SES refuses for hours, then the late email is about all, and comes once', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(4);
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await world.run({ ses: 'throttles' });
      world.now = Number((await world.storedItem(world.person(0)))?.['dueAt']);
    }
    await world.runFor(30 * HOUR_MS);
    expect(world.emails).toHaveLength(1);
    expect(world.timesNamed).toEqual([1, 1, 1, 1]);
  });

  test('when one cannot be read, then it is logged, and the others are in the email', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(6);
    const broken = { person: null, company: '', timeZone: 'Mars/Olympus', reconnectOn: 'x' };
    for (const [index, [attribute, value]] of Object.entries(broken).entries()) {
      const { candidateEmail, person } = world.person(index);
      await dynamoDb.client.send(
        new UpdateItemCommand({
          TableName: dynamoDb.tableName,
          Key: marshall(contactKey(candidateEmail, person.address)),
          UpdateExpression: value === null ? 'REMOVE #a' : 'SET #a = :v',
          ExpressionAttributeNames: { '#a': attribute },
          ...(value !== null && { ExpressionAttributeValues: marshall({ ':v': value }) }),
        }),
      );
    }
    await world.run();
    expect(world.emails).toHaveLength(1);
    expect(world.timesNamed.slice(4)).toEqual([1, 1]);
    expect(world.logged.map(({ event }) => event)).toContain('reminder-late');
    expect(JSON.stringify(world.logged)).not.toMatch(/alex|person|northwind/i);
    // Nothing is lost: what could not be read is still due.
    for (const contact of world.people.slice(0, 2))
      expect(await world.storedItem(contact)).toHaveProperty('dueAt');
  });

  test('when a run dies with the right to email, then others are emailed', async () => {
    const world = new CandidateWorld(dynamoDb);
    await world.addDue(260);
    await world.run({ fault: 'crash after', faultAt: 'right' });
    const other = await world.addContact({ candidateEmail: 'other@candidates.example' });
    const { candidateEmail, person } = other;
    await world.contacts.change(addressKey(candidateEmail), addressKey(person.address), {
      next: { reconnectOn: '2027-04-05', remindAt: world.now },
    });
    world.now += MINUTE_MS;
    await world.run();
    expect(world.acceptedFor(other, 'reminder')).toHaveLength(1);
    expect(world.emails).toEqual([]);
    world.now += 15 * MINUTE_MS;
    await world.run();
    expect(world.emails).toHaveLength(1);
  });

  test('when a run ends, then it logs what was due, and how late the oldest one is', async () => {
    const own = await createTestTable('dynalite');
    const world = new CandidateWorld(own);
    await world.addDue(3);
    world.now += HOUR_MS;
    await world.run({ runMs: 9000 });
    expect(world.logged.at(-1)).toEqual({
      event: 'reminders-done',
      due: 0,
      sent: 0,
      lateMs: HOUR_MS,
    });
    await world.run();
    expect(world.logged.at(-1)).toEqual({ event: 'reminders-done', due: 3, sent: 1, lateMs: 0 });
    await world.run();
    expect(world.logged.at(-1)).toEqual({ event: 'reminders-done', due: 0, sent: 0, lateMs: 0 });
    own.close();
  });
});
