import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { EventBridgeDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A failed run is not retried: the next one, a minute later, finds the same items. */
const noRetry = { retryAttempts: 0, maxEventAge: Duration.minutes(1) } as const;

/**
 * What becomes of a failed run of a function that runs jobs and nothing else
 * asynchronously. The queue gets the job. A record with the error goes to the event bus,
 * for rules of the operator; we have none.
 */
export const jobInvocations = (deadLetterQueue: sqs.IQueue) => ({
  deadLetterQueue,
  onFailure: new EventBridgeDestination(),
  ...noRetry,
});

/** Runs a job of a function each minute. A run that cannot start goes to the queue. */
export const scheduleJob = (
  scope: Construct,
  id: string,
  props: {
    readonly function: lambda.IFunction;
    /** The `job` of the event that the function gets. */
    readonly job: string;
    readonly description: string;
    readonly deadLetterQueue: sqs.IQueue;
  },
): Schedule =>
  new Schedule(scope, id, {
    description: props.description,
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    target: new LambdaInvoke(props.function, {
      input: ScheduleTargetInput.fromObject({ job: props.job }),
      deadLetterQueue: props.deadLetterQueue,
      ...noRetry,
    }),
  });
