import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type {
  FeedbackEnvironment,
  RemindEnvironment,
  SendEnvironment,
  WebEnvironment,
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
            },
          }),
        ],
      },
    });
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

  // Records of these types fail to compile when the contract gains a variable that is not looked for here.
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
    remind: { ...table, ...channel, REVIEW_ADDRESS: 'review@door.test' },
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
    const pinned = (fn: FoundFunction, address: string) => ({
      roles: [fn.role],
      actions: ['ses:SendEmail'],
      condition: { StringEquals: { 'ses:FromAddress': address } },
    });
    expect(pins).toHaveLength(4);
    expect(pins).toContainEqual(pinned(web, 'review@door.test'));
    expect(pins).toContainEqual(pinned(send, 'letters@door.test'));
    expect(pins).toContainEqual(pinned(remind, 'review@door.test'));
    expect(pins).toContainEqual(pinned(feedback, 'review@door.test'));
  });

  test('each function reads and writes no more of the table than it needs', () => {
    const granted = (fn: FoundFunction) =>
      actionsOn(fn, 'dynamodb').map((action) => String(action).slice('dynamodb:'.length));
    expect(granted(web)).toEqual(['GetItem', 'PutItem', 'UpdateItem']);
    expect(granted(send)).toEqual(['GetItem', 'Query', 'UpdateItem']);
    expect(granted(feedback)).toEqual(['GetItem', 'Query', 'UpdateItem']);
    expect(granted(remind)).toEqual(['Query', 'UpdateItem']);
  });

  test('only the index of what is due is searched', () => {
    const searched = statements
      .filter(({ actions }) => actions.includes('dynamodb:Query'))
      .flatMap((statement) => statement.resources);
    expect(searched).toHaveLength(3);
    for (const resource of searched) {
      expect(at(resource, 'Fn::Join', 1, 1)).toBe(`/index/${tableDefinition.dueIndex.name}`);
    }
  });

  test('nothing is allowed on every resource, but traces, which have none of their own', () => {
    for (const { actions, resources: on } of statements) {
      if (on.includes('*')) {
        expect(new Set(actions)).toEqual(new Set(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']));
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
    ['tell', feedback, 'rate(1 minute)'],
    ['remind', remind, 'rate(15 minutes)'],
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
      DestinationConfig: { OnFailure: { Destination: Match.objectLike({ 'Fn::Join': Match.anyValue() }) } },
    });
    expect(actionsOn(feedback, 'sqs')).toEqual([]);
    expect(actionsOn(feedback, 'events')).toEqual(['events:PutEvents']);
    const paths = resources('AWS::Events::Rule')
      .map(([, rule]) => at(rule, 'Targets', 0))
      .filter((target) => JSON.stringify(at(target, 'Arn')) === JSON.stringify(queueArn))
      .map((target) => Object.values(Object(at(target, 'InputTransformer', 'InputPathsMap'))).sort());
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
      3,
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
    const records = Object.keys(template.findOutputs('*')).filter((output) => output.startsWith('DnsRecord'));
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
              Action: 'ses:SendEmail',
              Condition: {
                StringEquals: { 'ses:FromAddress': 'sam@door.test' },
              },
            }),
          ]),
        },
      },
      4,
    );
    expect(Object.keys(single.findOutputs('*'))).toEqual(['SiteUrl']);
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
