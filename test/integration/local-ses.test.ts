import { setTimeout as sleep } from 'node:timers/promises';
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import * as z from 'zod';
import { feedback } from '../../lambdas/feedback/main.ts';
import { type LocalSes, startLocalSes } from '../../local/ses/local-ses.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { helpAddresses } from '../support/local-product.ts';
import { sharedSes } from '../support/ses.ts';

describe('the local SES', () => {
  const timestamp = z.iso.datetime();
  const recipient = z.object({ emailAddress: z.string() });
  const failed = z.strictObject({
    ...recipient.shape,
    action: z.literal('failed'),
    status: z.literal('5.1.1'),
    diagnosticCode: z.string(),
  });
  const list = <Item extends z.ZodType>(item: Item) => z.tuple([item]);
  const mail = z.strictObject({
    timestamp,
    source: z.string(),
    sourceArn: z.string(),
    sendingAccountId: z.string(),
    messageId: z.string(),
    destination: z.array(z.string()),
    headersTruncated: z.boolean(),
    headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    commonHeaders: z.looseObject({ from: z.array(z.string()), to: z.array(z.string()) }),
    tags: z.record(z.string(), z.array(z.string())),
  });
  const bounceShape = {
    timestamp,
    feedbackId: z.string(),
    reportingMTA: z.string(),
  };
  /**
   * The event records, as AWS documents them.
   * @see
   *   https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
   */
  const detail = z.discriminatedUnion('eventType', [
    z.strictObject({ eventType: z.literal('Send'), mail, send: z.strictObject({}) }),
    z.strictObject({
      eventType: z.literal('Delivery'),
      mail,
      delivery: z.strictObject({
        timestamp,
        processingTimeMillis: z.number(),
        recipients: list(z.string()),
        smtpResponse: z.string(),
        remoteMtaIp: z.string(),
        reportingMTA: z.string(),
      }),
    }),
    z.strictObject({
      eventType: z.literal('DeliveryDelay'),
      mail,
      deliveryDelay: z.strictObject({
        timestamp,
        delayType: z.string(),
        expirationTime: timestamp,
        delayedRecipients: list(
          recipient.extend({ status: z.string(), diagnosticCode: z.string() }),
        ),
      }),
    }),
    z.strictObject({
      eventType: z.literal('Bounce'),
      mail,
      bounce: z.discriminatedUnion('bounceType', [
        z.strictObject({
          bounceType: z.literal('Permanent'),
          bounceSubType: z.enum(['General', 'Suppressed']),
          bouncedRecipients: list(failed),
          ...bounceShape,
        }),
        z.strictObject({
          bounceType: z.literal('Transient'),
          bounceSubType: z.literal('General'),
          bouncedRecipients: list(recipient.strict()),
          ...bounceShape,
        }),
      ]),
    }),
    z.strictObject({
      eventType: z.literal('Complaint'),
      mail,
      complaint: z.strictObject({
        timestamp,
        arrivalDate: timestamp,
        feedbackId: z.string(),
        userAgent: z.string(),
        complaintFeedbackType: z.literal('abuse'),
        complaintSubType: z.null(),
        complainedRecipients: list(recipient.strict()),
      }),
    }),
  ]);
  const eventSchema = z.strictObject({
    version: z.literal('0'),
    id: z.uuid(),
    'detail-type': z.string(),
    source: z.literal('aws.ses'),
    account: z.string().length(12),
    time: z.iso.datetime({ precision: -1 }).or(z.iso.datetime({ precision: 0 })),
    region: z.string(),
    resources: z.array(z.string()),
    detail,
  });
  type SesEvent = z.infer<typeof eventSchema>;

  /** The kind of an event and the recipient that it is about, in one line. */
  function summarise({ detail: record }: SesEvent): string {
    switch (record.eventType) {
      case 'Send':
        return 'Send';
      case 'Delivery':
        return `Delivery ${record.delivery.recipients[0]}`;
      case 'DeliveryDelay':
        return `DeliveryDelay ${record.deliveryDelay.delayedRecipients[0].emailAddress}`;
      case 'Bounce': {
        const { bounceType, bounceSubType, bouncedRecipients } = record.bounce;
        return `Bounce ${bounceType}/${bounceSubType} ${bouncedRecipients[0].emailAddress}`;
      }
      case 'Complaint':
        return `Complaint ${record.complaint.complainedRecipients[0].emailAddress}`;
    }
  }

  const candidate = 'alex@candidates.example';
  const letterId = 'A'.repeat(22);
  let ses: Awaited<ReturnType<typeof sharedSes>>;
  let local: LocalSes;
  let client: SESClient;
  let dynamoDb: TestTable;
  let published: unknown[] = [];
  let isCallbackFailing = false;
  beforeAll(async () => {
    [ses, dynamoDb] = await Promise.all([sharedSes(), createTestTable('dynalite')]);
    local = await startLocalSes({
      inbox: ses.endpoint,
      holdsEvents: true,
      onEvent: async (event) => {
        if (isCallbackFailing) throw new Error('the table is gone');
        published.push(event);
      },
    });
    client = new SESClient({ endpoint: local.endpoint, maxAttempts: 1 });
  });
  afterAll(async () => {
    client?.destroy();
    dynamoDb?.close();
    await local?.stop();
  });

  // The events of an earlier test must not arrive in the next one.
  beforeEach(() => local.deliverEvents());

  const send = (
    to: string,
    { kind = 'letter', id = letterId, configurationSet = 'open-door' } = {},
  ) =>
    client.send(
      new SendEmailCommand({
        Source: 'Open Door <letters@open-door.example>',
        Destination: { ToAddresses: [to], BccAddresses: [candidate] },
        ReplyToAddresses: [candidate],
        Message: {
          Subject: { Data: 'Thanks & bye: mañana' },
          Body: { Text: { Data: 'Hi Dana,' } },
        },
        Tags: [
          { Name: 'letter', Value: id },
          { Name: 'kind', Value: kind },
        ],
        ...(configurationSet && { ConfigurationSetName: configurationSet }),
      }),
    );

  /** The same letter as an email with its own headers. The copy is in no header. */
  const sendRaw = (to: string) => {
    const message = [
      'From: Open Door <letters@open-door.example>',
      `To: ${to}`,
      `Reply-To: ${candidate}`,
      'Subject: =?UTF-8?Q?Thanks_&_bye:_ma=C3=B1ana?=',
      'In-Reply-To: <a@b.example>',
      'References: <a@b.example>',
      '',
      'Hi Dana,',
    ];
    return client.send(
      new SendRawEmailCommand({
        Source: 'letters@open-door.example',
        Destinations: [to, candidate],
        RawMessage: { Data: Buffer.from(message.join('\r\n')) },
        Tags: [
          { Name: 'letter', Value: letterId },
          { Name: 'kind', Value: 'letter' },
        ],
        ConfigurationSetName: 'open-door',
      }),
    );
  };

  /** All events about one email, also if SES refuses it. */
  async function eventsOn(sending: Promise<unknown>): Promise<SesEvent[]> {
    published = [];
    await sending.catch(() => {});
    await local.deliverEvents();
    return published.map((event) => eventSchema.parse(event));
  }

  const copy = `Delivery ${candidate}`;
  test.each<readonly [address: string, summaries: readonly string[]]>([
    ['Dana@northwind.example', ['Send', 'Delivery Dana@northwind.example', copy]],
    ['success@simulator.amazonses.com', ['Send', 'Delivery success@simulator.amazonses.com', copy]],
    [
      'bounce+a+b@simulator.amazonses.com',
      ['Send', 'Bounce Permanent/General bounce+a+b@simulator.amazonses.com', copy],
    ],
    [
      'complaint@simulator.amazonses.com',
      [
        'Send',
        'Delivery complaint@simulator.amazonses.com',
        'Complaint complaint@simulator.amazonses.com',
        copy,
      ],
    ],
    [
      'suppressionlist@simulator.amazonses.com',
      ['Send', 'Bounce Permanent/Suppressed suppressionlist@simulator.amazonses.com', copy],
    ],
    [
      'ooto@simulator.amazonses.com',
      [
        'Send',
        'Delivery ooto@simulator.amazonses.com',
        'Bounce Transient/General ooto@simulator.amazonses.com',
        copy,
      ],
    ],
    ['delay@trouble.example', ['Send', 'DeliveryDelay delay@trouble.example', copy]],
    ['break@trouble.example', ['Send', 'Delivery break@trouble.example', copy]],
    ['lost@trouble.example', []],
    ['error@trouble.example', []],
    ['refuse@trouble.example', []],
    ['quota@trouble.example', []],
    // `constructor` is a property of every object, but it is no mailbox that fails on
    // demand.
    ['constructor@trouble.example', ['Send', 'Delivery constructor@trouble.example', copy]],
  ])('when a letter goes to %s, then the events are %j', async (address, summaries) => {
    for (const sends of [send, sendRaw]) {
      const events = await eventsOn(sends(address));
      expect(events).toHaveLength(summaries.length);
      // EventBridge does not keep the order of events.
      expect(new Set(events.map(summarise))).toEqual(new Set(summaries));
      for (const { detail: record, ...event } of events) {
        expect(record.mail).toMatchObject({
          source: 'Open Door <letters@open-door.example>',
          destination: [address, candidate],
          tags: { letter: [letterId], kind: ['letter'], 'ses:configuration-set': ['open-door'] },
          commonHeaders: { subject: 'Thanks & bye: mañana', to: [address], replyTo: [candidate] },
        });
        expect(event['detail-type']).toMatch(
          /^Email (Sent|Delivered|Bounced|Complaint Received|Delivery Delayed)$/,
        );
      }
    }
  });

  test('when a mail is accepted, then its events have the message id of the answer', async () => {
    const sending = send('dana@northwind.example');
    const events = await eventsOn(sending);
    const { MessageId } = await sending;
    expect(new Set(events.map(({ detail: record }) => record.mail.messageId))).toEqual(
      new Set([MessageId]),
    );
  });

  test('when a mail has no configuration set, then it has no events', async () => {
    const sending = send('bounce@simulator.amazonses.com', { configurationSet: '' });
    expect(await eventsOn(sending)).toEqual([]);
    expect(await sending).toHaveProperty('MessageId');
  });

  test('when feedback gets an event, then it accepts it; if invalid, it throws', async () => {
    Object.assign(process.env, {
      TABLE_NAME: dynamoDb.tableName,
      CONFIGURATION_SET: 'open-door',
      ORIGIN: 'https://door.example',
      LETTERS_ADDRESS: 'letters@door.example',
      REVIEW_ADDRESS: 'review@door.example',
      SEND_RATE: '14',
      DAILY_QUOTA: '50000',
      LETTER_DAYS: '30',
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
      AWS_ENDPOINT_URL_SES: ses.endpoint,
    });
    const { recordEvent } = feedback(process.env);
    for (const address of helpAddresses.filter((known) => !known.startsWith('hang@'))) {
      for (const event of await eventsOn(send(address))) await recordEvent(event);
    }
    await expect(recordEvent({ detail: { eventType: 'Send' } })).rejects.toThrow();
  });

  test('when the callback fails, then stderr says so and the next event comes', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => written.mockRestore());
    isCallbackFailing = true;
    expect(await eventsOn(send('dana@northwind.example'))).toEqual([]);
    isCallbackFailing = false;
    expect(written.mock.calls.map(([text]) => text)).toContain(
      'An SES event was not recorded: Error: the table is gone\n',
    );
    expect(await eventsOn(send('dana@northwind.example'))).toHaveLength(3);
  });

  test.each([
    ['quota@trouble.example', 'Throttling', 'Daily message quota exceeded.', 400],
    ['throttle@trouble.example', 'Throttling', 'Maximum sending rate exceeded.', 400],
    ['refuse@trouble.example', 'MessageRejected', 'Email address is not verified.', 400],
    ['error@trouble.example', 'InternalFailure', expect.any(String), 500],
  ])(
    'when a letter goes to %s, then the SDK throws %s: %s',
    async (address, name, message, httpStatusCode) => {
      await ses.clear();
      await expect(send(address, { id: `error-${name}` })).rejects.toMatchObject({
        name,
        message,
        $metadata: { httpStatusCode, requestId: expect.stringMatching(/^[\da-f-]{36}$/) },
      });
      expect(await ses.mails()).toEqual([]);
    },
  );

  test('when a letter goes to throttle@, then its third attempt is accepted', async () => {
    await ses.clear();
    for (const id of ['first', 'second']) {
      await expect(send('throttle@trouble.example', { id })).rejects.toThrow('rate');
      await expect(send('throttle@trouble.example', { id })).rejects.toThrow('rate');
      expect(await send('throttle@trouble.example', { id })).toHaveProperty('MessageId');
    }
    expect(await ses.mails()).toHaveLength(2);
  });

  test.each(['break', 'lost'])(
    'when a letter goes to %s@, then it is accepted without an answer',
    async (name) => {
      await ses.clear();
      await expect(send(`${name}@trouble.example`)).rejects.not.toHaveProperty(
        '$metadata.httpStatusCode',
      );
      expect(await ses.mails()).toHaveLength(1);
    },
  );

  test('when a letter goes to hang@, then there is no answer and no mail', async () => {
    await ses.clear();
    const abort = new AbortController();
    const sending = fetch(local.endpoint, {
      method: 'POST',
      signal: abort.signal,
      headers: { authorization: 'AWS4-HMAC-SHA256' },
      body: new URLSearchParams({
        Action: 'SendEmail',
        'Destination.ToAddresses.member.1': 'hang@trouble.example',
        'Tags.member.1.Name': 'kind',
        'Tags.member.1.Value': 'letter',
      }),
    });
    const answered = sending.then(
      () => 'answered',
      () => 'aborted',
    );
    expect(await Promise.race([answered, sleep(500, 'waiting')])).toBe('waiting');
    abort.abort();
    expect(await answered).toBe('aborted');
    expect(await ses.mails()).toEqual([]);
  });

  test('when a mail is not a letter, then a failing address accepts it', async () => {
    await ses.clear();
    await send('refuse@trouble.example', { kind: 'review' });
    expect(await ses.mails()).toHaveLength(1);
  });

  const sendThrough = async ({ endpoint }: LocalSes) => {
    const ownClient = new SESClient({ endpoint, maxAttempts: 1 });
    await ownClient.send(
      new SendEmailCommand({
        Source: 'letters@open-door.example',
        Destination: { ToAddresses: ['dana@northwind.example'] },
        Message: { Subject: { Data: 'Bye' }, Body: { Text: { Data: 'Hi' } } },
        ConfigurationSetName: 'open-door',
      }),
    );
    ownClient.destroy();
  };

  test('when events are not held, then they come without deliverEvents', async () => {
    const events: unknown[] = [];
    const other = await startLocalSes({
      inbox: ses.endpoint,
      onEvent: async (event) => {
        events.push(event);
      },
    });
    await sendThrough(other);
    await expect.poll(() => events.length).toBe(2);
    await other.stop();
  });

  test('when it has stopped, then no event comes', async () => {
    const events: unknown[] = [];
    const other = await startLocalSes({
      inbox: ses.endpoint,
      holdsEvents: true,
      onEvent: async (event) => {
        events.push(event);
      },
    });
    await sendThrough(other);
    await other.stop();
    await other.deliverEvents();
    expect(events).toEqual([]);
  });
});
