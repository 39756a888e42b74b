import { Duration } from 'aws-cdk-lib';
import { HttpMethod, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { SendEnvironment } from '../../lambdas/environment.ts';
import type { Config } from '../config.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { jobInvocations, scheduleJob } from './job.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store, TableRights } from './store.ts';
import { defaultThrottle, type Web } from './web.ts';

/**
 * What `send` may do with the table. It may not delete, and query nothing but the index.
 */
const rights: TableRights = {
  dueIndex: 'letters',
  letters: ['GetItem', 'UpdateItem'],
  candidates: ['GetItem', 'UpdateItem'],
  turns: ['GetItem', 'UpdateItem'],
  letterSlots: ['GetItem', 'UpdateItem'],
  recruiterBlocks: ['GetItem'],
  candidateBlocks: ['GetItem'],
  killSwitch: ['GetItem'],
};

/**
 * The function `send`, the only one that can email a recruiter: when the candidate sends
 * the letter, and in the sweep of each minute.
 */
export class Send extends Construct {
  readonly function: lambda.Function;
  /** The schedule of the sweep. */
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
    const send = new ServiceFunction<SendEnvironment>(this, 'Send', {
      name: 'send',
      description: 'Open Door: emails letters to recruiters, and runs the sweep',
      memorySize: 1024,
      // Long enough for a sweep to process a backlog before the next one starts, and
      // shorter than the lease of an attempt (75 s).
      timeout: Duration.seconds(50),
      tracing: config.tracing,
      asyncInvocations: jobInvocations(deadLetterQueue),
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.letterLimits,
        ...mail.ownSenderEnvironment,
        ...web.environment,
        ...web.retention,
        ...web.operator,
      },
    });
    this.function = send;
    store.grant(send, rights);
    mail.grantLetters(send);
    // Its own throttle, with the same numbers: no flood of another route uses it up.
    web.addRoute(
      HttpRouteKey.with('/letters/{token}/send', HttpMethod.POST),
      send,
      defaultThrottle,
    );

    this.schedule = scheduleJob(this, 'Sweep', {
      function: send,
      job: 'sweep',
      description: 'Open Door: run the sweep, which retries letters and repairs crashes',
      deadLetterQueue,
    });
  }
}
