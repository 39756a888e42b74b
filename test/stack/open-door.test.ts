import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { QueryCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { DynamoDeclineStore } from '../../lambdas/aws/dynamo-decline-store.ts';
import { candidatePartition, declineKey, dueShard } from '../../lambdas/aws/keys.ts';
import { Table } from '../../lambdas/aws/table.ts';
import type { Decline } from '../../lambdas/core/decline/decline.ts';
import { addressKey } from '../../lambdas/core/email-address.ts';
import { HttpDriver } from '../journey/http-driver.ts';
import {
  type Journey,
  journeys,
  runByHandJourney,
  runContactsJourney,
  runJourney,
} from '../journey/journey.ts';
import { run } from '../support/command.ts';
import { lambdaNodeVersion } from '../support/lambda-node.ts';
import { draftThroughForm } from '../support/letters.ts';
import { post } from '../support/requests.ts';
import { Operator } from './deploy.ts';
import {
  aws,
  clearMails,
  deployedFunction,
  deployment,
  dynamoDb,
  invoke,
  mails,
  siteFetch,
} from './deployment.ts';
import { eventSource } from './event-source.ts';
import type { AcceptedMail } from './ses-recorder.ts';

const web = await deployedFunction('SiteWeb');
const send = await deployedFunction('DeliverySend');
const feedback = await deployedFunction('Feedback');
const remind = await deployedFunction('ReconnectRemind');
const tableName = web.environment['TABLE_NAME'] ?? '';
const store = new DynamoDeclineStore(new Table(dynamoDb, tableName, Date.now));

const [firstJourney] = journeys;

const driver = () => new HttpDriver({ fetch: siteFetch, origin: deployment.origin, mails });

/** Plays a journey to its end. Returns the letter as it was emailed, and its id. */
async function sendLetter(journey: Journey): Promise<{ mail: AcceptedMail; id: string }> {
  await clearMails();
  await runJourney(journey, driver());
  const mail = (await mails()).find(({ tags }) => tags['kind'] === 'letter');
  if (mail === undefined) throw new Error('No letter was mailed.');
  return { mail, id: mail.tags['letter'] ?? '' };
}

async function sendFirst(): Promise<{ mail: AcceptedMail; id: string }> {
  if (firstJourney === undefined) throw new Error('There is no journey.');
  return await sendLetter(firstJourney);
}

async function stateOf(id: string): Promise<Decline['state'] | undefined> {
  return (await store.find(id))?.state;
}

async function itemsWith(sortKeyPrefix: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await dynamoDb.send(
    new ScanCommand({
      TableName: tableName,
      FilterExpression: 'begins_with(sk, :start)',
      ExpressionAttributeValues: { ':start': { S: sortKeyPrefix } },
    }),
  );
  return Items.map((item) => unmarshall(item));
}

/** All items of a candidate, except the letters. */
async function itemsOf(address: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await dynamoDb.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :candidate',
      ExpressionAttributeValues: { ':candidate': { S: candidatePartition(addressKey(address)) } },
    }),
  );
  return Items.map((item) => unmarshall(item));
}

/**
 * An SES event as EventBridge delivers it.
 * @see
 *   https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
 */
function sesEvent(
  mail: AcceptedMail,
  detailType: string,
  eventType: string,
  rest: Record<string, unknown>,
) {
  const tags = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
  return {
    detailType,
    detail: {
      eventType,
      mail: {
        timestamp: new Date().toISOString(),
        source: mail.from,
        sendingAccountId: '000000000000',
        messageId: mail.messageId,
        destination: [...mail.to, ...mail.bcc],
        headersTruncated: false,
        tags: { 'ses:configuration-set': [mail.configurationSet], ...Object.fromEntries(tags) },
      },
      ...rest,
    },
  };
}

const delivery = (mail: AcceptedMail) =>
  sesEvent(mail, 'Email Delivered', 'Delivery', {
    delivery: {
      timestamp: new Date().toISOString(),
      processingTimeMillis: 500,
      recipients: mail.to,
      smtpResponse: '250 2.6.0 Message received',
    },
  });

const bounce = (mail: AcceptedMail) =>
  sesEvent(mail, 'Email Bounced', 'Bounce', {
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: mail.to.map((emailAddress) => ({ emailAddress })),
      timestamp: new Date().toISOString(),
      feedbackId: 'test',
    },
  });

/** Puts an event on the default bus. */
async function report(
  { detailType, detail }: { readonly detailType: string; readonly detail: object },
  source = eventSource,
): Promise<void> {
  const entry = { Source: source, DetailType: detailType, Detail: JSON.stringify(detail) };
  const response = await aws('events', '/', {
    target: 'AWSEvents.PutEvents',
    body: { Entries: [entry] },
  });
  expect(await response.json()).toMatchObject({ FailedEntryCount: 0 });
}

const soon = { timeout: 20_000, interval: 200 };

describe('the deployed stack', () => {
  test('when the functions run, then it is on the Node of Lambda', async () => {
    await sendFirst();
    for (const { userAgent } of await mails()) {
      expect(userAgent).toContain(`md/nodejs#${lambdaNodeVersion}`);
    }
  });

  test.each(journeys)(
    'when the journey is played, then its letter is sent: $name',
    async (journey) => {
      const { mail, id } = await sendLetter(journey);
      expect(mail.from).toContain('letters@door.example');
      expect(mail.configurationSet).toBe(send.environment['CONFIGURATION_SET']);
      expect(await stateOf(id)).toBe('sent');

      await runContactsJourney(journey, driver());
      const link = (await mails()).find(({ tags }) => tags['kind'] === 'contacts');
      expect(link?.from).toContain('review@door.example');
      // `web` has the permission to list these items and to delete them: no item is left,
      // not even the count of emailed links.
      expect(await stateOf(id)).toBeUndefined();
      expect(await itemsOf('alex@candidates.example')).toEqual([]);
    },
  );

  test('when there is no address, then the text is sent by hand', async () => {
    await clearMails();
    await runByHandJourney(driver());
  });

  test('when a method is wrong, then the request reaches the app, which answers 405', async () => {
    for (const path of ['/declines', '/preview', '/read', '/contacts/link', '/letters/x/send']) {
      const url = new URL(path, deployment.origin);
      for (const method of ['PUT', 'DELETE']) {
        const answer = await siteFetch(new Request(url, { method }));
        expect([method, path, answer.status]).toEqual([method, path, 405]);
        expect(answer.headers.get('allow')).toBe('GET, HEAD, OPTIONS, POST');
      }
    }
  });

  test('when the site is deployed, then it knows its origin and sends a strict CSP', async () => {
    expect(web.environment['ORIGIN']).toBe(deployment.origin);
    const response = await siteFetch(new Request(`${deployment.origin}/`));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each(['open-door.css', 'open-door.js'])(
    'when %s is requested, then it is served',
    async (name) => {
      const response = await siteFetch(new Request(`${deployment.origin}/assets/${name}`));
      expect(response.status).toBe(200);
      expect((await response.text()).length).toBeGreaterThan(100);
    },
  );

  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])(
    'when a browser accepts %s, then form, style and script come in it',
    async (coding, decode) => {
      const open = async (path: string) => {
        const headers = { 'accept-encoding': coding };
        const response = await siteFetch(new Request(`${deployment.origin}${path}`, { headers }));
        const coded = Buffer.from(await response.arrayBuffer());
        expect([path, response.status, response.headers.get('content-encoding')]).toEqual([
          path,
          200,
          coding,
        ]);
        expect(response.headers.get('content-length')).toBe(String(coded.length));
        return { text: decode(coded).toString(), control: response.headers.get('cache-control') };
      };
      const form = await open('/');
      expect(form.control).toBe('private, max-age=600');
      const urls = [...form.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)];
      expect(urls).toHaveLength(2);
      for (const [, url = ''] of urls)
        expect((await open(url)).control).toBe('public, max-age=31536000, immutable');
    },
  );

  test('when two letters go to a recruiter, then there is one contact', async () => {
    await sendFirst();
    await sendFirst();
    const contacts = await itemsWith('CONTACT#');
    const people = contacts.map((contact) => JSON.stringify(contact['person']));
    expect(people.filter((person) => person.includes('dana@northwind.example'))).toHaveLength(1);
  });
});

describe('the command', () => {
  test('when npm run deploy runs again, then it finds the stack and its table', async () => {
    const operator = new Operator(deployment.endpoint, (_name, work) => work());
    try {
      const printed = await operator.npmRunDeploy();
      expect(printed).toContain('Account 000000000000, region us-east-1');
      expect(printed).toContain('Table: in-stack. The stack uses it.');
      expect(printed).toContain('Deployed.');
    } finally {
      await operator.close();
    }
  });
});

describe('the kill switch', () => {
  /** Runs the operator's command, as `npm run sending` does. */
  const sending = (action: 'stop' | 'resume') =>
    run(process.execPath, ['--import', 'tsx', 'scripts/sending.ts', action, '--table', tableName], {
      env: {
        ...process.env,
        ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' },
        AWS_ENDPOINT_URL: deployment.endpoint,
      },
      timeoutMs: 60_000,
    });
  const site = {
    /** The requests of the tests' helpers name another origin. */
    fetch: (request: Request) => {
      const { pathname, search } = new URL(request.url);
      return siteFetch(new Request(`${deployment.origin}${pathname}${search}`, request));
    },
    mails,
    clearMails,
  };

  test('when it is on, then a letter stays a draft, and what waits goes on waiting', async () => {
    const waiting = await sendFirst();
    const draft = await draftThroughForm(site);
    await clearMails();
    await sending('stop');
    // Not before: a sweep runs each minute.
    await dynamoDb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: declineKey(waiting.id).pk }, sk: { S: declineKey(waiting.id).sk } },
        UpdateExpression: 'SET #state = :retry, due = :due, dueAt = :past REMOVE sentAt, messageId',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':retry': { S: 'retry' },
          ':past': { N: '1' },
          ':due': { S: dueShard('letters', waiting.id) },
        },
      }),
    );
    const stopped = await site.fetch(post(`${draft.path}/send`, draft.confirmation));
    expect([stopped.status, stopped.headers.get('retry-after')]).toEqual([503, '600']);
    await invoke(send, { job: 'sweep' });
    await invoke(feedback, { job: 'send-notices' });
    await invoke(remind, { job: 'send-reminders' });
    expect(await mails()).toEqual([]);
    expect([await stateOf(draft.id), await stateOf(waiting.id)]).toEqual(['draft', 'retry']);
    await sending('resume');
    expect((await site.fetch(post(`${draft.path}/send`, draft.confirmation))).status).toBe(200);
    expect(await stateOf(draft.id)).toBe('sent');
  });
});

describe('a report of SES', () => {
  test('when it is put on the event bus, then it changes the state of the letter', async () => {
    const { mail, id } = await sendFirst();
    await report(delivery(mail));
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('delivered'), soon);
  });

  test('when it is of another configuration set, then it changes nothing', async () => {
    const { mail, id } = await sendFirst();
    await report(bounce({ ...mail, configurationSet: 'another' }));
    await report(delivery(mail));
    // A bounce has a higher rank than a delivery. If it had been recorded, it would stay.
    await vi.waitFor(async () => expect(await stateOf(id)).toBe('delivered'), soon);
  });

  test('when SES itself is the source, then the report matches the rule', async () => {
    const { mail } = await sendFirst();
    const { detailType, detail } = delivery(mail);
    const ruleNames = await aws('events', '/', {
      target: 'AWSEvents.ListRuleNamesByTarget',
      body: { TargetArn: feedback.arn },
    });
    const { RuleNames } = z
      .object({ RuleNames: z.tuple([z.string()]) })
      .parse(await ruleNames.json());
    const description = await aws('events', '/', {
      target: 'AWSEvents.DescribeRule',
      body: { Name: RuleNames[0] },
    });
    const rule = z
      .object({ State: z.string(), EventPattern: z.string() })
      .parse(await description.json());
    expect(rule.State).toBe('ENABLED');
    const event = {
      id: '7bf73129-1428-4cd3-a780-95db273d1602',
      source: 'aws.ses',
      account: '000000000000',
      time: new Date().toISOString(),
      region: 'us-east-1',
      resources: [],
      'detail-type': detailType,
      detail,
    };
    const matched = await aws('events', '/', {
      target: 'AWSEvents.TestEventPattern',
      body: { EventPattern: rule.EventPattern, Event: JSON.stringify(event) },
    });
    expect(await matched.json()).toEqual({ Result: true });
  });
});

describe('the scheduled jobs', () => {
  const scheduleSchema = z.object({ Name: z.string(), GroupName: z.string() });
  const scheduleDetailSchema = z.object({
    State: z.string(),
    ScheduleExpression: z.string(),
    Target: z.object({
      Arn: z.string(),
      Input: z.string(),
      DeadLetterConfig: z.object({ Arn: z.string() }),
    }),
  });

  test('when the stack is deployed, then each job has its schedule', async () => {
    const listed = await (await aws('scheduler', '/schedules')).json();
    const { Schedules } = z.object({ Schedules: z.array(scheduleSchema) }).parse(listed);
    const schedules = await Promise.all(
      Schedules.map(async ({ Name, GroupName }) =>
        scheduleDetailSchema.parse(
          await (await aws('scheduler', `/schedules/${Name}?groupName=${GroupName}`)).json(),
        ),
      ),
    );
    const found = schedules.map(({ State, ScheduleExpression, Target }) => ({
      State,
      ScheduleExpression,
      Arn: Target.Arn,
      Input: JSON.parse(Target.Input),
    }));
    expect(found).toHaveLength(3);
    expect(found).toContainEqual({
      State: 'ENABLED',
      ScheduleExpression: 'rate(1 minute)',
      Arn: feedback.arn,
      Input: { job: 'send-notices' },
    });
    expect(found).toContainEqual({
      State: 'ENABLED',
      ScheduleExpression: 'rate(1 minute)',
      Arn: send.arn,
      Input: { job: 'sweep' },
    });
    expect(found).toContainEqual({
      State: 'ENABLED',
      ScheduleExpression: 'rate(1 minute)',
      Arn: remind.arn,
      Input: { job: 'send-reminders' },
    });
  });

  test('when a lease has expired, then the letter is unknown and one notice is sent', async () => {
    const { id } = await sendFirst();
    const { pk, sk } = declineKey(id);
    await dynamoDb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk: { S: pk }, sk: { S: sk } },
        UpdateExpression: 'SET #state = :sending, leaseUntil = :past, due = :due, dueAt = :past',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':sending': { S: 'sending' },
          ':past': { N: '1' },
          ':due': { S: dueShard('letters', id) },
        },
      }),
    );
    await clearMails();
    await invoke(send, { job: 'sweep' });
    expect(await stateOf(id)).toBe('unknown');
    expect(await mails()).toEqual([]);
    await invoke(feedback, { job: 'send-notices' });
    await invoke(feedback, { job: 'send-notices' });
    const notices = await mails();
    expect(
      notices.map(({ tags, from }) => [tags['kind'], from.includes('review@door.example')]),
    ).toEqual([['notice', true]]);
  });

  test('when a receipt and a reminder are due, then each is mailed once', async () => {
    await sendFirst();
    await clearMails();
    await invoke(remind, { job: 'send-reminders' });
    await invoke(remind, { job: 'send-reminders' });
    const [receipt, ...more] = await mails();
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({
      to: ['alex@candidates.example'],
      subject: 'Saved for later: Dana Lee at Northwind & Sons (Senior Data Engineer)',
      attachments: [{ filename: 'open-door.ics', contentType: 'text/calendar' }],
    });
    expect(receipt?.attachments[0]?.content).toContain(
      'SUMMARY:Write to Dana Lee (Northwind & Sons)',
    );

    for (const contact of await itemsWith('CONTACT#')) {
      if (contact['dueAt'] === undefined) continue;
      await dynamoDb.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { pk: { S: String(contact['pk']) }, sk: { S: String(contact['sk']) } },
          UpdateExpression: 'SET dueAt = :past',
          ExpressionAttributeValues: { ':past': { N: '1' } },
        }),
      );
    }
    await clearMails();
    await invoke(remind, { job: 'send-reminders' });
    await invoke(remind, { job: 'send-reminders' });
    const [reminder, ...others] = await mails();
    expect(others).toEqual([]);
    expect(reminder).toMatchObject({
      to: ['alex@candidates.example'],
      subject: 'It may be time to write to Dana Lee at Northwind & Sons (Senior Data Engineer)',
      configurationSet: remind.environment['CONFIGURATION_SET'],
    });
    for (const mail of [receipt, reminder]) expect(mail?.from).toContain('review@door.example');

    // The links in the email work, and so does the unsubscribe button of a mail program.
    const unsubscribe = /^<(\S+)>$/.exec(reminder?.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    const contact = await driver().openLink(unsubscribe.replace(/\/unsubscribe$/, ''));
    expect(contact.text).toContain('Dana Lee');
    expect(contact.text).not.toContain('overqualified');
    const oneClick = new Request(unsubscribe, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    });
    expect((await siteFetch(oneClick)).status).toBe(200);
    expect(
      (await itemsWith('CONTACT#')).filter(({ reconnectOn }) => reconnectOn !== undefined),
    ).toEqual([]);
  });

  /** The messages in the dead-letter queue. */
  async function deadLetters(): Promise<string[]> {
    const peeked = await (await aws('sqs', '/_ministack/sqs/messages')).json();
    const queueSchema = z.record(z.string(), z.array(z.object({ Body: z.string() })));
    const { messages } = z
      .object({ messages: z.record(z.string(), z.record(z.string(), queueSchema)) })
      .parse(peeked);
    const queues = Object.values(messages)
      .flatMap((regions) => Object.values(regions))
      .flatMap((byQueue) => Object.entries(byQueue))
      .filter(([queue]) => queue.includes('DeadLetters'));
    expect(queues).toHaveLength(1);
    return queues.flatMap(([, queued]) => queued.map(({ Body }) => Body));
  }

  test('when no event has failed, then the dead-letter queue is empty', async () => {
    expect(await deadLetters()).toEqual([]);
  });

  test('when feedback fails on a report, then the dead letter has no address', async () => {
    const { mail, id } = await sendFirst();
    const { detailType, detail } = bounce(mail);
    // MiniStack does not support failure destinations. This is the record that Lambda
    // writes.
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    const record = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId: 'e4b46cbf-b738-xmpl-8880-a18cdf61200e',
        functionArn: `${feedback.arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { source: 'aws.ses', 'detail-type': detailType, detail },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: `about ${mail.to[0]}` },
    };
    await report(
      { detailType: 'Lambda Function Invocation Result - Failure', detail: record },
      'lambda',
    );
    await vi.waitFor(async () => expect(await deadLetters()).toHaveLength(1), soon);
    const [deadLetter = ''] = await deadLetters();
    expect(JSON.parse(deadLetter)).toEqual({
      letter: [id],
      kind: ['letter'],
      report: 'Bounce',
      messageId: mail.messageId,
      mailedAt: detail.mail.timestamp,
      condition: 'RetriesExhausted',
      requestId: record.requestContext.requestId,
    });
    expect(deadLetter).not.toContain('.example');
  });
});

describe('the alarms', () => {
  const config = {
    endpoint: deployment.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const cloudWatch = new CloudWatchClient(config);
  const sqs = new SQSClient(config);
  let inbox = '';
  let alarmNames: string[] = [];
  beforeAll(async () => {
    const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({}));
    alarmNames = MetricAlarms.map(({ AlarmName = '' }) => AlarmName);
    const [topic] = new Set(MetricAlarms.flatMap(({ AlarmActions = [] }) => AlarmActions));
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({
        QueueName: 'operator',
        Attributes: {
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'sns.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: '*',
              },
            ],
          }),
        },
      }),
    );
    inbox = QueueUrl;
    await new SNSClient(config).send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: 'arn:aws:sqs:us-east-1:000000000000:operator',
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
  });

  /** The next message that the topic has passed on. */
  const nextMessage = (): Promise<string> =>
    vi.waitFor(async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: inbox }));
      const [message] = Messages;
      if (message?.Body === undefined) throw new Error('There is no message.');
      await sqs.send(
        new DeleteMessageCommand({ QueueUrl: inbox, ReceiptHandle: message.ReceiptHandle }),
      );
      return message.Body;
    }, soon);

  test('when one goes off and is over, then the topic says so both times', async () => {
    expect(alarmNames).toHaveLength(10);
    const name = alarmNames.find((each) => each.includes('LettersFailed'));
    for (const state of ['ALARM', 'OK'] as const) {
      const change = { AlarmName: name, StateValue: state, StateReason: 'A test.' };
      await cloudWatch.send(new SetAlarmStateCommand(change));
      const message = await nextMessage();
      expect(message).toContain(state);
      expect(message).toContain('in docs/runbook.md');
    }
  });

  test('when SES pauses sending, then the topic says so in words', async () => {
    const record = { status: 'DISABLED', cause: 'Status manually updated.' };
    const detail = { version: '1.0.0', data: { origin: 'CUSTOMER_MANAGED', record } };
    await report({ detailType: 'Sending Status Disabled', detail });
    const message = await nextMessage();
    expect(message).toContain('Amazon SES says: Sending Status Disabled, in us-east-1.');
    expect(message).toContain('Cause: Status manually updated.');
    expect(message).toContain('MailStopped');
  });

  test('when a bounce is lost, then the topic says so, without an address', async () => {
    const { mail } = await sendFirst();
    const { detailType, detail } = bounce(mail);
    const requestPayload = { source: 'aws.ses', 'detail-type': detailType, detail };
    const requestContext = { functionArn: `${feedback.arn}:$LATEST`, requestId: 'r' };
    await report(
      {
        detailType: 'Lambda Function Invocation Result - Failure',
        detail: { requestContext, requestPayload },
      },
      'lambda',
    );
    const message = await nextMessage();
    expect(message).toContain(`(Bounce), message ${mail.messageId}.`);
    expect(message).not.toContain('.example');
  });
});
