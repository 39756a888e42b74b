import { randomBytes } from 'node:crypto';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { placeKey } from '../../lambdas/aws/keys.ts';
import { MAX_OPEN_DRAFTS } from '../../lambdas/core/decline/open-drafts.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { newId } from '../../lambdas/core/magic-link.ts';
import { print } from '../faults/figures.ts';
import { confirmed, grantContactsLink } from '../support/contacts.ts';
import { availableEmulators, createTestTable, type TestTable } from '../support/dynamodb.ts';
import { newDraft, uniqueCandidate } from '../support/fixtures.ts';
import { declineTo, wireProduct } from '../support/harness.ts';
import { meteredClient } from '../support/metered-client.ts';
import { get, json } from '../support/requests.ts';
import { itemsAsText } from '../support/table.ts';

/** How many drafts one candidate has. dynalite is slower, so it gets fewer. */
const MANY = { dynalite: 2000, 'dynamodb-local': 20_000 } as const;
/** Two items for each draft; a BatchWriteItem takes 25. */
const BATCH_SIZE = 12;
const WRITERS = 16;

/** Writes drafts straight into the table, each to another recruiter, as old ones are. */
async function fill({ client, tableName }: TestTable, candidateEmail: string, drafts: number) {
  const { decline } = newDraft({ candidateEmail, personalNote: 'Thank you. '.repeat(30) });
  const contacts = (): Set<string> => new Set([newId(randomBytes)]);
  const itemsOfOne = (): WriteRequest[] => {
    const id = newId(randomBytes);
    const ttl = Math.ceil(decline.linkExpiresAt / 1000) + 14 * 24 * 60 * 60;
    const letter = { pk: `LETTER#${id}`, sk: 'LETTER', ...decline, id, ttl, epoch: 'another' };
    const place = { ...placeKey(addressKey(candidateEmail), id), contacts: contacts(), ttl };
    return [letter, place].map((item) => ({
      PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) },
    }));
  };
  let left = drafts;
  const write = async (): Promise<void> => {
    while (left > 0) {
      const size = Math.min(BATCH_SIZE, left);
      left -= size;
      let unwritten = Array.from({ length: size }, itemsOfOne).flat();
      while (unwritten.length > 0) {
        const answer = await client.send(
          new BatchWriteItemCommand({ RequestItems: { [tableName]: unwritten } }),
        );
        unwritten = answer.UnprocessedItems?.[tableName] ?? [];
      }
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

describe.each(availableEmulators())('a candidate with many drafts, on %s', (kind) => {
  const many = MANY[kind];
  test(`when there are ${many}, then no page reads them, and erasing ends`, async () => {
    const table = await createTestTable(kind);
    onTestFinished(() => table.close());
    const { client, meter } = meteredClient(table.endpoint);
    onTestFinished(() => client.destroy());
    const { tableName } = table;
    const { web, ...metered } = wireProduct({ client, tableName });
    const candidateEmail = uniqueCandidate();
    const recruiterEmail = 'dana@northwind.example';
    await declineTo(metered, { candidateEmail, recruiterEmail });
    const path = await grantContactsLink(table, candidateEmail);
    const costOf = async (work: () => Promise<unknown>): Promise<number> => {
      meter.units = 0;
      await work();
      return meter.units;
    };
    const open = async (request: Request): Promise<void> => {
      expect((await web.fetch(request)).status).toBeLessThan(400);
    };
    const measure = async () => ({
      list: await costOf(() => open(get(path))),
      search: await costOf(() => open(get(`${path}?words=dana&filter=due`))),
      'the spreadsheet': await costOf(() => open(get(`${path}/export.csv`))),
      'a note': await costOf(() =>
        open(json(`${path}/note`, { ...confirmed(path, recruiterEmail), note: 'x' })),
      ),
      'one more draft': await costOf(() =>
        metered.store.open(newDraft({ candidateEmail }).decline, MAX_OPEN_DRAFTS),
      ),
    });
    const withFew = await measure();
    await fill(table, candidateEmail, many);
    const withMany = await measure();
    const part = await costOf(() => open(get(`${path}/export.json`)));

    const erase = { units: 0, requests: 0, status: 202 };
    while (erase.status === 202) {
      erase.units += await costOf(async () => {
        erase.status = (await web.fetch(json(`${path}/erase`, confirmed(path)))).status;
      });
      erase.requests += 1;
    }
    print(`capacity units on ${kind}, without and with ${many} drafts of the candidate:`);
    for (const [name, units] of Object.entries(withFew))
      print(
        `  ${name}  ${units}  ${Object.entries(withMany).find(([other]) => other === name)?.[1]}`,
      );
    print(`  the first part of everything  ${part}`);
    print(`  erase  ${Math.round(erase.units)} in ${erase.requests} requests`);

    expect(withMany).toEqual(withFew);
    expect(erase.status).toBe(200);
    // The limits are no data of the candidate.
    const left = (await itemsAsText(table)).filter((item) => !item.includes('"LIMIT#'));
    expect(left).toEqual([]);
    // Each draft: two deletions, and its share of the queries.
    expect(erase.units).toBeLessThan(many * 10);
  }, 600_000);
});
