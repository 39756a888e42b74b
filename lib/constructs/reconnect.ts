import { Duration } from 'aws-cdk-lib';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { RemindEnvironment } from '../../lambdas/environment.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store } from './store.ts';

/** Months later: "it may be time to write to Dana". */
export class Reconnect extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { store: Store; mail: MailChannel; deadLetters: DeadLetters },
  ) {
    super(scope, id);
    const { store, mail, deadLetters } = props;
    // Like the sweep: the next run finds what this one left.
    const nextRunIsSoon = {
      retryAttempts: 0,
      maxEventAge: Duration.minutes(15),
    } as const;
    const remind = new ServiceFunction<RemindEnvironment>(this, 'Remind', {
      name: 'remind',
      description: 'Open Door: reminds candidates of the contacts they kept',
      memorySize: 512,
      timeout: Duration.minutes(1),
      asyncInvocations: { onFailure: new SqsDestination(deadLetters), ...nextRunIsSoon },
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.reviewEnvironment,
      },
    });
    store.grantItems(remind, 'dynamodb:UpdateItem');
    store.grantDue(remind);
    mail.grantReview(remind);

    new Schedule(this, 'Reminders', {
      description: 'Open Door: send the reminders that are due',
      schedule: ScheduleExpression.rate(Duration.minutes(15)),
      target: new LambdaInvoke(remind, {
        input: ScheduleTargetInput.fromObject({ job: 'remind' }),
        deadLetterQueue: deadLetters,
        ...nextRunIsSoon,
      }),
    });
  }
}
