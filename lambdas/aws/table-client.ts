import { createSecureContext } from 'node:tls';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { once } from '../core/once.ts';

/**
 * A healthy table answers in milliseconds. After 5 s we treat the connection as broken,
 * and the SDK retries on another one.
 */
const TABLE_TIMEOUT_MS = 5000;

/**
 * Makes the functions through which a call goes once for each kind of command, and not
 * for each call. The SDK only needs them anew if something changes them afterwards.
 */
export const cacheMiddleware = true;

/**
 * What the TLS connections of a process share: the ciphers and certificates that Node
 * trusts by default. Node would make one for each connection, which takes 0.2 ms, and 2
 * ms in a new process. The connections and their sessions stay apart.
 *
 * @see https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions
 */
export const secureContext = once(() => createSecureContext());

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
    cacheMiddleware,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: TABLE_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpsAgent: { secureContext: secureContext() },
    },
  });
