import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /**
   * `host` may name another server than the one that is asked, which `fetch` does not
   * allow.
   */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks the server at an endpoint, whatever name the request has for it. */
export async function ask(
  endpoint: string,
  { method, path, headers, body }: Asked,
): Promise<Answered> {
  const asked = startRequest(new URL(path, endpoint), { method, headers });
  const answering = once(asked, 'response');
  asked.end(body);
  const [answer]: IncomingMessage[] = await answering;
  if (answer === undefined) throw new Error(`${endpoint} gave no answer.`);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
}
