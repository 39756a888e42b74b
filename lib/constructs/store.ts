import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { tableDefinition } from '../table-definition.ts';

/** The actions on single items that a function may get. No function may scan. */
type ItemAction =
  | 'dynamodb:GetItem'
  | 'dynamodb:PutItem'
  | 'dynamodb:UpdateItem'
  | 'dynamodb:DeleteItem';

/**
 * The one table. It stays when the stack is deleted, and can be restored to any second of
 * the last `recoveryDays`.
 */
export class Store extends Construct {
  readonly environment: { readonly TABLE_NAME: string };
  private readonly table: dynamodb.TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { partitionKey, sortKey, timeToLiveAttribute, recoveryDays, dueIndex } = tableDefinition;
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: { name: partitionKey, type: dynamodb.AttributeType.STRING },
      sortKey: { name: sortKey, type: dynamodb.AttributeType.STRING },
      billing: dynamodb.Billing.onDemand(),
      timeToLiveAttribute,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: recoveryDays,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
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
    const resource = this.table.node.defaultChild;
    if (resource instanceof dynamodb.CfnGlobalTable) {
      resource.overrideLogicalId('Table');
    }
    this.environment = { TABLE_NAME: this.table.tableName };
  }

  /**
   * Lets a function use these actions on the table's items, but not the `due` index. It
   * may also read the table's id: each write depends on it, see `tableEpoch`.
   */
  grantItems(grantee: iam.IGrantable, ...actions: ItemAction[]): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: [...actions, 'dynamodb:DescribeTable'],
      resourceArns: [this.table.tableArn],
    });
  }

  /**
   * Lets a function query the partition of a candidate, which holds everything except the
   * letters. The condition key requires `ForAllValues`, which also holds if there is no
   * value; but a query always has a partition key, so there is a value.
   */
  grantCandidate(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'CANDIDATE#*' } },
    });
  }

  /** Lets a function query the `due` index. */
  grantDue(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${this.table.tableArn}/index/${tableDefinition.dueIndex.name}`],
    });
  }
}
