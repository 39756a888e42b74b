import { type AwsAnswers, AwsFault, type AwsRequest } from '../support/aws-answers.ts';
import type { DnsZone } from '../support/dns-server.ts';

/** The clock of the recorded answers, epoch ms. */
export const now = Date.UTC(2026, 10, 26, 12);
const seconds = (ageMs: number): number => (now - ageMs) / 1000;
const MINUTE_MS = 60_000;

export const settings = {
  mailIdentity: 'school.edu',
  mailFromName: 'bounce',
  allowedCandidates: ['school.edu'],
  alarmAddress: 'ops@school.edu',
};

const tableName = 'OpenDoor-Table-1ABCDEFGHIJKL';
const tokens = ['aaaa', 'bbbb', 'cccc'];

// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetEmailIdentity.html
export const identity = {
  IdentityType: 'DOMAIN',
  FeedbackForwardingStatus: false,
  VerifiedForSendingStatus: true,
  VerificationStatus: 'SUCCESS',
  DkimAttributes: {
    SigningEnabled: true,
    Status: 'SUCCESS',
    Tokens: tokens,
    SigningAttributesOrigin: 'AWS_SES',
  },
  MailFromAttributes: {
    MailFromDomain: 'bounce.school.edu',
    MailFromDomainStatus: 'SUCCESS',
    BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
  },
};

/** @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html */
export const account = {
  DedicatedIpAutoWarmupEnabled: false,
  EnforcementStatus: 'HEALTHY',
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 12 },
  SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
};

export const configurationSet = {
  ConfigurationSetName: 'open-door',
  SendingOptions: { SendingEnabled: true },
  ReputationOptions: { ReputationMetricsEnabled: true },
  SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
};

export const destination = {
  Name: 'outcomes',
  Enabled: true,
  MatchingEventTypes: [
    'SEND',
    'DELIVERY',
    'BOUNCE',
    'COMPLAINT',
    'REJECT',
    'DELIVERY_DELAY',
    'RENDERING_FAILURE',
  ],
  EventBridgeDestination: {
    EventBusArn: 'arn:aws:events:eu-west-1:123456789012:event-bus/default',
  },
};

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
export const table = {
  TableName: tableName,
  TableStatus: 'ACTIVE',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      IndexStatus: 'ACTIVE',
      KeySchema: [
        { AttributeName: 'due', KeyType: 'HASH' },
        { AttributeName: 'dueAt', KeyType: 'RANGE' },
      ],
    },
  ],
  DeletionProtectionEnabled: true,
  TableArn: `arn:aws:dynamodb:eu-west-1:123456789012:table/${tableName}`,
  TableId: '12345678-1234-1234-1234-123456789012',
};

export const resources: readonly (readonly [type: string, logicalId: string, id: string])[] = [
  ['AWS::DynamoDB::GlobalTable', 'Table', tableName],
  ['AWS::SES::ConfigurationSet', 'MailConfigurationSet2AA84368', 'open-door'],
  ['AWS::SQS::Queue', 'DeadLettersBBF8BAAB', 'https://sqs.eu-west-1.amazonaws.com/1/dead'],
  ['AWS::Lambda::Function', 'SiteWebF8CC5218', 'OpenDoor-SiteWeb'],
  ['AWS::Lambda::Function', 'DeliverySendCD9B3B1B', 'OpenDoor-DeliverySend'],
  ['AWS::Lambda::Function', 'Feedback46775BFA', 'OpenDoor-Feedback'],
  ['AWS::Lambda::Function', 'ReconnectRemindEA087ADA', 'OpenDoor-ReconnectRemind'],
  ['AWS::Logs::LogGroup', 'SiteWebLog29663ADB', 'log-web'],
  ['AWS::Logs::LogGroup', 'DeliverySendLog3111B7D8', 'log-send'],
  ['AWS::Logs::LogGroup', 'FeedbackFeedbackLogAE8B3D0C', 'log-feedback'],
  ['AWS::Logs::LogGroup', 'ReconnectRemindLogCE357D94', 'log-remind'],
  ['AWS::Scheduler::Schedule', 'DeliverySweep1132B346', 'sweep'],
  ['AWS::Scheduler::Schedule', 'FeedbackNoticesD76DDA56', 'notices'],
  ['AWS::Scheduler::Schedule', 'ReconnectReminders9A741633', 'reminders'],
  ['AWS::CloudWatch::Alarm', 'AlarmsGivenUp514CC06C', 'OpenDoor-AlarmsGivenUp514CC06C-1AB'],
  [
    'AWS::CloudWatch::Alarm',
    'AlarmsRemindersLate82101C51',
    'OpenDoor-AlarmsRemindersLate82101C51-2',
  ],
];

// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html
export const resourceList = (list: typeof resources) => ({
  StackResourceSummaries: list.map(([ResourceType, LogicalResourceId, PhysicalResourceId]) => ({
    ResourceType,
    LogicalResourceId,
    PhysicalResourceId,
    ResourceStatus: 'CREATE_COMPLETE',
    LastUpdatedTimestamp: '2026-11-01T12:00:00.000Z',
  })),
});

const outputs = (site = 'http://127.0.0.1:9') => [
  { OutputKey: 'SiteUrl', OutputValue: site },
  {
    OutputKey: 'AlarmTopicArn',
    OutputValue: 'arn:aws:sns:eu-west-1:123456789012:OpenDoor-AlarmsTopic',
  },
];
export const noStack = new AwsFault('ValidationError', {
  message: 'Stack with id OpenDoor does not exist',
});

/** The answer of DescribeStacks for our stack, and for CDK's toolkit. */
export const stacks =
  (stack: Record<string, unknown> | AwsFault, toolkit: string | AwsFault = '28') =>
  ({ parameters }: AwsRequest) => {
    if (parameters['StackName'] === 'CDKToolkit')
      return toolkit instanceof AwsFault
        ? toolkit
        : {
            Stacks: [
              {
                StackName: 'CDKToolkit',
                StackStatus: 'CREATE_COMPLETE',
                CreationTime: '2026-01-01T00:00:00.000Z',
                Outputs: [{ OutputKey: 'BootstrapVersion', OutputValue: toolkit }],
              },
            ],
          };
    return stack instanceof AwsFault
      ? stack
      : {
          Stacks: [
            {
              StackName: 'OpenDoor',
              StackStatus: 'CREATE_COMPLETE',
              CreationTime: '2026-11-01T12:00:00.000Z',
              Outputs: outputs(),
              ...stack,
            },
          ],
        };
  };

/** The identity of the domain; the senders' addresses have none of their own. */
export const identities =
  (ofDomain: Readonly<Record<string, unknown>> | AwsFault, ofAddress?: Record<string, unknown>) =>
  ({ path }: AwsRequest) =>
    path.includes('@')
      ? (ofAddress ?? new AwsFault('NotFoundException', { status: 404 }))
      : ofDomain;

const schedules: Readonly<Record<string, string>> = {
  sweep: 'rate(1 minute)',
  notices: 'rate(1 minute)',
  reminders: 'rate(1 minute)',
};
/** The schedules, with a change to one of them. */
export const schedulesWith =
  (name?: string, change: Readonly<Record<string, unknown>> | AwsFault = {}) =>
  ({ path }: AwsRequest) => {
    const asked = path.slice('/schedules/'.length);
    if (asked === name && change instanceof AwsFault) return change;
    return {
      Name: asked,
      State: 'ENABLED',
      ScheduleExpression: schedules[asked] ?? 'unknown',
      ...(asked === name && change),
    };
  };

/** Log entries as Lambda's JSON format writes them: ours is in `message`. */
export const logEvents = (...entries: readonly (readonly [at: number, entry: object])[]) => ({
  events: entries.map(([timestamp, entry], index) => ({
    eventId: String(index),
    timestamp,
    message: JSON.stringify({ time: '', type: 'app', level: 'INFO', message: entry }),
  })),
});

/** The last runs of the jobs, in ms before now, and how late what is due is. */
export const runs =
  (
    ages: { sweep?: number | undefined; notices?: number; reminders?: number },
    { lateMs = 0, at = now } = {},
  ) =>
  ({ parameters }: AwsRequest) => {
    const job = (['sweep', 'notices', 'reminders'] as const).find((name) =>
      String(parameters['filterPattern']).includes(`"${name}-done"`),
    );
    const age = job && ages[job];
    // What does not match the pattern, and what is not JSON, is not ours.
    const others = { events: [{ eventId: 'x', timestamp: at, message: 'START RequestId: 1' }] };
    return age === undefined
      ? others
      : logEvents(
          [at - age - MINUTE_MS, { event: `${job}-done`, due: 0, lateMs: 0 }],
          [at - age, { event: `${job}-done`, due: 0, lateMs }],
        );
  };
export const recentRuns = { sweep: 20_000, notices: 30_000, reminders: 8 * MINUTE_MS };

/** The metrics by the ids of the queries; all others have no value. */
export const metrics =
  (values: Readonly<Record<string, number>> = {}) =>
  ({ parameters }: AwsRequest) => {
    const queries = parameters['MetricDataQueries'];
    return {
      MetricDataResults: (Array.isArray(queries) ? queries : []).map(({ Id }) => ({
        Id,
        Timestamps: Id in values ? [seconds(0)] : [],
        Values: Id in values ? [values[Id]] : [],
      })),
    };
  };

export const alarms = (...changes: readonly Readonly<Record<string, unknown>>[]) => ({
  MetricAlarms: resources
    .filter(([type]) => type === 'AWS::CloudWatch::Alarm')
    .map(([, , AlarmName], index) => ({
      AlarmName,
      StateValue: 'OK',
      ActionsEnabled: true,
      ...changes[index],
    })),
});

/** The variables of the functions. */
export const environment = (origin: string, changes: Readonly<Record<string, string>> = {}) => ({
  TABLE_NAME: tableName,
  CONFIGURATION_SET: 'open-door',
  ORIGIN: origin,
  SEND_RATE: '14',
  DAILY_QUOTA: '50000',
  REVIEW_ADDRESS: 'review@school.edu',
  ...changes,
});
export const functionWith = (
  variables: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, unknown>> = {},
) => ({
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Environment: { Variables: variables },
  ...changes,
});

/** The answers of a deployment with which nothing is wrong. */
export const healthy = (endpoint: string): AwsAnswers => ({
  'sts.GetCallerIdentity': {
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:user/operator',
    UserId: 'AIDA',
  },
  'cloudformation.DescribeStacks': stacks({ Outputs: outputs(endpoint) }),
  'cloudformation.ListStackResources': resourceList(resources),
  'lambda.GetAccountSettings': {
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 },
  },
  'lambda.GetFunctionConfiguration': functionWith(environment(endpoint)),
  'lambda.GetFunctionConcurrency': {},
  'ses.GetEmailIdentity': identities(identity),
  'ses.GetAccount': account,
  'ses.GetConfigurationSet': configurationSet,
  'ses.GetConfigurationSetEventDestinations': { EventDestinations: [destination] },
  'ses.GetSuppressedDestination': new AwsFault('NotFoundException', { status: 404 }),
  'monitoring.GetMetricData': metrics({ bounces: 0.001, complaints: 0 }),
  'monitoring.DescribeAlarms': alarms(),
  'logs.FilterLogEvents': runs(recentRuns),
  'scheduler.GetSchedule': schedulesWith(),
  'sqs.GetQueueAttributes': {
    Attributes: { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' },
  },
  'sns.ListSubscriptionsByTopic': {
    Subscriptions: [
      {
        SubscriptionArn: 'arn:aws:sns:eu-west-1:123456789012:OpenDoor-AlarmsTopic:1',
        Protocol: 'email',
        Endpoint: 'ops@school.edu',
      },
    ],
  },
  'dynamodb.DescribeTable': { Table: table },
  'dynamodb.DescribeContinuousBackups': {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: 'ENABLED',
        RecoveryPeriodInDays: 35,
      },
    },
  },
  'dynamodb.DescribeTimeToLive': {
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' },
  },
  'dynamodb.ListTables': { TableNames: ['Another-Table-1', tableName] },
  'dynamodb.ListTagsOfResource': { Tags: [] },
  'dynamodb.GetItem': {},
});

/** The DNS of a domain with which nothing is wrong. */
export const healthyZone: DnsZone = {
  'school.edu': { soa: true, txt: ['v=spf1 include:_spf.example.net -all', 'other=1'] },
  '_dmarc.school.edu': { txt: ['v=DMARC1; p=none'] },
  'bounce.school.edu': {
    mx: ['feedback-smtp.eu-west-1.amazonses.com'],
    txt: ['v=spf1 include:amazonses.com ~all'],
  },
  ...Object.fromEntries(
    tokens.map((token) => [
      `${token}._domainkey.school.edu`,
      { cname: `${token}.dkim.amazonses.com` },
    ]),
  ),
};
