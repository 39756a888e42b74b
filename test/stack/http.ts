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

/**
 * Requests a page of a site that MiniStack runs. The request goes to MiniStack's address
 * and has the site's name in its `host` header, because not every machine can resolve
 * that name.
 */
export async function sendTo(endpoint: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  const answer = await sendRequest(endpoint, {
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: {
      ...Object.fromEntries(request.headers),
      host: url.host,
      'content-length': String(body.length),
    },
    body,
  });
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headers)) {
    for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return new Response(answer.body, { status: answer.status, headers });
}
