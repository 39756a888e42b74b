import { setTimeout as sleep } from 'node:timers/promises';
import {
  ContinuousBackupsUnavailableException,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { STACK_TAG, tableDefinition } from '../../lib/table-definition.ts';
import { ADOPTED_TAG, type Clients, findTable, tagTable } from './account.ts';

/** A restore of a large table takes hours. */
const ACTIVE_TIMEOUT_S = 24 * 3600;

/** How often, and how far apart in ms, a new table is asked: for 5 minutes. */
const RECOVERY_TRIES = 31;
const RECOVERY_WAIT_MS = 10_000;

/** Waits until a table is active. */
export async function waitForTable(client: DynamoDBClient, name: string): Promise<void> {
  await waitUntilTableExists(
    { client, maxWaitTime: ACTIVE_TIMEOUT_S, minDelay: 1, maxDelay: 20 },
    { TableName: name },
  );
}

/**
 * Gives a table that is not a resource of the stack what the stack gives its own: time to
 * live, point-in-time recovery, deletion protection, and the tag by which it is found
 * again. Changes only what differs, so it can run again.
 *
 * A restored table has none of these. It gets its time to live when the restore is
 * finished.
 *
 * @see
 *   https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
 * @param print gets a line for each change
 * @param options `wait`: waits this long, in ms; `mayExpire`: whether the table gets its
 *   time to live. Without it the tags decide; DynamoDB may list tags of a moment ago
 */
export async function keepTableSettings(
  clients: Clients,
  name: string,
  stackName: string,
  print: (line: string) => void,
  {
    wait = sleep,
    mayExpire,
  }: {
    readonly wait?: (milliseconds: number) => Promise<unknown>;
    readonly mayExpire?: boolean;
  } = {},
): Promise<void> {
  const { dynamoDb } = clients;
  const table = { TableName: name };
  await waitForTable(dynamoDb, name);

  const days = tableDefinition.recoveryDays;
  const { ContinuousBackupsDescription: backups } = await dynamoDb.send(
    new DescribeContinuousBackupsCommand(table),
  );
  const recovery = backups?.PointInTimeRecoveryDescription;
  const isRecoverable =
    recovery?.PointInTimeRecoveryStatus === 'ENABLED' &&
    (recovery.RecoveryPeriodInDays ?? days) === days;
  if (!isRecoverable) {
    await makeRecoverable(dynamoDb, name, print, wait);
    print(`${name}: it can be restored to any second of the last ${days} days, from now on`);
  }

  const { Table } = await dynamoDb.send(new DescribeTableCommand(table));
  if (Table?.DeletionProtectionEnabled !== true) {
    await dynamoDb.send(new UpdateTableCommand({ ...table, DeletionProtectionEnabled: true }));
    await waitForTable(dynamoDb, name);
    print(`${name}: it is protected from deletion`);
  }
  const found = await findTable(clients, name);
  if (found?.stack !== stackName) {
    await tagTable(clients, name, { [STACK_TAG]: stackName });
    print(`${name}: it is tagged as the table of ${stackName}`);
  }

  // An item of a backup that has expired since, such as a draft, tells
  // `adoptRestoredTable` which letter may have left. It must stay until the restore is
  // finished.
  const isRestoring = found?.restoredFrom !== undefined && found.tags[ADOPTED_TAG] !== 'yes';
  if (!(mayExpire ?? !isRestoring)) return;
  const attribute = tableDefinition.timeToLiveAttribute;
  const { TimeToLiveDescription: ttl } = await dynamoDb.send(new DescribeTimeToLiveCommand(table));
  const isTtlOn = ['ENABLED', 'ENABLING'].includes(ttl?.TimeToLiveStatus ?? '');
  if (isTtlOn && ttl?.AttributeName !== attribute) {
    throw new Error(
      `The table ${name} deletes items by the attribute "${ttl?.AttributeName}", and not by ` +
        `"${attribute}". Disable its time to live, wait an hour, then run this command again.`,
    );
  }
  if (!isTtlOn) {
    await dynamoDb.send(
      new UpdateTimeToLiveCommand({
        ...table,
        TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
      }),
    );
    print(`${name}: items expire by "${attribute}"`);
  }
}

/**
 * Turns on point-in-time recovery. DynamoDB answers "unavailable" for some minutes while
 * it enables the backups of a new table.
 *
 * @see
 *   https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
 */
async function makeRecoverable(
  client: DynamoDBClient,
  name: string,
  print: (line: string) => void,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<void> {
  const command = new UpdateContinuousBackupsCommand({
    TableName: name,
    PointInTimeRecoverySpecification: {
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: tableDefinition.recoveryDays,
    },
  });
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(command);
      return;
    } catch (error) {
      const isTooEarly = error instanceof ContinuousBackupsUnavailableException;
      if (!isTooEarly || tries === RECOVERY_TRIES) throw error;
      if (tries === 1)
        print(
          `${name}: it is new, and DynamoDB is enabling its backups. Waiting up to 5 minutes …`,
        );
      await wait(RECOVERY_WAIT_MS);
    }
  }
}
