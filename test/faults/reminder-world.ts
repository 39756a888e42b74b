import { randomBytes } from 'node:crypto';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoContactStore } from '../../lambdas/aws/dynamo-contact-store.ts';
import { DynamoLinkStore } from '../../lambdas/aws/dynamo-link-store.ts';
import { DynamoReminderDays } from '../../lambdas/aws/dynamo-reminder-days.ts';
import { contactKey } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { DeclinedContact } from '../../lambdas/core/contact/contact.ts';
import type { DueContact } from '../../lambdas/core/contact/contact-store.ts';
import type { ContactAccess } from '../../lambdas/core/contact/link-store.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { hashSecret, newId, parseToken } from '../../lambdas/core/magic-link.ts';
import type { RawMail, SendResult } from '../../lambdas/core/mail/mail.ts';
import { nextWorkday } from '../../lambdas/core/time/calendar-day.ts';
import { reminderDueAt } from '../../lambdas/core/time/reminder-day.ts';
import { dayInZone } from '../../lambdas/core/time/time-zone.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { sendReminders } from '../../lambdas/remind/send-reminders.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { MINUTE_MS } from '../support/harness.ts';
import { paceOn } from '../support/pace.ts';
import { clientOf } from './memory-table.ts';

/** The schedule of the remind job. */
export const SCHEDULE_MS = 15 * MINUTE_MS;
/** The function's timeout: how long one run may take. */
const RUN_MS = 50_000;
export const HOUR_MS = 60 * MINUTE_MS;
const origin = 'https://door.example';

/** What the job gets from SES. Undefined: the process ends before the answer. */
export const sesAnswers = {
  accepts: { kind: 'accepted', messageId: 'm' },
  throttles: { kind: 'not-sent', retry: 'backoff', code: 'Throttling' },
  quota: { kind: 'not-sent', retry: 'quota', code: 'Throttling' },
  rejects: { kind: 'not-sent', retry: 'never', code: 'MessageRejected' },
  'breaks before': { kind: 'cannot-know', code: 'ECONNRESET' },
  'breaks after': { kind: 'cannot-know', code: 'ECONNRESET' },
  'crash before': undefined,
  'crash after': undefined,
} as const satisfies Readonly<Record<string, SendResult | undefined>>;
export type SesBehaviour = keyof typeof sesAnswers;
export const sesBehaviours = [
  'accepts',
  'throttles',
  'quota',
  'rejects',
  'breaks before',
  'breaks after',
  'crash before',
  'crash after',
] as const satisfies readonly SesBehaviour[];
/** After these behaviours SES has accepted the email. */
export const acceptingBehaviours: ReadonlySet<SesBehaviour> = new Set([
  'accepts',
  'breaks after',
  'crash after',
]);
/** After these behaviours the job knows whether SES has accepted the email. */
export const clearBehaviours: ReadonlySet<SesBehaviour> = new Set([
  'accepts',
  'throttles',
  'quota',
  'rejects',
]);

/**
 * The faults of one call to the table. `answer lost`: the call is applied, the SDK
 * retries it, and a condition that held before does not hold any more.
 */
export const tableFaults = [
  'fails before',
  'fails after',
  'crash before',
  'crash after',
  'answer lost',
] as const;
type TableFault = (typeof tableFaults)[number];

/** What happens in one run of the job. By default there is no fault. */
export interface RunPlan {
  readonly ses?: SesBehaviour;
  readonly fault?: TableFault;
  /** The label of the call to the table that meets the fault; see {@link labelOf}. */
  readonly faultAt?: string;
  /** Runs before SES accepts the email, while the job waits for SES. */
  readonly beforeAccept?: () => Promise<unknown>;
  /** Runs after SES accepted the email, while the job waits for SES. */
  readonly afterAccept?: () => Promise<unknown>;
  /** Runs once, before the first call with this label. */
  readonly before?: Readonly<Record<string, () => Promise<unknown>>>;
  /** What a query of the due index returns, whatever is in the table. */
  readonly dueContacts?: readonly DueContact[];
  /** How long the run may take. */
  readonly runMs?: number;
}

export interface AcceptedMail {
  readonly at: number;
  readonly mail: RawMail;
}

const never = (): Promise<never> => new Promise(() => {});

/** What a call of the job to its table does. */
function labelOf(command: unknown): string {
  if (command instanceof GetItemCommand || command instanceof UpdateItemCommand)
    if (command.input.Key?.['pk']?.S?.startsWith('LIMIT#')) return 'turn';
  if (command instanceof QueryCommand) return command.input.IndexName ? 'query' : 'list';
  if (command instanceof PutItemCommand) return 'grant';
  if (command instanceof DeleteItemCommand)
    return command.input.Key?.['sk']?.S === 'REMINDERS' ? 'release' : 'revoke';
  if (command instanceof GetItemCommand) return 'read letter';
  if (!(command instanceof UpdateItemCommand)) return 'other';
  const { Key: key, UpdateExpression: update = '' } = command.input;
  if (key?.['sk']?.S === 'REMINDERS') {
    if (update.includes('#sentAt')) return 'record';
    return update.includes('SET #owner') ? 'right' : 'release';
  }
  return update.includes('ADD #attempts') ? 'claim' : 'outcome';
}

/**
 * The remind job on a real table, with a clock, an SES and table faults that the test
 * chooses. Like the world in world.ts, but for one run of the job at a time, or for
 * parallel runs without faults.
 */
export class ReminderWorld {
  readonly dynamoDb: TestTable;
  now = Date.parse('2027-01-04T12:00:00Z');
  readonly acceptedMails: AcceptedMail[] = [];
  readonly logged: {
    readonly event: string;
    readonly attempt?: number;
    readonly code?: string;
    readonly lateMs?: number;
  }[] = [];
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

  /** Records a new contact, as a sent letter does. */
  async addContact(changes: Partial<DeclinedContact> = {}): Promise<DeclinedContact> {
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
      ...changes,
    };
    await this.record(contact);
    return contact;
  }

  async record(contact: DeclinedContact): Promise<void> {
    const input = {
      candidateEmail: contact.candidateEmail,
      recruiterEmail: contact.person.address,
      recruiterName: contact.person.name,
      company: contact.company,
    };
    await this.contacts.prepare({ id: contact.declineId, input });
    await this.contacts.record(contact);
  }

  storedItem({ candidateEmail, person }: DeclinedContact) {
    return this.table.get(contactKey(candidateEmail, person.address));
  }

  storedContact({ candidateEmail, person }: DeclinedContact) {
    return this.contacts.find(addressKey(candidateEmail), addressKey(person.address));
  }

  /** The emails of a kind to a candidate that SES accepted. */
  acceptedFor(
    { candidateEmail }: DeclinedContact,
    kind: 'reminder' | 'receipt',
  ): readonly AcceptedMail[] {
    return this.acceptedMails.filter(
      ({ mail }) => mail.to === candidateEmail && mail.tags['kind'] === kind,
    );
  }

  /**
   * Runs the job once, until it ends or crashes.
   *
   * @returns the labels of its calls to the table
   */
  async run({
    ses = 'accepts',
    fault,
    faultAt,
    beforeAccept,
    afterAccept,
    before = {},
    dueContacts,
    runMs = RUN_MS,
  }: RunPlan = {}): Promise<readonly string[]> {
    this.runs += 1;
    const calls: string[] = [];
    let isDead = false;
    let hasFaultHappened = false;
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
      const isFirst = !calls.includes(label);
      calls.push(label);
      if (isFirst) await before[label]?.();
      if (label !== faultAt || hasFaultHappened) return send(command);
      hasFaultHappened = true;
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
    if (dueContacts !== undefined)
      Object.assign(reminders, { dueContacts: async () => dueContacts });
    const job = sendReminders(
      {
        reminders,
        days: new DynamoReminderDays(table),
        links: new DynamoLinkStore(table),
        pace: paceOn(table, 'reminders'),
        mailer: {
          send: async (mail) => {
            if (isDead) return never();
            await beforeAccept?.();
            if (acceptingBehaviours.has(ses)) this.acceptedMails.push({ at: this.now, mail });
            await afterAccept?.();
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
      this.now + runMs,
    );
    // A query that fails ends the run. The schedule starts the next run.
    await Promise.race([job.catch(() => {}), dead]);
    return calls;
  }

  /**
   * Runs the job by its schedule until nothing is due for a contact any more. Skips the
   * runs in which nothing is due.
   */
  async runUntilDone(contact: DeclinedContact, withinMs = 30 * HOUR_MS): Promise<void> {
    const end = this.now + withinMs;
    for (;;) {
      const dueAt = Number((await this.storedItem(contact))?.['dueAt'] ?? Number.POSITIVE_INFINITY);
      const nextRun = Math.ceil(Math.max(dueAt, this.now + 1) / SCHEDULE_MS) * SCHEDULE_MS;
      if (nextRun > end) return;
      this.now = nextRun;
      await this.run();
    }
  }

  /**
   * Records a new contact, sends its receipt, and moves the clock to the time at which
   * its reminder is due.
   */
  async addDueReminder(changes: Partial<DeclinedContact> = {}): Promise<DeclinedContact> {
    const contact = await this.addContact(changes);
    await this.run();
    this.now = reminderDueAt(contact.reconnectOn ?? '', contact.timeZone);
    return contact;
  }

  /** What the first link in an email opens. */
  async openedBy({ mail }: AcceptedMail): Promise<ContactAccess | undefined> {
    const link = parseToken(/\/contacts\/([\w.-]+)/.exec(mail.text)?.[1] ?? '');
    return link && this.links.find(link.id, hashSecret(link.secret));
  }

  /** Whether the link in an email opens its contact. */
  async hasWorkingLink(email: AcceptedMail): Promise<boolean> {
    const access = await this.openedBy(email);
    return access?.contactIds?.[0] === addressKey('dana@northwind.example');
  }
}
