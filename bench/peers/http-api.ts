/** The parts of an event of the HTTP API, payload format 2.0, that become a request. */
interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: { readonly http: { readonly method: string } };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** Makes a Lambda handler of a peer's `fetch` handler, with no more than it needs. */
export const lambdaHandler =
  (answer: (request: Request) => Promise<Response>) => async (event: HttpEvent) => {
    const { rawPath, rawQueryString, cookies, headers, body } = event;
    const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
    const response = await answer(
      new Request(`https://${headers['host']}${rawPath}${query}`, {
        method: event.requestContext.http.method,
        headers: { ...headers, ...(cookies && { cookie: cookies.join('; ') }) },
        body:
          body === undefined
            ? null
            : event.isBase64Encoded
              ? Buffer.from(body, 'base64').toString()
              : body,
      }),
    );
    const { 'set-cookie': _cookies, ...rest } = Object.fromEntries(response.headers);
    return {
      statusCode: response.status,
      headers: rest,
      cookies: response.headers.getSetCookie(),
      body: await response.text(),
    };
  };
