import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventBridgeDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { FeedbackEnvironment } from '../../lambdas/environment.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Site } from './site.ts';
import type { Store } from './store.ts';

const payload = '$.detail.requestPayload';
const kept = (paths: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [name, events.EventField.fromPath(path)]),
  ),
  condition: events.EventField.fromPath('$.detail.requestContext.condition'),
  /** The function's log has the error under it. */
  requestId: events.EventField.fromPath('$.detail.requestContext.requestId'),
});

/**
 * What the dead-letter queue keeps of an invocation that failed: enough to find the
 * letter, and nobody's address.
 */
const failures = {
  Report: {
    requestPayload: { source: ['aws.ses'] },
    message: kept({
      letter: `${payload}.detail.mail.tags.letter`,
      kind: `${payload}.detail.mail.tags.kind`,
      report: `${payload}.detail.eventType`,
      messageId: `${payload}.detail.mail.messageId`,
      mailedAt: `${payload}.detail.mail.timestamp`,
    }),
  },
  Job: { requestPayload: { job: events.Match.exists() }, message: kept({ job: `${payload}.job` }) },
};

/**
 * What SES says became of a mail, written to its letter; and the notices to the candidate
 * that follow.
 */
export class Feedback extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { site: Site; store: Store; mail: MailChannel; deadLetters: DeadLetters },
  ) {
    super(scope, id);
    const { site, store, mail, deadLetters } = props;
    const feedback = new ServiceFunction<FeedbackEnvironment>(this, 'Feedback', {
      name: 'feedback',
      description: 'Open Door: settles letters by what SES reports, and tells candidates',
      memorySize: 512,
      timeout: Duration.seconds(50),
      asyncInvocations: {
        // By way of the bus, where what is personal is left behind, see below.
        onFailure: new EventBridgeDestination(),
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
      },
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
      // No dead-letter queue here: it would hold the event as SES wrote it, with
      // addresses. Lambda takes every event in, a throttled function's too, so that only
      // a missing permission could fill it.
      targets: [new LambdaFunction(feedback)],
    });

    for (const [what, { requestPayload, message }] of Object.entries(failures)) {
      new events.Rule(this, `${what}Failed`, {
        description:
          'Open Door: what the function "feedback" failed on, without what is personal in it',
        eventPattern: {
          source: ['lambda'],
          detailType: ['Lambda Function Invocation Result - Failure'],
          detail: {
            requestContext: { functionArn: events.Match.prefix(feedback.functionArn) },
            requestPayload,
          },
        },
        targets: [
          new SqsQueue(deadLetters, { message: events.RuleTargetInput.fromObject(message) }),
        ],
      });
    }

    new Schedule(this, 'Notices', {
      description: 'Open Door: tell candidates how their letters stand',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: new LambdaInvoke(feedback, {
        input: ScheduleTargetInput.fromObject({ job: 'send-notices' }),
        deadLetterQueue: deadLetters,
        // The next run finds the same notices.
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      }),
    });
  }
}
