import { SESClient } from '@aws-sdk/client-ses';
import { clientSettings, secureContext } from './client-settings.ts';
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
 * For emails that may be sent twice without harm, such as a link: the SDK retries, and
 * uses its connections again.
 */
export const sesClient = (): SESClient => new SESClient(clientSettings);

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
    ...clientSettings,
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
