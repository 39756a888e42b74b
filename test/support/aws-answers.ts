import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request as AWS gets it: its parameters, whatever protocol they came in. */
export interface AwsRequest {
  readonly path: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** An error as AWS answers it. */
export class AwsFault {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  constructor(code: string, { status = 400, message = 'no' } = {}) {
    this.code = code;
    this.status = status;
    this.message = message;
  }
}

/** The connection breaks without an answer. */
export const broken = Symbol('broken');

type Answer = Readonly<Record<string, unknown>> | AwsFault | typeof broken;
/**
 * Recorded answers by `service.Action`, in the shapes of AWS's API references. Times are
 * epoch seconds in the JSON protocols, and ISO texts in the query protocol.
 */
export type AwsAnswers = Readonly<Record<string, Answer | ((request: AwsRequest) => Answer)>>;

/** The actions of the REST protocol, which are in the path. */
const restActions: readonly (readonly [service: string, path: RegExp, action: string])[] = [
  ['ses', /^GET \/v2\/email\/account$/, 'GetAccount'],
  ['ses', /^GET \/v2\/email\/identities\/[^/]+$/, 'GetEmailIdentity'],
  ['ses', /^GET \/v2\/email\/configuration-sets\/[^/]+$/, 'GetConfigurationSet'],
  [
    'ses',
    /^GET \/v2\/email\/configuration-sets\/[^/]+\/event-destinations$/,
    'GetConfigurationSetEventDestinations',
  ],
  ['ses', /^GET \/v2\/email\/suppression\/addresses\/[^/]+$/, 'GetSuppressedDestination'],
  ['ses', /^POST \/v2\/email\/outbound-emails$/, 'SendEmail'],
  ['lambda', /^GET \/[\d-]+\/account-settings$/, 'GetAccountSettings'],
  ['lambda', /^GET \/[\d-]+\/functions\/[^/]+\/configuration$/, 'GetFunctionConfiguration'],
  ['lambda', /^GET \/[\d-]+\/functions\/[^/]+\/concurrency$/, 'GetFunctionConcurrency'],
  ['scheduler', /^GET \/schedules\/[^/]+$/, 'GetSchedule'],
];

const escapeXml = (value: unknown): string =>
  String(value).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A value in the query protocol's XML. */
const toXml = (value: unknown): string => {
  if (Array.isArray(value))
    return value.map((entry) => `<member>${toXml(entry)}</member>`).join('');
  if (typeof value !== 'object' || value === null) return escapeXml(value);
  return Object.entries(value)
    .map(([name, part]) => `<${name}>${toXml(part)}</${name}>`)
    .join('');
};

interface Parsed {
  readonly key: string;
  readonly protocol: 'query' | 'json';
  readonly action: string;
  readonly request: AwsRequest;
}

function parse(request: IncomingMessage, body: string): Parsed {
  const { headers, method = '', url = '/' } = request;
  const path = (url.split('?')[0] ?? '').replace(/(?<=.)\/$/, '');
  // The scope of the signature: `Credential=key/day/region/service/aws4_request`.
  const service =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'none';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    const parameters = Object.fromEntries(new URLSearchParams(body));
    const action = parameters['Action'] ?? '';
    return {
      key: `${service}.${action}`,
      protocol: 'query',
      action,
      request: { path, parameters },
    };
  }
  const target = headers['x-amz-target'];
  const action =
    typeof target === 'string'
      ? target.split('.')[1]
      : restActions.find(([of, of2]) => of === service && of2.test(`${method} ${path}`))?.[2];
  const parameters: Record<string, unknown> = body === '' ? {} : JSON.parse(body);
  return {
    key: `${service}.${action ?? `${method} ${path}`}`,
    protocol: 'json',
    action: action ?? '',
    request: { path: decodeURIComponent(path), parameters },
  };
}

/**
 * Starts a server that answers as AWS does, in the protocols of the SDK's clients (query
 * XML, JSON, REST-JSON), with recorded answers. What has no answer is an error that the
 * test sees. `GET /healthz` answers as the site does.
 */
export async function startAwsAnswers() {
  let answers: AwsAnswers = {};
  const requests: { readonly key: string; readonly request: AwsRequest }[] = [];
  const unknown = new Set<string>();

  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.url === '/healthz') {
        const site = answers['site'];
        if (site === broken) return void response.destroy();
        response.writeHead(site instanceof AwsFault ? site.status : 200).end('{"ok":true}');
        return;
      }
      const parsed = parse(request, await text(request));
      requests.push({ key: parsed.key, request: parsed.request });
      const recorded = answers[parsed.key];
      if (recorded === undefined) unknown.add(parsed.key);
      const found =
        typeof recorded === 'function'
          ? recorded(parsed.request)
          : (recorded ?? new AwsFault('NotRecorded', { status: 400 }));
      if (found === broken) return void response.destroy();
      const { protocol, action } = parsed;
      if (protocol === 'query') {
        const xml =
          found instanceof AwsFault
            ? `<ErrorResponse><Error><Type>Sender</Type><Code>${found.code}</Code>` +
              `<Message>${escapeXml(found.message)}</Message></Error></ErrorResponse>`
            : toXml({ [`${action}Response`]: { [`${action}Result`]: found } });
        response
          .writeHead(found instanceof AwsFault ? found.status : 200, { 'content-type': 'text/xml' })
          .end(xml);
        return;
      }
      const headers = { 'content-type': 'application/x-amz-json-1.0' };
      if (found instanceof AwsFault)
        response
          .writeHead(found.status, { ...headers, 'x-amzn-errortype': found.code })
          .end(JSON.stringify({ __type: found.code, message: found.message }));
      else response.writeHead(200, headers).end(JSON.stringify(found));
    };
    answer().catch((error: unknown) => {
      unknown.add(String(error));
      response.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    answerWith: (recorded: AwsAnswers): void => {
      answers = recorded;
      requests.length = 0;
      unknown.clear();
    },
    requests,
    /** Requests that had no recorded answer, and errors of the server itself. */
    unknown,
  };
}
