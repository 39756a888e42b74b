import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/**
 * The dead-letter queue: events and scheduled runs that failed. It keeps them for two
 * weeks, so that the operator can look at them.
 */
export class DeadLetterQueue extends sqs.Queue {
  constructor(scope: Construct, id: string, alarms: Alarms) {
    super(scope, id, {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    alarms.add('GivenUp', {
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      impact:
        'An SES event or a run of a job failed for good: a candidate may not know the state ' +
        'of a letter.',
    });
  }
}
