import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { DynamoKillSwitch } from '../../lambdas/aws/dynamo-kill-switch.ts';
import { DynamoMailHealth } from '../../lambdas/aws/dynamo-mail-health.ts';
import { Table } from '../../lambdas/aws/table.ts';
import { REOPENED_MS } from '../../lambdas/core/limits/breaker.ts';
import { tableDefinition } from '../../lib/table-definition.ts';
import { findTablesOf } from '../deployment/account.ts';
import type { FoundTable } from '../deployment/choose-table.ts';
import type { Clients } from './clients.ts';
import { type Finding, judge, ok, todo, warning } from './finding.ts';
import { type Answer, look, orAbsent } from './look.ts';

/** The lines of the table, all of them not looked at if the table cannot be described. */
const ofTable = ['table', 'table-keys', 'table-protection'];

/** The table that the functions use. */
export async function checkTable(clients: Clients, name: string): Promise<readonly Finding[]> {
  const TableName = name;
  const [table, backups, ttl] = await Promise.all([
    look('dynamodb:DescribeTable', async (abortSignal) => {
      const found = await orAbsent(
        clients.dynamoDb.send(new DescribeTableCommand({ TableName }), { abortSignal }),
        'ResourceNotFoundException',
      );
      return found?.Table;
    }),
    look(
      'dynamodb:DescribeContinuousBackups',
      async (abortSignal) =>
        (
          await orAbsent(
            clients.dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }), {
              abortSignal,
            }),
            'TableNotFoundException',
          )
        )?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription,
    ),
    look(
      'dynamodb:DescribeTimeToLive',
      async (abortSignal) =>
        (
          await orAbsent(
            clients.dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }), { abortSignal }),
            'ResourceNotFoundException',
          )
        )?.TimeToLiveDescription,
    ),
  ]);
  if (table.found && table.value === undefined)
    return [
      todo(
        'table',
        `The table ${name} does not exist: nothing works.`,
        'DynamoDB keeps a backup of a deleted table for 35 days: npm run restore -- --help',
      ),
    ];
  const { recoveryDays, timeToLiveAttribute } = tableDefinition;
  return [
    ...judge(ofTable, table, (value) => (value === undefined ? [] : checkDescription(name, value))),
    ...judge(['table-backups'], backups, (recovery) => {
      const update =
        `aws dynamodb update-continuous-backups --table-name ${name} ` +
        '--point-in-time-recovery-specification ' +
        `PointInTimeRecoveryEnabled=true,RecoveryPeriodInDays=${recoveryDays}`;
      if (recovery?.PointInTimeRecoveryStatus !== 'ENABLED')
        return [
          todo(
            'table-backups',
            'The table has no backups: what is deleted by mistake is lost.',
            update,
          ),
        ];
      const days = recovery.RecoveryPeriodInDays ?? recoveryDays;
      return [
        days === recoveryDays
          ? ok('table-backups', `The table can be restored to any second of ${days} days.`)
          : warning(
              'table-backups',
              `Backups reach back ${days} days, and the pages say ${recoveryDays}.`,
              update,
            ),
      ];
    }),
    ...judge(['table-ttl'], ttl, (timeToLive) => {
      const { TimeToLiveStatus: status, AttributeName: attribute } = timeToLive ?? {};
      return [
        (status === 'ENABLED' || status === 'ENABLING') && attribute === timeToLiveAttribute
          ? ok('table-ttl', 'Expired letters are deleted.')
          : todo(
              'table-ttl',
              'Expired letters are never deleted, although the pages promise it.',
              'If a restore runs or was interrupted, run its command again: it sets this at its ' +
                `end. Otherwise:\naws dynamodb update-time-to-live --table-name ${name} ` +
                '--time-to-live-specification ' +
                `Enabled=true,AttributeName=${timeToLiveAttribute}`,
            ),
      ];
    }),
  ];
}

function checkDescription(name: string, table: TableDescription): readonly Finding[] {
  const { partitionKey, sortKey, dueIndex } = tableDefinition;
  const keyOf = (schema: TableDescription['KeySchema'], type: 'HASH' | 'RANGE') =>
    schema?.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === dueIndex.name);
  const hasKeys =
    keyOf(table.KeySchema, 'HASH') === partitionKey && keyOf(table.KeySchema, 'RANGE') === sortKey;
  const hasIndex =
    keyOf(index?.KeySchema, 'HASH') === dueIndex.partitionKey &&
    keyOf(index?.KeySchema, 'RANGE') === dueIndex.sortKey;
  return [
    table.TableStatus === 'ACTIVE' || table.TableStatus === 'UPDATING'
      ? ok('table', `The functions use the table ${name} (${table.TableStatus}).`)
      : todo(
          'table',
          `The table ${name} is ${table.TableStatus}.`,
          'Look at it in the console, DynamoDB → Tables.',
        ),
    hasKeys && hasIndex
      ? index?.IndexStatus === 'CREATING'
        ? warning('table-keys', `The index ${dueIndex.name} is being made.`, 'Wait.')
        : ok('table-keys', 'The table has its keys and its index.')
      : todo(
          'table-keys',
          hasKeys
            ? `The table has no index ${dueIndex.name}: nothing that is due is found.`
            : 'The table has other keys: it is not a table of Open Door.',
          'Set "table" in the settings to the right table, or restore it.',
        ),
    table.DeletionProtectionEnabled === true
      ? ok('table-protection', 'The table is protected from being deleted.')
      : todo(
          'table-protection',
          'Anybody with the right can delete the table by one click.',
          `aws dynamodb update-table --table-name ${name} --deletion-protection-enabled`,
        ),
  ];
}

/** The tables of all deployments of this stack, as `npm run deploy` finds them. */
export const findTables = (
  clients: Clients,
  stackName: string,
): Promise<Answer<readonly FoundTable[]>> =>
  look('dynamodb:ListTables, DescribeTable and ListTagsOfResource', () =>
    findTablesOf(clients, stackName),
  );

/** Tables of earlier deployments: destroying a stack keeps its table. */
export function checkOtherTables(
  tables: readonly FoundTable[],
  inUse: string | undefined,
  isBefore: boolean,
): Finding {
  const id = 'tables-retained';
  const isFirst = isBefore && inUse === undefined;
  const others = tables.filter(
    // A deployment does not choose a table that a restore has replaced.
    ({ name, replacedBy }) => name !== inUse && !(isFirst && replacedBy !== undefined),
  );
  if (others.length === 0) return ok(id, 'There is no other table of this stack.');
  const found =
    `${others.length === 1 ? 'There is a table' : 'There are tables'} of an earlier deployment: ` +
    `${others.map(({ name }) => name).join(', ')}.`;
  if (!isFirst)
    return warning(
      id,
      found,
      'It is not in use, and holds personal data. If you miss letters or contacts, they may ' +
        'be there. Otherwise delete it.',
    );
  return others.length === 1
    ? ok(id, `${found} npm run deploy will use it.`)
    : todo(id, found, 'Say which one holds your letters: npm run deploy -- -c table=NAME');
}

/** Our own two brakes: the operator's kill switch, and the breaker. */
export async function checkBrakes(
  clients: Clients,
  name: string,
  now: number,
): Promise<readonly Finding[]> {
  const table = new Table(clients.dynamoDb, name, () => now);
  // One after the other: reads at once are a batch, for which the operator needs another
  // right.
  const killSwitch = await look('dynamodb:GetItem', () => new DynamoKillSwitch(table).read());
  const trippedAt = await look('dynamodb:GetItem', () => new DynamoMailHealth(table).trippedAt());
  return [
    ...judge(['kill-switch'], killSwitch, ({ isOn }) => [
      isOn
        ? todo(
            'kill-switch',
            'The operator has stopped sending: no email leaves, and letters wait.',
            `npm run sending -- resume --table ${name}`,
          )
        : ok('kill-switch', 'Sending is on.'),
    ]),
    ...judge(['breaker'], trippedAt, (at) => [
      now - at < REOPENED_MS
        ? warning(
            'breaker',
            `Emails with links stopped by themselves at ${new Date(at).toISOString()}, and ` +
              'come back ' +
              `slowly until ${new Date(at + REOPENED_MS).toISOString()}.`,
            'For the usual cause, see "MailStopped" in docs/runbook.md.',
          )
        : ok('breaker', 'Emails with links leave.'),
    ]),
  ];
}
