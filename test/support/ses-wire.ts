import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** Writes the answer to one request to SES. */
export type SesResponder = (response: ServerResponse) => void;

export interface FakeSes {
  readonly endpoint: string;
  /** The parameters of all requests, oldest first. */
  readonly requests: readonly URLSearchParams[];
  /** How many connections clients have opened so far, and how many are open now. */
  connections(): { readonly opened: number; readonly open: number };
  /** Sets how the next requests are answered. At the start the answer is `acceptMail`. */
  answerWith(answer: SesResponder): void;
  stop(): Promise<void>;
}

const xml =
  (status: number, body: string): SesResponder =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };

/**
 * Accepts the email, with the message id `wire-1`. An email with its own headers gets the
 * answer of `acceptRawMail`.
 */
export const acceptMail: SesResponder = xml(
  200,
  '<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult>' +
    '<MessageId>wire-1</MessageId></SendEmailResult></SendEmailResponse>',
);

/** The same for an email with its own headers, `SendRawEmail`. */
export const acceptRawMail: SesResponder = xml(
  200,
  '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult>' +
    '<MessageId>wire-1</MessageId></SendRawEmailResult></SendRawEmailResponse>',
);

/** Answers with an error in the format of SES. */
export const refuseWith = (code: string, message: string, status = 400): SesResponder =>
  xml(
    status,
    '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error>' +
      `<Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
      '<RequestId>r</RequestId></ErrorResponse>',
  );

/** Breaks the connection after reading the request. SES may have accepted the email. */
export const breakConnection: SesResponder = (response) => {
  response.socket?.destroy();
};

/** Accepts the email, and breaks the connection within the body of the answer. */
export const breakAnswer: SesResponder = (response) => {
  response.writeHead(200, { 'content-type': 'text/xml', 'content-length': 500 });
  response.write('<SendRawEmailResponse', () => response.socket?.destroy());
};

/**
 * Starts an HTTP server that answers like SES, for two things that no emulator does. It
 * shows all parameters that the SDK sends (aws-ses-v2-local drops tags and configuration
 * set). And it refuses the email or breaks the connection when the test says so.
 */
export async function startFakeSes(): Promise<FakeSes> {
  const requests: URLSearchParams[] = [];
  let answer = acceptMail;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const parameters = new URLSearchParams(body);
      requests.push(parameters);
      const isRaw = parameters.get('Action') === 'SendRawEmail';
      (isRaw && answer === acceptMail ? acceptRawMail : answer)(response);
    });
  });
  // Never close an idle connection. By default Node closes it after 5 s.
  server.keepAliveTimeout = 0;
  let opened = 0;
  const open = new Set<object>();
  server.on('connection', (socket) => {
    opened += 1;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The fake SES listens on no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    connections: () => ({ opened, open: open.size }),
    answerWith: (next) => {
      answer = next;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
