import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { EventBridgeDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { FeedbackEnvironment } from '../../lambdas/environment.ts';
import type { Config } from '../config.ts';
import type { Alarms } from './alarms.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';
import { scheduleJob } from './job.ts';
import type { MailChannel } from './mail-channel.ts';
import { ServiceFunction } from './service-function.ts';
import type { Store, TableRights } from './store.ts';
import type { Web } from './web.ts';

/** What `feedback` may do with the table. A complaint blocks its recruiter. */
const rights: TableRights = {
  dueIndex: 'notices',
  letters: ['GetItem', 'UpdateItem'],
  candidates: ['GetItem', 'UpdateItem'],
  turns: ['GetItem', 'UpdateItem'],
  reportedEvents: ['GetItem', 'UpdateItem'],
  recruiterBlocks: ['UpdateItem'],
  candidateBlocks: ['GetItem'],
  killSwitch: ['GetItem'],
  breaker: ['GetItem', 'UpdateItem'],
};

const payload = '$.detail.requestPayload';
const at = (path: string): string => events.EventField.fromPath(path);
const deadLetterOf = (paths: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, at(path)])),
  condition: at('$.detail.requestContext.condition'),
  /** The function's log has the error under this id. */
  requestId: at('$.detail.requestContext.requestId'),
});

/**
 * The kinds of failed invocations: the pattern of the payload, and the message that goes
 * to the dead-letter queue. The message is enough to find the letter. It has no address.
 */
const failures = {
  Report: {
    requestPayload: { source: ['aws.ses'] },
    message: deadLetterOf({
      letter: `${payload}.detail.mail.tags.letter`,
      kind: `${payload}.detail.mail.tags.kind`,
      report: `${payload}.detail.eventType`,
      messageId: `${payload}.detail.mail.messageId`,
      mailedAt: `${payload}.detail.mail.timestamp`,
    }),
  },
  Job: {
    requestPayload: { job: events.Match.exists() },
    message: deadLetterOf({ job: `${payload}.job` }),
  },
};

/** The function `feedback`: records SES events on letters, and emails the notices. */
export class Feedback extends Construct {
  readonly function: lambda.Function;
  /** The schedule of the notices. */
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
      alarms: Alarms;
    },
  ) {
    super(scope, id);
    const { config, web, store, mail, deadLetterQueue, alarms } = props;
    const feedback = new ServiceFunction<FeedbackEnvironment>(this, 'Feedback', {
      name: 'feedback',
      description: 'Open Door: records SES events on letters, and emails notices to candidates',
      memorySize: 512,
      timeout: Duration.seconds(50),
      tracing: config.tracing,
      asyncInvocations: {
        // By way of the event bus: the rules below leave out personal data.
        onFailure: new EventBridgeDestination(),
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
      },
      environment: {
        ...store.environment,
        ...mail.environment,
        ...mail.reviewEnvironment,
        ...web.environment,
        ...web.retention,
      },
    });
    this.function = feedback;
    store.grant(feedback, rights);
    mail.grantReview(feedback);

    new events.Rule(this, 'Outcomes', {
      description: 'Open Door: SES events about our emails',
      eventPattern: mail.eventPattern,
      // No dead-letter queue on this target: it would hold the whole SES event, with
      // addresses. Lambda accepts every event, even if the function is throttled, so only
      // a missing permission could send an event there.
      targets: [new LambdaFunction(feedback)],
    });

    const failureOf = (requestPayload: object): events.EventPattern => ({
      source: ['lambda'],
      detailType: ['Lambda Function Invocation Result - Failure'],
      detail: {
        requestContext: { functionArn: events.Match.prefix(feedback.functionArn) },
        requestPayload,
      },
    });
    for (const [what, { requestPayload, message }] of Object.entries(failures)) {
      new events.Rule(this, `${what}Failed`, {
        description:
          'Open Door: failed invocations of the function "feedback", without personal data',
        eventPattern: failureOf(requestPayload),
        targets: [
          new SqsQueue(deadLetterQueue, { message: events.RuleTargetInput.fromObject(message) }),
        ],
      });
    }

    // Only these two: of each of them a candidate should know. Other reports are many.
    alarms.addNote('ReportLost', {
      description: 'Open Door: emails the operator about a bounce or complaint that was lost',
      eventPattern: failureOf({
        ...failures.Report.requestPayload,
        detail: { eventType: ['Bounce', 'Complaint'] },
      }),
      message:
        `Open Door could not record a report of SES (${at(`${payload}.detail.eventType`)}), ` +
        `message ${at(`${payload}.detail.mail.messageId`)}. A candidate may not know of it. ` +
        'The dead-letter queue has the letter. See "GivenUp" in docs/runbook.md.',
    });

    this.schedule = scheduleJob(this, 'Notices', {
      function: feedback,
      job: 'send-notices',
      description: 'Open Door: email the notices that are due',
      deadLetterQueue,
    });
  }
}
