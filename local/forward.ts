import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** The answer of a server to a request that was passed on to it. */
export interface ForwardedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Passes a request on to a local server, on a new connection: an idle one may break just
 * when it is used again.
 *
 * @param endpoint `http://127.0.0.1:port`. The request goes there, whatever its URL
 *   names: `//example.com/` is a path like any other
 */
export async function forward(
  endpoint: string,
  { method, url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
): Promise<ForwardedAnswer> {
  const { hostname, port } = new URL(endpoint);
  const forwarded = startRequest({
    hostname,
    port,
    path: url,
    method,
    headers: { ...headers, connection: 'close' },
    agent: false,
  });
  const answering = once(forwarded, 'response');
  forwarded.end(body);
  const [answer]: IncomingMessage[] = await answering;
  if (answer === undefined) throw new Error('The local server gave no answer.');
  return { status: answer.statusCode ?? 500, headers: answer.headers, body: await buffer(answer) };
}

/** The id that SES gave to an email, if it accepted one. */
export const messageIdIn = ({ status, body }: ForwardedAnswer): string | undefined =>
  status === 200 ? /<MessageId>([^<]+)<\/MessageId>/.exec(body.toString())?.[1] : undefined;
