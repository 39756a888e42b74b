import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import {
  blockKey,
  candidatePartition,
  contactKey,
  declineKey,
  dueShards,
  killSwitchKey,
  mailHealthKey,
  notYouKey,
  rateLimitKey,
  saltKey,
  stopKey,
} from '../../lambdas/aws/keys.ts';
import { slotGroupOf } from '../../lambdas/core/limits/letter-slots.ts';
import {
  BACKUP_DAYS,
  type FeedbackEnvironment,
  type RemindEnvironment,
  type SendEnvironment,
  type WebEnvironment,
} from '../../lambdas/environment.ts';
import { LEASE_MS } from '../../lambdas/send/deliver.ts';
import { partitions } from '../../lib/constructs/store.ts';
import { tableDefinition } from '../../lib/table-definition.ts';
import { lambdaNodeVersion } from '../support/lambda-node.ts';
import { at, list, synthesise } from './synthesise.ts';
import { functionNames, tableRights } from './table-rights.ts';

const template = synthesise({
  mailIdentity: 'door.test',
  allowedCandidates: ['sam@door.test', 'school.test'],
  table: 'in-stack',
});

/** The logical id and the properties of each resource of a type. */
function resources(type: string): [id: string, properties: unknown][] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => [
    id,
    at(resource, 'Properties'),
  ]);
}

interface FoundFunction {
  readonly id: string;
  readonly properties: unknown;
  /** The logical id of its role. */
  readonly role: unknown;
  readonly environment: unknown;
}

/** The function whose logical id begins with the path of its construct. */
function functionOf(path: string): FoundFunction {
  const found = resources('AWS::Lambda::Function').filter(([id]) => id.startsWith(path));
  expect(found).toHaveLength(1);
  const [id, properties] = found[0] ?? ['', {}];
  return {
    id,
    properties,
    role: at(properties, 'Role', 'Fn::GetAtt', 0),
    environment: at(properties, 'Environment', 'Variables'),
  };
}

const web = functionOf('SiteWeb');
const send = functionOf('DeliverySend');
const feedback = functionOf('Feedback');
const remind = functionOf('ReconnectRemind');
const functions = { web, send, feedback, remind };

interface Statement {
  readonly roles: unknown[];
  readonly actions: unknown[];
  readonly resources: unknown[];
  readonly condition: unknown;
}

/** Every statement of every identity policy in the stack. */
const statements: Statement[] = resources('AWS::IAM::Policy').flatMap(([, policy]) =>
  list(at(policy, 'PolicyDocument', 'Statement')).map((statement) => ({
    roles: list(at(policy, 'Roles')).map((role) => at(role, 'Ref')),
    actions: list(at(statement, 'Action')),
    resources: list(at(statement, 'Resource')),
    condition: at(statement, 'Condition'),
  })),
);

function actionsOn(fn: FoundFunction, service: string): unknown[] {
  return statements
    .filter((statement) => statement.roles.includes(fn.role))
    .flatMap((statement) => statement.actions)
    .filter((action) => String(action).startsWith(`${service}:`))
    .sort();
}

describe('the table', () => {
  test('when it is created, then it is on demand, has backups, and outlives the stack', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        TimeToLiveSpecification: {
          AttributeName: tableDefinition.timeToLiveAttribute,
          Enabled: true,
        },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: {
              PointInTimeRecoveryEnabled: true,
              RecoveryPeriodInDays: tableDefinition.recoveryDays,
            },
          }),
        ],
      },
    });
  });

  test('when a candidate erases everything, then the page names as many days of backups', () => {
    expect(tableDefinition.recoveryDays).toBe(BACKUP_DAYS);
  });

  test('when the stack changes, then the logical id of the table stays', () => {
    // Another logical id makes a new table, and the letters stay in the old one.
    expect(resources('AWS::DynamoDB::GlobalTable').map(([id]) => id)).toEqual(['Table']);
  });

  test('when it is created, then it has the keys of the code, and one index of keys only', () => {
    const { partitionKey, sortKey, dueIndex } = tableDefinition;
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: Match.arrayWith([
        { AttributeName: dueIndex.partitionKey, AttributeType: 'S' },
        { AttributeName: dueIndex.sortKey, AttributeType: 'N' },
      ]),
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: dueIndex.name,
          KeySchema: [
            { AttributeName: dueIndex.partitionKey, KeyType: 'HASH' },
            { AttributeName: dueIndex.sortKey, KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        }),
      ],
    });
  });
});

describe('the functions', () => {
  test('when they are counted, then they are four, each with its own role', () => {
    template.resourceCountIs('AWS::Lambda::Function', 4);
    const roles = Object.values(functions).map((fn) => fn.role);
    expect(new Set(roles).size).toBe(4);
    for (const [, role] of resources('AWS::IAM::Role')) {
      expect(at(role, 'ManagedPolicyArns')).toBeUndefined();
    }
  });

  test.each(Object.entries(functions))(
    'when %s is created, then it has the tested Node, arm64, JSON logs for 30 days',
    (_, { properties }) => {
      expect(properties).toMatchObject({
        Runtime: `nodejs${Number.parseInt(lambdaNodeVersion, 10)}.x`,
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON' },
      });
      const logGroup = at(properties, 'LoggingConfig', 'LogGroup', 'Ref');
      const group = resources('AWS::Logs::LogGroup').find(([id]) => id === logGroup);
      expect(at(group?.[1], 'RetentionInDays')).toBe(30);
    },
  );

  test('when they are bundled, then each has its own code', () => {
    // CDK bundles two assets only once if their options are equal.
    const keys = Object.values(functions).map(({ properties }) => at(properties, 'Code', 'S3Key'));
    expect(new Set(keys).size).toBe(4);
  });

  test('when they are created, then they reserve no concurrency', () => {
    // A new account has a concurrency of ten in all.
    for (const { properties } of Object.values(functions)) {
      expect(at(properties, 'ReservedConcurrentExecutions')).toBeUndefined();
    }
  });

  test('when send times out, then the lease of its attempt has not expired', () => {
    // A function that still runs may hold the lease, so the lease must last longer.
    expect(LEASE_MS).toBeGreaterThan(1000 * Number(at(send.properties, 'Timeout')));
    expect(at(send.properties, 'Timeout')).toBe(50);
  });

  // If a function gets another environment variable, these records do not compile until
  // they have it, too.
  const table = { TABLE_NAME: { Ref: 'Table' } };
  const channel = {
    CONFIGURATION_SET: { Ref: expect.any(String) },
    SEND_RATE: '14',
    DAILY_QUOTA: '50000',
  };
  const origin = {
    ORIGIN: { 'Fn::GetAtt': [expect.any(String), 'ApiEndpoint'] },
  };
  const letterLimits = { LETTERS_PER_RECRUITER: '10', LETTERS_PER_DOMAIN: '50' };
  const expectedEnvironment: {
    web: Record<keyof WebEnvironment, unknown>;
    send: Record<keyof SendEnvironment, unknown>;
    feedback: Record<keyof FeedbackEnvironment, unknown>;
    remind: Record<keyof RemindEnvironment, unknown>;
  } = {
    web: {
      ...table,
      ...channel,
      ...origin,
      ...letterLimits,
      LETTERS_ADDRESS: 'letters@door.test',
      REVIEW_ADDRESS: 'review@door.test',
      LINK_HOURS: '48',
      LOG_DAYS: '30',
      REGION: { Ref: 'AWS::Region' },
      LINKS_PER_MAILBOX_DAY: '20',
      CONTACTS_LINKS_PER_MAILBOX_DAY: '5',
      LINKS_PER_NETWORK_HOUR: '60',
      TRUSTED_PROXY_HOPS: '0',
      NO_LETTERS_LINK: 'off',
      ...{ LETTER_DAYS: '30', OPERATOR: '{}' },
      ALLOWED_CANDIDATES: 'sam@door.test,school.test',
      OWN_SENDER_DOMAIN: undefined,
    },
    send: {
      ...table,
      ...channel,
      ...origin,
      ...letterLimits,
      OWN_SENDER_DOMAIN: undefined,
      ...{ LETTER_DAYS: '30', OPERATOR: '{}' },
    },
    feedback: {
      ...table,
      ...channel,
      ...origin,
      ...{ REVIEW_ADDRESS: 'review@door.test', LETTER_DAYS: '30' },
    },
    remind: { ...table, ...channel, ...origin, REVIEW_ADDRESS: 'review@door.test' },
  };

  test.each(['web', 'send', 'feedback', 'remind'] as const)(
    'when %s is created, then its environment has the variables it reads and no others',
    (name) => {
      expect(functions[name].environment).toEqual(expectedEnvironment[name]);
    },
  );
});

describe('the permissions', () => {
  test('when a function may send mail, then from one address only', () => {
    const sendStatements = statements
      .filter(({ actions }) => actions.some((action) => String(action).startsWith('ses:')))
      .map(({ roles, actions, condition }) => ({ roles, actions, condition }));
    const sendsFrom = (fn: FoundFunction, address: string, ...actions: readonly string[]) => ({
      roles: [fn.role],
      actions: actions.length > 0 ? actions : ['ses:SendEmail'],
      condition: { StringEquals: { 'ses:FromAddress': address } },
    });
    expect(sendStatements).toHaveLength(4);
    expect(sendStatements).toContainEqual(sendsFrom(web, 'review@door.test'));
    expect(sendStatements).toContainEqual(
      sendsFrom(send, 'letters@door.test', 'ses:SendEmail', 'ses:SendRawEmail'),
    );
    expect(sendStatements).toContainEqual(
      sendsFrom(remind, 'review@door.test', 'ses:SendRawEmail'),
    );
    expect(sendStatements).toContainEqual(sendsFrom(feedback, 'review@door.test'));
  });

  test('when candidates are senders, then send alone may use their domain, and no other', () => {
    const own = synthesise({
      mailIdentity: 'door.test',
      allowedCandidates: ['door.test'],
      table: 'in-stack',
      sendAsCandidate: true,
    });
    const conditions = Object.values(own.findResources('AWS::IAM::Policy')).flatMap((policy) =>
      list(at(policy, 'Properties', 'PolicyDocument', 'Statement'))
        .filter((statement) => String(at(statement, 'Action')).includes('ses:'))
        .map((statement) => ({
          of: list(at(policy, 'Properties', 'Roles')).map((role) => at(role, 'Ref')),
          condition: at(statement, 'Condition'),
        })),
    );
    const review = { StringEquals: { 'ses:FromAddress': 'review@door.test' } };
    expect(conditions).toHaveLength(4);
    expect(conditions).toContainEqual({
      of: [send.role],
      condition: { StringLike: { 'ses:FromAddress': '*@door.test' } },
    });
    for (const { role } of [web, feedback, remind]) {
      expect(conditions).toContainEqual({ of: [role], condition: review });
    }
    // And nothing else of the template depends on it but two variables.
    const variables = Object.values(own.findResources('AWS::Lambda::Function')).map((fn) =>
      at(fn, 'Properties', 'Environment', 'Variables', 'OWN_SENDER_DOMAIN'),
    );
    expect(variables.filter((value) => value !== undefined)).toEqual(['door.test', 'door.test']);
  });

  const rights = tableRights(template);
  const dynamoDbActions = [
    ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
    ...['Scan', 'BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'TransactWriteItems'],
    ...['PartiQLSelect', 'PartiQLUpdate', 'UpdateTable', 'DeleteTable', 'DescribeTable'],
  ];
  /** What each function may do with a partition, such as `Get Update`. */
  const allowedOn = (call: { readonly key?: string; readonly index?: string }) =>
    Object.fromEntries(
      functionNames
        .map((by) => [
          by,
          dynamoDbActions
            .filter((action) => rights.isAllowed({ by, action, ...call }))
            .map((action) => action.replace('Item', ''))
            // What a function may read, it may also read in a batch, and nothing else.
            .map((action, _, actions) =>
              action === 'BatchGet' && actions.includes('Get') ? '' : action,
            )
            .filter((action) => action !== '')
            .filter((action) => call.key === undefined || action !== 'DescribeTable')
            .join(' '),
        ])
        .filter(([, actions]) => actions !== ''),
    );

  const readWrite = 'Get Update';
  const everything = 'Get Put Update Delete';
  const all = (actions: string) => ({
    ...{ web: actions, send: actions, feedback: actions, remind: actions },
  });
  test.each([
    [declineKey('x').pk, { ...all(readWrite), web: everything, remind: 'Get' }],
    [
      contactKey('sam@door.test', 'dana@northwind.test').pk,
      { ...all(readWrite), web: `${everything} Query`, remind: 'Put Update Delete Query' },
    ],
    [stopKey('x', 'review').pk, { web: everything }],
    [notYouKey('x', 'y').pk, { web: everything }],
    [saltKey('2026-11-26').pk, { web: 'Get Put' }],
    [rateLimitKey('sending#account').pk, all(readWrite)],
    [rateLimitKey('mailbox#x').pk, { web: `${readWrite} Delete` }],
    [rateLimitKey('contacts#x').pk, { web: `${readWrite} Delete` }],
    [rateLimitKey('network#x').pk, { web: `${readWrite} Delete` }],
    [rateLimitKey('held#x').pk, { web: `${readWrite} Delete` }],
    [rateLimitKey('links-reopening').pk, { web: readWrite }],
    [rateLimitKey('event#x').pk, { feedback: readWrite }],
    [rateLimitKey(slotGroupOf('dana@northwind.test')).pk, { send: readWrite }],
    [rateLimitKey(slotGroupOf('dana@gmail.com')).pk, { send: readWrite }],
    [blockKey('recruiter', 'x').pk, { web: readWrite, send: 'Get', feedback: 'Update' }],
    // Only an operator writes these two.
    [blockKey('candidate', 'x').pk, all('Get')],
    [killSwitchKey.pk, all('Get')],
    [mailHealthKey.pk, { web: 'Get', feedback: readWrite }],
    ['SWITCH#x', {}],
    ['LIMIT#x', {}],
    ['XLETTER#x', {}],
    ['', {}],
  ])('when the partition is %s, then each function may do what it needs', (key, expected) => {
    expect(allowedOn({ key })).toEqual(expected);
  });

  test.each([
    ['letters', 'send'],
    ['notices', 'feedback'],
    ['contacts', 'remind'],
  ] as const)('when the %s of the due index are queried, then by %s only', (kind, by) => {
    const index = tableDefinition.dueIndex.name;
    for (const key of dueShards(kind)) expect(allowedOn({ index, key })).toEqual({ [by]: 'Query' });
    expect(allowedOn({ index, key: `${kind}` })).toEqual({});
    expect(allowedOn({ index: 'another', key: `${kind}#0` })).toEqual({});
  });

  test('when a request has no partition key, then only the id of the table is read', () => {
    expect(allowedOn({})).toEqual(all('DescribeTable'));
  });

  test('when the code makes a key, then exactly one partition has it', () => {
    const made = [
      ...[declineKey('*').pk, candidatePartition('*'), stopKey('*', '').pk, saltKey('*').pk],
      ...['recruiter', 'candidate'].map((role) => blockKey(role, '*').pk),
      ...[killSwitchKey.pk, mailHealthKey.pk],
    ];
    const patterns = Object.values(partitions).flat();
    expect(patterns.filter((pattern) => !pattern.startsWith('LIMIT#')).sort()).toEqual(made.sort());
    expect(new Set(patterns).size).toBe(patterns.length);
  });

  test.each(functionNames)('when %s gets its policies, then they are within the limit', (by) => {
    // IAM counts the characters of all inline policies of a role without white space. A
    // reference becomes an ARN or a name, which is shorter than 200 characters.
    const text = JSON.stringify(rights.documentsOf(by), (_key, value: unknown) =>
      (at(value, 'Ref') ?? at(value, 'Fn::GetAtt') ?? at(value, 'Fn::Join'))
        ? 'x'.repeat(200)
        : value,
    );
    expect(text.length).toBeLessThan(10_240 / 2);
  });

  test('when a statement is read, then it does not allow every resource', () => {
    expect(statements.filter(({ resources: on }) => on.includes('*'))).toEqual([]);
  });

  test('when an action is allowed, then it is no wildcard', () => {
    for (const action of statements.flatMap(({ actions }) => actions)) {
      expect(action).not.toContain('*');
    }
  });
});

describe('scheduled jobs and events', () => {
  const [queue] = resources('AWS::SQS::Queue').map(([id]) => id);
  const queueArn = { 'Fn::GetAtt': [queue, 'Arn'] };

  test('when they fail, then they go to one encrypted queue that accepts TLS only', () => {
    template.resourceCountIs('AWS::SQS::Queue', 1);
    template.hasResourceProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test.each([
    ['sweep', send, 'rate(1 minute)'],
    ['send-notices', feedback, 'rate(1 minute)'],
    ['send-reminders', remind, 'rate(1 minute)'],
  ])(
    'when the job %s is scheduled, then it runs at its rate, with a dead-letter queue',
    (job, fn, rate) => {
      template.hasResourceProperties('AWS::Scheduler::Schedule', {
        ScheduleExpression: rate,
        State: 'ENABLED',
        Target: {
          Arn: { 'Fn::GetAtt': [fn.id, 'Arn'] },
          Input: JSON.stringify({ job }),
          DeadLetterConfig: { Arn: queueArn },
          RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 0 }),
        },
      });
    },
  );

  test('when SES reports on this configuration set, then feedback gets the event', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.ses'],
        detail: {
          mail: {
            tags: {
              'ses:configuration-set': [at(feedback.environment, 'CONFIGURATION_SET')],
            },
          },
        },
      },
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [feedback.id, 'Arn'] },
          Id: Match.anyValue(),
          // A dead-letter queue would hold the event as SES wrote it, with addresses.
          DeadLetterConfig: Match.absent(),
        },
      ],
    });
  });

  test.each([
    ['send', send],
    ['remind', remind],
  ])('when %s fails on a job, then the job is in the queue', (_, fn) => {
    expect(at(fn.properties, 'DeadLetterConfig')).toEqual({ TargetArn: queueArn });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: fn.id },
      MaximumRetryAttempts: 0,
    });
    expect(actionsOn(fn, 'sqs')).toContain('sqs:SendMessage');
  });

  test('when feedback fails, then its event is in the queue, without personal data', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: feedback.id },
      DestinationConfig: {
        OnFailure: { Destination: Match.objectLike({ 'Fn::Join': Match.anyValue() }) },
      },
    });
    expect(actionsOn(feedback, 'sqs')).toEqual([]);
    expect(actionsOn(feedback, 'events')).toEqual(['events:PutEvents']);
    const paths = resources('AWS::Events::Rule')
      .map(([, rule]) => at(rule, 'Targets', 0))
      .filter((target) => JSON.stringify(at(target, 'Arn')) === JSON.stringify(queueArn))
      .map((target) =>
        Object.values(Object(at(target, 'InputTransformer', 'InputPathsMap'))).sort(),
      );
    const common = ['$.detail.requestContext.condition', '$.detail.requestContext.requestId'];
    expect(paths).toEqual([
      [
        ...common,
        '$.detail.requestPayload.detail.eventType',
        '$.detail.requestPayload.detail.mail.messageId',
        '$.detail.requestPayload.detail.mail.tags.kind',
        '$.detail.requestPayload.detail.mail.tags.letter',
        '$.detail.requestPayload.detail.mail.timestamp',
      ],
      [...common, '$.detail.requestPayload.job'],
    ]);
  });
});

describe('the site', () => {
  test('when requests come too fast, then it throttles them', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: {
        ThrottlingRateLimit: 20,
        ThrottlingBurstLimit: 40,
      },
    });
  });

  test('when one route is flooded, then the others and sending keep their own throttle', () => {
    const [, stage] = resources('AWS::ApiGatewayV2::Stage')[0] ?? [];
    const settings = at(stage, 'RouteSettings');
    expect(settings).toEqual({
      'POST /declines': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
      'POST /contacts/link': { ThrottlingRateLimit: 2, ThrottlingBurstLimit: 5 },
      'POST /preview': { ThrottlingRateLimit: 15, ThrottlingBurstLimit: 30 },
      'POST /read': { ThrottlingRateLimit: 3, ThrottlingBurstLimit: 10 },
      'POST /letters/{token}/send': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    });
    // Settings of a route that does not exist have no effect: API Gateway refuses them.
    const { $default: _default, ...explicit } = routes();
    expect(new Set(Object.keys(Object(settings)))).toEqual(new Set(Object.keys(explicit)));
  });

  test('when the stack is created, then each route exists before the stage names it', () => {
    const stages = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const before = stages.flatMap((stage) => list(at(stage, 'DependsOn')));
    const named = resources('AWS::ApiGatewayV2::Route')
      .filter(([, route]) => at(route, 'RouteKey') !== '$default')
      .map(([id]) => id);
    expect(named).toHaveLength(5);
    expect(before).toEqual(expect.arrayContaining(named));
  });

  test('when it logs a request, then it logs the route, not the path with the secret', () => {
    const [, stage] = resources('AWS::ApiGatewayV2::Stage')[0] ?? [];
    const format = String(at(stage, 'AccessLogSettings', 'Format'));
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|identity|domainName|authorizer|requestOverride)/);
    const logGroup = at(stage, 'AccessLogSettings', 'DestinationArn', 'Fn::GetAtt', 0);
    const group = resources('AWS::Logs::LogGroup').find(([id]) => id === logGroup);
    expect(at(group?.[1], 'RetentionInDays')).toBe(30);
  });

  test('when the send form is posted, then the function that may mail recruiters gets it', () => {
    expect(routes()).toEqual({
      // Wrong methods of every path, too: the app answers them with 405.
      $default: web.id,
      'POST /declines': web.id,
      'POST /contacts/link': web.id,
      'POST /preview': web.id,
      'POST /read': web.id,
      'POST /letters/{token}/send': send.id,
    });
  });

  test('when the configuration has an origin, then every function uses it', () => {
    const origin = 'https://door.school.test';
    const other = synthesise({
      mailIdentity: 'door.test',
      allowedCandidates: ['school.test'],
      origin,
    });
    other.resourcePropertiesCountIs(
      'AWS::Lambda::Function',
      { Environment: { Variables: Match.objectLike({ ORIGIN: origin }) } },
      4,
    );
    other.hasOutput('SiteUrl', { Value: origin });
  });

  /** The logical id of the function behind each route key. */
  function routes(): Record<string, unknown> {
    const integrations = new Map(resources('AWS::ApiGatewayV2::Integration'));
    return Object.fromEntries(
      resources('AWS::ApiGatewayV2::Route').map(([, route]) => {
        const [, id] = list(at(route, 'Target', 'Fn::Join', 1));
        const integration = integrations.get(String(at(id, 'Ref')));
        return [String(at(route, 'RouteKey')), at(integration, 'IntegrationUri', 'Fn::GetAtt', 0)];
      }),
    );
  }
});

describe('the mail identity', () => {
  test('when it is a domain, then it has DNS records, and bounces go to a subdomain', () => {
    template.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'door.test',
      MailFromAttributes: { MailFromDomain: 'opendoor-bounce.door.test' },
    });
    const records = Object.keys(template.findOutputs('*')).filter((output) =>
      output.startsWith('DnsRecord'),
    );
    expect(records).toHaveLength(6);
  });

  test('when mail is sent, then its events go to the default bus, but no opens or clicks', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: {
        Enabled: true,
        EventBridgeDestination: {
          EventBusArn: {
            'Fn::Join': Match.arrayWith([Match.arrayWith([':event-bus/default'])]),
          },
        },
        MatchingEventTypes: [
          'send',
          'delivery',
          'bounce',
          'complaint',
          'reject',
          'deliveryDelay',
          'renderingFailure',
        ],
      },
    });
  });

  test('when it is a single address, then mail comes from it, without DNS records', () => {
    const single = synthesise({
      mailIdentity: 'sam@door.test',
      allowedCandidates: ['sam@door.test'],
    });
    single.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'sam@door.test',
      MailFromAttributes: Match.absent(),
    });
    const policiesWith = (Action: unknown) => ({
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action,
            Condition: {
              StringEquals: { 'ses:FromAddress': 'sam@door.test' },
            },
          }),
        ]),
      },
    });
    const one = Match.stringLikeRegexp('^ses:Send(Raw)?Email$');
    single.resourcePropertiesCountIs('AWS::IAM::Policy', policiesWith(one), 3);
    const both = ['ses:SendEmail', 'ses:SendRawEmail'];
    single.resourcePropertiesCountIs('AWS::IAM::Policy', policiesWith(both), 1);
    expect(Object.keys(single.findOutputs('*'))).toEqual(['TableName', 'AlarmTopicArn', 'SiteUrl']);
  });
});

describe('the example values', () => {
  test('when they are unedited, then CloudFormation does not deploy and says what to edit', () => {
    const rules = at(
      synthesise({
        mailIdentity: 'example.org',
        allowedCandidates: ['you@example.org'],
      }).toJSON(),
      'Rules',
    );
    expect(at(rules, 'ExampleValues', 'Assertions')).toEqual([
      {
        Assert: { 'Fn::Equals': ['example values', 'own values'] },
        AssertDescription:
          'Write your own values into open-door.json before you deploy: ' +
          '"mailIdentity" is still the example example.org; ' +
          '"allowedCandidates" still holds the example you@example.org.',
      },
    ]);
    expect(at(template.toJSON(), 'Rules', 'ExampleValues')).toBeUndefined();
  });
});

test('when the stack is synthesised, then the template is as in the snapshot', () => {
  const text = JSON.stringify(template.toJSON(), null, 2).replace(/[0-9a-f]{64}/g, '<asset hash>');
  expect(text).toMatchSnapshot();
});
