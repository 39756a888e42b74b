import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';

/** Where the requests go, and with which credentials. By default what the shell says. */
export interface ClientSettings {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export type Clients = ReturnType<typeof createClients>;

/** The clients of all services that doctor asks. `look` limits the time of a request. */
export function createClients(settings: ClientSettings = {}) {
  const options = { ...settings, maxAttempts: 2, requestHandler: { connectionTimeout: 4000 } };
  return {
    cloudFormation: new CloudFormationClient(options),
    cloudWatch: new CloudWatchClient(options),
    logs: new CloudWatchLogsClient(options),
    dynamoDb: new DynamoDBClient(options),
    lambda: new LambdaClient(options),
    scheduler: new SchedulerClient(options),
    // One attempt: an email of the probe is not sent twice.
    sesOnce: new SESv2Client({ ...options, maxAttempts: 1 }),
    ses: new SESv2Client(options),
    sns: new SNSClient(options),
    // Otherwise it would ask the host of the URL of the queue, and not an emulator.
    sqs: new SQSClient({ ...options, useQueueUrlAsEndpoint: false }),
    sts: new STSClient(options),
  };
}
