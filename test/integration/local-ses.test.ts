import { setTimeout as sleep } from 'node:timers/promises';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import * as z from 'zod';
import { feedback } from '../../lambdas/feedback/main.ts';
import { type LocalSes, startLocalSes } from '../../local/ses/local-ses.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { helpAddresses } from '../support/local-product.ts';
import { sharedSes } from '../support/ses.ts';

describe('what it publishes', () => {
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
   * The documented records.
   * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
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

  /** What an event says of whom, in a word. */
  function wordOf({ detail: told }: SesEvent): string {
    switch (told.eventType) {
      case 'Send':
        return 'Send';
      case 'Delivery':
        return `Delivery ${told.delivery.recipients[0]}`;
      case 'DeliveryDelay':
        return `DeliveryDelay ${told.deliveryDelay.delayedRecipients[0].emailAddress}`;
      case 'Bounce': {
        const { bounceType, bounceSubType, bouncedRecipients } = told.bounce;
        return `Bounce ${bounceType}/${bounceSubType} ${bouncedRecipients[0].emailAddress}`;
      }
      case 'Complaint':
        return `Complaint ${told.complaint.complainedRecipients[0].emailAddress}`;
    }
  }

  const own = 'alex@candidates.example';
  const letter = 'A'.repeat(22);
  let ses: Awaited<ReturnType<typeof sharedSes>>;
  let local: LocalSes;
  let client: SESClient;
  let dynamoDb: TestTable;
  let published: unknown[] = [];
  let failing = false;
  beforeAll(async () => {
    [ses, dynamoDb] = await Promise.all([sharedSes(), createTestTable('dynalite')]);
    local = await startLocalSes({
      inbox: ses.endpoint,
      holdsEvents: true,
      onEvent: async (event) => {
        if (failing) throw new Error('the table is gone');
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

  const send = (
    to: string,
    { kind = 'letter', id = letter, configurationSet = 'open-door' } = {},
  ) =>
    client.send(
      new SendEmailCommand({
        Source: 'Open Door <letters@open-door.example>',
        Destination: { ToAddresses: [to], BccAddresses: [own] },
        ReplyToAddresses: [own],
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

  /** All events on one mail. */
  async function eventsOn(sending: Promise<unknown>): Promise<SesEvent[]> {
    published = [];
    await sending.catch(() => {});
    await local.deliverEvents();
    return published.map((event) => eventSchema.parse(event));
  }

  const copy = `Delivery ${own}`;
  test.each<readonly [address: string, words: readonly string[]]>([
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
    // `constructor` and the like are names of no mailbox.
    ['constructor@trouble.example', ['Send', 'Delivery constructor@trouble.example', copy]],
  ])('on a letter to %s: %j', async (address, words) => {
    const events = await eventsOn(send(address));
    expect(events).toHaveLength(words.length);
    // EventBridge keeps no order.
    expect(new Set(events.map(wordOf))).toEqual(new Set(words));
    for (const { detail: told, ...event } of events) {
      expect(told.mail).toMatchObject({
        source: 'Open Door <letters@open-door.example>',
        destination: [address, own],
        tags: { letter: [letter], kind: ['letter'], 'ses:configuration-set': ['open-door'] },
        commonHeaders: { subject: 'Thanks & bye: mañana', to: [address], replyTo: [own] },
      });
      expect(event['detail-type']).toMatch(
        /^Email (Sent|Delivered|Bounced|Complaint Received|Delivery Delayed)$/,
      );
    }
  });

  test('names the mail by the id that was answered', async () => {
    const sending = send('dana@northwind.example');
    const events = await eventsOn(sending);
    const { MessageId } = await sending;
    expect(new Set(events.map(({ detail: told }) => told.mail.messageId))).toEqual(
      new Set([MessageId]),
    );
  });

  test('nothing without a configuration set', async () => {
    const sending = send('bounce@simulator.amazonses.com', { configurationSet: '' });
    expect(await eventsOn(sending)).toEqual([]);
    expect(await sending).toHaveProperty('MessageId');
  });

  test('the feedback function takes every event, and minds what is none', async () => {
    Object.assign(process.env, {
      TABLE_NAME: dynamoDb.tableName,
      CONFIGURATION_SET: 'open-door',
      ORIGIN: 'https://door.example',
      LETTERS_ADDRESS: 'letters@door.example',
      REVIEW_ADDRESS: 'review@door.example',
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
      AWS_ENDPOINT_URL_SES: ses.endpoint,
    });
    const { recordEvent } = feedback(process.env);
    for (const address of helpAddresses.filter((known) => !known.startsWith('hang@'))) {
      for (const event of await eventsOn(send(address))) await recordEvent(event);
    }
    await expect(recordEvent({ detail: { eventType: 'Send' } })).rejects.toThrow();
  });

  test('a callback that fails is told on stderr, and the next event comes', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => written.mockRestore());
    failing = true;
    expect(await eventsOn(send('dana@northwind.example'))).toEqual([]);
    failing = false;
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
  ])('the SDK reads the error of %s: %s, %s', async (address, name, message, httpStatusCode) => {
    await ses.clear();
    await expect(send(address, { id: `error-${name}` })).rejects.toMatchObject({
      name,
      message,
      $metadata: { httpStatusCode, requestId: expect.stringMatching(/^[\da-f-]{36}$/) },
    });
    expect(await ses.mails()).toEqual([]);
  });

  test('throttle@ takes each letter at its third attempt', async () => {
    await ses.clear();
    for (const id of ['first', 'second']) {
      await expect(send('throttle@trouble.example', { id })).rejects.toThrow('rate');
      await expect(send('throttle@trouble.example', { id })).rejects.toThrow('rate');
      expect(await send('throttle@trouble.example', { id })).toHaveProperty('MessageId');
    }
    expect(await ses.mails()).toHaveLength(2);
  });

  test.each(['break', 'lost'])('%s@ takes the mail and breaks the connection', async (name) => {
    await ses.clear();
    await expect(send(`${name}@trouble.example`)).rejects.not.toHaveProperty(
      '$metadata.httpStatusCode',
    );
    expect(await ses.mails()).toHaveLength(1);
  });

  test('hang@ answers nothing and takes nothing', async () => {
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

  test('what is no letter goes through, wherever it goes', async () => {
    await ses.clear();
    await send('refuse@trouble.example', { kind: 'review' });
    expect(await ses.mails()).toHaveLength(1);
  });

  const sendThrough = async ({ endpoint }: LocalSes) => {
    const itsClient = new SESClient({ endpoint, maxAttempts: 1 });
    await itsClient.send(
      new SendEmailCommand({
        Source: 'letters@open-door.example',
        Destination: { ToAddresses: ['dana@northwind.example'] },
        Message: { Subject: { Data: 'Bye' }, Body: { Text: { Data: 'Hi' } } },
        ConfigurationSetName: 'open-door',
      }),
    );
    itsClient.destroy();
  };

  test('when events are not held, then they come by themselves', async () => {
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
