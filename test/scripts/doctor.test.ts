import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseConfig } from '../../lib/config.ts';
import { catalogue } from '../../scripts/doctor/catalogue.ts';
import { type Clients, createClients } from '../../scripts/doctor/clients.ts';
import { createDns, type Dns } from '../../scripts/doctor/dns.ts';
import { accountLines, examine } from '../../scripts/doctor/examine.ts';
import type { Finding, Status } from '../../scripts/doctor/finding.ts';
import { look } from '../../scripts/doctor/look.ts';
import { exitCodeOf, reportOf, reportText } from '../../scripts/doctor/report.ts';
import type { DoctorSettings } from '../../scripts/doctor/settings.ts';
import { AwsFault, type AwsRequest, startAwsAnswers } from '../support/aws-answers.ts';
import { startDnsServer } from '../support/dns-server.ts';
import {
  healthy,
  healthyZone,
  logEvents,
  noStack,
  now,
  settings,
  stacks,
} from './doctor-answers.ts';
import { type Change, cases, firstDeployment } from './doctor-cases.ts';

let aws: Awaited<ReturnType<typeof startAwsAnswers>>;
let dnsServer: Awaited<ReturnType<typeof startDnsServer>>;
let clients: Clients;
let dns: Dns;
beforeAll(async () => {
  [aws, dnsServer] = await Promise.all([startAwsAnswers(), startDnsServer()]);
  dns = createDns([dnsServer.address]);
  clients = createClients({
    endpoint: aws.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  await Promise.all([aws.stop(), dnsServer.close()]);
});

const settingsOf = ({ settings: changes, examples = [] }: Change): DoctorSettings => {
  const config = parseConfig({ ...settings, ...changes });
  return {
    config,
    examples,
  };
};

/** Runs all look-ups with the real clients of the SDK, and a real DNS resolver. */
async function findingsWith(change: Change): Promise<readonly Finding[]> {
  aws.answerWith({ ...healthy(aws.endpoint), ...change.answers });
  dnsServer.answerWith({ ...healthyZone, ...change.zone });
  const { address, probe } = change;
  const findings = await examine({
    clients,
    dns,
    settings: settingsOf(change),
    isBefore: change.isBefore ?? false,
    now,
    ...(address !== undefined && { address }),
    ...(probe !== undefined && { probe }),
  });
  expect([...aws.unknown]).toEqual([]);
  return findings;
}

const reported = new Map<string, Set<Status>>();
const remember = (findings: readonly Finding[]): void => {
  for (const { id, status } of findings)
    reported.set(id, (reported.get(id) ?? new Set()).add(status));
};

describe('doctor', () => {
  test('when nothing is wrong, then all lines are ok, and the exit code is 0', async () => {
    const findings = await findingsWith({ address: 'ana@school.edu' });
    remember(findings);
    expect(findings.filter(({ status }) => status !== 'ok').map(({ id }) => id)).toEqual(['probe']);
    const ids = catalogue.filter(({ when }) => when !== 'before').map(({ id }) => id);
    const report = reportOf(findings);
    expect(report.checks.map(({ id }) => id)).toEqual(ids);
    expect([report.ok, exitCodeOf(report)]).toEqual([true, 0]);
  });

  test('when it is the first deployment, then the lines before it are printed', async () => {
    const findings = await findingsWith({ ...firstDeployment, address: 'ana@school.edu' });
    remember(findings);
    const ids = catalogue.filter(({ when }) => when !== 'after').map(({ id }) => id);
    expect(reportOf(findings).checks.map(({ id }) => id)).toEqual(ids);
  });

  test.each(cases)('when %s: %s, then the line says it', async (id, _, change, status, text) => {
    const findings = await findingsWith(change);
    remember(findings);
    const found = findings.filter((finding) => finding.id === id);
    const said = found.map(({ status: is, message, todo = '' }) => [
      is,
      `${message}\n${todo}`.trim(),
    ]);
    expect(said).toContainEqual([status, expect.stringMatching(text)]);
    const code = exitCodeOf(reportOf(findings));
    if (status === 'todo') expect(code).toBe(id === 'credentials' ? 2 : 1);
    if (status === 'not-looked') expect(code).toBeGreaterThan(0);
  });
});

describe('look-ups that fail', () => {
  /** The recorded actions, without those of the credentials. */
  const actions = () =>
    Object.keys(healthy('http://127.0.0.1:9')).filter((key) => !key.startsWith('sts.'));
  const all = (answer: AwsFault | Readonly<Record<string, unknown>>) =>
    Object.fromEntries(actions().map((key) => [key, answer]));

  test('when nothing is allowed, then each line names its permission, and none is ok', async () => {
    const denied = new AwsFault('AccessDeniedException', { status: 403, message: 'secret' });
    for (const isBefore of [true, false]) {
      const findings = await findingsWith({ isBefore, answers: all(denied) });
      const ofAws = findings.filter(({ message }) => message.includes('no permission'));
      expect(ofAws.length).toBeGreaterThan(5);
      for (const { status, message } of ofAws) {
        expect(status).toBe('not-looked');
        expect(message).toMatch(/^no permission \(\w+:\w+.*\)$/);
      }
      expect(JSON.stringify(findings)).not.toContain('secret');
      expect(exitCodeOf(reportOf(findings))).toBe(2);
    }
  });

  test.each(actions())(
    'when %s is not allowed, then only its lines are not looked at',
    async (key) => {
      const code = key.startsWith('cloudformation.') ? 'AccessDenied' : 'AccessDeniedException';
      const findings = await findingsWith({
        address: 'ana@school.edu',
        answers: { [key]: new AwsFault(code, { status: 403 }) },
      });
      remember(findings);
      const failed = findings.filter(({ status }) => status === 'not-looked');
      expect(failed.length).toBeGreaterThan(0);
      const ids = catalogue.filter(({ when }) => when !== 'before').map(({ id }) => id);
      expect(new Set(findings.map(({ id }) => id))).toEqual(new Set(ids));
      expect(findings.filter(({ status }) => status === 'todo')).toEqual([]);
      expect(exitCodeOf(reportOf(findings))).toBe(2);
    },
  );

  test.each(actions())(
    'when %s answers nothing, then there is a line, and no error',
    async (key) => {
      const findings = await findingsWith({ address: 'ana@school.edu', answers: { [key]: {} } });
      expect(findings.length).toBeGreaterThan(15);
      const isBefore = true;
      expect((await findingsWith({ isBefore, answers: { [key]: {} } })).length).toBeGreaterThan(10);
    },
  );

  test('when a queue does not say its messages, then its line is not ok', async () => {
    const line = await lineOf('dead-letters', { answers: { 'sqs.GetQueueAttributes': {} } });
    expect(line.status).toBe('not-looked');
  });

  test('when an answer makes no sense, then its line says so', async () => {
    const { status, message } = await lineOf('breaker', {
      answers: {
        'dynamodb.GetItem': ({ parameters }: AwsRequest) =>
          JSON.stringify(parameters['Key']).includes('BREAKER')
            ? { Item: { trippedAt: { N: '9000000000000000' } } }
            : {},
      },
    });
    expect([status, message]).toEqual([
      'not-looked',
      'the answer cannot be understood (RangeError)',
    ]);
  });

  test('when the registration of the account is not complete, then the line says so', async () => {
    const { status, message } = await lineOf('sandbox', {
      answers: { 'ses.GetAccount': new AwsFault('SubscriptionRequiredException') },
    });
    expect([status, message]).toEqual(['not-looked', expect.stringMatching(/registration/)]);
  });

  test('when AWS answers "too many requests", then the line says: run again', async () => {
    const { message } = await lineOf('dead-letters', {
      answers: { 'sqs.GetQueueAttributes': new AwsFault('ThrottlingException', { status: 400 }) },
    });
    expect(message).toMatch(/run again/);
  });

  test('when a look-up gives no answer, then it is given up after 10 seconds', async () => {
    vi.useFakeTimers();
    try {
      let isAborted = false;
      const answer = look('ses:GetAccount', (signal) => {
        signal.addEventListener('abort', () => {
          isAborted = true;
        });
        return new Promise(() => {});
      });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await answer).toEqual({ found: false, why: 'no answer in time (ses:GetAccount)' });
      expect(isAborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('when the region has no SES, then the line says so', async () => {
    // The endpoint of such a region has no name in the DNS.
    const noName = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    const answer = await look('ses:GetAccount', () => Promise.reject(noName));
    const findings = accountLines(answer, settingsOf({}), settingsOf({}).config, undefined);
    remember(findings);
    expect(findings.map(({ id, status }) => [id, status])).toEqual([
      ['ses', 'todo'],
      ...['sandbox', 'paused', 'daily-quota', 'send-rate'].map((id) => [id, 'not-looked']),
    ]);
  });

  test('when there are no credentials, then the DNS is looked at all the same', async () => {
    const findings = await findingsWith({
      answers: { 'sts.GetCallerIdentity': new AwsFault('InvalidClientTokenId', { status: 403 }) },
    });
    const looked = findings.filter(({ status }) => status !== 'not-looked');
    expect(looked.map(({ id }) => id)).toEqual([
      ...['settings', 'credentials', 'domain', 'spf', 'dmarc'],
    ]);
    expect(exitCodeOf(reportOf(findings))).toBe(2);
  });

  test('when the settings are wrong, then it says so, and shows the account', async () => {
    aws.answerWith(healthy(aws.endpoint));
    const findings = await examine({ clients, dns, settings: 'wrong', isBefore: false, now });
    const looked = findings.filter(({ status }) => status !== 'not-looked');
    expect(looked.map(({ id, status }) => [id, status])).toEqual([
      ['settings', 'todo'],
      ['credentials', 'ok'],
    ]);
  });

  describe('lines that nobody looked at', () => {
    const noCredentials = new AwsFault('InvalidClientTokenId', { status: 403 });
    const wrong = () => examine({ clients, dns, settings: 'wrong', isBefore: false, now });
    test.each([
      [
        'there are no credentials',
        () => findingsWith({ answers: { 'sts.GetCallerIdentity': noCredentials } }),
      ],
      ['the settings are wrong', wrong],
      [
        'there is no stack',
        () => findingsWith({ answers: { 'cloudformation.DescribeStacks': stacks(noStack) } }),
      ],
      [
        'the stack may not be read',
        () => findingsWith({ answers: { 'cloudformation.DescribeStacks': noCredentials } }),
      ],
    ])('when %s, then they are counted, and none is missing', async (_, find) => {
      const report = reportOf(await find());
      const ids = catalogue.filter(({ when, group }) => when !== 'before' && group !== 'Address');
      expect(report.checks.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
      const number = report.checks.filter(({ status }) => status === 'not-looked').length;
      expect(number).toBeGreaterThan(20);
      const text = reportText(report, false);
      expect(text).toContain(`${number} lines not looked at`);
      // One line says it for all that follow each other.
      expect(text).toMatch(/not looked {2}11 lines/);
    });

    test('when an address has no lines of a domain, then they are not counted', async () => {
      const answers = { 'sts.GetCallerIdentity': noCredentials };
      const settings = { mailIdentity: 'sam@school.edu' };
      const ids = (await findingsWith({ answers, settings })).map(({ id }) => id);
      expect(ids).not.toContain('dkim');
      expect(ids).toContain('identity');
      expect(ids).not.toContain('address-blocked');
    });

    test('when the profile does not exist, then the line names it', async () => {
      aws.answerWith(healthy(aws.endpoint));
      const findings = await examine({
        ...{ clients, dns, isBefore: false, now, settings: settingsOf({}) },
        missingProfile: 'There is no AWS profile "nope".',
      });
      expect(findings).toContainEqual(
        expect.objectContaining({
          id: 'credentials',
          status: 'todo',
          message: expect.stringContaining('"nope"'),
        }),
      );
    });
  });
});

/** The line of a check. */
async function lineOf(id: string, change: Change): Promise<Finding> {
  const found = (await findingsWith(change)).find((finding) => finding.id === id);
  if (found === undefined) throw new Error(`There is no line ${id}.`);
  return found;
}

describe('the test email', () => {
  const seconds: number[] = [];
  const probe = {
    waitMs: 60_000,
    intervalMs: 10,
    onProgress: (since: number) => void seconds.push(since),
  };
  /** The log of feedback: it has the reports of the email from the `after`th look on. */
  const log = (reports: readonly string[], after = 1, id?: string) => {
    let looks = 0;
    return ({ parameters }: AwsRequest) => {
      const pattern = String(parameters['filterPattern']);
      const asked = /probe = "([\w-]+)"/.exec(pattern)?.[1];
      if (asked === undefined) return { events: [] };
      looks += 1;
      return looks < after
        ? { events: [] }
        : logEvents(
            ...reports.map(
              (report) =>
                [Date.now(), { event: 'probe-reported', probe: id ?? asked, report }] as const,
            ),
          );
    };
  };

  test('when its events arrive, then the line is ok, and it went to the simulator', async () => {
    const line = await lineOf('probe', {
      probe,
      answers: {
        'ses.SendEmail': { MessageId: '1' },
        'logs.FilterLogEvents': log(['sent', 'delivered'], 3),
      },
    });
    remember([line]);
    expect(line).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('delivered and sent'),
    });
    const sent = aws.requests.filter(({ key }) => key === 'ses.SendEmail');
    expect(sent.map(({ request }) => request.parameters)).toMatchObject([
      {
        FromEmailAddress: 'review@school.edu',
        Destination: { ToAddresses: ['success@simulator.amazonses.com'] },
        ConfigurationSetName: 'open-door',
        EmailTags: [{ Name: 'kind', Value: 'probe' }, { Name: 'probe' }],
      },
    ]);
    expect(seconds.length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['none arrives', [], undefined, 'todo', /No event.*Outcomes/s],
    ['one of another email arrives', ['delivered'], 'other', 'todo', /No event/],
    ['only that it was sent', ['sent'], undefined, 'warning', /not as delivered/],
  ] as const)('when %s, then the line says so', async (_, reports, id, status, text) => {
    const line = await lineOf('probe', {
      probe: { ...probe, waitMs: 30 },
      answers: {
        'ses.SendEmail': { MessageId: '1' },
        'logs.FilterLogEvents': log(reports, 1, id),
      },
    });
    remember([line]);
    expect(line.status).toBe(status);
    expect(`${line.message}\n${line.todo}`).toMatch(text);
  });

  test('when SES refuses it, then the line says why, and it is sent once', async () => {
    const line = await lineOf('probe', {
      probe,
      answers: { 'ses.SendEmail': new AwsFault('InternalFailure', { status: 500 }) },
    });
    expect(line).toMatchObject({
      status: 'todo',
      message: expect.stringContaining('did not leave'),
    });
    expect(aws.requests.filter(({ key }) => key === 'ses.SendEmail')).toHaveLength(1);
  });

  test('when the log cannot be read, then the line is not looked at', async () => {
    const line = await lineOf('probe', {
      probe,
      answers: {
        'ses.SendEmail': { MessageId: '1' },
        'logs.FilterLogEvents': new AwsFault('AccessDeniedException'),
      },
    });
    expect(line).toMatchObject({
      status: 'not-looked',
      message: expect.stringContaining('no permission (logs:FilterLogEvents)'),
    });
  });

  test('when nobody asks for it, then no request changes anything', async () => {
    await findingsWith({ address: 'ana@school.edu' });
    const reading = /\.(?:Get|Describe|List|Filter)\w+$/;
    expect(aws.requests.length).toBeGreaterThan(30);
    expect(aws.requests.filter(({ key }) => !reading.test(key))).toEqual([]);
  });
});

describe('the report', () => {
  const findings: readonly Finding[] = [
    { id: 'dmarc', status: 'todo', message: 'x\u001B[2Jy', todo: 'do\nthis' },
    { id: 'settings', status: 'ok', message: 'fine' },
  ];

  test('when it is text, then it has groups, a line each, and what to do', () => {
    expect(reportText(reportOf(findings), false)).toBe(
      [
        'Settings and account',
        '  ok          settings              fine',
        '',
        'Email domain',
        '  TO DO       dmarc                 x[2Jy',
        '              do',
        '              this',
        '',
        '1 thing to do, 0 warnings, 0 lines not looked at.',
        '',
      ].join('\n'),
    );
    expect(reportText(reportOf(findings), true)).toContain('\u001B[31mTO DO');
  });

  test.each([
    [[], 0],
    [['ok', 'warning', 'skipped'], 0],
    [['todo', 'not-looked'], 1],
    [['not-looked'], 2],
  ] as const)('when the lines are %j, then the exit code is %i', (statuses, code) => {
    const report = reportOf(statuses.map((status) => ({ id: 'spf', status, message: '' })));
    expect([exitCodeOf(report), report.ok]).toEqual([code, code === 0]);
  });

  test('when all tests have run, then each line was seen passing and failing', () => {
    const seen = (id: string, ...statuses: readonly Status[]) =>
      statuses.some((status) => reported.get(id)?.has(status) === true);
    const ids = catalogue.map(({ id }) => id);
    expect(ids.filter((id) => !seen(id, 'ok'))).toEqual([]);
    expect(ids.filter((id) => !seen(id, 'todo', 'warning'))).toEqual([]);
  });
});
