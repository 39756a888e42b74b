import { Duration } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/**
 * Where events and scheduled runs end up that could not be handled: kept two weeks for a
 * person to look at.
 */
export class DeadLetters extends sqs.Queue {
  constructor(scope: Construct, id: string, alarms: Alarms) {
    super(scope, id, {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    alarms.add('GivenUp', {
      metric: this.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      impact:
        'A report of SES, or a scheduled run, was given up: a candidate may not know how a ' +
        'letter stands.',
    });
  }
}
