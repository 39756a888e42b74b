import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DynamoMailboxStops } from '../../lambdas/aws/dynamo-mailbox-stops.ts';
import { DynamoReminderDays } from '../../lambdas/aws/dynamo-reminder-days.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { SendResult } from '../../lambdas/core/mail/mail.ts';
import { adoptRestoredTable } from '../../scripts/restore/adopt-restored-table.ts';
import { copySinceBackup, countMissingContacts } from '../../scripts/restore/copy-since-backup.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import type { Draft } from '../support/fixtures.ts';
import { declineTo, MINUTE_MS, storeDraft, wireProduct } from '../support/harness.ts';
import { allItems, contactsByAddress } from '../support/table.ts';

const day = Date.parse('2026-11-26T10:00:00Z');

/** As a restore does: a new table, with the items of this moment. */
async function restoreFrom(
  from: TestTable,
  kind: Parameters<typeof createTestTable>[0],
): Promise<TestTable> {
  const restored = await createTestTable(kind);
  for (const item of (await allItems(from)).values()) {
    const Item = marshall(item, { removeUndefinedValues: true });
    await restored.client.send(new PutItemCommand({ TableName: restored.tableName, Item }));
  }
  return restored;
}

/**
 * What an operator's restore does with the letters and contacts that were written, sent
 * and erased after the moment of the backup.
 */
describe.each(availableEmulators())('what was written since a backup, on %s', (kind) => {
  const clock = { now: day };
  let answer: SendResult = { kind: 'accepted', messageId: 'm' };
  const leaves: string[] = [];
  const start = ({ client, tableName }: TestTable) =>
    wireProduct({
      client,
      tableName,
      now: () => clock.now,
      answer: async ({ tags }) => {
        if (tags['kind'] === 'letter' && answer.kind === 'accepted')
          leaves.push(tags['letter'] ?? '');
        return answer;
      },
    });
  const tables: TestTable[] = [];
  const restore = async (from: TestTable): Promise<TestTable> => {
    const copy = await restoreFrom(from, kind);
    tables.push(copy);
    return copy;
  };
  const person = (name: string) => ({
    createdAt: clock.now,
    candidateEmail: `${name}@candidates.example`,
    recruiterEmail: `${name}@northwind.example`,
  });
  const kept = { reconnectOn: '2027-06-01' };

  let earlier: TestTable;
  let restored: TestTable;
  /** The same backup, for an accident that deleted contacts. */
  let afterAccident: TestTable;
  let waits: Draft;
  let fresh: Draft;
  let left: Draft;
  const names = () => ({ restored: restored.tableName, earlier: earlier.tableName });

  beforeAll(async () => {
    earlier = await createTestTable(kind);
    tables.push(earlier);
    const before = start(earlier);
    waits = await storeDraft(before, person('waits'));
    left = await storeDraft(before, person('left'));
    for (const name of ['patient', 'erased']) await declineTo(before, person(name), kept);
    restored = await restore(earlier);
    afterAccident = await restore(earlier);

    await declineTo(before, person('new'), kept);
    await before.send(left.link, left.decline.letterHash);
    // Confirmed, and refused by SES for now.
    answer = { kind: 'not-sent', retry: 'backoff', code: 'Throttling' };
    await before.send(waits.link, waits.decline.letterHash);
    fresh = await storeDraft(before, person('fresh'));
    await before.send(fresh.link, fresh.decline.letterHash);
    answer = { kind: 'accepted', messageId: 'm' };
    for (const { pk, sk } of await contactsByAddress(earlier, 'erased@northwind.example')) {
      const Key = marshall({ pk, sk });
      await earlier.client.send(new DeleteItemCommand({ TableName: earlier.tableName, Key }));
    }
  });
  afterAll(() => {
    for (const table of tables) table.close();
  });

  test('when contacts are missing since the backup, then they are counted', async () => {
    const counted = await countMissingContacts(earlier.client, names());
    expect(counted.missing).toBe(1);
    expect(counted.contacts).toBeGreaterThanOrEqual(2);
  });

  test('when it is copied, then only what is missing is written, once', async () => {
    const { client } = earlier;
    const first = await copySinceBackup(client, names());
    expect(first).toBeGreaterThan(0);
    expect(await copySinceBackup(client, names())).toBe(0);
    expect(await contactsByAddress(restored, 'new@northwind.example')).toHaveLength(1);
  });

  test('when a confirmed letter waits, then it is not lost, and does not leave', async () => {
    const countBefore = leaves.length;
    await adoptRestoredTable(earlier.client, names());
    const after = start(restored);
    clock.now += 120 * MINUTE_MS;
    await after.sweep();
    await after.sendNotices();
    for (const { decline } of [waits, fresh]) {
      expect((await after.store.find(decline.id))?.state).toBe('unknown');
    }
    const notified = after.mails.filter(({ tags }) => tags['kind'] === 'notice');
    expect(notified).toHaveLength(2);
    expect(new Set(notified.map(({ to }) => to))).toEqual(
      new Set(['fresh@candidates.example', 'waits@candidates.example']),
    );
    expect((await after.store.find(left.decline.id))?.state).toBe('sent');
    expect(leaves).toHaveLength(countBefore);
    expect(new Set(leaves).size).toBe(leaves.length);
  });

  test('when a contact was erased since, then it stays erased; the others stay', async () => {
    expect(await contactsByAddress(restored, 'erased@northwind.example')).toEqual([]);
    for (const name of ['patient', 'new', 'left'])
      expect(await contactsByAddress(restored, `${name}@northwind.example`)).toHaveLength(1);
  });

  test('when the operator says that contacts were lost, then they come back', async () => {
    const accident = { restored: afterAccident.tableName, earlier: earlier.tableName };
    await copySinceBackup(earlier.client, accident);
    await adoptRestoredTable(earlier.client, { ...accident, keepDeleted: true });
    const [contact] = await contactsByAddress(afterAccident, 'erased@northwind.example');
    expect(contact).toMatchObject({ reconnectOn: kept.reconnectOn });
    clock.now = Date.parse('2027-06-02T12:00:00Z');
    const product = start(afterAccident);
    await product.sendReminders();
    const reminded = product.mails.filter(({ tags }) => tags['kind'] === 'reminder');
    expect(reminded.map(({ to }) => to)).toContain('erased@candidates.example');
  });
});

/**
 * A person stops the emails to their mailbox, or allows them again, at any step of a
 * restore: before the `backup`, before the `copy`, later in the `earlier` table, or in
 * the `restored` one, when the stack uses it.
 */
describe.each(availableEmulators())('the stops of a mailbox, in a restore on %s', (kind) => {
  const steps = ['backup', 'copy', 'earlier', 'restored'] as const;
  type Step = (typeof steps)[number];
  type Story = readonly (readonly [step: Step, isStopped: boolean, link?: string])[];
  const stories: readonly (readonly [name: string, isStopped: boolean, story: Story])[] = [
    ['nobody stops them', false, []],
    ['they were stopped before', true, [['backup', true]]],
    ['they are stopped before the copy', true, [['copy', true]]],
    ['they are stopped after the copy', true, [['earlier', true]]],
    ['they are stopped in the new table', true, [['restored', true]]],
    [
      'they are allowed before the copy',
      false,
      [
        ['backup', true],
        ['copy', false],
      ],
    ],
    [
      'they are allowed after the copy',
      false,
      [
        ['backup', true],
        ['earlier', false],
      ],
    ],
    [
      'they are copied, then allowed',
      false,
      [
        ['copy', true],
        ['earlier', false],
      ],
    ],
    [
      'they are allowed in the new table',
      false,
      [
        ['backup', true],
        ['restored', false],
      ],
    ],
    [
      'they are copied, allowed in the new',
      false,
      [
        ['copy', true],
        ['restored', false],
      ],
    ],
    [
      'they are stopped late, allowed in the new',
      false,
      [
        ['earlier', true],
        ['restored', false],
      ],
    ],
    [
      'another link allows them',
      false,
      [
        ['backup', true],
        ['earlier', false, 'other'],
      ],
    ],
    [
      'another link allows them in the new',
      false,
      [
        ['backup', true],
        ['restored', false, 'other'],
      ],
    ],
    [
      'they are allowed, then stopped',
      true,
      [
        ['backup', true],
        ['copy', false],
        ['earlier', true],
      ],
    ],
    [
      'they are allowed, stopped in the new',
      true,
      [
        ['earlier', false],
        ['restored', true],
      ],
    ],
  ];

  test('when a person stops or allows them, then their last word counts, twice', async () => {
    const now = { at: day };
    const stopsOf = ({ client, tableName }: TestTable) =>
      new DynamoMailboxStops(new Table(client, tableName, () => now.at));
    const earlier = await createTestTable(kind);
    const tell = async (step: Step, table: TestTable) => {
      now.at += MINUTE_MS;
      for (const [name, , story] of stories) {
        for (const [at, isStopped, link = 'one'] of story) {
          if (at === step)
            await stopsOf(table).set(name, `${link} of ${name}`, { kind: 'review', isStopped });
        }
      }
    };
    for (const [name] of stories) {
      for (const link of ['one', 'other'])
        await stopsOf(earlier).grant(name, { secretHash: `${link} of ${name}`, kind: 'review' });
    }
    await tell('backup', earlier);
    const restored = await restoreFrom(earlier, kind);
    const names = { restored: restored.tableName, earlier: earlier.tableName };
    await tell('copy', earlier);
    await copySinceBackup(earlier.client, names);
    await tell('earlier', earlier);
    await tell('restored', restored);
    const fresh = { secretHash: 'fresh', kind: 'review' } as const;
    await stopsOf(restored).grant('new', fresh);

    for (let run = 0; run < 2; run += 1) {
      await adoptRestoredTable(earlier.client, names);
      const found: unknown[] = [];
      for (const [name] of stories)
        found.push([name, await stopsOf(restored).isStopped(name, 'review')]);
      expect(found).toEqual(stories.map(([name, isStopped]) => [name, isStopped]));
      // A stop can be undone as long as it is there; otherwise its link expires.
      const items = await allItems(restored);
      for (const [name, isStopped, story] of stories) {
        const link = items.get(`MAILBOX#${name} NOT-YOU#one of ${name}`);
        expect([name, link?.['ttl'] === undefined]).toEqual([name, isStopped]);
        if (story.length > 0) expect(link).toBeDefined();
      }
      expect(await stopsOf(restored).find('new', fresh.secretHash)).toBeDefined();
    }
    earlier.close();
    restored.close();
  });
});

/** The last email of reminders of a candidate: it decides whether today's was sent. */
describe.each(availableEmulators())('reminders since a backup, on %s', (kind) => {
  const days = ({ client, tableName }: TestTable, at: number) =>
    new DynamoReminderDays(new Table(client, tableName, () => at));
  /** Sends an email of reminders. */
  async function remind(table: TestTable, candidate: string, at: number): Promise<void> {
    const leaseUntil = at + MINUTE_MS;
    await days(table, at).claim(candidate, { owner: 'run', leaseUntil });
    const last = { sentAt: at, dayOverAt: at + 600 * MINUTE_MS, leaseUntil };
    await days(table, at).record(candidate, 'run', { ...last, contactIds: new Set(['a']) });
  }
  /** When the last email was sent, as the next run reads it. */
  const lastOf = async (table: TestTable, candidate: string) => {
    const at = day + 300 * MINUTE_MS;
    const right = { owner: `next ${Math.random()}`, leaseUntil: at };
    return (await days(table, at).claim(candidate, right))?.last?.sentAt;
  };

  test('when the earlier table sent the later email, then that one counts', async () => {
    const earlier = await createTestTable(kind);
    const [first, since, newest] = [day - 1440 * MINUTE_MS, day, day + 60 * MINUTE_MS];
    for (const candidate of ['quiet', 'reminded', 'claimed', 'holding', 'newest', 'gone'])
      await remind(earlier, candidate, first);
    await days(earlier, first).claim('unsent', { owner: 'run', leaseUntil: first });
    const restored = await restoreFrom(earlier, kind);
    for (const candidate of ['reminded', 'claimed', 'holding', 'newest', 'unsent', 'gone'])
      await remind(earlier, candidate, since);
    // The restored table is in use, before it is adopted.
    await days(restored, since).claim('claimed', { owner: 'run', leaseUntil: since });
    const leaseUntil = day + 600 * MINUTE_MS;
    await days(restored, since).claim('holding', { owner: 'run', leaseUntil });
    await remind(restored, 'newest', newest);
    const Key = marshall({ pk: 'CANDIDATE#gone', sk: 'REMINDERS' });
    await restored.client.send(new DeleteItemCommand({ TableName: restored.tableName, Key }));
    const names = { restored: restored.tableName, earlier: earlier.tableName };
    for (let run = 0; run < 2; run += 1) await adoptRestoredTable(earlier.client, names);

    expect(await lastOf(restored, 'quiet')).toBe(first);
    for (const candidate of ['reminded', 'claimed', 'unsent'])
      expect([candidate, await lastOf(restored, candidate)]).toEqual([candidate, since]);
    expect(await lastOf(restored, 'newest')).toBe(newest);
    expect(await lastOf(restored, 'gone')).toBeUndefined();
    // A run holds the right, and no other one gets it.
    const right = { owner: 'other', leaseUntil };
    expect(await days(restored, since).claim('holding', right)).toBeUndefined();
    const items = await allItems(restored);
    expect(items.get('CANDIDATE#holding REMINDERS')).toMatchObject({ owner: 'run', sentAt: since });
    earlier.close();
    restored.close();
  });
});

/** Sending is stopped meanwhile, so many items are in work at once. */
describe.each(availableEmulators())('the pace of a restore, on %s', (kind) => {
  /** A client that notes how many commands run at once, and the puts in their order. */
  function watch(client: DynamoDBClient) {
    const seen: { atOnce: number; readonly puts: string[] } = { atOnce: 0, puts: [] };
    let running = 0;
    const watched = new Proxy(client, {
      get(target, name) {
        if (name !== 'send') return Reflect.get(target, name);
        return async (command: unknown) => {
          running += 1;
          seen.atOnce = Math.max(seen.atOnce, running);
          const isErasing =
            command instanceof GetItemCommand && command.input.Key?.['sk']?.S === 'ERASING';
          if (isErasing) await sleep(100);
          if (command instanceof PutItemCommand)
            seen.puts.push(command.input.Item?.['sk']?.S?.replace(/#.*/, '') ?? '');
          return await Reflect.apply(target.send, target, [command]).finally(() => {
            running -= 1;
          });
        };
      },
    });
    return { watched, seen };
  }

  test('when it copies and adopts, then 25 items at once, an erasing first', async () => {
    const earlier = await createTestTable(kind);
    const put = (sk: string) =>
      earlier.client.send(
        new PutItemCommand({
          TableName: earlier.tableName,
          Item: marshall({ pk: 'CANDIDATE#busy', sk, declinedAt: day, epoch: 'earlier' }),
        }),
      );
    await Promise.all(Array.from({ length: 60 }, (_, at) => put(`CONTACT#${at}`)));
    const restored = await restoreFrom(earlier, kind);
    await Promise.all(Array.from({ length: 60 }, (_, at) => put(`LINK#${at}`)));
    const names = { restored: restored.tableName, earlier: earlier.tableName };
    const copying = watch(earlier.client);
    expect(await copySinceBackup(copying.watched, names)).toBe(60);
    expect(copying.seen.atOnce).toBe(25);
    // The candidate erases everything, and that is not finished.
    await put('ERASING');
    const adopting = watch(earlier.client);
    const adoption = await adoptRestoredTable(adopting.watched, names);
    expect(adoption).toEqual({ removed: 0, settled: 0, contacts: 60 });
    expect(adopting.seen.atOnce).toBe(25);
    const { puts } = adopting.seen;
    expect([puts[0], new Set(puts.slice(1))]).toEqual(['ERASING', new Set(['CONTACT'])]);
    earlier.close();
    restored.close();
  });
});
