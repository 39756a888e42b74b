import { randomBytes } from 'node:crypto';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { contactItemKey, dueShard } from '../../lambdas/aws/keys.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import type { TestTable } from './dynamodb.ts';

/** The maximum number of items in one BatchWriteItem. */
const BATCH_SIZE = 25;
const WRITERS = 16;

/** A contact, as the product stores it. By default its reminder is due in 2036. */
function itemOf(candidateEmail: string, personAddress: string, changes: object): WriteRequest {
  const letter = randomBytes(16).toString('base64url');
  const key = contactItemKey(addressKey(candidateEmail), addressKey(personAddress));
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
    ...key,
    ...pastDecline,
    candidateEmail,
    candidateName: 'Alex Rivera',
    pageLanguage: 'en',
    person: { name: 'Dana Lee', address: personAddress },
    declinedAt: 1_795_000_000_000,
    reconnectOn: '2036-05-20',
    status: 'open',
    history: [pastDecline],
    declines: new Set([letter]),
    recorded: 1,
    prepared: 1,
    due: dueShard('contacts', key.sk),
    dueAt: 2_094_888_000_000 + Number.parseInt(randomBytes(2).toString('hex'), 16),
    ...changes,
  };
  return { PutRequest: { Item: marshall(item, { removeUndefinedValues: true }) } };
}

/**
 * Writes contacts straight into the table.
 *
 * @param options `candidateEmail`: whose they are; by default each is of another
 *   candidate. `changesOf`: what the item of a contact has that is not as usual, by its
 *   number from 0; `person` has an address that holds the number
 */
export async function storeContacts(
  { client, tableName }: Pick<TestTable, 'client' | 'tableName'>,
  count: number,
  {
    candidateEmail,
    changesOf = () => ({}),
  }: {
    readonly candidateEmail?: string;
    readonly changesOf?: (index: number, address: string) => object;
  } = {},
): Promise<void> {
  const one = (index: number): WriteRequest => {
    const id = randomBytes(8).toString('hex');
    const address = `person-${index}-${id}@northwind.example`;
    return itemOf(candidateEmail ?? `${id}@candidates.example`, address, changesOf(index, address));
  };
  let written = 0;
  const write = async (): Promise<void> => {
    while (written < count) {
      const from = written;
      const size = Math.min(BATCH_SIZE, count - from);
      written += size;
      let unwritten = Array.from({ length: size }, (_, index) => one(from + index));
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
