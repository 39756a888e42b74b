import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LocalService, serviceOf } from '../emulators.ts';
import { forward, messageIdIn } from '../forward.ts';
import { eventsOf, parseSentMail, type SentMail } from './events.ts';
import { faultOf, internalFailure, type SesError } from './mailboxes.ts';

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

/** The delay of an event after SES accepted the email. On AWS it takes seconds. */
const REPORTED_AFTER_MS = { least: 300, most: 1500 };
/** Long enough to see a page that cannot know the outcome, before an event settles it. */
const REPORTED_LATE_AFTER_MS = { least: 4000, most: 6000 };

interface LocalSesOptions {
  /**
   * The endpoint of the SES that accepts and shows the emails. It has no tags, no events
   * and no errors.
   */
  readonly inbox: string;
  /**
   * Gets each event that SES would put on the event bus, in any order. An error that it
   * throws goes to stderr.
   */
  readonly onEvent: (event: unknown) => Promise<void>;
  /**
   * Whether events wait until `deliverEvents` is called. By default they come by
   * themselves.
   */
  readonly holdsEvents?: boolean | undefined;
}

export interface LocalSes extends LocalService {
  /**
   * Delivers all events that still wait, now. Resolves when `onEvent` has handled them.
   */
  readonly deliverEvents: () => Promise<void>;
}

/**
 * Starts a local SES on a free port, in front of an inbox. It publishes events as the
 * real one does through EventBridge, and fails on demand, see `mailboxesHelp`.
 */
export async function startLocalSes({
  inbox,
  onEvent,
  holdsEvents = false,
}: LocalSesOptions): Promise<LocalSes> {
  /** The events that wait for their time, with their timers. */
  const waiting = new Map<unknown, NodeJS.Timeout | undefined>();
  /** How often a letter was refused, by letter and recipient. */
  const refusals = new Map<string, number>();

  const deliver = async (event: unknown): Promise<void> => {
    waiting.delete(event);
    try {
      await onEvent(event);
    } catch (error) {
      process.stderr.write(`An SES event was not recorded: ${String(error)}\n`);
    }
  };

  const publish = (mail: SentMail, messageId: string, after: typeof REPORTED_AFTER_MS): void => {
    for (const event of eventsOf(mail, messageId, Date.now())) {
      // Each event has its own random delay: EventBridge does not keep the order.
      const delayMs = after.least + Math.random() * (after.most - after.least);
      const timer = holdsEvents ? undefined : setTimeout(() => void deliver(event), delayMs);
      waiting.set(event, timer?.unref());
    }
  };

  /** Counts a refusal. True for the first `attempts` attempts at sending a letter. */
  const mustRefuse = ({ to, tags }: SentMail, attempts: number): boolean => {
    const key = JSON.stringify([tags.get('letter'), to]);
    const before = refusals.get(key) ?? 0;
    refusals.set(key, before + 1);
    return before < attempts;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const mail = await parseSentMail(body.toString());
    const fault = mail && faultOf(mail);
    if (fault?.kind === 'hang') return;
    if (mail && fault?.kind === 'refuse') {
      if (mustRefuse(mail, fault.attempts ?? Number.POSITIVE_INFINITY)) {
        refuse(response, fault.error);
        return;
      }
    }
    const inboxAnswer = await forward(inbox, request, body);
    const messageId = messageIdIn(inboxAnswer);
    const isBroken = fault?.kind === 'break-off' && messageId !== undefined;
    if (isBroken) response.destroy();
    else response.writeHead(inboxAnswer.status, inboxAnswer.headers).end(inboxAnswer.body);
    if (mail === undefined || messageId === undefined || (isBroken && !fault.isReported)) return;
    publish(mail, messageId, isBroken ? REPORTED_LATE_AFTER_MS : REPORTED_AFTER_MS);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // The client has closed the connection: there is no one to answer.
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
    deliverEvents: async () => {
      for (const timer of waiting.values()) clearTimeout(timer);
      await Promise.all([...waiting.keys()].map(deliver));
    },
    stop: () => {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
      return stop();
    },
  };
}
