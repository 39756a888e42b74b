import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { STACK_TAG, tableDefinition } from '../table-definition.ts';

/** The actions on the table that a function may get. No function may scan. */
type TableAction = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query';
type Partition = keyof typeof partitions;

/**
 * The partitions of the table: patterns of their keys, in which `*` stands for any text.
 * `lambdas/aws/keys.ts` makes the keys; a test compares the two.
 */
export const partitions = {
  letters: ['LETTER#*'],
  /** Everything of a candidate except the letters. */
  candidates: ['CANDIDATE#*'],
  mailboxes: ['MAILBOX#*'],
  salts: ['SALT#*'],
  /** The turns of all emails: what SES allows the account. */
  turns: ['LIMIT#sending#*'],
  /** What a mailbox and a network get. */
  linkLimits: ['LIMIT#mailbox#*', 'LIMIT#contacts#*', 'LIMIT#network#*'],
  /** Which forms were posted whose email is held back. */
  heldForms: ['LIMIT#held#*'],
  /** The pace at which stopped links reopen. */
  reopening: ['LIMIT#links-reopening'],
  /** Which events about emails without a letter were counted. */
  reportedEvents: ['LIMIT#event#*'],
  letterSlots: ['LIMIT#domain#*', 'LIMIT#recruiter#*'],
  recruiterBlocks: ['BLOCK#recruiter#*'],
  candidateBlocks: ['BLOCK#candidate#*'],
  killSwitch: ['SWITCH'],
  breaker: ['BREAKER'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What a function may do with which partition: one line for each partition. */
export type TableRights = Readonly<Partial<Record<Partition, readonly TableAction[]>>> & {
  /**
   * The kind of items whose shards of the `due` index it may query. The index holds the
   * keys of the items that need work.
   */
  readonly dueIndex?: 'letters' | 'notices' | 'contacts';
};

const isPartition = (name: string): name is Partition => name in partitions;

/**
 * The one table. It outlives the stack: it stays when the stack is deleted, and can be
 * restored to any second of the last `recoveryDays`. After that it is a table of its own,
 * which the next stack uses by its name (docs/adr/0029-the-table-outlives-the-stack.md).
 */
export class Store extends Construct {
  readonly environment: { readonly TABLE_NAME: string };
  private readonly table: { readonly tableName: string; readonly tableArn: string };

  /**
   * @param table the name of a table that exists, whose settings `npm run deploy` looks
   *   after; or `in-stack`: the stack creates the table
   */
  constructor(scope: Construct, id: string, { table }: { readonly table: string }) {
    super(scope, id);
    const stack = Stack.of(this);
    this.table =
      table === 'in-stack'
        ? this.createTable(stack.stackName)
        : {
            tableName: table,
            tableArn: stack.formatArn({
              service: 'dynamodb',
              resource: 'table',
              resourceName: table,
            }),
          };
    this.environment = { TABLE_NAME: this.table.tableName };
    new CfnOutput(stack, 'TableName', {
      description: 'The table with all letters and contacts. It stays when the stack is deleted',
      value: this.table.tableName,
    });
  }

  private createTable(stackName: string): dynamodb.TableV2 {
    const { partitionKey, sortKey, timeToLiveAttribute, recoveryDays, dueIndex } = tableDefinition;
    const table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: { name: partitionKey, type: dynamodb.AttributeType.STRING },
      sortKey: { name: sortKey, type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      timeToLiveAttribute,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: recoveryDays,
      },
      deletionProtection: true,
      // Also when the first deployment fails: CloudFormation could not delete a table
      // with deletion protection, and the stack would be left in ROLLBACK_FAILED.
      removalPolicy: RemovalPolicy.RETAIN,
      // A tag of this resource belongs to a replica, and stays when the stack is deleted.
      tags: [{ key: STACK_TAG, value: stackName }],
      globalSecondaryIndexes: [
        {
          indexName: dueIndex.name,
          partitionKey: {
            name: dueIndex.partitionKey,
            type: dynamodb.AttributeType.STRING,
          },
          sortKey: {
            name: dueIndex.sortKey,
            type: dynamodb.AttributeType.NUMBER,
          },
          projectionType: dynamodb.ProjectionType.KEYS_ONLY,
        },
      ],
    });
    // A fixed logical id: if this construct moves, CloudFormation must not create a new,
    // empty table.
    const resource = table.node.defaultChild;
    if (resource instanceof dynamodb.CfnGlobalTable) {
      resource.overrideLogicalId('Table');
    }
    return table;
  }

  /**
   * Lets a function do with each partition what its rights name, and nothing else. It may
   * also read the table's id, because many writes depend on it, see `tableEpoch`;
   * `DescribeTable` has no partition key, so it has no condition.
   *
   * `dynamodb:LeadingKeys` holds the partition keys of a request, and requires
   * `ForAllValues`. That also holds for a request without the key, so `Null` refuses such
   * a request. For a query of an index the key is the index's own partition key. Only a
   * blog says so, so there is no `Null`: if AWS gave no key, the jobs would still run.
   * Not tried on AWS, and no emulator knows the key: docs/adr/0028-least-right.md.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition_examples-multi-valued-context-keys.html
   * @see https://matt.martz.codes/lock-down-dynamodb-with-iam-policy-conditions
   */
  grant(grantee: iam.IGrantable, { dueIndex, ...rights }: TableRights): void {
    const allow = (
      actions: readonly string[],
      resource: string,
      conditions: Record<string, Record<string, unknown>> = {},
    ) =>
      iam.Grant.addToPrincipal({
        grantee,
        actions: actions.map((action) => `dynamodb:${action}`),
        resourceArns: [resource],
        conditions,
      });
    const onlyKeys = (patterns: readonly string[]) => ({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
    });
    const { tableArn } = this.table;
    allow(['DescribeTable'], tableArn);
    if (dueIndex !== undefined) {
      const indexArn = `${tableArn}/index/${tableDefinition.dueIndex.name}`;
      allow(['Query'], indexArn, onlyKeys([`${dueIndex}#*`]));
    }
    // One statement for all partitions with the same actions: a role's policy is limited
    // to 10,240 characters.
    const patterns = new Map<string, string[]>();
    for (const [name, actions] of Object.entries(rights)) {
      if (!isPartition(name)) throw new Error(`There is no partition ${name}.`);
      const key = actions.join(' ');
      patterns.set(key, [...(patterns.get(key) ?? []), ...partitions[name]]);
    }
    // What may be read may be read together, see `ItemReader`. A batch is allowed if one
    // statement allows all of its keys, so this statement has all patterns.
    const readable = [...patterns]
      .filter(([actions]) => actions.includes('GetItem'))
      .flatMap(([, keys]) => keys);
    patterns.set('BatchGetItem', readable);
    for (const [actions, keys] of patterns) {
      allow(actions.split(' '), tableArn, {
        ...onlyKeys(keys),
        Null: { 'dynamodb:LeadingKeys': 'false' },
      });
    }
  }
}
