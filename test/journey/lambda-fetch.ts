import type { LambdaContext, LambdaEvent } from 'hono/aws-lambda';
import type { Fetch } from './http-driver.ts';

interface HttpResult {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | string[]>> | undefined;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}
type HttpHandler = (event: LambdaEvent, context: LambdaContext) => Promise<unknown>;

const isHttpResult = (result: unknown): result is HttpResult =>
  typeof result === 'object' && result !== null && 'statusCode' in result && 'body' in result;

/** The context argument of a handler's invocation. */
export const lambdaContext: LambdaContext = {
  awsRequestId: 'test',
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:test',
  logGroupName: 'test',
  logStreamName: 'test',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => 15_000,
};

/**
 * The Lambda event for a request: the proxy integration of an HTTP API, payload format
 * 2.0.
 */
async function lambdaEvent(request: Request): Promise<LambdaEvent> {
  const url = new URL(request.url);
  const body = await request.text();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    isBase64Encoded: body !== '',
    body: body === '' ? null : Buffer.from(body).toString('base64'),
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      authentication: null,
      authorizer: {},
      domainName: url.host,
      domainPrefix: 'test',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'test',
      },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_348_800_000,
    },
  };
}

/** Answers requests by Lambda handlers. It routes them as the HTTP API does. */
export const lambdaFetch =
  (handlers: { readonly web: HttpHandler; readonly send: HttpHandler }): Fetch =>
  async (request) => {
    const isSend =
      request.method === 'POST' && /^\/letters\/[^/]+\/send$/.test(new URL(request.url).pathname);
    const event = await lambdaEvent(request);
    const result = await handlers[isSend ? 'send' : 'web'](event, lambdaContext);
    if (!isHttpResult(result)) throw new Error('The result of the handler is no HTTP result.');
    const headers = new Headers();
    for (const [name, values] of Object.entries(result.headers ?? {})) {
      for (const value of [values].flat()) headers.append(name, value);
    }
    const body = Buffer.from(result.body, result.isBase64Encoded ? 'base64' : 'utf8');
    const isEmpty = result.statusCode === 204 || result.statusCode === 304;
    return new Response(isEmpty ? null : body, { status: result.statusCode, headers });
  };
