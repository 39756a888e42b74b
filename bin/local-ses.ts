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
import { type LocalService, serviceOf } from './local-aws.ts';

const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

/** What may become of a mail for one recipient; SES publishes an event for each. */
type Outcome = 'delivery' | 'delay' | 'bounce' | 'suppressed' | 'auto-reply' | 'complaint';

interface Mailbox {
  /** For people: what happens to a mail to it. */
  readonly says: string;
  readonly outcomes: readonly Outcome[];
}

/**
 * SES's own mailbox simulator: the part of the address before `+`. An automatic reply is
 * published as a bounce, which SES's documentation says of "Transient" "General".
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object
 */
const SIMULATOR = 'simulator.amazonses.com';
const simulator: Readonly<Record<string, Mailbox>> = {
  success: { says: 'delivered', outcomes: ['delivery'] },
  bounce: { says: 'bounces: there is no such mailbox', outcomes: ['bounce'] },
  complaint: { says: 'delivered, then marked as unwanted', outcomes: ['delivery', 'complaint'] },
  suppressionlist: { says: 'bounces: SES does not even try', outcomes: ['suppressed'] },
  ooto: { says: 'delivered, then an out-of-office reply', outcomes: ['delivery', 'auto-reply'] },
};

/** An error as SES v1 has them on the wire. */
interface SesError {
  readonly status: number;
  readonly type: 'Sender' | 'Receiver';
  readonly code: string;
  readonly message: string;
}

const internalFailure: SesError = {
  status: 500,
  type: 'Receiver',
  code: 'InternalFailure',
  message: 'The request processing has failed because of an unknown error, exception or failure.',
};

type Trouble = { readonly says: string } & (
  | { readonly kind: 'refuse'; readonly error: SesError; readonly attempts?: number }
  | { readonly kind: 'hang' }
  /** The mail is taken, and nobody says so. */
  | { readonly kind: 'break-off'; readonly isReported: boolean }
  | ({ readonly kind: 'take' } & Pick<Mailbox, 'outcomes'>)
);

const sender = (code: string, message: string): SesError => ({
  status: 400,
  type: 'Sender',
  code,
  message,
});

/**
 * How SES misbehaves over a letter to a recruiter here; nobody can have an address under
 * `.example`.
 */
const TROUBLE = 'trouble.example';
const troubles: Readonly<Record<string, Trouble>> = {
  throttle: {
    kind: 'refuse',
    error: sender('Throttling', 'Maximum sending rate exceeded.'),
    attempts: 2,
    says: 'too fast: refused twice, taken at the third attempt, minutes later',
  },
  quota: {
    kind: 'refuse',
    error: sender('Throttling', 'Daily message quota exceeded.'),
    says: 'the daily quota is used up: refused, however often',
  },
  refuse: {
    kind: 'refuse',
    error: sender('MessageRejected', 'Email address is not verified.'),
    says: 'refused for good',
  },
  error: {
    kind: 'refuse',
    error: internalFailure,
    says: 'an error that does not say whether it was taken',
  },
  hang: { kind: 'hang', says: 'no answer: after 8 seconds the product gives up' },
  break: {
    kind: 'break-off',
    isReported: true,
    says: 'taken, then the connection breaks; some seconds later the report comes',
  },
  lost: {
    kind: 'break-off',
    isReported: false,
    says: 'taken, then the connection breaks; no report ever',
  },
  delay: {
    kind: 'take',
    outcomes: ['delay'],
    says: 'taken, but their mail server does not answer',
  },
};

const isIn = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function helpOn(
  domain: string,
  entries: Readonly<Record<string, { readonly says: string }>>,
): string {
  const lines = Object.entries(entries).map(
    ([name, { says }]) => [`${name}@${domain}`, says] as const,
  );
  const width = Math.max(...lines.map(([address]) => address.length));
  return lines.map(([address, says]) => `  ${address.padEnd(width)}   ${says}`).join('\n');
}

/** Every address with which something else happens than a delivery, one a line. */
export const addressesHelp = `${helpOn(SIMULATOR, simulator)}\n\n${helpOn(TROUBLE, troubles)}`;

/**
 * The address alone of `Dana <dana@example.com>`, in lower case; what follows a `+` is
 * for the sender to tell mails apart.
 */
function mailboxOf(recipient: string): { readonly name: string; readonly domain: string } {
  const address = (/<([^<>]*)>\s*$/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const [name = ''] = address.slice(0, Math.max(at, 0)).split('+', 1);
  return { name, domain: address.slice(at + 1) };
}

/**
 * The values of `Name.member.1`, `Name.member.2`, … in a request of AWS's query protocol,
 * in their order.
 */
function members(parameters: URLSearchParams, name: string): string[] {
  const values: string[] = [];
  for (let n = 1; parameters.has(`${name}.member.${n}`); n += 1) {
    values.push(parameters.get(`${name}.member.${n}`) ?? '');
  }
  return values;
}

function tagsOf(parameters: URLSearchParams): Map<string, string> {
  const tags = new Map<string, string>();
  for (let n = 1; parameters.has(`Tags.member.${n}.Name`); n += 1) {
    const value = parameters.get(`Tags.member.${n}.Value`) ?? '';
    tags.set(parameters.get(`Tags.member.${n}.Name`) ?? '', value);
  }
  return tags;
}

/** What a `SendEmail` request asks for, as far as SES's events tell of it. */
interface AskedMail {
  readonly source: string;
  readonly to: readonly string[];
  /** To, Cc and Bcc. */
  readonly destination: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Without one SES publishes nothing. */
  readonly configurationSet: string | undefined;
}

function askedMail(body: string): AskedMail | undefined {
  const parameters = new URLSearchParams(body);
  if (parameters.get('Action') !== 'SendEmail') return undefined;
  const to = members(parameters, 'Destination.ToAddresses');
  return {
    source: parameters.get('Source') ?? '',
    to,
    destination: [
      ...to,
      ...members(parameters, 'Destination.CcAddresses'),
      ...members(parameters, 'Destination.BccAddresses'),
    ],
    replyTo: members(parameters, 'ReplyToAddresses'),
    subject: parameters.get('Message.Subject.Data') ?? '',
    tags: tagsOf(parameters),
    configurationSet: parameters.get('ConfigurationSetName') || undefined,
  };
}

/** Only letters get into trouble: a candidate there must still get their link. */
function troubleOf({ to, tags }: AskedMail): Trouble | undefined {
  if (tags.get('kind') !== 'letter') return undefined;
  const inTrouble = to.map(mailboxOf).find(({ domain }) => domain === TROUBLE);
  return inTrouble && isIn(troubles, inTrouble.name);
}

function outcomesOf(recipient: string, mail: AskedMail): readonly Outcome[] {
  const { name, domain } = mailboxOf(recipient);
  if (domain === SIMULATOR) return isIn(simulator, name)?.outcomes ?? ['bounce'];
  const trouble = domain === TROUBLE ? troubleOf(mail) : undefined;
  return trouble?.kind === 'take' ? trouble.outcomes : ['delivery'];
}

const feedbackId = (): string => `0100${randomUUID()}-000000`;

const bounceOf = (
  timestamp: string,
  kind: { readonly bounceType: string; readonly bounceSubType: string },
  recipient: Readonly<Record<string, string>>,
) => ({
  eventType: 'Bounce',
  bounce: {
    ...kind,
    bouncedRecipients: [recipient],
    timestamp,
    feedbackId: feedbackId(),
    reportingMTA: 'dsn; a1-2.smtp-out.amazonses.com',
  },
});

/**
 * What an event carries besides the mail.
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 */
function reportOf(outcome: Outcome, emailAddress: string, timestamp: string, expires: string) {
  switch (outcome) {
    case 'delivery':
      return {
        eventType: 'Delivery',
        delivery: {
          timestamp,
          processingTimeMillis: 500,
          recipients: [emailAddress],
          smtpResponse: '250 2.6.0 Message received',
          remoteMtaIp: '127.0.0.1',
          reportingMTA: 'a1-2.smtp-out.amazonses.com',
        },
      };
    case 'delay':
      return {
        eventType: 'DeliveryDelay',
        deliveryDelay: {
          timestamp,
          delayType: 'TransientCommunicationFailure',
          expirationTime: expires,
          delayedRecipients: [
            {
              emailAddress,
              status: '4.4.1',
              diagnosticCode: 'smtp; 421 4.4.1 Unable to connect to remote host',
            },
          ],
        },
      };
    case 'bounce':
      return bounceOf(
        timestamp,
        { bounceType: 'Permanent', bounceSubType: 'General' },
        {
          emailAddress,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      );
    case 'suppressed':
      return bounceOf(
        timestamp,
        { bounceType: 'Permanent', bounceSubType: 'Suppressed' },
        {
          emailAddress,
          action: 'failed',
          status: '5.1.1',
          diagnosticCode:
            'Amazon SES has suppressed sending to this address because it has a recent history ' +
            'of bouncing as an invalid address.',
        },
      );
    case 'auto-reply':
      return bounceOf(
        timestamp,
        { bounceType: 'Transient', bounceSubType: 'General' },
        // A reply is no delivery status: it has no action, status and code.
        { emailAddress },
      );
    case 'complaint':
      return {
        eventType: 'Complaint',
        complaint: {
          complainedRecipients: [{ emailAddress }],
          timestamp,
          feedbackId: feedbackId(),
          complaintSubType: null,
          complaintFeedbackType: 'abuse',
          userAgent: 'Amazon SES Mailbox Simulator',
          arrivalDate: timestamp,
        },
      };
  }
}

const detailTypes: Readonly<Record<string, string>> = {
  Send: 'Email Sent',
  Delivery: 'Email Delivered',
  DeliveryDelay: 'Email Delivery Delayed',
  Bounce: 'Email Bounced',
  Complaint: 'Email Complaint Received',
};

function mailRecord(
  mail: AskedMail,
  messageId: string,
  configurationSet: string,
  timestamp: string,
) {
  const { source, destination, to, replyTo, subject, tags } = mail;
  const { name, domain } = mailboxOf(source);
  return {
    timestamp,
    source,
    sourceArn: `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${name}@${domain}`,
    sendingAccountId: ACCOUNT,
    messageId,
    destination,
    headersTruncated: false,
    headers: [
      { name: 'From', value: source },
      ...(replyTo.length > 0 ? [{ name: 'Reply-To', value: replyTo.join(', ') }] : []),
      { name: 'To', value: to.join(', ') },
      { name: 'Subject', value: subject },
      { name: 'MIME-Version', value: '1.0' },
    ],
    commonHeaders: {
      from: [source],
      ...(replyTo.length > 0 && { replyTo }),
      to,
      messageId,
      subject,
    },
    tags: {
      ...Object.fromEntries([...tags].map(([tag, value]) => [tag, [value]])),
      'ses:configuration-set': [configurationSet],
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [domain],
      'ses:caller-identity': ['local'],
    },
  };
}

/**
 * All that SES publishes on a mail it took, in the order in which it happens, as
 * EventBridge delivers it.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
 */
function eventsOf(mail: AskedMail, messageId: string, acceptedAt: number) {
  const { configurationSet } = mail;
  if (configurationSet === undefined) return [];
  // Each happens a moment after the one before, all of them before the first is told.
  const moment = (steps: number): string => new Date(acceptedAt + steps * 50).toISOString();
  const expires = new Date(acceptedAt + 14 * 60 * 60_000).toISOString();
  const record = mailRecord(mail, messageId, configurationSet, moment(0));
  const event = (report: { readonly eventType: string }, happened: string) => ({
    version: '0',
    id: randomUUID(),
    'detail-type': detailTypes[report.eventType] ?? '',
    source: 'aws.ses',
    account: ACCOUNT,
    time: happened.replace(/\.\d+Z$/, 'Z'),
    region: REGION,
    resources: [],
    detail: { ...report, mail: record },
  });
  const reports = mail.destination.flatMap((recipient) =>
    outcomesOf(recipient, mail).map((outcome, step) => {
      const happened = moment(step + 1);
      return event(reportOf(outcome, recipient, happened, expires), happened);
    }),
  );
  const send = { eventType: 'Send', send: {} };
  return [event(send, moment(0)), ...reports];
}

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
 * `addressesHelp`.
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

  const publish = (mail: AskedMail, messageId: string, after: typeof REPORTED_AFTER_MS): void => {
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

  const isRefusedStill = ({ to, tags }: AskedMail, attempts: number): boolean => {
    const key = JSON.stringify([tags.get('letter'), to]);
    const before = refusals.get(key) ?? 0;
    refusals.set(key, before + 1);
    return before < attempts;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const mail = askedMail(body.toString());
    const trouble = mail && troubleOf(mail);
    if (trouble?.kind === 'hang') return;
    if (mail && trouble?.kind === 'refuse') {
      if (isRefusedStill(mail, trouble.attempts ?? Number.POSITIVE_INFINITY)) {
        refuse(response, trouble.error);
        return;
      }
    }
    const answered = await ask(inbox, request, body);
    const messageId = messageIdIn(answered);
    const isBroken = trouble?.kind === 'break-off' && messageId !== undefined;
    if (isBroken) response.destroy();
    else response.writeHead(answered.status, answered.headers).end(answered.body);
    if (mail === undefined || messageId === undefined || (isBroken && !trouble.isReported)) return;
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
