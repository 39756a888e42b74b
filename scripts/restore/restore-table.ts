import {
  DescribeContinuousBackupsCommand,
  type DynamoDBClient,
  ListBackupsCommand,
  RestoreTableFromBackupCommand,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoKillSwitch } from '../../lambdas/aws/dynamo-kill-switch.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { shortHash } from '../../lambdas/core/short-hash.ts';
import {
  ADOPTED_TAG,
  type Clients,
  findStack,
  findTable,
  isTableOf,
  REPLACED_BY_TAG,
  RESTORED_FROM_TAG,
  tagTable,
} from '../deployment/account.ts';
import { lifeOf, usedTableOf } from '../deployment/choose-table.ts';
import { keepTableSettings, waitForTable } from '../deployment/table-settings.ts';
import { adoptRestoredTable } from './adopt-restored-table.ts';
import { copySinceBackup, countMissingContacts } from './copy-since-backup.ts';

/** A restore cannot be done, or not go on. The message says what to do. */
class RestoreError extends Error {
  override readonly name = 'RestoreError';
}

/**
 * How long a letter that is being sent may take, in ms: the lease of a claim is 75 s
 * (docs/exact-sending.md).
 */
const LETTERS_END_MS = 90_000;
/** Longer than the functions run that may hold the earlier table's name, in ms. */
const FUNCTIONS_END_MS = 60_000;

/**
 * What is restored: a moment of the table in use, or of the table `from`, or a backup.
 * `from` is a table that a restore has replaced: the window of a restored table begins at
 * the restore, so an earlier moment is in the replaced one only.
 */
export type RestoreSource =
  | { readonly kind: 'moment'; readonly at: Date; readonly from?: string }
  | { readonly kind: 'backup'; readonly arn: string };

export interface Restore {
  readonly clients: Clients;
  readonly stackName: string;
  readonly source: RestoreSource;
  /** What the present table does not have was deleted by mistake, and is kept. */
  readonly keepDeleted: boolean;
  /** What is missing was erased by its candidates, however much it is. */
  readonly acceptErased: boolean;
  /** Deploys the stack with this table. */
  readonly deploy: (table: string) => Promise<void>;
  readonly print: (line: string) => void;
  /** Waits this long, in ms. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Says in a tag of the restored table whether sending is to be resumed: `yes`, `no`. */
const RESUME_TAG = 'open-door:resume';

/**
 * The name of the restored table. The same restore has the same name, so it can go on
 * after an interruption.
 */
export function restoredName(stackName: string, source: RestoreSource): string {
  if (source.kind === 'backup')
    return `${stackName}-restored-${source.arn.slice(source.arn.lastIndexOf('/') + 1)}`;
  const moment = source.at.toISOString().replace(/[-:]|\.\d+/g, '');
  // The same moment of another table is another restore.
  const of = source.from === undefined ? '' : `-of-${shortHash(source.from).slice(0, 8)}`;
  return `${stackName}-restored-${moment}${of}`;
}

/**
 * Restores the table of a deployed stack to a moment, as a new table, and points the
 * stack at it. No letter is sent twice or lost meanwhile
 * (docs/adr/0029-the-table-outlives-the-stack.md). It can run again after an
 * interruption, and goes on.
 *
 * @throws {RestoreError}
 */
export async function restoreTable(restore: Restore): Promise<void> {
  const { clients, stackName, source, deploy, print, wait } = restore;
  const restored = restoredName(stackName, source);
  const stack = await findStack(clients, stackName);
  if (stack === undefined || lifeOf(stack) !== 'in use') {
    throw new RestoreError(
      `The stack ${stackName} is ${stack?.status ?? 'not deployed'}. Deploy it first (npm run ` +
        'deploy), or wait until CloudFormation is done.',
    );
  }
  const used = usedTableOf(stack);
  if (used === undefined) throw new RestoreError(`The stack ${stackName} has no table.`);
  const usedTable = await findTable(clients, used);

  if (used === restored) {
    const { [RESTORED_FROM_TAG]: from, [ADOPTED_TAG]: adopted } = usedTable?.tags ?? {};
    if (adopted === 'yes') {
      await keepTableSettings(clients, restored, stackName, print, { mayExpire: true });
      print(`${restored} is in use, and this restore is finished.`);
      return;
    }
    print(`${restored} is in use already. The restore goes on.`);
    const earlier = from ? (await findTable(clients, from))?.name : undefined;
    await finish(restore, restored, earlier);
    return;
  }

  if (usedTable?.restoredFrom !== undefined && usedTable.tags[ADOPTED_TAG] !== 'yes') {
    throw new RestoreError(
      `The table in use is ${used}, and its own restore is not finished: it still has what was ` +
        'erased since its backup. Finish it first, with the words of that restore.',
    );
  }
  const earlier = usedTable?.name;
  print(`The table in use is ${used}${earlier === undefined ? ', which was deleted' : ''}.`);
  await restoreAs(restore, restored, used, earlier !== undefined);
  // The tag says to the deployment, too, that nothing in the table may expire yet.
  await tagTable(clients, restored, { [RESTORED_FROM_TAG]: earlier ?? '' });
  await keepTableSettings(clients, restored, stackName, print, { mayExpire: false });
  const tags = (await findTable(clients, restored))?.tags ?? {};
  if (tags[RESUME_TAG] === undefined) {
    const { isOn } = await killSwitchOf(clients, earlier ?? restored).read();
    await tagTable(clients, restored, { [RESUME_TAG]: isOn ? 'no' : 'yes' });
  }
  if (earlier !== undefined) await requirePlausible(restore, restored, earlier);
  if (earlier === undefined) {
    await killSwitchOf(clients, restored).turn(true);
  } else {
    await killSwitchOf(clients, earlier).turn(true);
    print(
      'Sending is stopped: letters wait, and the pages say so. If you give up this restore: ' +
        `npm run sending -- resume --table ${earlier}`,
    );
    print(`Waiting ${LETTERS_END_MS / 1000} s for letters that are being sent …`);
    await wait(LETTERS_END_MS);
    const copied = await copySinceBackup(
      clients.dynamoDb,
      { restored, earlier },
      progress(print, 'Copying what was written since'),
    );
    print(`Copied: ${copied} items that were written since.`);
  }
  await deploy(restored);
  print(`Waiting ${FUNCTIONS_END_MS / 1000} s for functions that still use ${used} …`);
  await wait(FUNCTIONS_END_MS);
  await finish(restore, restored, earlier);
}

const killSwitchOf = ({ dynamoDb }: Clients, table: string): DynamoKillSwitch =>
  new DynamoKillSwitch(new Table(dynamoDb, table, Date.now));

/** Prints a line for each 1,000 items. */
function progress(print: (line: string) => void, what: string): (items: number) => void {
  let printed = 0;
  return (items) => {
    if (items - printed < 1000) return;
    printed = items;
    print(`${what}: ${items} items`);
  };
}

/** From this share of missing contacts on, a person decides why they are missing. */
const SUSPICIOUS_SHARE = 0.1;

/** @throws {RestoreError} if so many contacts are missing that it may be the accident */
async function requirePlausible(
  { clients, keepDeleted, acceptErased }: Restore,
  restored: string,
  earlier: string,
): Promise<void> {
  if (keepDeleted || acceptErased) return;
  const tables = { restored, earlier };
  const { contacts, missing } = await countMissingContacts(clients.dynamoDb, tables);
  if (missing <= contacts * SUSPICIOUS_SHARE) return;
  throw new RestoreError(
    `${missing} of the ${contacts} contacts of the backup are not in the present table. Were ` +
      'they erased by their candidates, or deleted by mistake? Run this command again with ' +
      '--missing erased: then they are erased here, too. Or with --missing keep: then they ' +
      'come back, also those that a candidate has erased. Until now nothing has changed.',
  );
}

/** Makes the restored table, unless it is made already. */
async function restoreAs(
  { clients, stackName, source, print }: Restore,
  restored: string,
  used: string,
  usedExists: boolean,
): Promise<void> {
  const { dynamoDb } = clients;
  const there = await findTable(clients, restored);
  if (there !== undefined) {
    const from = there.tags[RESTORED_FROM_TAG];
    if (from !== undefined && from !== '' && from !== used) {
      throw new RestoreError(
        `There is a table ${restored} already, restored from ${from} and not from ${used}. ` +
          'Choose a moment one second later.',
      );
    }
    print(`${restored} is there already. The restore goes on.`);
  } else if (source.kind === 'backup') {
    const target = { BackupArn: source.arn, TargetTableName: restored };
    await dynamoDb.send(new RestoreTableFromBackupCommand(target));
  } else {
    // Only the table in use knows what was sent, stopped and erased since.
    if (!usedExists) throw new RestoreError(await adviceAbout(dynamoDb, used));
    const { from = used, at } = source;
    if (from !== used) await requireOwn(clients, from, stackName);
    await requireRestorable(dynamoDb, from, at);
    await dynamoDb.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName: from,
        TargetTableName: restored,
        RestoreDateTime: source.at,
      }),
    );
  }
  print(`Restoring as ${restored}. This takes from minutes to hours …`);
  await waitForTable(dynamoDb, restored);
}

/** @throws {RestoreError} if the table `name` is none of this stack's tables */
async function requireOwn(clients: Clients, name: string, stackName: string): Promise<void> {
  const table = await findTable(clients, name);
  if (table === undefined) {
    throw new RestoreError(
      `There is no table ${name} in this account and region. If it was deleted, DynamoDB has a ` +
        `backup of it: aws dynamodb list-backups --table-name ${name}, then --backup ARN.`,
    );
  }
  if (isTableOf(table, stackName) && table.problem === undefined) return;
  throw new RestoreError(
    `The table ${name} ${table.problem ?? `is not one of the stack ${stackName}`}. --from is for ` +
      'a table that this stack has used.',
  );
}

/** @throws {RestoreError} if the table cannot be restored to this moment */
async function requireRestorable(client: DynamoDBClient, table: string, at: Date): Promise<void> {
  const { ContinuousBackupsDescription: backups } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: table }),
  );
  const {
    PointInTimeRecoveryStatus: status,
    EarliestRestorableDateTime: earliest,
    LatestRestorableDateTime: latest,
  } = backups?.PointInTimeRecoveryDescription ?? {};
  if (status !== 'ENABLED' || earliest === undefined || latest === undefined) {
    throw new RestoreError(
      `Point-in-time recovery of ${table} is off, so it cannot be restored to a moment. Look ` +
        `for a backup: aws dynamodb list-backups --table-name ${table}`,
    );
  }
  if (at < earliest || at > latest) {
    throw new RestoreError(
      `${table} can be restored to a moment from ${earliest.toISOString()} to ` +
        `${latest.toISOString()}, and not to ${at.toISOString()}. An earlier moment of a table ` +
        'that a restore has replaced: --from TABLE.',
    );
  }
}

/** What to do about a table that was deleted: DynamoDB made a backup of it. */
async function adviceAbout(client: DynamoDBClient, table: string): Promise<string> {
  const { BackupSummaries = [] } = await client.send(
    new ListBackupsCommand({ TableName: table, BackupType: 'ALL' }),
  );
  const backups = BackupSummaries.map(
    ({ BackupArn, BackupCreationDateTime }) =>
      `  ${BackupCreationDateTime?.toISOString()} ${BackupArn}`,
  );
  return backups.length === 0
    ? `The table ${table} was deleted, and DynamoDB has no backup of it.`
    : `The table ${table} was deleted. Restore a backup of it, with --backup ARN:\n` +
        backups.join('\n');
}

/** The stack uses the restored table: applies what has happened, and resumes sending. */
async function finish(
  { clients, stackName, keepDeleted, print }: Restore,
  restored: string,
  earlier: string | undefined,
): Promise<void> {
  if (earlier !== undefined) await tagTable(clients, earlier, { [REPLACED_BY_TAG]: restored });
  const { removed, settled, contacts } = await adoptRestoredTable(
    clients.dynamoDb,
    { restored, earlier, keepDeleted },
    progress(print, 'Applying what has happened since'),
  );
  print(
    `Applied: ${removed} items erased or expired, ${settled} letters with their outcome, ` +
      `${contacts} contacts.`,
  );
  const tags = (await findTable(clients, restored))?.tags ?? {};
  if (tags[RESUME_TAG] === 'no') {
    print(
      'Sending was stopped before the restore, and stays so. When you want emails to leave: ' +
        `npm run sending -- resume --table ${restored}`,
    );
  } else {
    await killSwitchOf(clients, restored).turn(false);
    print('Sending is on again.');
  }
  await tagTable(clients, restored, { [ADOPTED_TAG]: 'yes' });
  await keepTableSettings(clients, restored, stackName, print, { mayExpire: true });
  print(`Restored. The stack uses ${restored}, and the next deployment, too.`);
  if (earlier !== undefined) {
    print(
      `The earlier table ${earlier} stays. If this was the wrong moment, restore another one ` +
        `of it: npm run restore -- --at MOMENT --from ${earlier}\n` +
        'It holds what candidates erase from now on: delete it when you do not need it any ' +
        'more, within 35 days:\n' +
        `  aws dynamodb update-table --table-name ${earlier} --no-deletion-protection-enabled\n` +
        `  aws dynamodb delete-table --table-name ${earlier}`,
    );
  }
}
