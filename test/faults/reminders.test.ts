import { randomBytes } from 'node:crypto';
import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Temporal } from '@js-temporal/polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPlace } from '../../lambdas/aws/contact-place.ts';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { DynamoLinkStore } from '../../lambdas/aws/dynamo-link-store.ts';
import { contactKey } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { DeclinedContact } from '../../lambdas/core/contact/contact.ts';
import {
  type ContactActionName,
  readContactAction,
} from '../../lambdas/core/contact/contact-actions.ts';
import type { DueContact } from '../../lambdas/core/contact/contact-store.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { hashSecret, newId, parseToken } from '../../lambdas/core/magic-link.ts';
import type { RawMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { nextWorkday } from '../../lambdas/core/time/calendar-day.ts';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../lambdas/core/time/time-zone.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { sendReminders } from '../../lambdas/remind/send-reminders.ts';
import { moveToZone, stopReminders } from '../../lambdas/web/contacts.ts';
import { eraseCandidate, eraseContact } from '../../lambdas/web/erase.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { MINUTE_MS } from '../support/harness.ts';
import { allItems } from '../support/table.ts';
import { isFull, noCounters, printCounters } from './figures.ts';
import { clientOf } from './memory-table.ts';

/** The schedule of the remind job, and what one run of it may take. */
const TICK_MS = 15 * MINUTE_MS;
const RUN_MS = 50_000;
const HOUR_MS = 60 * MINUTE_MS;
const origin = 'https://door.example';

const sesAnswers = {
  accepts: { kind: 'accepted', messageId: 'm' },
  throttles: { kind: 'not-sent', retry: 'backoff', code: 'Throttling' },
  quota: { kind: 'not-sent', retry: 'quota', code: 'Throttling' },
  rejects: { kind: 'not-sent', retry: 'never', code: 'MessageRejected' },
  'breaks before': { kind: 'cannot-know', code: 'ECONNRESET' },
  'breaks after': { kind: 'cannot-know', code: 'ECONNRESET' },
  'crash before': undefined,
  'crash after': undefined,
} as const satisfies Readonly<Record<string, SendResult | undefined>>;
type SesBehaviour = keyof typeof sesAnswers;
const sesBehaviours = [
  'accepts',
  'throttles',
  'quota',
  'rejects',
  'breaks before',
  'breaks after',
  'crash before',
  'crash after',
] as const satisfies readonly SesBehaviour[];
/** After these SES has the mail. */
const taking: ReadonlySet<SesBehaviour> = new Set(['accepts', 'breaks after', 'crash after']);
/** After these the job knows where the mail is. */
const clear: ReadonlySet<SesBehaviour> = new Set(['accepts', 'throttles', 'quota', 'rejects']);

/**
 * What happens to a call to the table. `answer lost`: the SDK asks again, and a condition
 * does not hold any more.
 */
const tableFaults = [
  'fails before',
  'fails after',
  'crash before',
  'crash after',
  'answer lost',
] as const;
type TableFault = (typeof tableFaults)[number];

interface Plan {
  readonly ses?: SesBehaviour;
  /** At which of the run's calls to the table, by {@link labelOf}. */
  readonly at?: string;
  readonly fault?: TableFault;
  /** While the job waits for SES: before it has the mail, and after. */
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
  /** What this run's index shows, whatever is in the table. */
  readonly due?: readonly DueContact[];
  /** How long the run has. */
  readonly ms?: number;
}

interface Taken {
  readonly at: number;
  readonly mail: RawMail;
}

const never = (): Promise<never> => new Promise(() => {});

function labelOf(command: unknown): string {
  if (command instanceof QueryCommand) return 'query';
  if (command instanceof PutItemCommand) return 'grant';
  if (command instanceof DeleteItemCommand) return 'revoke';
  if (!(command instanceof UpdateItemCommand)) return 'other';
  return command.input.UpdateExpression?.includes('ADD #attempts') ? 'claim' : 'outcome';
}

/**
 * The remind job on a real table, with a clock, an SES and a wire that do as they are
 * told.
 */
class Reminders {
  readonly dynamoDb: TestTable;
  now = Date.parse('2027-01-04T12:00:00Z');
  readonly taken: Taken[] = [];
  readonly logged: { readonly event: string; readonly attempt?: number; readonly code?: string }[] =
    [];
  readonly contacts: DynamoContactStore;
  readonly links: DynamoLinkStore;
  readonly table: Table;
  runs = 0;

  constructor(dynamoDb: TestTable) {
    this.dynamoDb = dynamoDb;
    this.table = new Table(dynamoDb.client, dynamoDb.tableName, () => this.now);
    this.contacts = new DynamoContactStore(this.table);
    this.links = new DynamoLinkStore(this.table);
  }

  /** Someone to be reminded of, as a letter leaves them. */
  async contact(given: Partial<DeclinedContact> = {}): Promise<DeclinedContact> {
    const id = newId(randomBytes);
    const contact: DeclinedContact = {
      declineId: id,
      candidateEmail: `alex-${id}@candidates.example`,
      candidateName: 'Alex Rivera',
      pageLanguage: 'en',
      timeZone: 'Europe/Madrid',
      person: { name: 'Dana Lee', address: 'dana@northwind.example' },
      company: 'Northwind',
      role: 'Data Engineer',
      stage: 'final',
      language: 'en',
      thanked: [],
      reason: 'other-offer',
      declinedAt: this.now,
      declinedOn: dayInZone(this.now, 'Europe/Madrid'),
      reconnectOn: nextWorkday(dayInZone(this.now + 90 * 24 * HOUR_MS, 'Europe/Madrid')),
      ...given,
    };
    await this.record(contact);
    return contact;
  }

  async record(contact: DeclinedContact): Promise<void> {
    const place = {
      candidateEmail: contact.candidateEmail,
      recruiterEmail: contact.person.address,
    };
    await keepPlace(this.table, place, contact.declineId, this.now + HOUR_MS);
    await this.contacts.record(contact);
  }

  item({ candidateEmail, person }: DeclinedContact) {
    return this.table.get(contactKey(candidateEmail, person.address));
  }

  kept({ candidateEmail, person }: DeclinedContact) {
    return this.contacts.find(addressKey(candidateEmail), addressKey(person.address));
  }

  /** What SES took for a candidate, of a kind. */
  takenOf({ candidateEmail }: DeclinedContact, kind: 'reminder' | 'receipt'): readonly Taken[] {
    return this.taken.filter(
      ({ mail }) => mail.to === candidateEmail && mail.tags['kind'] === kind,
    );
  }

  /**
   * One run of the job, to its end or to its crash. Gives back the calls that it made.
   */
  async run({
    ses = 'accepts',
    at,
    fault,
    before,
    after,
    due,
    ms = RUN_MS,
  }: Plan = {}): Promise<readonly string[]> {
    this.runs += 1;
    const calls: string[] = [];
    let isDead = false;
    let isHit = false;
    let die = (): void => {};
    const dead = new Promise<void>((resolve) => {
      die = () => {
        isDead = true;
        resolve();
      };
    });
    const { client: real } = this.dynamoDb;
    const send = (command: unknown): Promise<unknown> => Reflect.apply(real.send, real, [command]);
    const failure = () => Object.assign(new Error('a fault'), { name: 'InternalServerError' });
    const client = clientOf(async (command) => {
      if (isDead) return never();
      const label = labelOf(command);
      calls.push(label);
      if (label !== at || isHit) return send(command);
      isHit = true;
      switch (fault) {
        case 'fails before':
          throw failure();
        case 'fails after':
          await send(command).catch(() => {});
          throw failure();
        case 'crash before':
          die();
          return never();
        case 'crash after':
          await send(command).catch(() => {});
          die();
          return never();
        case 'answer lost':
          await send(command).catch(() => {});
          return send(command);
        case undefined:
          break;
      }
      return send(command);
    });
    const table = new Table(client, this.dynamoDb.tableName, () => this.now);
    const reminders = new DynamoContactStore(table);
    if (due !== undefined) Object.assign(reminders, { dueContacts: async () => due });
    const job = sendReminders(
      {
        reminders,
        links: new DynamoLinkStore(table),
        mailer: {
          send: async (mail) => {
            if (isDead) return never();
            await before?.();
            if (taking.has(ses)) this.taken.push({ at: this.now, mail });
            await after?.();
            const answer = sesAnswers[ses];
            if (answer !== undefined) return answer;
            die();
            return never();
          },
        },
        templates: templateFiles,
        random: randomBytes,
        now: () => new Date(this.now),
        log: (entry) => {
          this.logged.push(entry);
        },
        settings: { origin, fromAddress: 'review@door.example' },
      },
      this.now + ms,
    );
    // A query that fails ends the run, and the schedule begins another.
    await Promise.race([job.catch(() => {}), dead]);
    return calls;
  }

  /**
   * The job's schedule from now on, by jumps from one due moment to the next, until a
   * contact has nothing to come.
   */
  async finish(contact: DeclinedContact, withinMs = 30 * HOUR_MS): Promise<void> {
    const end = this.now + withinMs;
    for (;;) {
      const dueAt = Number((await this.item(contact))?.['dueAt'] ?? Number.POSITIVE_INFINITY);
      const tick = Math.ceil(Math.max(dueAt, this.now + 1) / TICK_MS) * TICK_MS;
      if (tick > end) return;
      this.now = tick;
      await this.run();
    }
  }

  /**
   * Brings a new contact to the moment at which its reminder is due, its receipt sent.
   */
  async dueReminder(given: Partial<DeclinedContact> = {}): Promise<DeclinedContact> {
    const contact = await this.contact(given);
    await this.run();
    this.now = reminderDueAt(contact.reconnectOn ?? '', contact.timeZone);
    return contact;
  }

  /** Whether the link of a mail opens its contact. */
  async opens({ mail }: Taken): Promise<boolean> {
    const link = parseToken(/\/contacts\/([\w.-]+)/.exec(mail.text)?.[1] ?? '');
    const access = link && (await this.links.find(link.id, hashSecret(link.secret)));
    return access?.contactId === addressKey('dana@northwind.example');
  }
}

const onlyEmulators = availableEmulators();

/**
 * The calls of a run. What comes before SES is tried with an SES of each kind; in full,
 * with all.
 */
function stepsOf(ses: SesBehaviour): readonly string[] {
  const isOfEachKind = isFull || ses === 'accepts' || ses === 'rejects' || ses === 'breaks after';
  return [
    ...(isOfEachKind ? ['query', 'grant', 'claim'] : []),
    ...(sesAnswers[ses]?.kind === 'not-sent' ? ['revoke'] : []),
    ...(sesAnswers[ses] === undefined ? [] : ['outcome']),
  ];
}

describe('every way in which a mail can break off', () => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable('dynalite');
  });
  afterAll(() => dynamoDb.close());

  describe.each(['reminder', 'receipt'] as const)('of a %s', (kind) => {
    const cells: readonly Plan[] = sesBehaviours.flatMap((ses) => [
      { ses },
      ...stepsOf(ses).flatMap((at) => tableFaults.map((fault) => ({ ses, at, fault }))),
    ]);

    test('it is out once where that can be known, never lost, and nothing is deleted', async () => {
      const product = new Reminders(dynamoDb);
      const counters = noCounters();
      const wrong: string[] = [];
      let tried = 0;
      let again = 0;
      for (const cell of cells) {
        const { at, fault, ses = 'accepts' } = cell;
        const contact = kind === 'reminder' ? await product.dueReminder() : await product.contact();
        const calls = await product.run(cell);
        if (at !== undefined) expect(calls).toContain(at);
        tried += 1;
        const name = `${ses}, ${fault ?? 'no fault'} at ${at ?? 'the table'}`;
        const begun = product.now;
        await product.finish(contact, kind === 'reminder' ? undefined : 400 * 24 * HOUR_MS);

        const [reminders, receipts] = [
          product.takenOf(contact, 'reminder'),
          product.takenOf(contact, 'receipt'),
        ];
        const mails = kind === 'reminder' ? reminders : receipts;
        // Between what SES answers and the note that it did there is a moment that nobody
        // can close.
        const isKnown = clear.has(ses) && at !== 'outcome';
        if (mails.length > 1) again += 1;
        if (mails.length > (isKnown ? 1 : 2) || receipts.length + reminders.length > 3) {
          counters.duplicates += 1;
          wrong.push(`${name}: ${receipts.length} receipts, ${reminders.length} reminders`);
        }
        // A receipt is no promise where SES does not want it; the reminder is.
        const mayFail = kind === 'receipt' && (ses === 'rejects' || ses === 'breaks before');
        if (reminders.length === 0 || (mails.length === 0 && !mayFail)) {
          counters.lost += 1;
          wrong.push(`${name}: lost`);
        }
        const late = kind === 'reminder' ? (reminders.at(-1)?.at ?? 0) - begun : 0;
        if (late > TICK_MS + TICK_MS) wrong.push(`${name}: ${late / MINUTE_MS} minutes late`);
        const kept = await product.kept(contact);
        if (
          kept?.remindedAt === undefined ||
          kept.reconnectOn !== contact.reconnectOn ||
          kept.reason === undefined
        )
          wrong.push(`${name}: ${JSON.stringify(kept)}`);
        const item = await product.item(contact);
        for (const left of ['due', 'dueAt', 'attempts', 'receipt'])
          if (item?.[left] !== undefined) wrong.push(`${name}: ${left} is left`);
        for (const mail of mails) {
          // 90 days of life: those of a receipt are over by now.
          if (kind === 'reminder' && !(await product.opens(mail)))
            wrong.push(`${name}: a mail whose link is dead`);
        }
      }
      printCounters(`${kind}s`, counters, {
        cells: tried,
        runs: product.runs,
        'told twice': again,
      });
      expect(wrong).toEqual([]);
      expect(counters).toEqual(noCounters());
      expect(tried).toBe(cells.length);
    });
  });

  test.each(['throttles', 'quota', 'rejects', 'breaks before'] as const)(
    'where SES always %s it comes up again and again, twice as late each time and daily in the end',
    async (ses) => {
      const product = new Reminders(dynamoDb);
      const contact = await product.dueReminder();
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 12; attempt += 1) {
        await product.run({ ses });
        const dueAt = Number((await product.item(contact))?.['dueAt']);
        waits.push((dueAt - product.now) / MINUTE_MS);
        // Not a moment sooner.
        product.now = dueAt - 1;
        await product.run();
        product.now = dueAt;
      }
      expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440, 1440]);
      const attempts = (event: string) =>
        product.logged.filter((entry) => entry.event === event).map(({ attempt }) => attempt);
      expect(attempts('reminder-not-sent')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(attempts('reminder-late')).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      expect(product.takenOf(contact, 'reminder')).toEqual([]);
      await product.run();
      expect(product.takenOf(contact, 'reminder')).toHaveLength(1);
      expect(await product.item(contact)).toMatchObject({
        remindedAt: product.now,
        status: 'open',
      });
      expect(await product.item(contact)).not.toHaveProperty('attempts');
    },
  );

  test('a job that always crashes tries again each quarter of an hour, and one that does not is not long in coming', async () => {
    const product = new Reminders(dynamoDb);
    const contact = await product.dueReminder();
    for (let crash = 0; crash < 5; crash += 1) {
      await product.run({ ses: 'crash before' });
      await product.run();
      expect(product.takenOf(contact, 'reminder')).toEqual([]);
      expect((await product.item(contact))?.['dueAt']).toBe(product.now + TICK_MS);
      product.now += TICK_MS;
    }
    await product.run();
    expect(product.takenOf(contact, 'reminder')).toHaveLength(1);
  });

  test('one that cannot be read does not hold up the others, is told of, and stays', async () => {
    const product = new Reminders(dynamoDb);
    const poisoned = await product.dueReminder();
    const { pk, sk } = contactKey(poisoned.candidateEmail, poisoned.person.address);
    await dynamoDb.client.send(
      new UpdateItemCommand({
        TableName: dynamoDb.tableName,
        Key: marshall({ pk, sk }),
        UpdateExpression: 'REMOVE person',
      }),
    );
    const due = product.now;
    product.now = poisoned.declinedAt;
    const others = await Promise.all(Array.from({ length: 12 }, () => product.contact()));
    await product.run();
    product.now = due;
    await product.run();
    for (const other of others) expect(product.takenOf(other, 'reminder')).toHaveLength(1);
    expect(product.logged).toContainEqual({
      event: 'reminder-late',
      code: expect.any(String),
      attempt: 0,
    });
    expect(JSON.stringify(product.logged)).not.toMatch(/alex|dana|northwind/i);
    expect(await product.item(poisoned)).toMatchObject({
      dueAt: due + TICK_MS,
      company: 'Northwind',
    });
    // No other test is to meet it.
    await dynamoDb.client.send(
      new DeleteItemCommand({ TableName: dynamoDb.tableName, Key: marshall({ pk, sk }) }),
    );
  });

  test('with too little time left nothing is begun', async () => {
    const product = new Reminders(dynamoDb);
    const contact = await product.dueReminder();
    expect(await product.run({ ms: 9999 })).toEqual([]);
    expect((await product.item(contact))?.['dueAt']).toBe(product.now);
    await product.run();
    expect(product.takenOf(contact, 'reminder')).toHaveLength(1);
  });
});

describe('a candidate who acts while the mail is on its way', () => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable('dynalite');
  });
  afterAll(() => dynamoDb.close());

  const does =
    (name: ContactActionName, posted: Readonly<Record<string, string>> = {}) =>
    async ({ contacts, now }: Reminders, contact: DeclinedContact): Promise<void> => {
      const candidate = addressKey(contact.candidateEmail);
      const id = addressKey(contact.person.address);
      const kept = await contacts.find(candidate, id);
      if (kept === undefined) throw new Error('The contact is gone.');
      const changes = readContactAction(name, posted, kept, dayInZone(now, kept.timeZone));
      if (!changes.ok || !(await contacts.change(candidate, id, changes.value)))
        throw new Error(`No ${name}.`);
    };
  const erasing = ({ table, contacts, links }: Reminders) => ({
    store: new DynamoDeclineStore(table),
    contacts,
    links,
    log: () => {},
  });

  /**
   * What each does, what of the contact stands afterwards, and whether a mail comes that
   * day nevertheless.
   */
  const acts = {
    done: { act: does('done'), stands: { status: 'reconnected', day: 'later' } },
    snooze: { act: does('snooze', { months: '6' }), stands: { status: 'open', day: 'later' } },
    date: { act: does('date', { date: '2028-06-01' }), stands: { status: 'open', day: 'later' } },
    stop: { act: does('stop'), stands: { status: 'closed', day: 'none' } },
    unsubscribe: {
      act: ({ contacts }: Reminders, { candidateEmail }: DeclinedContact) =>
        stopReminders({ contacts, log: () => {} }, addressKey(candidateEmail)),
      stands: { status: 'open', day: 'none' },
    },
    bounce: {
      act: ({ contacts }: Reminders, contact: DeclinedContact) =>
        contacts.dropReminder(contact, 'bounced'),
      stands: { status: 'open', day: 'none' },
    },
    complaint: {
      act: ({ contacts }: Reminders, contact: DeclinedContact) =>
        contacts.dropReminder(contact, 'complained'),
      stands: { status: 'closed', day: 'none' },
    },
    'a new letter': {
      act: (product: Reminders, contact: DeclinedContact) =>
        product.record({
          ...contact,
          declineId: newId(randomBytes),
          declinedAt: product.now,
          reconnectOn: '2028-06-01',
        }),
      stands: { status: 'open', day: 'later' },
    },
    erase: {
      act: (product: Reminders, { candidateEmail }: DeclinedContact) =>
        eraseCandidate(erasing(product), addressKey(candidateEmail)),
      stands: 'nothing',
    },
    delete: {
      act: (product: Reminders, { candidateEmail, person }: DeclinedContact) =>
        eraseContact(erasing(product), addressKey(candidateEmail), addressKey(person.address)),
      stands: 'no contact',
    },
    note: {
      act: does('note', { note: 'Climbs.' }),
      stands: { status: 'open', day: 'the same', kept: { note: 'Climbs.' } },
    },
    'other clocks': {
      act: ({ contacts, now }: Reminders, { candidateEmail }: DeclinedContact) =>
        moveToZone(
          { contacts, now: () => new Date(now), log: () => {} },
          addressKey(candidateEmail),
          'America/Mexico_City',
        ),
      stands: { status: 'open', day: 'the same', kept: { timeZone: 'America/Mexico_City' } },
    },
  } as const;
  const names = [
    ...(['done', 'snooze', 'date', 'stop', 'unsubscribe', 'bounce', 'complaint'] as const),
    ...(['a new letter', 'erase', 'delete', 'note', 'other clocks'] as const),
  ];

  const answers = sesBehaviours.filter((ses) => isFull || ses === 'throttles' || taking.has(ses));

  describe.each(names)('%s', (name) => {
    const { act, stands } = acts[name];
    const moments = (['before', 'after'] as const).flatMap((moment) =>
      (['reminder', 'receipt'] as const).flatMap((kind) =>
        answers.map((ses) => [moment, kind, ses] as const),
      ),
    );

    test('stands, whatever became of the mail, and no other mail follows', async () => {
      for (const [moment, kind, ses] of moments) {
        const product = new Reminders(dynamoDb);
        const contact = kind === 'reminder' ? await product.dueReminder() : await product.contact();
        const sent = product.taken.length;
        await product.run({ ses, [moment]: () => act(product, contact) });
        const mailed = product.taken.length;
        expect(mailed - sent).toBe(taking.has(ses) ? 1 : 0);
        const cell = `${moment} the ${kind}, SES ${ses}`;
        const candidate = addressKey(contact.candidateEmail);

        if (stands === 'nothing' || stands === 'no contact') {
          await product.finish(contact);
          expect(await product.kept(contact), cell).toBeUndefined();
          const left = await product.table.withExpired(
            `CANDIDATE#${candidate}`,
            stands === 'nothing' ? '' : 'CONTACT#',
          );
          expect(left, cell).toEqual([]);
          expect(product.taken.length, cell).toBe(mailed);
          continue;
        }
        const kept = await product.kept(contact);
        expect(kept?.status, cell).toBe(stands.status);
        if (stands.day === 'none') {
          expect(kept?.reconnectOn, cell).toBeUndefined();
          expect((await product.item(contact))?.['dueAt'], cell).toBeUndefined();
          expect(await product.item(contact), cell).not.toHaveProperty('remindedAt');
          continue;
        }
        if (stands.day === 'the same') {
          expect(kept, cell).toMatchObject({ reconnectOn: contact.reconnectOn, ...stands.kept });
          await product.finish(contact, 400 * 24 * HOUR_MS);
          const reminders = product.takenOf(contact, 'reminder').length;
          expect(reminders, cell).toBe(
            kind === 'reminder' && (ses === 'breaks after' || ses === 'crash after') ? 2 : 1,
          );
          continue;
        }
        const day = kept?.reconnectOn ?? '';
        expect(day > (contact.reconnectOn ?? ''), cell).toBe(true);
        expect(kept?.remindedAt, cell).toBeUndefined();
        const next = reminderDueAt(day, contact.timeZone);
        if (name !== 'a new letter')
          expect((await product.item(contact))?.['dueAt'], cell).toBe(next);
        const before = product.takenOf(contact, 'reminder').length;
        product.now = next - TICK_MS;
        await product.run();
        expect(product.takenOf(contact, 'reminder').length, cell).toBe(before);
        product.now = next;
        await product.run();
        await product.run();
        expect(product.takenOf(contact, 'reminder').length, cell).toBe(before + 1);
      }
      printCounters(`${name} while a mail is out`, noCounters(), { cells: moments.length });
    });
  });
});

describe.each(onlyEmulators)('on %s', (emulator) => {
  let dynamoDb: TestTable;
  beforeAll(async () => {
    dynamoDb = await createTestTable(emulator);
  });
  afterAll(() => dynamoDb.close());

  test.each([2, 10])(
    '%i runs at once: each receipt and each reminder is claimed and mailed once',
    async (runs) => {
      const product = new Reminders(dynamoDb);
      const size = isFull ? 200 : 24;
      const contacts = await Promise.all(Array.from({ length: size }, () => product.contact()));
      const counters = noCounters();
      const atOnce = () => Promise.all(Array.from({ length: runs }, () => product.run()));
      await atOnce();
      product.now = reminderDueAt(contacts[0]?.reconnectOn ?? '', 'Europe/Madrid');
      // As the index showed them, to a run that comes late: none has a second turn.
      const due = await product.contacts.dueContacts(product.now, 1000);
      expect(due).toHaveLength(size);
      await atOnce();
      await Promise.all([product.run({ due }), product.run({ due })]);
      for (const contact of contacts) {
        for (const kind of ['receipt', 'reminder'] as const) {
          const mails = product.takenOf(contact, kind).length;
          if (mails > 1) counters.duplicates += 1;
          if (mails < 1) counters.lost += 1;
        }
      }
      printCounters(`${runs} runs at once on ${emulator}`, counters, {
        contacts: size,
        runs: product.runs,
      });
      expect(counters).toEqual(noCounters());
      // Links of runs that came too late are taken back: one a mail is left.
      const links = [...(await allItems(dynamoDb))].filter(
        ([key]) =>
          key.includes(' LINK#') &&
          contacts.some(({ candidateEmail }) => key.includes(addressKey(candidateEmail))),
      );
      expect(links).toHaveLength(2 * size);
    },
  );

  test('a year passes: each is reminded at nine on the candidate’s clocks, on the day, once, after its receipt', async () => {
    const product = new Reminders(dynamoDb);
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
    const begun = product.now;
    const contacts: DeclinedContact[] = [];
    for (const [index, timeZone] of zones.flatMap((zone) => [zone, zone, zone, zone]).entries()) {
      const declinedOn = dayInZone(begun, timeZone);
      const day = Temporal.PlainDate.from(declinedOn).add({ days: 31 + index * 8 });
      contacts.push(
        await product.contact({ timeZone, declinedOn, reconnectOn: nextWorkday(day.toString()) }),
      );
    }
    const end = begun + 366 * 24 * HOUR_MS;
    await product.run();
    for (;;) {
      const times = [...(await allItems(dynamoDb)).values()].map(({ dueAt }) =>
        Number(dueAt ?? end + 1),
      );
      // The schedule's next run at or after the moment; runs with nothing due are passed
      // over.
      const next = Math.ceil(Math.max(product.now + 1, Math.min(...times)) / TICK_MS) * TICK_MS;
      if (next > end) break;
      product.now = next - TICK_MS;
      const before = product.taken.length;
      await product.run();
      expect(product.taken).toHaveLength(before);
      product.now = next;
      await product.run();
    }
    for (const contact of contacts) {
      const [receipt, ...receipts] = product.takenOf(contact, 'receipt');
      const [reminder, ...reminders] = product.takenOf(contact, 'reminder');
      expect([receipts, reminders]).toEqual([[], []]);
      expect(receipt?.at).toBe(begun);
      const clocks = Temporal.Instant.fromEpochMilliseconds(reminder?.at ?? 0).toZonedDateTimeISO(
        contact.timeZone ?? 'UTC',
      );
      expect(`${clocks.toPlainDate()} ${clocks.toPlainTime()}`).toBe(
        `${contact.reconnectOn} 09:00:00`,
      );
      expect(clocks.dayOfWeek).toBeLessThan(6);
      expect(reminder?.mail.text).not.toContain('other-offer');
    }
    printCounters(`a year on ${emulator}`, noCounters(), {
      contacts: contacts.length,
      runs: product.runs,
    });
  });

  test('a bounce drops the receipt and the reminder, and of a letter that is not the latest it drops nothing', async () => {
    const product = new Reminders(dynamoDb);
    const bounced = await product.contact();
    const later = await product.contact();
    await product.contacts.dropReminder(bounced, 'bounced');
    await product.contacts.dropReminder({ ...later, declineId: 'an-earlier-one' }, 'bounced');
    await product.run();
    product.now = reminderDueAt(bounced.reconnectOn ?? '', bounced.timeZone);
    await product.run();
    const mails = (contact: DeclinedContact) => [
      product.takenOf(contact, 'receipt').length,
      product.takenOf(contact, 'reminder').length,
    ];
    expect(mails(bounced)).toEqual([0, 0]);
    expect(mails(later)).toEqual([1, 1]);
    expect(await product.kept(bounced)).toMatchObject({
      deliveryProblem: 'bounced',
      status: 'open',
    });
  });

  test('a receipt that could not go out until the day gives way to the reminder', async () => {
    const product = new Reminders(dynamoDb);
    const contact = await product.contact();
    product.now = reminderDueAt(contact.reconnectOn ?? '', contact.timeZone);
    await product.run();
    await product.finish(contact);
    expect(product.takenOf(contact, 'receipt')).toEqual([]);
    expect(product.takenOf(contact, 'reminder')).toHaveLength(1);
  });
});
