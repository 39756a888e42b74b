/** A request to the HTTP API. */
export interface SiteRequest {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  /** The fields of a posted form. */
  readonly form?: Readonly<Record<string, string>>;
  /** A body in JSON, instead of a form. */
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** The number of the visitor: each has an IP address and so a network of their own. */
  readonly visitor: number;
}

export const siteHost = 'door.example';

/**
 * The event of a request: payload format 2.0, with the headers of a browser. API Gateway
 * encodes the body of a form in base64.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventOf(request: SiteRequest): object {
  const { method, form, json, cookies, visitor } = request;
  const url = new URL(request.path, `https://${siteHost}`);
  const sourceIp = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const isSend = method === 'POST' && /^\/letters\/[^/]+\/send$/.test(url.pathname);
  const routeKey = isSend ? 'POST /letters/{token}/send' : '$default';
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const text = form === undefined ? JSON.stringify(json) : String(new URLSearchParams({ ...form }));
  const hasBody = form !== undefined || json !== undefined;
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies && { cookies }),
    headers: {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'accept-encoding': 'gzip, deflate, br, zstd',
      'accept-language': 'en-US,en;q=0.5',
      'content-length': String(hasBody ? Buffer.byteLength(text) : 0),
      host: siteHost,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678',
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...(method === 'POST' && { origin: `https://${siteHost}` }),
      ...(hasBody && { 'content-type': type }),
      ...request.headers,
    },
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: siteHost,
      domainPrefix: 'door',
      http: {
        method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey,
      stage: '$default',
      time: '22/Nov/2026:12:00:00 +0000',
      timeEpoch: 1_795_348_800_000,
    },
    ...(hasBody && { body: form === undefined ? text : Buffer.from(text).toString('base64') }),
    isBase64Encoded: form !== undefined,
  };
}
