import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { tableDefinition } from '../table-definition.ts';

/** What functions may do with single items. Nothing scans. */
type ItemAction =
  | 'dynamodb:GetItem'
  | 'dynamodb:PutItem'
  | 'dynamodb:UpdateItem'
  | 'dynamodb:DeleteItem';

/**
 * The one table: it outlives the stack, and can be put back to any second of the last
 * `recoveryDays`.
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
    // Pinned: moving this construct must not make CloudFormation replace the table, and
    // leave the letters behind.
    const resource = this.table.node.defaultChild;
    if (resource instanceof dynamodb.CfnGlobalTable) {
      resource.overrideLogicalId('Table');
    }
    this.environment = { TABLE_NAME: this.table.tableName };
  }

  /**
   * Lets a function do these with the table's items, but not look through the `due`
   * index.
   */
  grantItems(grantee: iam.IGrantable, ...actions: ItemAction[]): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.table.tableArn],
    });
  }

  /**
   * Lets a function list what is kept of one candidate, their letters aside. A query
   * always names its partition, so that `ForAllValues`, which this key asks for, never
   * holds for want of a value.
   */
  grantCandidate(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'CANDIDATE#*' } },
    });
  }

  /** Lets a function look through the `due` index. */
  grantDue(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${this.table.tableArn}/index/${tableDefinition.dueIndex.name}`],
    });
  }
}
