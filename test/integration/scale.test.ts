import { randomBytes } from 'node:crypto';
import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dueShard } from '../../lambdas/aws/keys.ts';
import { print } from '../faults/figures.ts';
import { textOf } from '../journey/http-driver.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators, createTestTable } from '../support/dynamodb.ts';
import { uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, storeDraft, wireProduct } from '../support/harness.ts';
import { meteredClient } from '../support/metered-client.ts';
import { get, post } from '../support/requests.ts';

/**
 * The number of contacts of other candidates in the table. DynamoDB Local writes one in
 * about 1 ms. dynalite is slower, so it gets fewer.
 */
const MANY = { dynalite: 10_000, 'dynamodb-local': 100_000 } as const;
const FEW = 10;
/** The maximum number of items in one BatchWriteItem. */
const BATCH_SIZE = 25;
const WRITERS = 16;

/**
 * A contact of another candidate, as the product stores it. Its reminder is due in 2036.
 */
function otherContact(): WriteRequest {
  const [candidate, person, letter] = [0, 0, 0].map(() => randomBytes(16).toString('base64url'));
  const sk = `CONTACT#${person}`;
  const pastDecline = {
    declineId: letter,
    company: 'Northwind & Sons',
    role: 'Senior Data Engineer',
    stage: 'screen',
    language: 'en',
    declinedOn: '2026-11-20',
    thanked: ['Sam Ortiz'],
    reason: 'overqualified',
  };
  const item = {
    pk: `CANDIDATE#${candidate}`,
    sk,
    ...pastDecline,
    candidateEmail: `${candidate}@candidates.example`,
    candidateName: 'Alex Rivera',
    pageLanguage: 'en',
    person: { name: 'Dana Lee', address: `${person}@northwind.example` },
    declinedAt: 1_795_000_000_000,
    reconnectOn: '2036-05-20',
    status: 'open',
    history: [pastDecline],
    declines: new Set([letter]),
    recorded: 1,
    prepared: 1,
    due: dueShard('contacts', sk),
    dueAt: 2_094_888_000_000 + Number.parseInt(randomBytes(2).toString('hex'), 16),
  };
  return { PutRequest: { Item: marshall(item) } };
}

async function fill(client: DynamoDBClient, tableName: string, contacts: number): Promise<void> {
  let left = contacts;
  const write = async (): Promise<void> => {
    while (left > 0) {
      const size = Math.min(BATCH_SIZE, left);
      left -= size;
      let unwritten: WriteRequest[] = Array.from({ length: size }, otherContact);
      while (unwritten.length > 0) {
        const { UnprocessedItems } = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [tableName]: unwritten } }),
        );
        unwritten = UnprocessedItems?.[tableName] ?? [];
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

describe.each(availableEmulators())('capacity units on %s', (kind) => {
  const many = MANY[kind];
  test(`when there are ${many} other contacts, then each use costs as with ${FEW}`, async () => {
    const dynamoDb = await createTestTable(kind);
    onTestFinished(() => dynamoDb.close());
    const { client, meter } = meteredClient(dynamoDb.endpoint);
    onTestFinished(() => client.destroy());
    const { tableName } = dynamoDb;
    const plain = wireProduct(dynamoDb);
    const metered = wireProduct({ client, tableName });

    const costOf = async (work: () => Promise<unknown>): Promise<number> => {
      meter.units = 0;
      await work();
      return meter.units;
    };
    const expectPage = async (request: Request, text: string): Promise<void> => {
      const answer = await metered.web.fetch(request);
      expect([answer.status, textOf(await answer.text())]).toEqual([
        200,
        expect.stringContaining(text),
      ]);
    };
    /**
     * The capacity units of each use by a candidate who has one draft and three contacts
     * whose receipts are due.
     */
    const measure = async () => {
      const candidateEmail = uniqueCandidate();
      for (const name of ['one', 'two', 'three']) {
        await declineTo(plain, { candidateEmail, recruiterEmail: `${name}@northwind.example` });
      }
      await storeDraft(plain, { candidateEmail, recruiterEmail: 'four@northwind.example' });
      const path = await grantContactsLink(dynamoDb, candidateEmail);
      const reminder = await grantContactsLink(dynamoDb, candidateEmail, {
        person: 'one@northwind.example',
      });
      return {
        'open a reminder’s link': await costOf(() => expectPage(get(reminder), 'Dana Lee')),
        list: await costOf(() => expectPage(get(path), '3 in all.')),
        'due query': await costOf(() => metered.contacts.dueContacts(Date.now(), 50)),
        'a run of reminders': await costOf(() => metered.sendReminders()),
        erase: await costOf(() =>
          expectPage(post(`${path}/erase`, confirmed(path)), 'Everything is erased'),
        ),
      };
    };

    await fill(dynamoDb.client, tableName, FEW);
    const withFew = await measure();
    const startedAt = performance.now();
    await fill(dynamoDb.client, tableName, many - FEW);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    const withMany = await measure();

    const width = Math.max(...Object.keys(withFew).map((name) => name.length));
    print(
      `capacity units on ${kind}, with ${FEW} and ${many} contacts of others (written in ` +
        `${seconds} s):`,
    );
    for (const [name, units] of Object.entries(withFew)) {
      print(
        `  ${name.padEnd(width)}  ${units}  ` +
          `${Object.entries(withMany).find(([other]) => other === name)?.[1]}`,
      );
    }
    const used = [...meter.commands].map(([name, times]) => `${name} ${times}`).join(', ');
    print(`  commands: ${used}`);

    expect(withMany).toEqual(withFew);
    for (const units of Object.values(withFew)) expect(units).toBeGreaterThan(0);
    expect([...meter.commands.keys()]).toContain('QueryCommand');
    expect(used).not.toMatch(/Scan/);

    // This checks the meter: in July 2036 all contacts are due, so the same query reads
    // the contacts of others, and costs more.
    const in2036 = wireProduct({ client, tableName, now: () => 2_100_000_000_000 });
    const due = await costOf(() => in2036.contacts.dueContacts(2_100_000_000_000, 50));
    expect(due).toBeGreaterThan(withFew['due query']);
  }, 300_000);
});
