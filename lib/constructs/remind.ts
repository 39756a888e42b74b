import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { RemindEnvironment } from '../../lambdas/environment.ts';
import type { Config } from '../config.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { jobInvocations, scheduleJob } from './job.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store, TableRights } from './store.ts';
import type { Web } from './web.ts';

/**
 * What `remind` may do with the table. It adds the link of an email, or removes it, and
 * queries which contacts of a candidate are due together.
 */
const rights: TableRights = {
  dueIndex: 'contacts',
  // Read before each email: no receipt follows a letter that bounced.
  letters: ['GetItem'],
  candidates: ['PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
  turns: ['GetItem', 'UpdateItem'],
  candidateBlocks: ['GetItem'],
  killSwitch: ['GetItem'],
};

/** The function `remind`, which emails receipts and, months later, reminders. */
export class Remind extends Construct {
  readonly function: lambda.Function;
  /** The schedule of the reminders. */
  readonly schedule: Schedule;

  constructor(
    scope: Construct,
    id: string,
    props: {
      config: Config;
      web: Web;
      store: Store;
      mail: MailChannel;
      deadLetterQueue: DeadLetterQueue;
    },
  ) {
    super(scope, id);
    const { config, web, store, mail, deadLetterQueue } = props;
    const remind = new ServiceFunction<RemindEnvironment>(this, 'Remind', {
      name: 'remind',
      description: 'Open Door: emails receipts and reminders to candidates',
      memorySize: 512,
      // Shorter than the schedule, so that runs seldom overlap.
      timeout: Duration.seconds(50),
      tracing: config.tracing,
      asyncInvocations: jobInvocations(deadLetterQueue),
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.reviewEnvironment,
        ...web.environment,
      },
    });
    this.function = remind;
    store.grant(remind, rights);
    // A reminder has headers for unsubscribing, and a receipt has a calendar entry
    // attached.
    mail.grantReview(remind, 'ses:SendRawEmail');

    this.schedule = scheduleJob(this, 'Reminders', {
      function: remind,
      job: 'send-reminders',
      description: 'Open Door: email the receipts and reminders that are due',
      deadLetterQueue,
    });
  }
}
