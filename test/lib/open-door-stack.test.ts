import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { contactKey, declineKey } from '../../lambdas/aws/keys.ts';
import {
  BACKUP_DAYS,
  type FeedbackEnvironment,
  type RemindEnvironment,
  type SendEnvironment,
  type WebEnvironment,
} from '../../lambdas/environment.ts';
import { LEASE_MS } from '../../lambdas/send/deliver.ts';
import { tableDefinition } from '../../lib/table-definition.ts';
import { at, list, synthesise } from './synthesise.ts';

const template = synthesise({
  mailIdentity: 'door.test',
  allowedCandidates: ['sam@door.test', 'school.test'],
});

/** The resources of a type, by logical id. */
function resources(type: string): [id: string, properties: unknown][] {
  return Object.entries(template.findResources(type)).map(([id, resource]) => [
    id,
    at(resource, 'Properties'),
  ]);
}

interface FoundFunction {
  readonly id: string;
  readonly properties: unknown;
  /** Logical id of its role. */
  readonly role: unknown;
  readonly environment: unknown;
}

/** A function by its place in the stack, which its logical id begins with. */
function functionOf(place: string): FoundFunction {
  const found = resources('AWS::Lambda::Function').filter(([id]) => id.startsWith(place));
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
  test('is on demand, can be put back in time, and outlives the stack', () => {
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

  test('can be put back as far as candidates are told when they erase what is theirs', () => {
    expect(tableDefinition.recoveryDays).toBe(BACKUP_DAYS);
  });

  test('keeps its logical id, as another would leave the letters behind', () => {
    expect(resources('AWS::DynamoDB::GlobalTable').map(([id]) => id)).toEqual(['Table']);
  });

  test('has the keys that the code knows, and one index of keys only', () => {
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
  test('are four, each with a role of its own', () => {
    template.resourceCountIs('AWS::Lambda::Function', 4);
    const roles = Object.values(functions).map((fn) => fn.role);
    expect(new Set(roles).size).toBe(4);
    for (const [, role] of resources('AWS::IAM::Role')) {
      expect(at(role, 'ManagedPolicyArns')).toBeUndefined();
    }
  });

  test.each(Object.entries(functions))(
    '%s runs Node 24 on arm64, traced, with JSON logs kept for a month',
    (_, { properties }) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
      const logGroup = at(properties, 'LoggingConfig', 'LogGroup', 'Ref');
      const kept = resources('AWS::Logs::LogGroup').find(([id]) => id === logGroup);
      expect(at(kept?.[1], 'RetentionInDays')).toBe(30);
    },
  );

  test('have code of their own each: CDK bundles equal asset options only once', () => {
    const keys = Object.values(functions).map(({ properties }) => at(properties, 'Code', 'S3Key'));
    expect(new Set(keys).size).toBe(4);
  });

  test('reserve no concurrency, of which a new account has ten in all', () => {
    for (const { properties } of Object.values(functions)) {
      expect(at(properties, 'ReservedConcurrentExecutions')).toBeUndefined();
    }
  });

  test('send answers before the lease of an attempt can run out', () => {
    // While a lease lasts, its holder may still be at work: it must outlast the function.
    expect(LEASE_MS).toBeGreaterThan(1000 * Number(at(send.properties, 'Timeout')));
    expect(at(send.properties, 'Timeout')).toBe(50);
  });

  // Records of these types fail to compile when the contract gains a variable that is not
  // looked for here.
  const table = { TABLE_NAME: { Ref: 'Table' } };
  const channel = { CONFIGURATION_SET: { Ref: expect.any(String) } };
  const origin = {
    ORIGIN: { 'Fn::GetAtt': [expect.any(String), 'ApiEndpoint'] },
  };
  const contract: {
    web: Record<keyof WebEnvironment, unknown>;
    send: Record<keyof SendEnvironment, unknown>;
    feedback: Record<keyof FeedbackEnvironment, unknown>;
    remind: Record<keyof RemindEnvironment, unknown>;
  } = {
    web: {
      ...table,
      ...channel,
      ...origin,
      LETTERS_ADDRESS: 'letters@door.test',
      REVIEW_ADDRESS: 'review@door.test',
      LINK_HOURS: '48',
      ALLOWED_CANDIDATES: 'sam@door.test,school.test',
    },
    send: { ...table, ...channel, ...origin, SEND_RATE: '10' },
    feedback: { ...table, ...channel, ...origin, REVIEW_ADDRESS: 'review@door.test' },
    remind: { ...table, ...channel, ...origin, REVIEW_ADDRESS: 'review@door.test' },
  };

  test.each(['web', 'send', 'feedback', 'remind'] as const)(
    '%s is given its environment and nothing else',
    (name) => {
      expect(functions[name].environment).toEqual(contract[name]);
    },
  );
});

describe('permissions', () => {
  test('mail leaves from one address per function, and from no other', () => {
    const pins = statements
      .filter(({ actions }) => actions.some((action) => String(action).startsWith('ses:')))
      .map(({ roles, actions, condition }) => ({ roles, actions, condition }));
    const pinned = (fn: FoundFunction, address: string, action = 'ses:SendEmail') => ({
      roles: [fn.role],
      actions: [action],
      condition: { StringEquals: { 'ses:FromAddress': address } },
    });
    expect(pins).toHaveLength(4);
    expect(pins).toContainEqual(pinned(web, 'review@door.test'));
    expect(pins).toContainEqual(pinned(send, 'letters@door.test'));
    expect(pins).toContainEqual(pinned(remind, 'review@door.test', 'ses:SendRawEmail'));
    expect(pins).toContainEqual(pinned(feedback, 'review@door.test'));
  });

  test('each function reads and writes no more of the table than it needs', () => {
    const granted = (fn: FoundFunction) =>
      actionsOn(fn, 'dynamodb').map((action) => String(action).slice('dynamodb:'.length));
    expect(granted(web)).toEqual(['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem']);
    expect(granted(send)).toEqual(['GetItem', 'Query', 'UpdateItem']);
    expect(granted(feedback)).toEqual(['GetItem', 'Query', 'UpdateItem']);
    expect(granted(remind)).toEqual(['DeleteItem', 'PutItem', 'Query', 'UpdateItem']);
  });

  const tableArn = { 'Fn::GetAtt': ['Table', 'Arn'] };
  const dueIndexArn = { 'Fn::Join': ['', [tableArn, `/index/${tableDefinition.dueIndex.name}`]] };
  const searches = statements.filter(({ actions }) => actions.includes('dynamodb:Query'));

  test('only web searches the table itself, and there one candidate’s partition', () => {
    const partitions = 'CANDIDATE#*';
    expect(searches.filter(({ roles }) => roles.includes(web.role))).toEqual([
      {
        roles: [web.role],
        actions: ['dynamodb:Query'],
        resources: [tableArn],
        condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      },
    ]);
    // `*` is the pattern's only sign that stands for something else.
    const [prefix = ''] = partitions.split('*');
    expect(contactKey('sam@door.test', 'dana@northwind.test').pk.startsWith(prefix)).toBe(true);
    expect(declineKey('0123456789').pk.startsWith(prefix)).toBe(false);
  });

  test('the others search the index of what is due only', () => {
    const others = searches.filter(({ roles }) => !roles.includes(web.role));
    const dueIndexOf = (fn: FoundFunction) => ({
      roles: [fn.role],
      actions: ['dynamodb:Query'],
      resources: [dueIndexArn],
      condition: undefined,
    });
    expect(others).toHaveLength(3);
    expect(others).toEqual(expect.arrayContaining([send, feedback, remind].map(dueIndexOf)));
  });

  test('items are read and written in the table only', () => {
    const others = statements.filter(
      (statement) =>
        !searches.includes(statement) &&
        statement.actions.some((action) => String(action).startsWith('dynamodb:')),
    );
    expect(others.map((statement) => statement.resources)).toEqual(Array(4).fill([tableArn]));
  });

  test('nothing is allowed on every resource, but traces, which have none of their own', () => {
    for (const { actions, resources: on } of statements) {
      if (on.includes('*')) {
        expect(new Set(actions)).toEqual(
          new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']),
        );
      }
    }
  });

  test('no action is a wildcard', () => {
    for (const action of statements.flatMap(({ actions }) => actions)) {
      expect(action).not.toContain('*');
    }
  });
});

describe('what runs unattended', () => {
  const [queue] = resources('AWS::SQS::Queue').map(([id]) => id);
  const queueArn = { 'Fn::GetAtt': [queue, 'Arn'] };

  test('ends in one encrypted queue that takes only TLS', () => {
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
    ['send-reminders', remind, 'rate(15 minutes)'],
  ])('%s runs on its schedule, with a dead-letter queue', (job, fn, rate) => {
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
  });

  test('feedback hears what SES reports of this configuration set', () => {
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
          // It would hold the event as SES wrote it: with addresses.
          DeadLetterConfig: Match.absent(),
        },
      ],
    });
  });

  test.each([
    ['send', send],
    ['remind', remind],
  ])('a job that %s fails on is in the queue too', (_, fn) => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: fn.id },
      DestinationConfig: { OnFailure: { Destination: queueArn } },
    });
    expect(actionsOn(fn, 'sqs')).toContain('sqs:SendMessage');
  });

  test('what feedback fails on is in the queue too, without what is personal in it', () => {
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
    const known = ['$.detail.requestContext.condition', '$.detail.requestContext.requestId'];
    expect(paths).toEqual([
      [
        ...known,
        '$.detail.requestPayload.detail.eventType',
        '$.detail.requestPayload.detail.mail.messageId',
        '$.detail.requestPayload.detail.mail.tags.kind',
        '$.detail.requestPayload.detail.mail.tags.letter',
        '$.detail.requestPayload.detail.mail.timestamp',
      ],
      [...known, '$.detail.requestPayload.job'],
    ]);
  });
});

describe('alarms', () => {
  const [topic] = resources('AWS::SNS::Topic').map(([id]) => id);
  const alarms = resources('AWS::CloudWatch::Alarm').map(([, alarm]) => alarm);

  /** What an alarm is called in its description, and so in the runbook. */
  function nameOf(alarm: unknown): string {
    return (
      /See "(\w+)" in docs\/runbook\.md\.$/.exec(String(at(alarm, 'AlarmDescription')))?.[1] ??
      'none'
    );
  }

  const forFunction = (fn: FoundFunction) => [{ Name: 'FunctionName', Value: { Ref: fn.id } }];
  const comesToOne = {
    Statistic: 'Sum',
    Threshold: 1,
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
  };
  const expected: Record<string, object> = {
    RemindersFail: {
      ...comesToOne,
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: forFunction(remind),
      Period: 15 * 60,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
    RemindersStopped: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      Dimensions: forFunction(remind),
      Statistic: 'Sum',
      Period: 15 * 60,
      EvaluationPeriods: 4,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    },
    RemindersLate: {
      ...comesToOne,
      Namespace: 'OpenDoor',
      MetricName: 'RemindersLate',
      Period: 60 * 60,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
    GivenUp: {
      ...comesToOne,
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [
        {
          Name: 'QueueName',
          Value: { 'Fn::GetAtt': [resources('AWS::SQS::Queue')[0]?.[0], 'QueueName'] },
        },
      ],
      Statistic: 'Maximum',
      Period: 5 * 60,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  };

  test.each(Object.entries(expected))('%s rings when it should', (name, properties) => {
    expect(alarms.find((alarm) => nameOf(alarm) === name)).toMatchObject(properties);
  });

  test('each has its section in the runbook, and each section its alarm', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(new Set(alarms.map(nameOf))).toEqual(new Set(sections));
    expect(alarms).toHaveLength(Object.keys(expected).length);
  });

  test('a late reminder is counted from the log of the function that mails them', () => {
    template.resourceCountIs('AWS::Logs::MetricFilter', 1);
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: at(remind.properties, 'LoggingConfig', 'LogGroup'),
      FilterPattern: '{ $.message.event = "reminder-late" }',
      MetricTransformations: [
        {
          MetricNamespace: 'OpenDoor',
          MetricName: 'RemindersLate',
          MetricValue: '1',
          // Without dimensions, which could hold something of a person, and cost by their
          // values.
          Dimensions: Match.absent(),
          // It would be reported, and paid for, all the time.
          DefaultValue: Match.absent(),
        },
      ],
    });
  });

  test('all are told on one topic, which takes them from this account by TLS, and from nobody else', () => {
    for (const alarm of alarms) {
      expect(at(alarm, 'AlarmActions')).toEqual([{ Ref: topic }]);
    }
    template.resourceCountIs('AWS::SNS::Topic', 1);
    expect(resources('AWS::SNS::TopicPolicy').map(([, policy]) => policy)).toEqual([
      {
        Topics: [{ Ref: topic }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: expect.toSatisfy((statement) => list(statement).length === 2),
        },
      },
    ]);
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sns:Publish',
            Principal: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          // Without it no alarm reaches the topic: its own policy takes the place of the
          // default one.
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    });
    template.hasOutput('AlarmTopicArn', { Value: { Ref: topic } });
  });

  test('are mailed to the address that an operator gives, and else to nobody', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    const told = synthesise({
      mailIdentity: 'door.test',
      allowedCandidates: ['school.test'],
      alarmAddress: 'ops@school.test',
    });
    told.resourceCountIs('AWS::SNS::Subscription', 1);
    told.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@school.test',
      TopicArn: { Ref: topic },
    });
  });
});

describe('the site', () => {
  test('is throttled', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: {
        ThrottlingRateLimit: 20,
        ThrottlingBurstLimit: 40,
      },
    });
  });

  test('logs the route and never the path, which holds the secret of a link', () => {
    const [, stage] = resources('AWS::ApiGatewayV2::Stage')[0] ?? [];
    const format = String(at(stage, 'AccessLogSettings', 'Format'));
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/\$context\.(path|identity|domainName|authorizer|requestOverride)/);
    const logGroup = at(stage, 'AccessLogSettings', 'DestinationArn', 'Fn::GetAtt', 0);
    const kept = resources('AWS::Logs::LogGroup').find(([id]) => id === logGroup);
    expect(at(kept?.[1], 'RetentionInDays')).toBe(30);
  });

  test('gives the send route to the one function that may mail recruiters', () => {
    expect(routes()).toEqual({
      $default: web.id,
      'POST /letters/{token}/send': send.id,
    });
  });

  test('takes another origin from the configuration', () => {
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

  /** Route key to the logical id of the function behind it. */
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

describe('mail', () => {
  test('of a domain is signed, and bounces to a domain of its own', () => {
    template.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'door.test',
      MailFromAttributes: { MailFromDomain: 'mail.door.test' },
    });
    const records = Object.keys(template.findOutputs('*')).filter((output) =>
      output.startsWith('DnsRecord'),
    );
    expect(records).toHaveLength(5);
  });

  test('tells its outcomes on the default bus, and tracks nobody', () => {
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

  test('of a single address comes from that address, with no DNS to set up', () => {
    const single = synthesise({
      mailIdentity: 'sam@door.test',
      allowedCandidates: ['sam@door.test'],
    });
    single.hasResourceProperties('AWS::SES::EmailIdentity', {
      EmailIdentity: 'sam@door.test',
      MailFromAttributes: Match.absent(),
    });
    single.resourcePropertiesCountIs(
      'AWS::IAM::Policy',
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Action: Match.stringLikeRegexp('^ses:Send(Raw)?Email$'),
              Condition: {
                StringEquals: { 'ses:FromAddress': 'sam@door.test' },
              },
            }),
          ]),
        },
      },
      4,
    );
    expect(Object.keys(single.findOutputs('*'))).toEqual(['AlarmTopicArn', 'SiteUrl']);
  });
});

describe('the examples in cdk.json', () => {
  test('make a stack that CloudFormation refuses to deploy, saying what to edit', () => {
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
          'Edit cdk.json before you deploy: "mailIdentity" is still the example example.org; ' +
          '"allowedCandidates" still holds the example you@example.org.',
      },
    ]);
    expect(at(template.toJSON(), 'Rules', 'ExampleValues')).toBeUndefined();
  });
});

test('the stack as a whole', () => {
  const text = JSON.stringify(template.toJSON(), null, 2).replace(/[0-9a-f]{64}/g, '<asset hash>');
  expect(text).toMatchSnapshot();
});
