import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** How a request to SES is answered. */
export type SesResponder = (response: ServerResponse) => void;

export interface FakeSes {
  readonly endpoint: string;
  /** The parameters of every request that was read, in order. */
  readonly requests: readonly URLSearchParams[];
  /** Answers from here on; accepts at the start. */
  answerWith(answer: SesResponder): void;
  stop(): Promise<void>;
}

const xml =
  (status: number, body: string): SesResponder =>
  (response) => {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  };

export const acceptMail: SesResponder = xml(
  200,
  '<SendEmailResponse ' +
    'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult><MessageId>wire-1</MessageId></SendEmailResult></SendEmailResponse>',
);

/** An error as SES writes it. */
export const refuseWith = (code: string, message: string, status = 400): SesResponder =>
  xml(
    status,
    '<ErrorResponse ' +
      `xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  );

/** The connection breaks after the request was read: SES may have taken the mail. */
export const breakConnection: SesResponder = (response) => {
  response.socket?.destroy();
};

/**
 * A fake on the wire, for what no emulator does: it shows what the SDK really sends (tags
 * and configuration set, which aws-ses-v2-local drops), and refuses or breaks off on
 * demand.
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
      requests.push(new URLSearchParams(body));
      answer(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The wire fake listens on no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
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
