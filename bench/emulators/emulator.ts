import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import dynalite from 'dynalite';
import * as z from 'zod';
import { emulatorRequest, type WireCall } from './wire.ts';

/**
 * One emulator in a process of its own, so that its work is not counted as the work of a
 * function: DynamoDB (dynalite), or an SES that accepts every email. It speaks HTTPS, as
 * AWS does: without TLS the benchmark would miss what a handshake costs. It keeps the
 * calls, until the parent process takes them.
 *
 * Argument: `dynamodb` or `ses`.
 */

const file = (name: string) => readFileSync(new URL(name, import.meta.url));

const calls: WireCall[] = [];
let [keepsBodies, holdMs] = [false, 0];

/** Accepts an email, in SES's format. */
function acceptMail(request: IncomingMessage, response: ServerResponse): void {
  request.resume().once('end', () => {
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        '<SendEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendEmailResult>' +
          '<MessageId>010001932f1b3a4e-00000000-0000-4000-8000-000000000000-000000</MessageId>' +
          '</SendEmailResult></SendEmailResponse>',
      );
  });
}

const isTable = process.argv[2] === 'dynamodb';
const table = isTable ? dynalite({ createTableMs: 0 }) : undefined;

function answer(request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.timeOrigin + performance.now();
  const chunks: Buffer[] = [];
  const end = response.end.bind(response);
  // Not at the event `finish`: it can come after the caller's next request.
  const countAndEnd = (...chunk: readonly unknown[]): unknown => {
    const body = Buffer.concat(chunks).toString();
    const action = isTable
      ? String(request.headers['x-amz-target']).split('.')[1]
      : new URLSearchParams(body).get('Action');
    calls.push({
      service: isTable ? 'dynamodb' : 'ses',
      action: action ?? '',
      // The text of an email has the link that the benchmark follows.
      body: keepsBodies || !isTable ? body : '',
      status: response.statusCode,
      startedAt,
      endedAt: performance.timeOrigin + performance.now(),
    });
    return Reflect.apply(end, response, chunk);
  };
  Object.assign(response, { end: countAndEnd });
  const begin = () => {
    if (keepsBodies || !isTable) request.on('data', (chunk: Buffer) => chunks.push(chunk));
    if (table === undefined) acceptMail(request, response);
    else table.emit('request', request, response);
  };
  if (holdMs > 0) setTimeout(begin, holdMs);
  else begin();
}

const server = createServer(
  { key: file('tls-key.pem'), cert: file('tls-certificate.pem') },
  answer,
);
// As in local/emulators.ts: a connection that closes by itself would be an error.
server.keepAliveTimeout = 0;

process.on('message', (message) => {
  const { id, ...request } = emulatorRequest.extend({ id: z.number() }).parse(message);
  keepsBodies = request.keepsBodies ?? keepsBodies;
  holdMs = request.holdMs ?? holdMs;
  process.send?.({ id, calls: calls.splice(0) });
});
process.once('disconnect', () => process.exit());

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
