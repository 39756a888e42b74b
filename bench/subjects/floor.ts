import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';

/**
 * The floor of a cold start: a function with both clients of the SDK that does nothing.
 * Its start is the least that a function with this SDK takes.
 */
const clients = [new DynamoDBClient(), new SESClient()];

export const handler = async () => ({ statusCode: 200, body: String(clients.length) });
