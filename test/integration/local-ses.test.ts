import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SESClient, SendEmailCommand } from '@aws-sdk/client-ses';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import * as z from 'zod';
import { feedback } from '../../lambdas/feedback/main.ts';
import type { LocalService } from '../../local/emulators.ts';
import { startLocalSes } from '../../local/ses/local-ses.ts';
import { mailboxesHelp } from '../../local/ses/mailboxes.ts';
import { HttpDriver, textOf } from '../journey/http-driver.ts';
import { linkIn } from '../journey/journey.ts';
import { createTestTable, type TestTable } from '../support/dynamodb.ts';
import { englishForm } from '../support/fixtures.ts';
import { type NpmStart, npmStart } from '../support/npm-start.ts';
import { sharedSes } from '../support/ses.ts';

const run = promisify(execFile);

const helpedAddresses = [...mailboxesHelp.matchAll(/\S+@\S+/g)].map(([address]) => address);

describe('npm start', () => {
  let product: NpmStart;
  beforeAll(async () => {
    product = await npmStart();
  });
  afterAll(() => product?.stop());

  const titles = {
    sent: 'Sent to Dana',
    bounced: 'Your letter did not arrive',
    complained: 'Your letter was marked as unwanted',
    retry: 'Your letter is waiting to leave',
    failed: 'Your letter was not sent',
    unknown: 'We cannot tell whether your letter has left',
  } as const;
  const accepted = 'Their mail server has accepted it.';

  interface Story {
    readonly address: string;
    /**
     * What the page says when the letter is sent, and how many letters are in the inbox
     * then.
     */
    readonly first: string;
    readonly letters: 0 | 1;
    /** What it says in the end, where the reports have changed it. */
    readonly last?: string;
  }
  const stories: readonly Story[] = [
    // It takes longest, and runs beside the others.
    { address: 'hang@trouble.example', first: titles.unknown, letters: 0 },
    { address: 'break@trouble.example', first: titles.unknown, letters: 1, last: accepted },
    { address: 'lost@trouble.example', first: titles.unknown, letters: 1 },
    { address: 'error@trouble.example', first: titles.unknown, letters: 0 },
    { address: 'refuse@trouble.example', first: titles.failed, letters: 0 },
    { address: 'throttle@trouble.example', first: titles.retry, letters: 0 },
    { address: 'quota@trouble.example', first: titles.retry, letters: 0 },
    {
      address: 'delay@trouble.example',
      first: titles.sent,
      letters: 1,
      last: 'is taking its time',
    },
    { address: 'nobody@trouble.example', first: titles.sent, letters: 1, last: accepted },
    { address: 'Lost+again@Trouble.Example', first: titles.unknown, letters: 1 },
    { address: 'success@simulator.amazonses.com', first: titles.sent, letters: 1, last: accepted },
    {
      address: 'bounce@simulator.amazonses.com',
      first: titles.sent,
      letters: 1,
      last: titles.bounced,
    },
    {
      address: 'bounce+x@simulator.amazonses.com',
      first: titles.sent,
      letters: 1,
      last: titles.bounced,
    },
    {
      address: 'complaint@simulator.amazonses.com',
      first: titles.sent,
      letters: 1,
      last: titles.complained,
    },
    {
      address: 'suppressionlist@simulator.amazonses.com',
      first: titles.sent,
      letters: 1,
      last: titles.bounced,
    },
    // An automatic reply does not undo a delivery.
    { address: 'ooto@simulator.amazonses.com', first: titles.sent, letters: 1, last: accepted },
    { address: 'dana@northwind.example', first: titles.sent, letters: 1, last: accepted },
  ];

  test('every address that the help names has its story', () => {
    expect(stories.map(({ address }) => address)).toEqual(expect.arrayContaining(helpedAddresses));
  });

  test.concurrent.each(stories)(
    'a letter to $address',
    async ({ address, first, letters, last }) => {
      // The inbox is one for all stories, so each has a candidate of its own.
      const candidateEmail = `${address.replace(/\W/g, '.').toLowerCase()}@candidates.example`;
      const mails = async () =>
        (await product.mails()).filter(({ to }) => to.includes(candidateEmail));
      const driver = new HttpDriver({ origin: product.origin, fetch, mails });
      await driver.openForm('en');
      await driver.submitForm({ ...englishForm, candidateEmail, recruiterEmail: address });
      const link = linkIn(await mails());
      await driver.openLink(link);
      expect((await driver.send({ ticked: true })).text).toContain(first);

      const lettersOut = async () =>
        (await product.mails()).filter(({ bcc }) => bcc.includes(candidateEmail)).length;
      expect(await lettersOut()).toBe(letters);
      const text = async () => textOf(await (await fetch(link)).text());
      // A report that must not come had its time; one that must may be late.
      if (last === undefined) await sleep(2000);
      await vi.waitFor(async () => expect(await text()).toContain(last ?? first), {
        timeout: 10_000,
        interval: 100,
      });
      await sleep(500);
      expect(await text()).toContain(last ?? first);
      expect(await lettersOut()).toBe(letters);
    },
  );

  test('a candidate at a troubled address still gets their link', async () => {
    const driver = new HttpDriver({ ...product, fetch });
    await driver.openForm('en');
    const candidateEmail = 'refuse@trouble.example';
    expect((await driver.submitForm({ ...englishForm, candidateEmail })).text).toContain(
      'Look in your inbox',
    );
    expect((await product.mails()).filter(({ to }) => to.includes(candidateEmail))).toHaveLength(1);
  });

  test('says how to see it go wrong, in short and at length', async () => {
    expect(product.output()).toContain('npm start -- --help');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', 'bin/dev.ts', '--help']);
    for (const address of helpedAddresses) expect(stdout).toContain(address);
  });

  test('ends cleanly, with reports still on their way', async () => {
    const other = await npmStart();
    const driver = new HttpDriver({ ...other, fetch });
    await driver.openForm('en');
    await driver.submitForm({ ...englishForm, recruiterEmail: 'break@trouble.example' });
    await driver.openLink(linkIn(await other.mails()));
    await driver.send({ ticked: true });
    const asked = Date.now();
    expect(await other.stop()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(3000);
    expect(other.output()).not.toMatch(/not taken|Error:|^ +at /m);
  });
});

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
  let local: LocalService;
  let client: SESClient;
  let dynamoDb: TestTable;
  let published: unknown[] = [];
  let failing = false;
  beforeAll(async () => {
    [ses, dynamoDb] = await Promise.all([sharedSes(), createTestTable('dynalite')]);
    local = await startLocalSes({
      inbox: ses.endpoint,
      pace: 0.01,
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

  /** All events on one mail: at this pace they have come long before the wait is over. */
  async function eventsOn(sending: Promise<unknown>): Promise<SesEvent[]> {
    published = [];
    await sending.catch(() => {});
    await sleep(200);
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
    for (const address of helpedAddresses.filter((known) => !known.startsWith('hang@'))) {
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

  test('no report comes after it has stopped', async () => {
    const events: unknown[] = [];
    const other = await startLocalSes({
      inbox: ses.endpoint,
      onEvent: async (event) => {
        events.push(event);
      },
    });
    const itsClient = new SESClient({ endpoint: other.endpoint, maxAttempts: 1 });
    onTestFinished(() => itsClient.destroy());
    await itsClient.send(
      new SendEmailCommand({
        Source: 'letters@open-door.example',
        Destination: { ToAddresses: ['dana@northwind.example'] },
        Message: { Subject: { Data: 'Bye' }, Body: { Text: { Data: 'Hi' } } },
        ConfigurationSetName: 'open-door',
      }),
    );
    await other.stop();
    await sleep(1700);
    expect(events).toEqual([]);
  });
});
