import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  blockPrefix,
  candidatePartition,
  contactKeyOf,
  contactPrefix,
  declineKey,
  erasingKey,
  killSwitchKey,
  mailboxPartition,
  notYouKey,
  placeKey,
  remindersKey,
  stopPrefix,
} from '../../lambdas/aws/keys.ts';
import { tableEpoch } from '../../lambdas/aws/table-epoch.ts';
import { isOneOf } from '../../lambdas/core/choices.ts';
import { declineStates, isReported, reportRank } from '../../lambdas/core/decline/decline.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { eachConcurrently } from '../../lambdas/core/queue/each-concurrently.ts';
import { WORKERS } from './copy-since-backup.ts';

type Item = Record<string, AttributeValue>;

/** What `adoptRestoredTable` has done, in items. */
export interface Adoption {
  /** Items that were erased, or had expired, since the backup. */
  removed: number;
  /** Letters whose outcome is known from the earlier table. */
  settled: number;
  /** Contacts that may get emails again. */
  contacts: number;
}

/** The states of a letter from which it could still leave. */
const claimableStates = ['draft', 'retry', 'sending'];
/** The attributes that say whether and when a contact gets its next email. */
const reminderAttributes = [
  'due',
  'dueAt',
  'receiptFor',
  'reconnectOn',
  'remindedAt',
  'status',
  'deliveryProblem',
];

const stateOf = ({ state }: Item): string => state?.S ?? '';
/** The rank of a state that SES has reported; -1 for any other state. */
const rankOf = (state: string): number =>
  isOneOf(declineStates, state) && isReported(state) ? reportRank[state] : -1;

/**
 * Whether the letter of the earlier table replaces that of the restored one: not if the
 * restored one says more, because an event was recorded since the restore. In the same
 * state, the earlier one says which notices were sent. A letter that was confirmed since
 * the backup and still waits there must not look like a draft: it keeps the earlier
 * epoch, so the sweep moves it to *unknown*, and its candidate is notified.
 */
const isNewer = (earlier: string, restored: string): boolean =>
  (restored === 'draft' && (earlier === 'retry' || earlier === 'sending')) ||
  (!claimableStates.includes(earlier) &&
    (claimableStates.includes(restored) ||
      restored === 'unknown' ||
      restored === earlier ||
      (rankOf(restored) >= 0 && rankOf(earlier) > rankOf(restored))));

const isContact = ({ sk }: Item): boolean => sk?.S?.startsWith(contactPrefix) === true;
const isLetter = ({ sk }: Item): boolean => sk?.S === 'LETTER';
/** The last email of reminders of a candidate. */
const isReminders = ({ sk }: Item): boolean => sk?.S === remindersKey('').sk;
/** A stop of a mailbox's emails, or a "Not you?" link. */
const isOfMailbox = ({ pk }: Item): boolean => pk?.S?.startsWith(mailboxPartition('')) === true;
const isStop = (item: Item): boolean =>
  isOfMailbox(item) && item['sk']?.S?.startsWith(stopPrefix) === true;

/** The item without these attributes. */
const without = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
const only = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));

/**
 * Copies the blocks, the kill switch and the stops of mailboxes, as they are now. A block
 * of the restored table stays, and of two switches the later one counts. A stop is copied
 * unless its owner has decided in the restored table: lifting it removes it there.
 *
 * @param epoch that of the restored table
 */
async function copyDoor(
  client: DynamoDBClient,
  { earlier, restored, epoch }: Readonly<Record<'earlier' | 'restored' | 'epoch', string>>,
): Promise<void> {
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: earlier,
        ConsistentRead: true,
        FilterExpression:
          'begins_with(pk, :block) OR pk = :switch OR ' +
          '(begins_with(pk, :mailbox) AND begins_with(sk, :stop))',
        ExpressionAttributeValues: {
          ':block': { S: blockPrefix },
          ':mailbox': { S: mailboxPartition('') },
          ':stop': { S: stopPrefix },
          ':switch': { S: killSwitchKey.pk },
        },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    await eachConcurrently(page.Items ?? [], WORKERS, async (item) => {
      if (isStop(item)) return await copyStop(client, item, { earlier, restored, epoch });
      const { changedAt } = item;
      const later = changedAt ? ['changedAt < :at'] : [];
      await unlessRefused(
        client.send(
          new PutItemCommand({
            TableName: restored,
            Item: item,
            ConditionExpression: ['attribute_not_exists(pk)', ...later].join(' OR '),
            ...(changedAt && { ExpressionAttributeValues: { ':at': changedAt } }),
          }),
        ),
      );
    });
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Copies a stop with its link. A stop without its link could not be undone. */
async function copyStop(
  client: DynamoDBClient,
  stop: Item,
  { earlier, restored, epoch }: Readonly<Record<'earlier' | 'restored' | 'epoch', string>>,
): Promise<void> {
  const put = (Item: Item) =>
    unlessRefused(
      client.send(
        new PutItemCommand({
          TableName: restored,
          Item,
          ConditionExpression: 'attribute_not_exists(epoch) OR epoch <> :epoch',
          ExpressionAttributeValues: { ':epoch': { S: epoch } },
        }),
      ),
    );
  const { pk, by } = stop;
  const mailbox = pk?.S?.slice(mailboxPartition('').length) ?? '';
  const key = notYouKey(mailbox, by?.S ?? '');
  const { Item: link } = await client.send(
    new GetItemCommand({
      TableName: earlier,
      Key: { pk: { S: key.pk }, sk: { S: key.sk } },
      ConsistentRead: true,
    }),
  );
  // If its owner has lifted the stop in the restored table, the link has its epoch.
  if (link === undefined || (await put(link))) await put(stop);
}

/** Makes a write whose condition may not hold: the product has written since. */
async function unlessRefused(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/**
 * Applies to a restored table what happened since the backup, as far as the earlier table
 * still says it: erased and expired items are removed, a stopped or sent reminder stays
 * stopped or sent, and a letter that has left keeps its outcome. Then the contacts may
 * get emails again (docs/adr/0021-restored-tables.md). It can run again after an
 * interruption, and while the product runs: it removes, or writes what the earlier table
 * has.
 *
 * It reads the whole table. An operator runs it, no function does.
 *
 * @param tables `restored`: the name of the restored table; `earlier`: the name of the
 *   table that it replaces, undefined if that does not exist any more; `keepDeleted`:
 *   what the earlier table does not have was deleted by mistake, and stays
 * @param onProgress called after each page of items, with the number of items so far
 */
export async function adoptRestoredTable(
  client: DynamoDBClient,
  {
    restored,
    earlier,
    keepDeleted = false,
  }: {
    readonly restored: string;
    readonly earlier?: string | undefined;
    readonly keepDeleted?: boolean;
  },
  onProgress: (items: number) => void = () => {},
): Promise<Adoption> {
  const epoch = await tableEpoch(client, restored, Date.now)();
  const adoption: Adoption = { removed: 0, settled: 0, contacts: 0 };
  // What the product writes to the restored table has its epoch, and stays.
  const isFromBackup = {
    // An item that is gone was erased in the meantime: it must not come back.
    ConditionExpression:
      'attribute_exists(pk) AND (attribute_not_exists(epoch) OR epoch <> :epoch)',
    ExpressionAttributeValues: { ':epoch': { S: epoch } },
  };
  const isNotRecorded = {
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(declinedAt)',
  };
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  const put = (
    item: Item,
    condition: Pick<
      PutItemCommandInput,
      'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
    > = isFromBackup,
  ) =>
    unlessRefused(
      client.send(new PutItemCommand({ TableName: restored, Item: item, ...condition })),
    );
  const keyOf = ({ pk, sk }: Item): Item => ({ ...(pk && { pk }), ...(sk && { sk }) });

  /** For each candidate: the erasing is in the restored table, if there is one. */
  const erasings = new Map<string, Promise<void>>();
  const erasingSortKey = erasingKey('').sk;

  async function adopt(item: Item): Promise<void> {
    const { pk } = item;
    const isFromBefore = item['epoch']?.S !== epoch;
    if (isFromBefore && pk?.S?.startsWith(candidatePartition('')) === true) {
      const erasing = erasings.get(pk.S) ?? adoptErasing(pk.S);
      erasings.set(pk.S, erasing);
      // Before any contact of this candidate may get emails again.
      await erasing;
    }
    // What the earlier table does not have was erased, or has expired.
    const { Item: found } =
      earlier === undefined
        ? { Item: item }
        : await client.send(
            new GetItemCommand({ TableName: earlier, Key: keyOf(item), ConsistentRead: true }),
          );
    const before = found ?? (keepDeleted ? item : undefined);
    if (before === undefined) {
      const key = { TableName: restored, Key: keyOf(item) };
      if (await unlessRefused(client.send(new DeleteItemCommand({ ...key, ...isFromBackup }))))
        adoption.removed += 1;
      return;
    }
    if (isContact(item)) {
      // A prepared contact that was recorded since the backup has nothing else to keep.
      const isPrepared = item['declinedAt'] === undefined;
      // Prepared since the restore, and nothing is recorded of this person.
      if (isPrepared && item['epoch']?.S === epoch && before['declinedAt'] === undefined) return;
      // The history of whichever table recorded more.
      const recordedIn = ({ recorded }: Item): number => Number(recorded?.N ?? 0);
      const kept = isPrepared || recordedIn(before) > recordedIn(item) ? before : item;
      const reminder = only(before, reminderAttributes);
      const { prepared } = item;
      const contact = {
        ...without(kept, reminderAttributes),
        ...reminder,
        ...(isPrepared && prepared && { prepared }),
        epoch: { S: epoch },
      };
      if (await put(contact, isPrepared ? isNotRecorded : isFromBackup)) adoption.contacts += 1;
    } else if (isLetter(item) && isNewer(stateOf(before), stateOf(item))) {
      // Not if an event has been recorded since it was read.
      const isUnchanged = {
        ConditionExpression: '#state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': { S: stateOf(item) } },
      };
      if (!(await put(before, isUnchanged))) return;
      adoption.settled += 1;
      await adoptPlaceOf(before);
      await adoptContactOf(before);
    } else if (isReminders(item)) {
      await adoptReminders(before);
    } else if (isOfMailbox(item) && before !== item) {
      await put(before);
    }
  }

  /**
   * The last email of reminders in the earlier table counts, if it is the later one:
   * otherwise a contact that is due later that day gets a second email. Who holds the
   * right to send in the restored table, keeps it.
   */
  async function adoptReminders(before: Item): Promise<void> {
    const { pk, sk, sentAt, owner: _owner, leaseUntil: _leaseUntil, ...others } = before;
    if (pk === undefined || sk === undefined || sentAt === undefined) return;
    const attributes = Object.entries({ ...others, sentAt, epoch: { S: epoch } });
    await unlessRefused(
      client.send(
        new UpdateItemCommand({
          TableName: restored,
          Key: { pk, sk },
          UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
          ConditionExpression:
            'attribute_exists(pk) AND (attribute_not_exists(sentAt) OR sentAt < :sentAt)',
          ExpressionAttributeNames: Object.fromEntries(
            attributes.map(([name]) => [`#${name}`, name]),
          ),
          ExpressionAttributeValues: Object.fromEntries(
            attributes.map(([name, value]) => [`:${name}`, value]),
          ),
        }),
      ),
    );
  }

  /** The place of a letter that has left is kept for longer than that of a draft. */
  async function adoptPlaceOf({ pk, input }: Item): Promise<void> {
    const { candidateEmail } = input?.M ?? {};
    const id = pk?.S?.slice(declineKey('').pk.length);
    if (earlier === undefined || !candidateEmail?.S || id === undefined) return;
    const key = placeKey(addressKey(candidateEmail.S), id);
    const Key = { pk: { S: key.pk }, sk: { S: key.sk } };
    const { Item: place } = await client.send(
      new GetItemCommand({ TableName: earlier, Key, ConsistentRead: true }),
    );
    const isThere = { ConditionExpression: 'attribute_exists(pk)' };
    if (place !== undefined) await put({ ...place, epoch: { S: epoch } }, isThere);
  }

  /** The contact of a letter that has left since the backup may be new as well. */
  async function adoptContactOf({ input }: Item): Promise<void> {
    const { candidateEmail, recruiterEmail, recruiterName, company } = input?.M ?? {};
    if (earlier === undefined || !candidateEmail?.S || recruiterEmail?.S === undefined) return;
    const { pk, sk } = contactKeyOf({
      candidateEmail: candidateEmail.S,
      recruiterEmail: recruiterEmail.S,
      recruiterName: recruiterName?.S ?? '',
      company: company?.S ?? '',
    });
    const { Item: contact } = await client.send(
      new GetItemCommand({
        TableName: earlier,
        Key: { pk: { S: pk }, sk: { S: sk } },
        ConsistentRead: true,
      }),
    );
    if (contact === undefined) return;
    // Otherwise it is in the backup, and is adopted by itself.
    if (await put({ ...contact, epoch: { S: epoch } }, isNew)) adoption.contacts += 1;
  }

  /**
   * If the candidate was erasing everything, and that was not finished, it must be
   * finished in the restored table, too.
   */
  async function adoptErasing(pk: string): Promise<void> {
    if (earlier === undefined) return;
    const { Item: erasing } = await client.send(
      new GetItemCommand({
        TableName: earlier,
        Key: { pk: { S: pk }, sk: { S: erasingSortKey } },
        ConsistentRead: true,
      }),
    );
    if (erasing !== undefined) await put({ ...erasing, epoch: { S: epoch } }, isNew);
  }

  let items = 0;
  let from: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: restored,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    await eachConcurrently(page.Items ?? [], WORKERS, async (item) => {
      // Limits, blocks and what the operator decides have no epoch, and may be new.
      if (/^(?:(?:LIMIT|SALT|BLOCK)#|SWITCH$|BREAKER$)/.test(item['pk']?.S ?? '')) return;
      // Otherwise written since the restore. A contact may be prepared since, and be
      // recorded in the earlier table.
      const isPrepared = isContact(item) && item['declinedAt'] === undefined;
      // The right to send reminders may be claimed since, and nothing sent.
      if (item['epoch']?.S !== epoch || isPrepared || isReminders(item)) await adopt(item);
    });
    items += page.Items?.length ?? 0;
    onProgress(items);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  if (earlier !== undefined) await copyDoor(client, { earlier, restored, epoch });
  return adoption;
}
