import { createSecureContext } from 'node:tls';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { once } from '../core/once.ts';
import { type RunConnections, runConnections } from './run-connections.ts';

/**
 * The timeout of one attempt at sending. The function may run 50 s, so enough time is
 * left to record the outcome.
 */
const SEND_TIMEOUT_MS = 8000;

/**
 * How long `web` waits for SES, all attempts of the SDK together. The candidate waits
 * for the page, and the function may run 10 s only: after that API Gateway would answer,
 * and not our page. SES usually answers within 0.3 s.
 */
export const LINK_MAIL_TIMEOUT_MS = 3000;

/**
 * A healthy table answers in milliseconds. After 5 s we treat the connection as broken,
 * and the SDK retries on another one.
 */
const TABLE_TIMEOUT_MS = 5000;

/**
 * Makes the functions through which a call goes once for each kind of command, and not
 * for each call. The SDK only needs them anew if something changes them afterwards.
 */
const cacheMiddleware = true;

/**
 * What the TLS connections of a process share: the ciphers and certificates that Node
 * trusts by default. Node would make one for each connection, which takes 0.2 ms, and 2
 * ms in a new process. The connections and their sessions stay apart.
 *
 * @see https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions
 */
const secureContext = once(() => createSecureContext());

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

/**
 * For emails that may be sent twice without harm, such as a link: the SDK retries, and
 * uses its connections again.
 */
export const sesClient = (): SESClient => new SESClient({ cacheMiddleware });

/**
 * For emails that must not be sent twice. SES has no idempotency token: if an answer is
 * lost, a retry by the SDK sends a second email. So this client makes one attempt. Its
 * timeout aborts the request (`requestTimeout` alone only warns). By default each email
 * has a connection of its own: if the process was suspended, a connection that is used
 * again may break after SES has read the request.
 *
 * @param connections those of a run, see {@link withRunClient}
 */
export const singleAttemptSesClient = ({
  httpAgent,
  httpsAgent,
}: Partial<RunConnections['agents']> = {}): SESClient =>
  new SESClient({
    maxAttempts: 1,
    cacheMiddleware,
    requestHandler: {
      connectionTimeout: 3000,
      requestTimeout: SEND_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: httpAgent ?? { keepAlive: false },
      httpsAgent: httpsAgent ?? { keepAlive: false, secureContext: secureContext() },
    },
  });

/**
 * Runs a job whose emails follow each other, with a {@link singleAttemptSesClient} that
 * uses its connections again within this run: a TLS handshake takes 1 to 3 ms of CPU.
 * After the run no connection is idle.
 */
export async function withRunClient<Result>(
  run: (client: SESClient) => Promise<Result>,
): Promise<Result> {
  const connections = runConnections();
  try {
    return await run(singleAttemptSesClient(connections.agents));
  } finally {
    connections.end();
  }
}
