import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { LogEvent } from '../../lambdas/core/log.ts';
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

interface LogAlarmProps {
  /** The name of a log event, see `LogEntry`. */
  readonly event: LogEvent;
  /** The functions that log it. */
  readonly functions: readonly lambda.Function[];
  /** What is broken, and for whom. */
  readonly impact: string;
}

/** All alarms of the stack, and the one SNS topic that they are published to. */
export class Alarms extends Construct {
  private readonly action: SnsAction;
  /** The name of the stack: each department has its own metrics, and so alarms. */
  private readonly metricNamespace: string;

  constructor(scope: Construct, id: string, { alarmAddress, stackName }: Config) {
    super(scope, id);
    this.metricNamespace = stackName;
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

  /**
   * Adds an alarm that goes off if a log event happens, and stays on for an hour.
   *
   * @param id as in `add`; also the name of the metric
   */
  addForLogEvent(id: string, { event, functions, impact }: LogAlarmProps): void {
    for (const { logGroup } of functions) {
      logGroup.addMetricFilter(id, {
        // Lambda's JSON log format has our log entry in the field `message`.
        filterPattern: logs.FilterPattern.stringValue('$.message.event', '=', event),
        metricNamespace: this.metricNamespace,
        // No default value of 0: the metric would cost money every month. Without one it
        // costs only while the event happens.
        metricName: id,
      });
    }
    const metric = new cloudwatch.Metric({
      namespace: this.metricNamespace,
      metricName: id,
      period: Duration.hours(1),
      statistic: 'Sum',
    });
    this.add(id, { metric, impact });
  }
}
