import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from '../config.ts';

/** By default an alarm goes off when its metric reaches 1 in one period. */
interface AlarmProps
  extends Partial<
    Pick<
      cloudwatch.CreateAlarmOptions,
      'threshold' | 'comparisonOperator' | 'evaluationPeriods' | 'treatMissingData'
    >
  > {
  readonly metric: cloudwatch.IMetric;
  /** What is broken, and for whom. */
  readonly impact: string;
}

/** All alarms of the stack, and the one SNS topic that they are published to. */
export class Alarms extends Construct {
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { alarmAddress }: Config) {
    super(scope, id);
    // Not encrypted with the key that AWS manages, because CloudWatch may not use that
    // key. An alarm holds no personal data.
    const topic = new sns.Topic(this, 'Topic', { enforceSSL: true });
    // The policy of `enforceSSL` replaces the default policy of the topic, which lets the
    // account's alarms publish. So this grants it again.
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
      description: 'SNS topic that alarms are published to',
      value: topic.topicArn,
    });
  }

  /**
   * Adds an alarm.
   *
   * @param id its name in emails, and the heading of its section in docs/runbook.md
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
