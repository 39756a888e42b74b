import { randomBytes } from 'node:crypto';
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Temporal } from '@js-temporal/polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { contactKey } from '../../lambdas/aws/keys.ts';
import type { DeclinedContact } from '../../lambdas/core/contact/contact.ts';
import {
  type ContactActionName,
  readContactAction,
} from '../../lambdas/core/contact/contact-actions.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { newId } from '../../lambdas/core/magic-link.ts';
import { nextWorkday } from '../../lambdas/core/time/calendar-day.ts';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../lambdas/core/time/time-zone.ts';
import { moveToZone, stopReminders } from '../../lambdas/web/contacts.ts';
import { eraseCandidate, eraseContact } from '../../lambdas/web/erase.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { MINUTE_MS } from '../support/harness.ts';
import { allItems } from '../support/table.ts';
import { isFull, noCounters, printCounters } from './figures.ts';
import {
  acceptingBehaviours,
  clearBehaviours,
  HOUR_MS,
  ReminderWorld,
  type RunPlan,
  SCHEDULE_MS,
  type SesBehaviour,
  sesAnswers,
  sesBehaviours,
  tableFaults,
} from './reminder-world.ts';

/**
 * The labels of a run's calls to the table that meet faults. The calls before SES are
 * tried with one behaviour of SES of each kind; with `--full`, with all.
 */
function callsWithFaults(kind: 'reminder' | 'receipt', ses: SesBehaviour): readonly string[] {
  const triesCallsBefore =
    isFull || ses === 'accepts' || ses === 'rejects' || ses === 'breaks after';
  const isReminder = kind === 'reminder';
  const answer = sesAnswers[ses]?.kind;
  return [
    ...(triesCallsBefore ? ['query', 'list', 'turn', 'grant', 'claim', 'read letter'] : []),
    ...(triesCallsBefore && isReminder ? ['right'] : []),
    ...(answer === 'not-sent' ? ['revoke'] : []),
    ...(answer === undefined ? [] : ['outcome']),
    ...(answer === 'accepted' && isReminder ? ['record'] : []),
    ...(answer !== undefined && answer !== 'accepted' && isReminder ? ['release'] : []),
  ];
}

describe('a mail that meets a fault', () => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable('dynalite');
  });
  afterAll(() => dynamoDb.close());

  describe.each(['reminder', 'receipt'] as const)('a %s', (kind) => {
    const cells: readonly RunPlan[] = sesBehaviours.flatMap((ses) => [
      { ses },
      ...callsWithFaults(kind, ses).flatMap((faultAt) =>
        tableFaults.map((fault) => ({ ses, faultAt, fault })),
      ),
    ]);

    test('when a call meets a fault, then a mail is sent, twice only if unavoidable', async () => {
      const world = new ReminderWorld(dynamoDb);
      const counters = noCounters();
      const problems: string[] = [];
      let tried = 0;
      let sentTwice = 0;
      for (const cell of cells) {
        const { fault, faultAt, ses = 'accepts' } = cell;
        const contact =
          kind === 'reminder' ? await world.addDueReminder() : await world.addContact();
        const calls = await world.run(cell);
        if (faultAt !== undefined) expect(calls).toContain(faultAt);
        tried += 1;
        const cellName = `${ses}, ${fault ?? 'no fault'} at ${faultAt ?? 'the table'}`;
        const startedAt = world.now;
        await world.runUntilDone(contact, kind === 'reminder' ? undefined : 400 * 24 * HOUR_MS);

        const [reminders, receipts] = [
          world.acceptedFor(contact, 'reminder'),
          world.acceptedFor(contact, 'receipt'),
        ];
        const mails = kind === 'reminder' ? reminders : receipts;
        // A fault between the answer of SES and the first write after it cannot be
        // avoided: then the job does not know that the email was sent.
        const firstWrite = kind === 'reminder' ? 'record' : 'outcome';
        const isKnown = clearBehaviours.has(ses) && faultAt !== firstWrite;
        if (mails.length > 1) sentTwice += 1;
        if (mails.length > (isKnown ? 1 : 2) || receipts.length + reminders.length > 3) {
          counters.duplicates += 1;
          problems.push(`${cellName}: ${receipts.length} receipts, ${reminders.length} reminders`);
        }
        // A receipt is at-most-once: it is lost if SES refuses it or the connection
        // breaks. A reminder is at-least-once.
        const mayFail = kind === 'receipt' && (ses === 'rejects' || ses === 'breaks before');
        if (reminders.length === 0 || (mails.length === 0 && !mayFail)) {
          counters.lost += 1;
          problems.push(`${cellName}: lost`);
        }
        const late = kind === 'reminder' ? (reminders.at(-1)?.at ?? 0) - startedAt : 0;
        if (late > SCHEDULE_MS + SCHEDULE_MS)
          problems.push(`${cellName}: ${late / MINUTE_MS} minutes late`);
        const contactNow = await world.storedContact(contact);
        if (
          contactNow?.remindedAt === undefined ||
          contactNow.reconnectOn !== contact.reconnectOn ||
          contactNow.reason === undefined
        )
          problems.push(`${cellName}: ${JSON.stringify(contactNow)}`);
        const item = await world.storedItem(contact);
        for (const attribute of ['due', 'dueAt', 'attempts', 'receiptFor'])
          if (item?.[attribute] !== undefined) problems.push(`${cellName}: ${attribute} is left`);
        for (const mail of mails) {
          // A link works for 90 days. The link of a receipt has expired by now.
          if (kind === 'reminder' && !(await world.hasWorkingLink(mail)))
            problems.push(`${cellName}: the link in the mail does not work`);
        }
      }
      printCounters(`${kind}s`, counters, {
        cells: tried,
        runs: world.runs,
        'sent twice': sentTwice,
      });
      expect(problems).toEqual([]);
      expect(counters).toEqual(noCounters());
      expect(tried).toBe(cells.length);
    });
  });

  test.each(['throttles', 'quota', 'rejects', 'breaks before'] as const)(
    'when each attempt ends with "%s", then each retry waits twice as long, at most a day',
    async (ses) => {
      const world = new ReminderWorld(dynamoDb);
      const contact = await world.addDueReminder();
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 12; attempt += 1) {
        await world.run({ ses });
        const dueAt = Number((await world.storedItem(contact))?.['dueAt']);
        waits.push((dueAt - world.now) / MINUTE_MS);
        // One millisecond earlier nothing is sent.
        world.now = dueAt - 1;
        await world.run();
        world.now = dueAt;
      }
      expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440, 1440]);
      const attempts = (event: string) =>
        world.logged.filter((entry) => entry.event === event).map(({ attempt }) => attempt);
      expect(attempts('reminder-not-sent')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(attempts('reminder-late')).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(world.acceptedFor(contact, 'reminder')).toEqual([]);
      await world.run();
      expect(world.acceptedFor(contact, 'reminder')).toHaveLength(1);
      expect(await world.storedItem(contact)).toMatchObject({
        remindedAt: world.now,
        status: 'open',
      });
      expect(await world.storedItem(contact)).not.toHaveProperty('attempts');
    },
  );

  test('when the job crashes, then the mail is retried each quarter of an hour', async () => {
    const world = new ReminderWorld(dynamoDb);
    const contact = await world.addDueReminder();
    for (let crash = 0; crash < 5; crash += 1) {
      await world.run({ ses: 'crash before' });
      await world.run();
      expect(world.acceptedFor(contact, 'reminder')).toEqual([]);
      expect((await world.storedItem(contact))?.['dueAt']).toBe(world.now + SCHEDULE_MS);
      world.now += SCHEDULE_MS;
    }
    await world.run();
    expect(world.acceptedFor(contact, 'reminder')).toHaveLength(1);
  });

  test('when a contact cannot be read, then it is logged and the others are mailed', async () => {
    const world = new ReminderWorld(dynamoDb);
    const unreadable = await world.addDueReminder();
    const { pk, sk } = contactKey(unreadable.candidateEmail, unreadable.person.address);
    await dynamoDb.client.send(
      new UpdateItemCommand({
        TableName: dynamoDb.tableName,
        Key: marshall({ pk, sk }),
        UpdateExpression: 'REMOVE person',
      }),
    );
    const due = world.now;
    world.now = unreadable.declinedAt;
    const others = await Promise.all(Array.from({ length: 12 }, () => world.addContact()));
    await world.run();
    world.now = due;
    await world.run();
    for (const other of others) expect(world.acceptedFor(other, 'reminder')).toHaveLength(1);
    expect(world.logged).toContainEqual({
      event: 'reminder-late',
      code: expect.any(String),
      attempt: 0,
    });
    expect(JSON.stringify(world.logged)).not.toMatch(/alex|dana|northwind/i);
    expect(await world.storedItem(unreadable)).toMatchObject({
      dueAt: due + SCHEDULE_MS,
      company: 'Northwind',
    });
    // The other tests use the same table.
    await dynamoDb.client.send(
      new DeleteItemCommand({ TableName: dynamoDb.tableName, Key: marshall({ pk, sk }) }),
    );
  });

  test('when too little time is left, then no mail is started', async () => {
    const world = new ReminderWorld(dynamoDb);
    const contact = await world.addDueReminder();
    // It only looks how late it is.
    expect(new Set(await world.run({ runMs: 9999 }))).toEqual(new Set(['query']));
    expect((await world.storedItem(contact))?.['dueAt']).toBe(world.now);
    await world.run();
    expect(world.acceptedFor(contact, 'reminder')).toHaveLength(1);
  });
});

describe('an action while a mail is being sent', () => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable('dynalite');
  });
  afterAll(() => dynamoDb.close());

  /** An action of the candidate on the contacts page. */
  const candidateDoes =
    (name: ContactActionName, posted: Readonly<Record<string, string>> = {}) =>
    async ({ contacts, now }: ReminderWorld, contact: DeclinedContact): Promise<void> => {
      const candidate = addressKey(contact.candidateEmail);
      const id = addressKey(contact.person.address);
      const contactNow = await contacts.find(candidate, id);
      if (contactNow === undefined) throw new Error('The contact is gone.');
      const changes = readContactAction(
        name,
        posted,
        contactNow,
        dayInZone(now, contactNow.timeZone),
      );
      if (!changes.ok || !(await contacts.change(candidate, id, changes.value)))
        throw new Error(`No ${name}.`);
    };
  const eraseDependencies = ({ table, contacts, links }: ReminderWorld) => ({
    store: new DynamoDeclineStore(table),
    contacts,
    links,
    log: () => {},
  });

  /**
   * Each action, and what it must have changed afterwards: the contact's status, and the
   * day of its reminder. `later` is a new day, and `none` is no day.
   */
  const actions = {
    done: { run: candidateDoes('done'), expected: { status: 'reconnected', day: 'later' } },
    snooze: {
      run: candidateDoes('snooze', { months: '6' }),
      expected: { status: 'open', day: 'later' },
    },
    date: {
      run: candidateDoes('date', { date: '2028-06-01' }),
      expected: { status: 'open', day: 'later' },
    },
    stop: { run: candidateDoes('stop'), expected: { status: 'closed', day: 'none' } },
    unsubscribe: {
      run: ({ contacts }: ReminderWorld, { candidateEmail }: DeclinedContact) =>
        stopReminders({ contacts, log: () => {} }, addressKey(candidateEmail)),
      expected: { status: 'open', day: 'none' },
    },
    bounce: {
      run: ({ contacts }: ReminderWorld, contact: DeclinedContact) =>
        contacts.dropReminder(contact, 'bounced'),
      expected: { status: 'open', day: 'none' },
    },
    complaint: {
      run: ({ contacts }: ReminderWorld, contact: DeclinedContact) =>
        contacts.dropReminder(contact, 'complained'),
      expected: { status: 'closed', day: 'none' },
    },
    'a new letter': {
      run: (world: ReminderWorld, contact: DeclinedContact) =>
        world.record({
          ...contact,
          declineId: newId(randomBytes),
          declinedAt: world.now,
          reconnectOn: '2028-06-01',
        }),
      expected: { status: 'open', day: 'later' },
    },
    erase: {
      run: (world: ReminderWorld, { candidateEmail }: DeclinedContact) =>
        eraseCandidate(eraseDependencies(world), addressKey(candidateEmail)),
      expected: 'nothing',
    },
    delete: {
      run: (world: ReminderWorld, { candidateEmail, person }: DeclinedContact) =>
        eraseContact(
          eraseDependencies(world),
          addressKey(candidateEmail),
          addressKey(person.address),
        ),
      expected: 'no contact',
    },
    note: {
      run: candidateDoes('note', { note: 'Climbs.' }),
      expected: { status: 'open', day: 'the same', contact: { note: 'Climbs.' } },
    },
    'another time zone': {
      run: ({ contacts, now }: ReminderWorld, { candidateEmail }: DeclinedContact) =>
        moveToZone(
          { contacts, now: () => new Date(now), log: () => {} },
          addressKey(candidateEmail),
          'America/Mexico_City',
        ),
      expected: { status: 'open', day: 'the same', contact: { timeZone: 'America/Mexico_City' } },
    },
  } as const;
  const actionNames = [
    ...(['done', 'snooze', 'date', 'stop', 'unsubscribe', 'bounce', 'complaint'] as const),
    ...(['a new letter', 'erase', 'delete', 'note', 'another time zone'] as const),
  ];

  const answers = sesBehaviours.filter(
    (ses) => isFull || ses === 'throttles' || acceptingBehaviours.has(ses),
  );

  describe.each(actionNames)('the action "%s"', (name) => {
    const { run: runAction, expected } = actions[name];
    const moments = (['beforeAccept', 'afterAccept'] as const).flatMap((moment) =>
      (['reminder', 'receipt'] as const).flatMap((kind) =>
        answers.map((ses) => [moment, kind, ses] as const),
      ),
    );

    test('when it happens during an attempt, then it stays and no other mail follows', async () => {
      for (const [moment, kind, ses] of moments) {
        const world = new ReminderWorld(dynamoDb);
        const contact =
          kind === 'reminder' ? await world.addDueReminder() : await world.addContact();
        const sent = world.acceptedMails.length;
        await world.run({ ses, [moment]: () => runAction(world, contact) });
        const mailed = world.acceptedMails.length;
        expect(mailed - sent).toBe(acceptingBehaviours.has(ses) ? 1 : 0);
        const cell = `${moment} of the ${kind}, SES ${ses}`;
        const candidate = addressKey(contact.candidateEmail);

        if (expected === 'nothing' || expected === 'no contact') {
          await world.runUntilDone(contact);
          expect(await world.storedContact(contact), cell).toBeUndefined();
          const { items } = await world.table.page(`CANDIDATE#${candidate}`, {
            from: expected === 'nothing' ? ' ' : 'CONTACT#',
            to: expected === 'nothing' ? '~' : 'CONTACT#~',
            limit: 100,
          });
          expect(items, cell).toEqual([]);
          expect(world.acceptedMails.length, cell).toBe(mailed);
          continue;
        }
        const contactNow = await world.storedContact(contact);
        expect(contactNow?.status, cell).toBe(expected.status);
        if (expected.day === 'none') {
          expect(contactNow?.reconnectOn, cell).toBeUndefined();
          expect((await world.storedItem(contact))?.['dueAt'], cell).toBeUndefined();
          expect(await world.storedItem(contact), cell).not.toHaveProperty('remindedAt');
          continue;
        }
        if (expected.day === 'the same') {
          expect(contactNow, cell).toMatchObject({
            reconnectOn: contact.reconnectOn,
            ...expected.contact,
          });
          await world.runUntilDone(contact, 400 * 24 * HOUR_MS);
          const reminders = world.acceptedFor(contact, 'reminder').length;
          expect(reminders, cell).toBe(
            kind === 'reminder' && (ses === 'breaks after' || ses === 'crash after') ? 2 : 1,
          );
          continue;
        }
        const day = contactNow?.reconnectOn ?? '';
        expect(day > (contact.reconnectOn ?? ''), cell).toBe(true);
        expect(contactNow?.remindedAt, cell).toBeUndefined();
        const next = reminderDueAt(day, contact.timeZone);
        if (name !== 'a new letter')
          expect((await world.storedItem(contact))?.['dueAt'], cell).toBe(next);
        const before = world.acceptedFor(contact, 'reminder').length;
        world.now = next - SCHEDULE_MS;
        await world.run();
        expect(world.acceptedFor(contact, 'reminder').length, cell).toBe(before);
        world.now = next;
        await world.run();
        await world.run();
        expect(world.acceptedFor(contact, 'reminder').length, cell).toBe(before + 1);
      }
      printCounters(`${name} while a mail is out`, noCounters(), { cells: moments.length });
    });
  });
});

describe.each(availableEmulators())('the remind job on %s', (emulator) => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable(emulator);
  });
  afterAll(() => dynamoDb.close());

  test.each([2, 10])(
    'when %i runs happen at once, then each receipt and each reminder is sent once',
    async (runs) => {
      const world = new ReminderWorld(dynamoDb);
      const size = isFull ? 200 : 24;
      const contacts = await Promise.all(Array.from({ length: size }, () => world.addContact()));
      const counters = noCounters();
      const atOnce = () => Promise.all(Array.from({ length: runs }, () => world.run()));
      await atOnce();
      world.now = reminderDueAt(contacts[0]?.reconnectOn ?? '', 'Europe/Madrid');
      // A late run still gets these entries from the index. It must not claim them again.
      const dueContacts = await world.contacts.dueContacts(world.now, 1000);
      expect(dueContacts).toHaveLength(size);
      await atOnce();
      await Promise.all([world.run({ dueContacts }), world.run({ dueContacts })]);
      for (const contact of contacts) {
        for (const kind of ['receipt', 'reminder'] as const) {
          const mails = world.acceptedFor(contact, kind).length;
          if (mails > 1) counters.duplicates += 1;
          if (mails < 1) counters.lost += 1;
        }
      }
      printCounters(`${runs} runs at once on ${emulator}`, counters, {
        contacts: size,
        runs: world.runs,
      });
      expect(counters).toEqual(noCounters());
      // A run whose claim is refused revokes its link. So one link per email is left.
      const links = [...(await allItems(dynamoDb))].filter(
        ([key]) =>
          key.includes(' LINK#') &&
          contacts.some(({ candidateEmail }) => key.includes(addressKey(candidateEmail))),
      );
      expect(links).toHaveLength(2 * size);
    },
  );

  test('when a year passes, then each reminder comes once, at 9 local time', async () => {
    const world = new ReminderWorld(dynamoDb);
    const zones = [
      ...[
        'Europe/Madrid',
        'America/Mexico_City',
        'America/New_York',
        'Australia/Lord_Howe',
        'Asia/Kolkata',
      ],
      ...[
        'Africa/Casablanca',
        'America/Santiago',
        'Pacific/Kiritimati',
        'Pacific/Pago_Pago',
        'UTC',
      ],
    ];
    const startedAt = world.now;
    const contacts: DeclinedContact[] = [];
    for (const [index, timeZone] of zones.flatMap((zone) => [zone, zone, zone, zone]).entries()) {
      const declinedOn = dayInZone(startedAt, timeZone);
      const day = Temporal.PlainDate.from(declinedOn).add({ days: 31 + index * 8 });
      contacts.push(
        await world.addContact({ timeZone, declinedOn, reconnectOn: nextWorkday(day.toString()) }),
      );
    }
    const end = startedAt + 366 * 24 * HOUR_MS;
    await world.run();
    for (;;) {
      const times = [...(await allItems(dynamoDb)).values()].map(({ dueAt }) =>
        Number(dueAt ?? end + 1),
      );
      // The next run at or after the earliest due time. Runs with nothing due are
      // skipped.
      const next =
        Math.ceil(Math.max(world.now + 1, Math.min(...times)) / SCHEDULE_MS) * SCHEDULE_MS;
      if (next > end) break;
      world.now = next - SCHEDULE_MS;
      const before = world.acceptedMails.length;
      await world.run();
      expect(world.acceptedMails).toHaveLength(before);
      world.now = next;
      await world.run();
    }
    for (const contact of contacts) {
      const [receipt, ...receipts] = world.acceptedFor(contact, 'receipt');
      const [reminder, ...reminders] = world.acceptedFor(contact, 'reminder');
      expect([receipts, reminders]).toEqual([[], []]);
      expect(receipt?.at).toBe(startedAt);
      const localTime = Temporal.Instant.fromEpochMilliseconds(
        reminder?.at ?? 0,
      ).toZonedDateTimeISO(contact.timeZone ?? 'UTC');
      expect(`${localTime.toPlainDate()} ${localTime.toPlainTime()}`).toBe(
        `${contact.reconnectOn} 09:00:00`,
      );
      expect(localTime.dayOfWeek).toBeLessThan(6);
      expect(reminder?.mail.text).not.toContain('other-offer');
    }
    printCounters(`a year on ${emulator}`, noCounters(), {
      contacts: contacts.length,
      runs: world.runs,
    });
  });

  test('when a letter bounces, then its mails are dropped if it is the latest', async () => {
    const world = new ReminderWorld(dynamoDb);
    const bounced = await world.addContact();
    const later = await world.addContact();
    await world.contacts.dropReminder(bounced, 'bounced');
    await world.contacts.dropReminder({ ...later, declineId: 'an-earlier-one' }, 'bounced');
    await world.run();
    world.now = reminderDueAt(bounced.reconnectOn ?? '', bounced.timeZone);
    await world.run();
    const mails = (contact: DeclinedContact) => [
      world.acceptedFor(contact, 'receipt').length,
      world.acceptedFor(contact, 'reminder').length,
    ];
    expect(mails(bounced)).toEqual([0, 0]);
    expect(mails(later)).toEqual([1, 1]);
    expect(await world.storedContact(bounced)).toMatchObject({
      deliveryProblem: 'bounced',
      status: 'open',
    });
  });

  test('when a receipt is not sent until the day, then only the reminder is sent', async () => {
    const world = new ReminderWorld(dynamoDb);
    const contact = await world.addContact();
    world.now = reminderDueAt(contact.reconnectOn ?? '', contact.timeZone);
    await world.run();
    await world.runUntilDone(contact);
    expect(world.acceptedFor(contact, 'receipt')).toEqual([]);
    expect(world.acceptedFor(contact, 'reminder')).toHaveLength(1);
  });
});
