import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';

/**
 * `same`: a bare script that makes the calls of Open Door, with inputs of the same size,
 * and does nothing else. The event has the recorded calls in stages: those of one stage
 * are made side by side, and the stages one after the other (see `stagesOf`).
 */
const table = new DynamoDBClient();
const ses = new SESClient();

type Call = readonly [action: string, input: never];

function send([action, input]: Call): Promise<unknown> {
  switch (action) {
    case 'GetItem':
      return table.send(new GetItemCommand(input));
    case 'PutItem':
      return table.send(new PutItemCommand(input));
    case 'UpdateItem':
      return table.send(new UpdateItemCommand(input));
    case 'DeleteItem':
      return table.send(new DeleteItemCommand(input));
    case 'Query':
      return table.send(new QueryCommand(input));
    case 'BatchGetItem':
      return table.send(new BatchGetItemCommand(input));
    case 'BatchWriteItem':
      return table.send(new BatchWriteItemCommand(input));
    case 'TransactGetItems':
      return table.send(new TransactGetItemsCommand(input));
    case 'TransactWriteItems':
      return table.send(new TransactWriteItemsCommand(input));
    case 'DescribeTable':
      return table.send(new DescribeTableCommand(input));
    case 'SendEmail':
      return ses.send(new SendEmailCommand(input));
    case 'SendRawEmail':
      return ses.send(new SendRawEmailCommand(input));
    default:
      throw new Error(`bench/subjects/same.ts does not know the call ${action}.`);
  }
}

const statusOf = (error: { $metadata?: { httpStatusCode?: number } }): number =>
  error.$metadata?.httpStatusCode ?? 0;

/** The body of the answer: the HTTP status of each call, in the order of the event. */
export async function handler(event: { readonly body: string }) {
  const stages: readonly (readonly Call[])[] = JSON.parse(event.body);
  const statuses: number[][] = [];
  for (const stage of stages) {
    const answers = stage.map((call) => send(call).then(() => 200, statusOf));
    statuses.push(await Promise.all(answers));
  }
  return { statusCode: 200, body: JSON.stringify(statuses) };
}
