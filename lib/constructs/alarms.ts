import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

/**
 * Where nothing else is given, an alarm rings when its metric comes to 1 in one period.
 */
interface AlarmProps
  extends Partial<
    Pick<
      cloudwatch.CreateAlarmOptions,
      'threshold' | 'comparisonOperator' | 'evaluationPeriods' | 'treatMissingData'
    >
  > {
  readonly metric: cloudwatch.IMetric;
  /** What breaks, and for whom. */
  readonly impact: string;
}

/**
 * What an operator is called for: every alarm of the stack, and the one topic that they
 * are told on.
 */
export class Alarms extends Construct {
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { alarmAddress }: Config) {
    super(scope, id);
    // No key of AWS's own encrypts it, as CloudWatch may not use that; and an alarm has
    // nothing personal in it.
    const topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    // A topic with a policy has no longer the default one, which lets the account's
    // alarms in.
    topic.grantPublish(
      new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    if (alarmAddress !== undefined) {
      topic.addSubscription(new EmailSubscription(alarmAddress));
    }
    this.action = new SnsAction(topic);
    new CfnOutput(Stack.of(this), 'AlarmTopicArn', {
      description: 'Where alarms are told',
      value: topic.topicArn,
    });
  }

  /**
   * Adds an alarm.
   *
   * @param id its name in mails, and the heading of its section in docs/runbook.md
   */
  add(id: string, { impact, ...alarm }: AlarmProps): void {
    new cloudwatch.Alarm(this, id, {
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      ...alarm,
      alarmDescription: `${impact} See "${id}" in docs/runbook.md.`,
    }).addAlarmAction(this.action);
  }
}
