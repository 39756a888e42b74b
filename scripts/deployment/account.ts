import {
  CloudFormationClient,
  CloudFormationServiceException,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
  paginateListTables,
  ResourceNotFoundException,
  type TableDescription,
  TagResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import { dynamoDbClient } from '../../lambdas/aws/table-client.ts';
import { STACK_TAG, tableDefinition } from '../../lib/table-definition.ts';
import { type DeployedStack, type FoundTable, lifeOf } from './choose-table.ts';

/** The clients of the commands that deploy and restore. */
export interface Clients {
  readonly cloudFormation: CloudFormationClient;
  readonly dynamoDb: DynamoDBClient;
  readonly ses: SESv2Client;
}

/** The tag of a table that a restore has replaced: the name of the restored table. */
export const REPLACED_BY_TAG = 'open-door:replaced-by';
/** The tag of a restored table: the name of the table that it replaces. */
export const RESTORED_FROM_TAG = 'open-door:restored-from';
/** A tag of a restored table: `yes` if the restore is finished. */
export const ADOPTED_TAG = 'open-door:adopted';

/**
 * Credentials, region and endpoints by the SDK's own rules. A restore writes many items
 * at once, and DynamoDB may refuse some of them for a moment. In the mode "adaptive" the
 * client then slows down.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export const awsClients = (): Clients => ({
  cloudFormation: new CloudFormationClient(),
  dynamoDb: dynamoDbClient({ retryMode: 'adaptive', maxAttempts: 10 }),
  ses: new SESv2Client(),
});

/**
 * @returns the stack, undefined if there is none of this name. A deleted stack is found
 *   by its id only.
 */
export async function findStack(
  { cloudFormation }: Clients,
  stackName: string,
): Promise<DeployedStack | undefined> {
  const answer = await cloudFormation
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: unknown) => {
      const isMissing =
        error instanceof CloudFormationServiceException &&
        error.name === 'ValidationError' &&
        error.message.includes('does not exist');
      if (isMissing) return { Stacks: [] };
      throw error;
    });
  const [stack] = answer.Stacks ?? [];
  if (stack === undefined) return undefined;
  let ownTable: string | undefined;
  let ownIdentity: string | undefined;
  let resources = 0;
  let isOurs = false;
  const pages = paginateListStackResources({ client: cloudFormation }, { StackName: stackName });
  for await (const { StackResourceSummaries = [] } of pages) {
    for (const resource of StackResourceSummaries) {
      resources += 1;
      if (/^(?:Table$|MailConfigurationSet)/.test(resource.LogicalResourceId ?? '')) isOurs = true;
      // What is kept when a stack lets go of it, has DELETE_SKIPPED.
      if (resource.ResourceStatus?.startsWith('DELETE_')) continue;
      const { ResourceType, LogicalResourceId, PhysicalResourceId: name } = resource;
      if (ResourceType === 'AWS::DynamoDB::GlobalTable' && LogicalResourceId === 'Table')
        ownTable = name;
      if (ResourceType === 'AWS::SES::EmailIdentity') ownIdentity = name;
    }
  }
  return {
    status: stack.StackStatus ?? '',
    tableOutput: stack.Outputs?.find(({ OutputKey }) => OutputKey === 'TableName')?.OutputValue,
    ownTable,
    ownIdentity,
    isForeign: resources > 0 && !isOurs,
  };
}

/** What is wrong with the keys of a table. Undefined if it can hold Open Door's items. */
export function problemOf(table: TableDescription): string | undefined {
  const { partitionKey, sortKey, dueIndex } = tableDefinition;
  const { HASH, RANGE } = byType(table.KeySchema);
  if (HASH !== partitionKey || RANGE !== sortKey) {
    return (
      `has the key ${HASH ?? '–'}, ${RANGE ?? '–'} and not ${partitionKey}, ${sortKey}: it ` +
      'is not a table of Open Door'
    );
  }
  const due = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === dueIndex.name);
  const index = due && byType(due.KeySchema);
  if (index?.['HASH'] !== dueIndex.partitionKey || index['RANGE'] !== dueIndex.sortKey) {
    return (
      `has no index "${dueIndex.name}" of ${dueIndex.partitionKey}, ${dueIndex.sortKey}. ` +
      'Without it nothing that is due would be found; a restore makes it, if it is not ' +
      'switched off there'
    );
  }
  return undefined;
}

const byType = (
  schema: readonly { AttributeName?: string | undefined; KeyType?: string | undefined }[] = [],
) =>
  Object.fromEntries(
    schema.map(({ KeyType = '', AttributeName = '' }) => [KeyType, AttributeName]),
  );

/** @returns the table, undefined if there is none of this name */
export async function findTable(
  { dynamoDb }: Clients,
  name: string,
): Promise<(FoundTable & { readonly tags: Readonly<Record<string, string>> }) | undefined> {
  const answer = await dynamoDb
    .send(new DescribeTableCommand({ TableName: name }))
    .catch((error: unknown) => {
      if (error instanceof ResourceNotFoundException) return { Table: undefined };
      throw error;
    });
  const { Table } = answer;
  if (Table === undefined) return undefined;
  const tags = await tagsOf(dynamoDb, Table.TableArn);
  return {
    name,
    status: Table.TableStatus ?? '',
    createdAt: Table.CreationDateTime,
    items: Table.ItemCount ?? 0,
    // A table of version 0.1.0 has no tag, but the name that CloudFormation gave it.
    stack: tags[STACK_TAG] ?? /^(.+)-Table-[A-Z0-9]+$/.exec(name)?.[1],
    replacedBy: tags[REPLACED_BY_TAG],
    restoredFrom: tags[RESTORED_FROM_TAG],
    problem: problemOf(Table),
    tags,
  };
}

async function tagsOf(
  dynamoDb: DynamoDBClient,
  ResourceArn: string | undefined,
): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const page = await dynamoDb.send(
      new ListTagsOfResourceCommand({ ResourceArn, ...(NextToken && { NextToken }) }),
    );
    for (const { Key = '', Value = '' } of page.Tags ?? []) tags[Key] = Value;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return tags;
}

/** Sets tags of a table, which must be active. */
export async function tagTable(
  { dynamoDb }: Clients,
  name: string,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName: name }));
  await dynamoDb.send(
    new TagResourceCommand({
      ResourceArn: Table?.TableArn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
}

/**
 * Whether a table belongs to this stack name: by its tag, or, if it has none, by the name
 * that CloudFormation gave it.
 */
export const isTableOf = (
  { name, stack, problem }: Pick<FoundTable, 'name' | 'stack' | 'problem'>,
  stackName: string,
): boolean =>
  stack === undefined
    ? new RegExp(`^${stackName}-Table-[A-Za-z0-9]+$`).test(name) && problem === undefined
    : stack === stackName;

/**
 * Finds the tables that deployments of a stack name have left: by their tag, and those of
 * version 0.1.0, which have no tag, by the name that CloudFormation gave them. It reads
 * the tags of all tables of the region, one after the other: DynamoDB has no other way.
 */
export async function findTablesOf(clients: Clients, stackName: string): Promise<FoundTable[]> {
  const found: FoundTable[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client: clients.dynamoDb }, {})) {
    for (const name of TableNames) {
      const table = await findTable(clients, name);
      if (table === undefined || table.status === 'DELETING') continue;
      if (isTableOf(table, stackName)) found.push(table);
    }
  }
  return found.sort((a, b) => Number(a.createdAt) - Number(b.createdAt));
}

/** Whether a stack is deployed and uses this table. */
export async function isUsedBy(
  clients: Clients,
  stackName: string,
  table: string,
): Promise<boolean> {
  const stack = await findStack(clients, stackName);
  const isDeployed = stack !== undefined && ['in use', 'busy'].includes(lifeOf(stack));
  return isDeployed && (stack.tableOutput ?? stack.ownTable) === table;
}

/** Whether SES in this region has an identity, verified or not. */
export async function hasIdentity({ ses }: Clients, identity: string): Promise<boolean> {
  try {
    await ses.send(new GetEmailIdentityCommand({ EmailIdentity: identity }));
    return true;
  } catch (error) {
    if (error instanceof NotFoundException) return false;
    throw error;
  }
}

const DELETE_TIMEOUT_S = 1800;

/**
 * Deletes what is left of a stack whose creation or deletion has failed. The table is
 * retained.
 *
 * @throws {Error} if something of it cannot be deleted
 */
export async function deleteStack({ cloudFormation }: Clients, stackName: string): Promise<void> {
  // The name alone does not find a stack that is deleted in the meantime.
  const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stackName }));
  const id = Stacks?.[0]?.StackId ?? stackName;
  await cloudFormation.send(new DeleteStackCommand({ StackName: id }));
  await waitUntilStackDeleteComplete(
    { client: cloudFormation, maxWaitTime: DELETE_TIMEOUT_S, minDelay: 2, maxDelay: 10 },
    { StackName: id },
  );
}
