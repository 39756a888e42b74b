import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SendResult } from '../../lambdas/core/mail/mail.ts';
import { adoptRestoredTable } from '../../scripts/restore/adopt-restored-table.ts';
import { copySinceBackup, countMissingContacts } from '../../scripts/restore/copy-since-backup.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import type { Draft } from '../support/fixtures.ts';
import { declineTo, MINUTE_MS, storeDraft, wireProduct } from '../support/harness.ts';
import { allItems, contactsByAddress } from '../support/table.ts';

/**
 * What an operator's restore does with the letters and contacts that were written, sent
 * and erased after the moment of the backup.
 */
describe.each(availableEmulators())('what was written since a backup, on %s', (kind) => {
  const clock = { now: Date.parse('2026-11-26T10:00:00Z') };
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
  /** As a restore does: a new table, with the items of this moment. */
  const restore = async (from: TestTable): Promise<TestTable> => {
    const restored = await createTestTable(kind);
    tables.push(restored);
    for (const item of (await allItems(from)).values()) {
      const Item = marshall(item, { removeUndefinedValues: true });
      await restored.client.send(new PutItemCommand({ TableName: restored.tableName, Item }));
    }
    return restored;
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
