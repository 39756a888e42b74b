import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from '../lambdas/aws/table.ts';
import { dynamoDbClient } from '../lambdas/aws/table-client.ts';
import { contextFaults, readStackName } from '../lib/config.ts';
import { ConfigError, readSettings } from '../lib/settings-file.ts';
import { awsClients, findStack, problemOf } from './deployment/account.ts';
import { usedTableOf } from './deployment/choose-table.ts';
import { isDenied } from './doctor/look.ts';
import { prepareAws } from './operator-aws.ts';
import {
  type DeploymentWords,
  deploymentOptions,
  printError,
  readDeploymentWords,
  readWords,
  UsageError,
} from './operator-words.ts';

/** Which table a command line names. */
interface TableWords extends DeploymentWords {
  /** The option `--table`. */
  readonly table: string | undefined;
}

/** The lines about it in the usage of a command. */
export const tableUsage = `  --settings PATH   the file with the settings; default: open-door.json
  -c key=value      another value of a setting, for example -c stackName=Careers
  --table NAME      this table; default: the variable TABLE_NAME, or the table that the
                    stack of the settings uses
  --profile NAME    the AWS profile with the credentials`;

/**
 * The table of a deployment, for the commands of an operator: by `--table`, by the words
 * that name a deployment, by the variable `TABLE_NAME`, or by the settings file. Prints
 * which one it is to stderr.
 *
 * @throws {UsageError} if the words contradict each other
 * @throws {Error} that says what to do, if there is no such stack or table
 */
export async function operatorTable({ table, context, profile }: TableWords): Promise<{
  readonly table: Table;
  readonly client: DynamoDBClient;
  readonly tableName: string;
}> {
  const isDeploymentNamed = Object.keys(context).length > 0;
  if (table !== undefined && isDeploymentNamed)
    throw new UsageError('Say --table, or --settings and -c: not both.');
  await prepareAws(profile);
  const region = process.env['AWS_REGION'] ?? '';
  const variable = isDeploymentNamed ? undefined : process.env['TABLE_NAME'] || undefined;
  const client = dynamoDbClient();
  const named = table ?? variable;
  const { tableName, from } =
    named === undefined
      ? await tableOfStack(context, region)
      : { tableName: named, from: table === undefined ? 'the variable TABLE_NAME' : '--table' };
  await checkTable(client, tableName, { region, from, isNamed: named !== undefined });
  process.stderr.write(`Table ${tableName} (by ${from}), region ${region}\n`);
  return { client, tableName, table: new Table(client, tableName, Date.now) };
}

async function tableOfStack(context: DeploymentWords['context'], region: string) {
  const faults = contextFaults(context);
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  const { settings: file } = context;
  const stackName = readStackName(readSettings(file), context, file);
  const stack = await findStack(awsClients(), stackName);
  const tableName = stack && usedTableOf(stack);
  if (tableName === undefined) {
    throw new Error(
      `${stack === undefined ? 'There is no stack' : 'No table is known of the stack'} ` +
        `${stackName} in the region ${region} of this account. Is it in another account or ` +
        'region (--profile NAME, AWS_REGION)? Has it another name (--settings PATH)? Or name ' +
        'its table: --table NAME.',
    );
  }
  return { tableName, from: `the stack ${stackName}` };
}

/** What to do if a table is not there, by what has named it. */
const hints: Readonly<Record<string, string>> = {
  '--table': 'Leave out --table to use the table of the stack.',
  'the variable TABLE_NAME': 'Run "unset TABLE_NAME" to use the table of the stack.',
};

/** @throws {Error} if a table does not exist, or is not one of Open Door */
async function checkTable(
  client: DynamoDBClient,
  name: string,
  {
    region,
    from,
    isNamed,
  }: { readonly region: string; readonly from: string; readonly isNamed: boolean },
): Promise<void> {
  const hint = hints[from] ?? 'If it was deleted: npm run restore -- --help';
  const answer = await client
    .send(new DescribeTableCommand({ TableName: name }))
    .catch((error: unknown) => {
      // Who may only use a table, can stop sending, too.
      if (isDenied(error)) return undefined;
      const kind = error instanceof Error ? error.name : '';
      if (kind === 'ValidationException')
        throw new Error(`"${name}", by ${from}, cannot be the name of a table. ${hint}`);
      if (kind !== 'ResourceNotFoundException') throw error;
      throw new Error(
        `There is no table ${name} (by ${from}) in the region ${region} of this account. ${hint}`,
      );
    });
  const problem = isNamed && answer?.Table !== undefined ? problemOf(answer.Table) : undefined;
  if (problem !== undefined) throw new Error(`The table ${name} ${problem}. ${hint}`);
}

/**
 * Runs a command, and prints an error without its stack. Sets the exit code. With
 * `--help` it only prints the usage.
 *
 * @param name the name of the command for npm: `sending`
 * @param command gets the words of the command line that belong to no option, and those
 *   that name a table
 */
export async function runCommand(
  name: string,
  usage: string,
  command: (words: readonly string[], table: TableWords) => Promise<void>,
): Promise<void> {
  try {
    const words = readWords(name, process.argv.slice(2), {
      help: { type: 'boolean', short: 'h' },
      table: { type: 'string' },
      ...deploymentOptions,
    });
    if (words.values.has('help')) process.stdout.write(usage);
    else
      await command(words.positionals, {
        ...readDeploymentWords(words),
        table: words.values.get('table')?.[0],
      });
  } catch (error) {
    printError(error, usage);
  }
}
