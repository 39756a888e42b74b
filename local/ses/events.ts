import { randomUUID } from 'node:crypto';
import PostalMime, { type Address } from 'postal-mime';
import { mailboxOf, type Outcome, outcomesOf } from './mailboxes.ts';

const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

/**
 * The values of `Name.member.1`, `Name.member.2`, … in a request of AWS's query protocol,
 * in this order.
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

/** The part of a request that SES's events repeat. */
export interface SentMail {
  readonly source: string;
  readonly to: readonly string[];
  /** To, Cc and Bcc. */
  readonly destination: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly tags: ReadonlyMap<string, string>;
  /** Without one SES publishes no events. */
  readonly configurationSet: string | undefined;
}

const addressesOf = (found: readonly Address[] = []): string[] =>
  found.flatMap(({ name, address }) => (name ? `${name} <${address}>` : (address ?? [])));

/**
 * The email of a `SendRawEmail` request. Who gets it is in the request, what the events
 * repeat of its headers is in the message.
 */
async function parseRawMail(parameters: URLSearchParams): Promise<SentMail> {
  const message = Buffer.from(parameters.get('RawMessage.Data') ?? '', 'base64');
  const { from, to, replyTo, subject } = await PostalMime.parse(message);
  return {
    source: addressesOf([from ?? []].flat())[0] ?? '',
    to: addressesOf(to),
    destination: members(parameters, 'Destinations'),
    replyTo: addressesOf(replyTo),
    subject: subject ?? '',
    tags: tagsOf(parameters),
    configurationSet: parameters.get('ConfigurationSetName') || undefined,
  };
}

/** Undefined if the body is of no request that sends an email. */
export async function parseSentMail(body: string): Promise<SentMail | undefined> {
  const parameters = new URLSearchParams(body);
  if (parameters.get('Action') === 'SendRawEmail') return parseRawMail(parameters);
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
 * The part of an event that says what happened, see
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
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
        // A reply is not a delivery status: it has no action, no status and no code.
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
  mail: SentMail,
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
 * All events that SES publishes about an accepted email, as EventBridge delivers them, in
 * the order in which they happen.
 *
 * @param acceptedAt epoch ms
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
 */
export function eventsOf(mail: SentMail, messageId: string, acceptedAt: number) {
  const { configurationSet } = mail;
  if (configurationSet === undefined) return [];
  // Events are 50 ms apart, and all of them happen before the first is published.
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
