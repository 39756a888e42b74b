import { CfnOutput, type Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, type IDependable } from 'constructs';
import type { LogEvent } from '../../lambdas/core/log.ts';
import type { Config } from '../config.ts';
import { everyEntry } from '../log-patterns.ts';

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

/** Log entries that are counted. */
interface Counted {
  readonly log: logs.ILogGroup;
  /** See `log-patterns.ts`. */
  readonly pattern: string;
  /** How much an entry counts: a number, or the selector of one. By default 1. */
  readonly value?: string;
}

interface CountAlarmProps extends Pick<AlarmProps, 'impact' | 'threshold'> {
  readonly counted: readonly Counted[];
  /** How long entries are added up. The alarm also stays on for so long. */
  readonly period: Duration;
}

interface LateAlarmProps extends Pick<AlarmProps, 'impact'> {
  /** The log of the job, and the entry of each run, with its `lateMs`. */
  readonly log: logs.ILogGroup;
  readonly event: LogEvent;
  /** Other entries of the job that say that something is late. */
  readonly alsoLate?: readonly LogEvent[];
  /** Late: so long after it was due. */
  readonly after: Duration;
  /** In each of so many periods something is late, or the job did not run. */
  readonly period: Duration;
  readonly evaluationPeriods: number;
  /** The schedule of the job: the alarm is created after it. */
  readonly schedule: IDependable;
}

interface NoteProps {
  readonly description: string;
  readonly eventPattern: events.EventPattern;
  /**
   * The text of the email. A field of the event that is missing leaves a gap. No field
   * with a list: AWS does not say how it is written in a text.
   */
  readonly message: string;
}

/** All alarms of the stack, and the one SNS topic that they are published to. */
export class Alarms extends Construct {
  /** The name of the stack: the metrics of two stacks in one account must not mix. */
  private readonly metricNamespace = Stack.of(this).stackName;
  private readonly topic: sns.Topic;
  private readonly action: SnsAction;
  /** How many filters each metric has. */
  private readonly filters = new Map<string, number>();

  constructor(
    scope: Construct,
    id: string,
    { config: { alarmAddress }, deadLetterQueue }: { config: Config; deadLetterQueue: sqs.IQueue },
  ) {
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
      topic.addSubscription(new EmailSubscription(alarmAddress, { deadLetterQueue }));
    }
    this.topic = topic;
    this.action = new SnsAction(topic);
    new CfnOutput(Stack.of(this), 'AlarmTopicArn', {
      description: 'SNS topic that alarms are published to',
      value: topic.topicArn,
    });
  }

  /**
   * Adds an alarm. It also emails when it is over.
   *
   * @param id its name in emails, and the heading of its section in docs/runbook.md
   */
  add(id: string, { impact, ...alarm }: AlarmProps): cloudwatch.Alarm {
    const added = new cloudwatch.Alarm(this, id, {
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      ...alarm,
      alarmDescription: `${impact} See "${id}" in docs/runbook.md.`,
    });
    added.addAlarmAction(this.action);
    added.addOkAction(this.action);
    return added;
  }

  /**
   * Adds an alarm that goes off at once if log entries add up to `threshold`, by default
   * 1.
   *
   * @param id as in `add`; also the name of the metric
   */
  addForCount(id: string, { counted, period, ...alarm }: CountAlarmProps): void {
    for (const each of counted) this.count(id, each);
    this.add(id, { metric: this.metric(id, 'Sum', period), ...alarm });
  }

  /**
   * Adds an alarm that goes off if a job is late, or does not run.
   *
   * @param id as in `addForCount`
   */
  addForLateness(
    id: string,
    { log, event, alsoLate = [], after, period, schedule, ...alarm }: LateAlarmProps,
  ): void {
    this.count(id, { log, pattern: everyEntry(event), value: '$.message.lateMs' });
    const threshold = after.toMilliseconds();
    for (const other of alsoLate) {
      this.count(id, { log, pattern: everyEntry(other), value: String(threshold) });
    }
    const added = this.add(id, {
      metric: this.metric(id, 'Maximum', period),
      threshold,
      treatMissingData: cloudwatch.TreatMissingData.BREACHING,
      ...alarm,
    });
    // Otherwise a new stack would have the alarm before the first run, and email about
    // it.
    added.node.addDependency(schedule);
  }

  /** Emails a text at each event. An alarm would need a metric, and events are rare. */
  addNote(id: string, { description, eventPattern, message }: NoteProps): void {
    const rule = new events.Rule(this, id, { description, eventPattern });
    // Not CDK's `SnsTopic`: it lets the rules of every account publish.
    rule.addTarget({
      bind: () => ({
        arn: this.topic.topicArn,
        input: events.RuleTargetInput.fromText(message),
      }),
    });
    this.topic.grantPublish(
      new iam.ServicePrincipal('events.amazonaws.com', {
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
  }

  private metric(id: string, statistic: string, period: Duration): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: this.metricNamespace,
      metricName: id,
      period,
      statistic,
    });
  }

  /** Counts log entries in a metric. One metric may count entries of many kinds. */
  private count(metricName: string, { log, pattern, value = '1' }: Counted): void {
    const count = this.filters.get(metricName) ?? 0;
    this.filters.set(metricName, count + 1);
    new logs.MetricFilter(this, `${metricName}Count${count || ''}`, {
      logGroup: log,
      filterPattern: logs.FilterPattern.literal(pattern),
      metricNamespace: this.metricNamespace,
      // No default value of 0: the metric would cost money every month. Without one it
      // costs only while there are entries.
      metricName,
      metricValue: value,
    });
  }
}
