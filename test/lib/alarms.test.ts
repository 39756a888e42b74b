import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { classifySendError } from '../../lambdas/aws/ses-errors.ts';
import { addressCodes, blockedCodes, operatorCodes } from '../../lib/log-patterns.ts';
import { matchesPattern } from '../support/filter-pattern.ts';
import {
  accessEntry,
  alarmName,
  alarmsOf,
  asLambdaWrites,
  isBreaching,
  type Logged,
  type LogName,
  metricValues,
} from './alarm-metrics.ts';
import { at, list, synthesise } from './synthesise.ts';

const settings = { mailIdentity: 'door.test', allowedCandidates: ['school.test'] };
const template = synthesise(settings);
const alarms = alarmsOf(template);
const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
const [queue] = Object.keys(template.findResources('AWS::SQS::Queue'));
const filters = Object.values(template.findResources('AWS::Logs::MetricFilter')).map((filter) =>
  at(filter, 'Properties'),
);

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const MINUTE_MS = 60_000;

const late = {
  Namespace: 'OpenDoor',
  Statistic: 'Maximum',
  // The job does not run, or fails before its end.
  TreatMissingData: 'breaching',
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
};
const counted = {
  Namespace: 'OpenDoor',
  Statistic: 'Sum',
  Threshold: 1,
  EvaluationPeriods: 1,
  TreatMissingData: 'notBreaching',
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
};
const expected: Record<string, object> = {
  GivenUp: {
    ...counted,
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue, 'QueueName'] } }],
    Statistic: 'Maximum',
    Period: 5 * MINUTE_S,
  },
  SweepLate: { ...late, Threshold: 5 * MINUTE_MS, Period: 5 * MINUTE_S, EvaluationPeriods: 3 },
  NoticesLate: { ...late, Threshold: 10 * MINUTE_MS, Period: 10 * MINUTE_S, EvaluationPeriods: 2 },
  RemindersLate: {
    ...late,
    Threshold: 30 * MINUTE_MS,
    Period: 30 * MINUTE_S,
    EvaluationPeriods: 1,
  },
  LettersFailed: { ...counted, Threshold: 3, Period: HOUR_S },
  ItemGivenUp: { ...counted, Period: HOUR_S },
  SiteErrors: { ...counted, Period: 15 * MINUTE_S },
  Throttled: { ...counted, Threshold: 10, Period: 15 * MINUTE_S },
  MailStopped: { ...counted, Period: HOUR_S },
  Reputation: {
    Metrics: [
      expect.objectContaining({
        Expression: 'MAX([FILL(bounces, 0) / 0.02, FILL(complaints, 0) / 0.0005])',
        ReturnData: true,
      }),
      // No dimension: the rate of the whole account.
      ...[
        ['bounces', 'Reputation.BounceRate'],
        ['complaints', 'Reputation.ComplaintRate'],
      ].map(([Id, MetricName]) => ({
        Id,
        MetricStat: {
          Metric: { Namespace: 'AWS/SES', MetricName },
          Period: HOUR_S,
          Stat: 'Maximum',
        },
        ReturnData: false,
      })),
    ],
    Threshold: 1,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  },
};

describe('the alarms', () => {
  test.each(Object.entries(expected))(
    'when %s is created, then it has this metric and this threshold',
    (name, properties) => {
      expect(alarms[name]).toMatchObject(properties);
      if (at(properties, 'Namespace') === 'OpenDoor') {
        expect(alarms[name]).toMatchObject({ MetricName: name });
      }
    },
  );

  test('when they are counted, then they are ten, and eight of the metrics cost money', () => {
    expect(new Set(Object.keys(alarms))).toEqual(new Set(Object.keys(expected)));
    template.resourceCountIs('AWS::CloudWatch::Alarm', 10);
    const ours = filters.flatMap((filter) =>
      list(at(filter, 'MetricTransformations')).map((metric) => at(metric, 'MetricName')),
    );
    expect(new Set(ours).size).toBe(8);
    template.resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  });

  test('when the runbook is read, then each alarm has a section, and each section an alarm', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(new Set(sections)).toEqual(new Set(Object.keys(alarms)));
    for (const section of runbook.split(/^## /m).slice(1)) {
      for (const part of ['Impact', 'Check', 'Fix', 'Without action']) {
        expect(section).toContain(`**${part}`);
      }
    }
  });

  test('when one goes off or is over, then it says what is broken, and one topic gets it', () => {
    for (const alarm of Object.values(alarms)) {
      expect(at(alarm, 'AlarmActions')).toEqual([{ Ref: topic }]);
      expect(at(alarm, 'OKActions')).toEqual([{ Ref: topic }]);
      expect(alarmName(alarm)).not.toBe('none');
    }
  });

  test('when the stack is new, then no alarm about lateness exists before its schedule', () => {
    const resources = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    const schedules = Object.keys(template.findResources('AWS::Scheduler::Schedule'));
    const waiting = resources.filter(
      (alarm) => at(alarm, 'Properties', 'TreatMissingData') === 'breaching',
    );
    expect(waiting).toHaveLength(3);
    const dependencies = waiting.flatMap((alarm) => list(at(alarm, 'DependsOn')));
    expect(new Set(dependencies)).toEqual(new Set(schedules));
  });

  test('when two stacks share an account, then their metrics do not mix', () => {
    const other = synthesise({ ...settings, stackName: 'OpenDoorLaw' });
    for (const found of [template, other]) {
      const name = found === template ? 'OpenDoor' : 'OpenDoorLaw';
      const namespaces = [
        ...Object.values(found.findResources('AWS::Logs::MetricFilter')).map((filter) =>
          at(filter, 'Properties', 'MetricTransformations', 0, 'MetricNamespace'),
        ),
        ...Object.values(alarmsOf(found)).map((alarm) => at(alarm, 'Namespace') ?? 'AWS/SES'),
      ];
      expect(new Set(namespaces)).toEqual(new Set([name, 'AWS/SQS', 'AWS/SES']));
    }
  });

  test('when a filter is created, then it is short, and has no dimension and no default', () => {
    for (const filter of filters) {
      expect(String(at(filter, 'FilterPattern')).length).toBeLessThanOrEqual(1024);
      expect(list(at(filter, 'MetricTransformations'))).toHaveLength(1);
      // Dimensions could contain personal data, and each of their values costs money.
      // CloudWatch would report a default value all the time, and charge for it.
      expect(new Set(Object.keys(Object(at(filter, 'MetricTransformations', 0))))).toEqual(
        new Set(['MetricName', 'MetricNamespace', 'MetricValue']),
      );
    }
  });
});

const code = (event: 'send-failed' | 'send-unknown', name: string): Logged => ({
  event,
  letter: 'x',
  code: name,
});
const postponed = (attempt: number, wait: 'backoff' | 'quota'): Logged => ({
  event: 'send-postponed',
  letter: 'x',
  code: 'Throttling',
  attempt,
  wait,
});
const link = (name: string): Logged => ({ event: 'review-mail-refused', letter: 'x', code: name });
const swept = (lateMs: number, isStopped = false): Logged => ({
  event: 'sweep-done',
  due: 0,
  broken: 0,
  lateMs,
  isStopped,
});

/** Entries of one log in one period, and the alarms whose threshold they reach. */
const cases: readonly (readonly [what: string, LogName, readonly object[], string[]])[] = [
  ...(
    [
      ['a letter is refused', 'send', [code('send-failed', 'MessageRejected')], ['LettersFailed']],
      [
        'sending is paused',
        'send',
        [code('send-failed', 'AccountSendingPaused')],
        ['LettersFailed'],
      ],
      ['a role was changed', 'send', [code('send-failed', 'AccessDenied')], ['LettersFailed']],
      ['a letter waited too long', 'send', [code('send-failed', 'TooLate')], ['LettersFailed']],
      [
        'its sender was turned off',
        'send',
        [code('send-failed', 'SenderNotAllowed')],
        ['LettersFailed'],
      ],
      ['an unknown code', 'send', [code('send-failed', 'Surprise')], ['LettersFailed']],
      ['SES did not answer', 'send', [code('send-unknown', 'TimeoutError')], ['LettersFailed']],
      ['a run was interrupted', 'send', [code('send-unknown', 'LeaseRanOut')], ['LettersFailed']],
      ['a table is restored', 'send', [code('send-unknown', 'TableRestored')], ['LettersFailed']],
      ['a recruiter is blocked', 'send', [code('send-failed', 'RecruiterBlocked')], []],
      ['a candidate is blocked', 'send', [code('send-failed', 'CandidateBlocked')], []],
      ['an address is wrong', 'send', [code('send-failed', 'InvalidParameterValue')], []],
      [
        'each address is wrong',
        'send',
        Array.from({ length: 3 }, () => code('send-failed', 'ValidationError')),
        ['LettersFailed'],
      ],
      ['a letter is sent', 'send', [{ event: 'send-accepted', letter: 'x' }], []],
      ['SES is busy', 'send', [1, 2, 3, 4, 5].map((attempt) => postponed(attempt, 'backoff')), []],
      ['SES is busy for long', 'send', [postponed(6, 'backoff')], ['LettersFailed']],
      ['the quota is used up', 'send', [postponed(1, 'quota')], ['LettersFailed']],
      ['the sweep has nothing to do', 'send', [swept(0)], []],
      ['the sweep is busy', 'send', [swept(4 * MINUTE_MS)], []],
      ['the sweep is too slow', 'send', [swept(6 * MINUTE_MS)], ['SweepLate']],
      ['the kill switch is on', 'send', [swept(0, true)], ['MailStopped']],
      [
        'a letter cannot be processed',
        'send',
        [{ event: 'item-given-up', letter: 'x', code: 'ZodError', notice: 'failed' }],
        ['ItemGivenUp'],
      ],
      ['SES refuses a link', 'web', [link('MessageRejected')], ['LettersFailed']],
      ['the identity has no MAIL FROM', 'web', [link('MailFromDomainNotVerifiedException')], 1],
      ['the configuration set is gone', 'web', [link('ConfigurationSetDoesNotExist')], 1],
      ['links are paused', 'web', [link('ConfigurationSetSendingPausedException')], 1],
      ['web may not send', 'web', [link('AccessDeniedException')], 1],
      [
        'SES refuses a link to contacts',
        'web',
        [{ event: 'contacts-link-refused', code: 'MessageRejected' }],
        ['LettersFailed'],
      ],
      ['a link meets a limit', 'web', [link('Throttling')], []],
      ['a link has a wrong address', 'web', [link('InvalidParameterValue')], []],
      ['links meet limits', 'web', [1, 2, 3].map(() => link('Throttling')), ['LettersFailed']],
      ['nothing is to be told', 'feedback', [{ event: 'notices-done', due: 0, lateMs: 0 }], []],
      [
        'notices wait',
        'feedback',
        [{ event: 'notices-done', due: 9, lateMs: 11 * MINUTE_MS }],
        ['NoticesLate'],
      ],
      [
        'a notice fails again and again',
        'feedback',
        [
          { event: 'notice-not-sent', letter: 'x', code: 'Throttling' },
          { event: 'notices-done', due: 1, lateMs: 0 },
        ],
        ['NoticesLate'],
      ],
      [
        'a notice is refused',
        'feedback',
        [
          { event: 'item-given-up', letter: 'x', code: 'MessageRejected', notice: 'none' },
          { event: 'notices-done', due: 1, lateMs: 0 },
        ],
        ['ItemGivenUp'],
      ],
      ['links stop', 'feedback', [{ event: 'links-stopped' }], ['MailStopped']],
      [
        'one letter bounces',
        'feedback',
        [{ event: 'report-settled', letter: 'x', report: 'bounced', moved: true }],
        [],
      ],
      [
        'nobody is to be reminded',
        'remind',
        [{ event: 'reminders-done', due: 0, sent: 0, lateMs: 0 }],
        [],
      ],
      [
        'reminders wait',
        'remind',
        [{ event: 'reminders-done', due: 9, sent: 1, lateMs: 31 * MINUTE_MS }],
        ['RemindersLate'],
      ],
      [
        'a reminder fails',
        'remind',
        [
          { event: 'reminder-late', code: 'Throttling', attempt: 3 },
          { event: 'reminders-done', due: 1, sent: 0, lateMs: 0 },
        ],
        ['RemindersLate'],
      ],
      [
        'reminders are held',
        'remind',
        [{ event: 'reminder-held' }, { event: 'reminders-done', due: 1, sent: 0, lateMs: 0 }],
        ['RemindersLate'],
      ],
      [
        'a reminder is retried',
        'remind',
        [
          { event: 'reminder-not-sent', code: 'Throttling', attempt: 1 },
          { event: 'reminders-done', due: 1, sent: 0, lateMs: 0 },
        ],
        [],
      ],
    ] satisfies readonly (readonly [string, LogName, readonly Logged[], string[] | 1])[]
  ).map(
    ([what, log, entries, alarm]) =>
      [what, log, entries.map(asLambdaWrites), alarm === 1 ? ['LettersFailed'] : alarm] as const,
  ),
  [
    'the site answers',
    'access',
    [200, 202, 303, 404, 422].map((status) => accessEntry(status)),
    [],
  ],
  ['the site is broken', 'access', [accessEntry(500)], ['SiteErrors']],
  ['the function crashes', 'access', [accessEntry(500, 'Internal Server Error')], ['SiteErrors']],
  ['the function is too slow', 'access', [accessEntry(503, 'Timed out')], ['SiteErrors']],
  ['the gateway does not reach it', 'access', [accessEntry(504, 'Timed out')], ['SiteErrors']],
  ['links are stopped', 'access', Array.from({ length: 99 }, () => accessEntry(503)), []],
  ['one person is too fast', 'access', [1, 2, 3].map(() => accessEntry(429)), []],
  [
    'the site is flooded',
    'access',
    Array.from({ length: 10 }, () => accessEntry(429)),
    ['Throttled'],
  ],
];

describe('what the alarms count', () => {
  test.each(cases)('when %s, then these alarms go off', (_, log, entries, names) => {
    const values = metricValues(template, log, entries);
    const breaching = Object.keys(values).filter((name) => isBreaching(template, name, values));
    expect(breaching).toEqual(names);
  });

  test('when a job does not run, then its alarm goes off', () => {
    const silent = Object.keys(alarms).filter((name) => isBreaching(template, name, {}));
    expect(new Set(silent)).toEqual(new Set(['NoticesLate', 'RemindersLate', 'SweepLate']));
  });

  test.each([...operatorCodes, ...addressCodes])(
    'when SES answers %s, then it is an error that SES does not take back',
    (name) => {
      const answered = Object.assign(new Error('Refused.'), {
        name: name.replace('*', name.startsWith('ConfigurationSet') ? 'DoesNotExist' : ''),
        $metadata: { httpStatusCode: 400 },
      });
      expect(classifySendError(answered)).toMatchObject({
        kind: 'not-sent',
        retry: name === 'LimitExceededException' ? 'quota' : 'never',
      });
    },
  );

  test('when a letter is blocked, then the code is one that the alarms know', () => {
    const deliver = readFileSync(new URL('../../lambdas/send/deliver.ts', import.meta.url), 'utf8');
    for (const name of blockedCodes) expect(deliver).toContain(`'${name}'`);
  });
});

describe('the topic', () => {
  test('when it gets a message, then by TLS, from this account or from one of two rules', () => {
    template.resourceCountIs('AWS::SNS::Topic', 1);
    const [policy] = Object.values(template.findResources('AWS::SNS::TopicPolicy'));
    expect(at(policy, 'Properties', 'Topics')).toEqual([{ Ref: topic }]);
    const ruleIds = Object.keys(template.findResources('AWS::Events::Rule')).filter((id) =>
      id.startsWith('Alarms'),
    );
    expect(ruleIds).toHaveLength(2);
    const allowed = (service: string, condition: object) => ({
      Sid: expect.any(String),
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: service },
      Resource: { Ref: topic },
      Condition: condition,
    });
    expect(at(policy, 'Properties', 'PolicyDocument', 'Statement')).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sns:Publish',
        Principal: '*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      // Without this statement no alarm reaches the topic: the policy of a topic replaces
      // the default policy.
      allowed('cloudwatch.amazonaws.com', {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      }),
      ...ruleIds.map((id) =>
        allowed('events.amazonaws.com', {
          ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [id, 'Arn'] } },
        }),
      ),
    ]);
    template.hasOutput('AlarmTopicArn', { Value: { Ref: topic } });
  });

  test('when SES pauses or resumes sending, then a text says so', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        'detail-type': ['Sending Status Disabled', 'Sending Status Enabled'],
      },
      Targets: [
        {
          Arn: { Ref: topic },
          InputTransformer: {
            InputPathsMap: Match.objectLike({ 'detail-type': '$.detail-type' }),
            InputTemplate: Match.stringLikeRegexp('^"Amazon SES says: <detail-type>.*runbook'),
          },
        },
      ],
    });
  });

  test('when a bounce or a complaint is lost, then a text says so, and names no person', () => {
    const rules = Object.entries(template.findResources('AWS::Events::Rule'));
    const lost = rules.find(([id]) => id.startsWith('AlarmsReportLost'))?.[1];
    expect(at(lost, 'Properties', 'EventPattern', 'detail', 'requestPayload')).toEqual({
      source: ['aws.ses'],
      detail: { eventType: ['Bounce', 'Complaint'] },
    });
    const paths = at(lost, 'Properties', 'Targets', 0, 'InputTransformer', 'InputPathsMap');
    expect(Object.values(Object(paths)).sort()).toEqual([
      '$.detail.requestPayload.detail.eventType',
      '$.detail.requestPayload.detail.mail.messageId',
    ]);
  });

  test('when there is an alarmAddress, then alarms are emailed to it, otherwise to no one', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    const withAddress = synthesise({ ...settings, alarmAddress: 'ops@school.test' });
    withAddress.resourceCountIs('AWS::SNS::Subscription', 1);
    withAddress.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@school.test',
      TopicArn: { Ref: topic },
    });
  });
});

describe('X-Ray', () => {
  const traced = (found: typeof template) => ({
    modes: Object.values(found.findResources('AWS::Lambda::Function')).map((fn) =>
      at(fn, 'Properties', 'TracingConfig', 'Mode'),
    ),
    rights: JSON.stringify(found.findResources('AWS::IAM::Policy')).includes('xray:'),
  });

  test('when nothing is set, then no function is traced, and none may write traces', () => {
    const none = [undefined, undefined, undefined, undefined];
    expect(traced(template)).toEqual({ modes: none, rights: false });
  });

  test.each([true, 'true'])('when tracing is %j, then all functions are traced', (tracing) => {
    const modes = ['Active', 'Active', 'Active', 'Active'];
    expect(traced(synthesise({ ...settings, tracing }))).toEqual({ modes, rights: true });
  });
});

describe('the evaluation of filter patterns in these tests', () => {
  test.each([
    ['{ $.a = "x" }', { a: 'x' }, true],
    ['{ $.a = "x*" }', { a: 'xyz' }, true],
    ['{ $.a = "x" }', { a: 'xyz' }, false],
    ['{ $.a != "x" }', {}, false],
    ['{ $.a != "x" }', { a: 'y' }, true],
    ['{ $.a.b = "x" }', { a: { b: 'x' } }, true],
    ['{ $.a = "x" || $.a = "y" && $.b = "z" }', { a: 'x' }, true],
    ['{ ($.a = "x" || $.a = "y") && $.b = "z" }', { a: 'x' }, false],
    ['{ $.a >= 6 }', { a: 6 }, true],
    ['{ $.a >= 6 }', { a: 5 }, false],
    ['{ $.a IS TRUE }', { a: true }, true],
    ['{ $.a IS TRUE }', { a: 'true' }, false],
    ['{ $.a = "5*" }', { a: 500 }, false],
  ])('when the pattern is %s and the entry %j, then the answer is %j', (pattern, entry, answer) => {
    expect(matchesPattern(pattern, entry)).toBe(answer);
  });

  test.each(['ERROR', '{ $.a = }', '{ $.a ~ "x" }', '{ ($.a = "x" }', '{ $.a = "x" $.b }'])(
    'when it does not know the pattern %s, then it says so',
    (pattern) => {
      expect(() => matchesPattern(pattern, { a: 'x' })).toThrow(/./);
    },
  );
});
