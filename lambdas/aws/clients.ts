import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';

/**
 * One attempt at sending takes at most this long: less than the function's 50 s, so that
 * the answer can be recorded.
 */
const SEND_TIMEOUT_MS = 8000;

/**
 * A healthy table answers in milliseconds: after this long the connection is dead, and
 * another one may not be.
 */
const TABLE_TIMEOUT_MS = 5000;

/**
 * Endpoint, region and credentials come from the SDK's own environment variables: on AWS
 * and on a laptop alike. The SDK tries again by itself; each write is conditional, so one
 * that came through unheard does not count twice.
 */
export const dynamoDbClient = (): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: TABLE_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });

/**
 * For mails that may go out twice without harm, such as a link: the SDK tries again by
 * itself.
 */
export const sesClient = (): SESClient => new SESClient();

/**
 * For mails that must not go out twice: SES has no idempotency token, and the SDK's own
 * retries send another mail where an answer got lost. One attempt, a time-out that really
 * aborts (`requestTimeout` alone only warns), and no idle socket kept: one reused after a
 * freeze may break after SES has read the request.
 */
export const singleAttemptSesClient = (): SESClient =>
  new SESClient({
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 3000,
      requestTimeout: SEND_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: false },
      httpsAgent: { keepAlive: false },
    },
  });
