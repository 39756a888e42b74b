import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { FeedbackEnvironment } from '../../lambdas/environment.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Site } from './site.ts';
import type { Store } from './store.ts';

/** What SES says became of a mail, written to its letter; and the notices to the candidate that follow. */
export class Feedback extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { site: Site; store: Store; mail: MailChannel; deadLetters: DeadLetters },
  ) {
    super(scope, id);
    const { site, store, mail, deadLetters } = props;
    const maxEventAge = Duration.hours(6);
    const feedback = new ServiceFunction<FeedbackEnvironment>(this, 'Feedback', {
      name: 'feedback',
      description: 'Open Door: settles letters by what SES reports, and tells candidates',
      memorySize: 512,
      timeout: Duration.seconds(50),
      asyncInvocations: { deadLetters, retryAttempts: 2, maxEventAge },
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.reviewEnvironment,
        ...site.environment,
      },
    });
    store.grantItems(feedback, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    store.grantDue(feedback);
    mail.grantReview(feedback);

    new events.Rule(this, 'Outcomes', {
      description: 'Open Door: what SES reports of our mails',
      eventPattern: mail.eventPattern,
      // This queue takes what could not be handed to the function; the function's own takes what it failed on.
      targets: [
        new LambdaFunction(feedback, {
          deadLetterQueue: deadLetters,
          maxEventAge,
        }),
      ],
    });

    new Schedule(this, 'Notices', {
      description: 'Open Door: tell candidates how their letters stand',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(feedback, {
        input: ScheduleTargetInput.fromObject({ job: 'tell' }),
        deadLetterQueue: deadLetters,
        // The next run finds the same notices.
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      }),
    });
  }
}
