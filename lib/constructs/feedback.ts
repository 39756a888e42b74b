import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { FeedbackEnvironment } from '../../lambdas/environment.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store } from './store.ts';

/** What SES says became of a mail, written to its letter. */
export class Feedback extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { store: Store; mail: MailChannel; deadLetters: DeadLetters },
  ) {
    super(scope, id);
    const { store, mail, deadLetters } = props;
    const maxEventAge = Duration.hours(6);
    const feedback = new ServiceFunction<FeedbackEnvironment>(this, 'Feedback', {
      name: 'feedback',
      description: 'Open Door: settles letters by what SES reports',
      memorySize: 512,
      timeout: Duration.seconds(10),
      asyncInvocations: { deadLetters, retryAttempts: 2, maxEventAge },
      environment: { ...store.environment },
    });
    store.grantItems(feedback, 'dynamodb:GetItem', 'dynamodb:UpdateItem');

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
  }
}
