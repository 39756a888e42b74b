import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

interface HttpRequest {
  readonly method: string;
  /** The path and the query. */
  readonly path: string;
  /**
   * `host` may differ from the endpoint's host. `fetch` does not allow that.
   */
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends a request to an endpoint, whatever its `host` header is. */
export async function sendRequest(
  endpoint: string,
  { method, path, headers, body }: HttpRequest,
): Promise<HttpResponse> {
  const request = startRequest(new URL(path, endpoint), { method, headers });
  const answering = once(request, 'response');
  request.end(body);
  const [answer]: IncomingMessage[] = await answering;
  if (answer === undefined) throw new Error(`${endpoint} gave no answer.`);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
}
