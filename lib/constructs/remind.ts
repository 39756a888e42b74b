import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { RemindEnvironment } from '../../lambdas/environment.ts';
import type { Alarms } from './alarms.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store, TableRights } from './store.ts';
import type { Web } from './web.ts';

/** What `remind` may do with the table. It adds the link of an email, or removes it. */
const rights: TableRights = {
  dueIndex: 'contacts',
  // Read before each email: no receipt follows a letter that bounced.
  letters: ['GetItem'],
  candidates: ['PutItem', 'UpdateItem', 'DeleteItem'],
  turns: ['GetItem', 'UpdateItem'],
  candidateBlocks: ['GetItem'],
  killSwitch: ['GetItem'],
};

/** The function `remind`, which emails receipts and, months later, reminders. */
export class Remind extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      web: Web;
      store: Store;
      mail: MailChannel;
      deadLetterQueue: DeadLetterQueue;
      alarms: Alarms;
    },
  ) {
    super(scope, id);
    const { web, store, mail, deadLetterQueue, alarms } = props;
    // A failed run is not retried: the next one finds the same contacts.
    const noRetry = {
      retryAttempts: 0,
      maxEventAge: Duration.minutes(15),
    } as const;
    const remind = new ServiceFunction<RemindEnvironment>(this, 'Remind', {
      name: 'remind',
      description: 'Open Door: emails receipts and reminders to candidates',
      memorySize: 512,
      timeout: Duration.minutes(1),
      asyncInvocations: { onFailure: new SqsDestination(deadLetterQueue), ...noRetry },
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.reviewEnvironment,
        ...web.environment,
      },
    });
    store.grant(remind, rights);
    // A reminder has headers for unsubscribing, and a receipt has a calendar entry
    // attached.
    mail.grantReview(remind, 'ses:SendRawEmail');

    new Schedule(this, 'Reminders', {
      description: 'Open Door: email the receipts and reminders that are due',
      schedule: ScheduleExpression.rate(Duration.minutes(15)),
      target: new LambdaInvoke(remind, {
        input: ScheduleTargetInput.fromObject({ job: 'send-reminders' }),
        deadLetterQueue,
        ...noRetry,
      }),
    });
    addAlarms(alarms, remind);
  }
}

/**
 * A reminder is never lost: it is retried until it is sent. These alarms go off if that
 * takes too long.
 */
function addAlarms(alarms: Alarms, remind: lambda.Function): void {
  const period = Duration.minutes(15);
  alarms.add('RemindersFail', {
    metric: remind.metricErrors({ period }),
    impact: 'A run of the reminders failed: candidates are not reminded until one succeeds.',
  });
  alarms.add('RemindersStopped', {
    metric: remind.metricInvocations({ period }),
    impact: 'The reminders have not run for an hour: no candidate is reminded.',
    comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.BREACHING,
    // Not one period of an hour: CloudWatch looks back several periods for a value before
    // it treats the value as missing.
    evaluationPeriods: 4,
  });
  alarms.addForLogEvent('RemindersHeld', {
    event: 'reminder-held',
    functions: [remind],
    impact:
      'The table was restored from a backup: no candidate of the backup is reminded until ' +
      'the table is adopted.',
  });
  alarms.addForLogEvent('RemindersLate', {
    event: 'reminder-late',
    functions: [remind],
    impact:
      'A reminder has failed in three attempts or more, or with an unexpected error: its ' +
      'candidate is reminded late.',
  });
}
