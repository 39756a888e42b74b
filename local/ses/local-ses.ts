import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
  request as startRequest,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LocalService, serviceOf } from '../emulators.ts';
import { eventsOf, parseSendEmail, type SentMail } from './events.ts';
import { faultOf, internalFailure, type SesError } from './mailboxes.ts';

/**
 * Asks the inbox, on a connection of its own: an idle one may break just when it is used
 * again.
 */
async function ask(inbox: string, { method, url = '/', headers }: IncomingMessage, body: Buffer) {
  const asked = startRequest(new URL(url, inbox), {
    method,
    headers: { ...headers, connection: 'close' },
    agent: false,
  });
  const answering = once(asked, 'response');
  asked.end(body);
  const [answer]: IncomingMessage[] = await answering;
  if (answer === undefined) throw new Error('The inbox gave no answer.');
  return { status: answer.statusCode ?? 500, headers: answer.headers, body: await buffer(answer) };
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const messageIdIn = ({ status, body }: Answered): string | undefined =>
  status === 200 ? /<MessageId>([^<]+)<\/MessageId>/.exec(body.toString())?.[1] : undefined;

function refuse(response: ServerResponse, { status, type, code, message }: SesError): void {
  const requestId = randomUUID();
  response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId });
  response.end(`<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">
  <Error>
    <Type>${type}</Type>
    <Code>${code}</Code>
    <Message>${message}</Message>
  </Error>
  <RequestId>${requestId}</RequestId>
</ErrorResponse>
`);
}

/**
 * How long after it took a mail SES tells what became of it; real ones come after
 * seconds.
 */
const REPORTED_AFTER_MS = { least: 300, most: 1500 };
/** Time enough to see a page that cannot tell before the report settles it. */
const REPORTED_LATE_AFTER_MS = { least: 4000, most: 6000 };

interface LocalSesOptions {
  /**
   * Where the mails go: the endpoint of an SES that keeps them, without tags, events and
   * errors.
   */
  readonly inbox: string;
  /**
   * Gets what SES would put on the event bus, an event at a time, in no order. What it
   * throws is told on stderr.
   */
  readonly onEvent: (event: unknown) => Promise<void>;
  /** By how much reports come sooner (below 1) or later. */
  readonly pace?: number;
}

/**
 * SES as the product meets it, on a free port in front of an inbox: it publishes events,
 * as the real one does through EventBridge, and misbehaves on demand. See
 * `mailboxesHelp`.
 */
export async function startLocalSes({
  inbox,
  onEvent,
  pace = 1,
}: LocalSesOptions): Promise<LocalService> {
  const timers = new Set<NodeJS.Timeout>();
  /** How often an address refused a letter, by both. */
  const refusals = new Map<string, number>();

  const tell = async (event: unknown): Promise<void> => {
    try {
      await onEvent(event);
    } catch (error) {
      process.stderr.write(`An SES event was not taken: ${String(error)}\n`);
    }
  };

  const publish = (mail: SentMail, messageId: string, after: typeof REPORTED_AFTER_MS): void => {
    for (const event of eventsOf(mail, messageId, Date.now())) {
      // Each at a time of its own: EventBridge keeps no order.
      const wait = (after.least + Math.random() * (after.most - after.least)) * pace;
      const timer = setTimeout(() => {
        timers.delete(timer);
        void tell(event);
      }, wait);
      timer.unref();
      timers.add(timer);
    }
  };

  const isRefusedStill = ({ to, tags }: SentMail, attempts: number): boolean => {
    const key = JSON.stringify([tags.get('letter'), to]);
    const before = refusals.get(key) ?? 0;
    refusals.set(key, before + 1);
    return before < attempts;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const mail = parseSendEmail(body.toString());
    const fault = mail && faultOf(mail);
    if (fault?.kind === 'hang') return;
    if (mail && fault?.kind === 'refuse') {
      if (isRefusedStill(mail, fault.attempts ?? Number.POSITIVE_INFINITY)) {
        refuse(response, fault.error);
        return;
      }
    }
    const answered = await ask(inbox, request, body);
    const messageId = messageIdIn(answered);
    const isBroken = fault?.kind === 'break-off' && messageId !== undefined;
    if (isBroken) response.destroy();
    else response.writeHead(answered.status, answered.headers).end(answered.body);
    if (mail === undefined || messageId === undefined || (isBroken && !fault.isReported)) return;
    publish(mail, messageId, isBroken ? REPORTED_LATE_AFTER_MS : REPORTED_AFTER_MS);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // Where the asking side has gone, there is nobody to tell.
      if (response.destroyed) return;
      process.stderr.write(`The local SES failed: ${String(error)}\n`);
      if (!response.headersSent) refuse(response, internalFailure);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { endpoint, stop } = serviceOf(server);
  return {
    endpoint,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      return stop();
    },
  };
}
