import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { clientSettings, secureContext } from './client-settings.ts';

/**
 * A healthy table answers in milliseconds. After 5 s we treat the connection as broken,
 * and the SDK retries on another one.
 */
const TABLE_TIMEOUT_MS = 5000;

/**
 * Endpoint, region and credentials come from the environment variables of the AWS SDK,
 * both on AWS and on a laptop. The SDK retries by itself. Each write is conditional, so
 * the retry of a write whose answer was lost does no harm.
 *
 * @param retries how it retries, if not by the SDK's defaults
 */
export const dynamoDbClient = (
  retries: Pick<DynamoDBClientConfig, 'retryMode' | 'maxAttempts'> = {},
): DynamoDBClient =>
  new DynamoDBClient({
    ...retries,
    ...clientSettings,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: TABLE_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpsAgent: { secureContext: secureContext() },
    },
  });
