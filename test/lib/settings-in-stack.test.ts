import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { checkEnvironment } from '../../lib/environment-size.ts';
import { ConfigError } from '../../lib/settings-file.ts';
import { appOf, at, list, synthesise } from './synthesise.ts';

const settings = { mailIdentity: 'door.test', allowedCandidates: ['school.test'] };
const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-1111-2222';
const zone = { hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'door.test' };

/** The values of the outputs `DnsRecord1`, …; an attribute is `<its name>`. */
function dnsOutputs(template: Template): string[] {
  return Object.entries(template.findOutputs('*'))
    .filter(([name]) => name.startsWith('DnsRecord'))
    .map(([, output]) => written(at(output, 'Value')));
}

/** A value of a template as text. An attribute or a reference is `<its name>`. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const parts = at(value, 'Fn::Join', 1);
  if (parts !== undefined) return list(parts).map(written).join('');
  return `<${String(at(value, 'Fn::GetAtt', 1) ?? at(value, 'Ref'))}>`;
}

/** The resources of a type, whole. */
const resources = (template: Template, type: string): unknown[] =>
  Object.values(template.findResources(type));

const dmarc = '_dmarc.door.test TXT "v=DMARC1; p=none"';

describe('a mail identity of the stack', () => {
  const template = synthesise(settings);

  test('when the stack is deleted, then it stays, unless its creation failed', () => {
    template.hasResource('AWS::SES::EmailIdentity', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test.each(['door.test', 'sam@door.test'])(
    'when an email of %s bounces, then SES reports it by an event only, not by an email',
    (mailIdentity) => {
      synthesise({ ...settings, mailIdentity }).hasResourceProperties('AWS::SES::EmailIdentity', {
        FeedbackAttributes: { EmailForwardingEnabled: false },
      });
    },
  );

  test('when the account tracks readers, then emails of Open Door are not tracked', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      VdmOptions: { DashboardOptions: { EngagementMetrics: 'DISABLED' } },
    });
    expect(JSON.stringify(resources(template, 'AWS::SES::ConfigurationSet'))).not.toContain(
      'TrackingOptions',
    );
  });

  test('when there is no zone, then each record is printed, with when to add DMARC', () => {
    expect(dnsOutputs(template)).toEqual([
      '<DkimDNSTokenName1> CNAME <DkimDNSTokenValue1>',
      '<DkimDNSTokenName2> CNAME <DkimDNSTokenValue2>',
      '<DkimDNSTokenName3> CNAME <DkimDNSTokenValue3>',
      'opendoor-bounce.door.test MX 10 feedback-smtp.<AWS::Region>.amazonses.com',
      'opendoor-bounce.door.test TXT "v=spf1 include:amazonses.com ~all"',
      dmarc,
    ]);
    template.hasOutput('DnsRecord6', {
      Description:
        'Add to the DNS of the mail domain, if neither it nor a domain above it has a DMARC record',
    });
    template.resourceCountIs('AWS::Route53::RecordSet', 0);
  });

  test('when there is a zone of it, then the records are made, and DMARC is printed', () => {
    const withZone = synthesise({ ...settings, ...zone });
    expect(dnsOutputs(withZone)).toEqual([dmarc]);
    const records = resources(withZone, 'AWS::Route53::RecordSet');
    expect(
      records.map((record) => [
        written(at(record, 'Properties', 'Name')),
        at(record, 'Properties', 'Type'),
        written(list(at(record, 'Properties', 'ResourceRecords'))[0]),
      ]),
    ).toEqual([
      ['<DkimDNSTokenName1>', 'CNAME', '<DkimDNSTokenValue1>'],
      ['<DkimDNSTokenName2>', 'CNAME', '<DkimDNSTokenValue2>'],
      ['<DkimDNSTokenName3>', 'CNAME', '<DkimDNSTokenValue3>'],
      ['opendoor-bounce.door.test', 'MX', '10 feedback-smtp.<AWS::Region>.amazonses.com'],
      ['opendoor-bounce.door.test', 'TXT', '"v=spf1 include:amazonses.com ~all"'],
    ]);
    for (const record of records) {
      expect(record).toMatchObject({
        DeletionPolicy: 'RetainExceptOnCreate',
        Properties: { HostedZoneId: 'Z0123456789ABC' },
      });
    }
  });

  test('when the zone is of another domain, then the mail records are printed', () => {
    const other = synthesise({
      ...settings,
      ...{ domain: 'letters.school.test', certificateArn },
      ...{ hostedZoneId: 'Z1', hostedZoneName: 'school.test' },
    });
    expect(dnsOutputs(other)).toHaveLength(6);
    other.resourceCountIs('AWS::Route53::RecordSet', 1);
  });

  test.each([
    [{ alarmAddress: 'ops@door.test' }, 'ops@door.test'],
    [{ operatorContact: 'it@help.door.test', alarmAddress: 'ops@door.test' }, 'it@help.door.test'],
    [{ mailIdentity: 'letters.door.test', alarmAddress: 'ops@door.test' }, 'ops@door.test'],
    [{ alarmAddress: 'ops@elsewhere.test' }, undefined],
    [{ operatorContact: 'https://door.test/help?to=a@door.test' }, undefined],
  ])('when the addresses are %j, then DMARC reports go to %s', (addresses, reports) => {
    const record = dnsOutputs(synthesise({ ...settings, ...addresses })).at(-1);
    expect(/rua=mailto:([^"]+)"/.exec(record ?? '')?.[1]).toBe(reports);
  });
});

describe('a mail identity that exists', () => {
  test.each(['door.test', 'sam@door.test'])(
    'when it is %s, then the stack does not create it, and sends as before',
    (mailIdentity) => {
      const created = synthesise({ ...settings, mailIdentity });
      const existing = synthesise({
        ...settings,
        ...zone,
        ...{ mailIdentity, identity: 'existing', domain: 'site.door.test', certificateArn },
      });
      existing.resourceCountIs('AWS::SES::EmailIdentity', 0);
      expect(dnsOutputs(existing)).toEqual([]);
      // Of the zone only the record of the site.
      existing.resourceCountIs('AWS::Route53::RecordSet', 1);
      for (const type of ['AWS::SES::ConfigurationSet', 'AWS::IAM::Policy']) {
        expect(resources(existing, type)).toEqual(resources(created, type));
      }
    },
  );
});

describe("the site's own domain", () => {
  const own = { domain: 'site.door.test', certificateArn };
  const template = synthesise({ ...settings, ...own });

  test('when it is set, then the site has no other address, and TLS 1.2 at least', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'site.door.test',
      DomainNameConfigurations: [
        { CertificateArn: certificateArn, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
      ],
    });
    template.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    template.hasOutput('SiteUrl', { Value: 'https://site.door.test' });
    expect(JSON.stringify(resources(template, 'AWS::Lambda::Function'))).not.toContain(
      'ApiEndpoint',
    );
  });

  test('when there is no zone, then the record to add is printed', () => {
    expect(dnsOutputs(template).at(-1)).toBe('site.door.test CNAME <RegionalDomainName>');
  });

  test('when there is a zone, then the record is made', () => {
    const withZone = synthesise({ ...settings, ...own, ...zone });
    expect(dnsOutputs(withZone)).toEqual([dmarc]);
    withZone.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'site.door.test',
      Type: 'A',
      AliasTarget: {
        DNSName: { 'Fn::GetAtt': [Match.anyValue(), 'RegionalDomainName'] },
        HostedZoneId: { 'Fn::GetAtt': [Match.anyValue(), 'RegionalHostedZoneId'] },
      },
    });
  });

  test('when a proxy is in front of it, then links have the origin of the proxy', () => {
    const origin = 'https://door.school.test';
    synthesise({ ...settings, ...own, origin }).hasOutput('SiteUrl', { Value: origin });
  });

  test('when there is none, then the address of the API stays open', () => {
    const open = synthesise({ ...settings, origin: 'https://door.school.test' });
    expect(JSON.stringify(resources(open, 'AWS::ApiGatewayV2::Api'))).not.toContain('Disable');
    open.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });
});

describe('the settings of the stack', () => {
  test('when there are tags, then the resources have them', () => {
    const tagged = synthesise({ ...settings, tags: { department: 'careers' } });
    const tag = { Key: 'department', Value: 'careers' };
    for (const type of ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::SQS::Queue']) {
      for (const resource of resources(tagged, type)) {
        expect(list(at(resource, 'Properties', 'Tags'))).toContainEqual(tag);
      }
    }
    for (const table of resources(tagged, 'AWS::DynamoDB::GlobalTable')) {
      expect(list(at(table, 'Properties', 'Replicas', 0, 'Tags'))).toContainEqual(tag);
    }
  });

  test('when logs are kept for a week, then each log is, the access log too', () => {
    const groups = resources(synthesise({ ...settings, logDays: 7 }), 'AWS::Logs::LogGroup');
    expect(groups.map((group) => at(group, 'Properties', 'RetentionInDays'))).toEqual(
      groups.map(() => 7),
    );
    expect(groups).toHaveLength(5);
  });

  test('when two departments have a stack, then they share no name and no metric', () => {
    const template = synthesise({ ...settings, stackName: 'Careers' });
    // If the template has no name, CloudFormation makes it from that of the stack.
    const named = [
      ...[['AWS::Lambda::Function', 'FunctionName'] as const, ['AWS::IAM::Role', 'RoleName']],
      ...[['AWS::Logs::LogGroup', 'LogGroupName'] as const, ['AWS::SQS::Queue', 'QueueName']],
      ...[['AWS::SNS::Topic', 'TopicName'] as const, ['AWS::Events::Rule', 'Name']],
      ...[['AWS::Scheduler::Schedule', 'Name'] as const, ['AWS::SES::ConfigurationSet', 'Name']],
      ['AWS::DynamoDB::GlobalTable', 'TableName'] as const,
    ];
    for (const [type = '', property = ''] of named) {
      const names = resources(template, type).map((resource) =>
        at(resource, 'Properties', property),
      );
      expect([type, ...names]).toEqual([type, ...names.map(() => undefined)]);
      expect(names.length).toBeGreaterThan(0);
    }
    for (const filter of resources(template, 'AWS::Logs::MetricFilter')) {
      const metric = list(at(filter, 'Properties', 'MetricTransformations'))[0];
      expect(at(metric, 'MetricNamespace')).toBe('Careers');
    }
    expect(JSON.stringify(template.toJSON())).not.toContain('"OpenDoor"');
  });
});

describe('the limits of AWS', () => {
  const longest = synthesise({
    ...settings,
    stackName: 'a'.repeat(22),
    operatorName: '校'.repeat(80),
    operatorContact: `https://door.test/${'x'.repeat(180)}`,
    origin: `https://${'a.'.repeat(110)}test`,
    allowedCandidates: [`${'a'.repeat(60)}@${'b'.repeat(60)}.test`],
    alarmAddress: `${'a'.repeat(60)}@${'b.'.repeat(60)}test`,
  });

  /** How long names may be. CloudFormation shortens the names of roles. */
  const maxNames: Record<string, number> = {
    'AWS::Lambda::Function': 64,
    'AWS::SES::ConfigurationSet': 64,
    'AWS::Scheduler::Schedule': 64,
    'AWS::Events::Rule': 64,
    'AWS::SQS::Queue': 80,
    'AWS::Logs::LogGroup': 512,
    'AWS::SNS::Topic': 256,
    'AWS::CloudWatch::Alarm': 255,
  };
  test.each(Object.entries(maxNames))(
    'when the stack has its longest name, then a name of %s has at most %i characters',
    (type, limit) => {
      // "<stack>-<logical id>-<12 characters>"
      for (const id of Object.keys(longest.findResources(type))) {
        expect(`${'a'.repeat(22)}-${id}-`.length + 12).toBeLessThanOrEqual(limit);
      }
    },
  );

  const maxDescriptions: Record<string, number> = {
    'AWS::Lambda::Function': 256,
    'AWS::IAM::Role': 1000,
    'AWS::Events::Rule': 512,
    'AWS::Scheduler::Schedule': 512,
    'AWS::ApiGatewayV2::Api': 1024,
  };
  test.each(Object.entries(maxDescriptions))(
    'when a %s is described, then in at most %i characters',
    (type, limit) => {
      for (const resource of resources(longest, type)) {
        const description = at(resource, 'Properties', 'Description');
        expect(String(description ?? '').length).toBeLessThanOrEqual(limit);
      }
    },
  );

  test('when an alarm is described, then in at most 1024 characters', () => {
    for (const alarm of resources(longest, 'AWS::CloudWatch::Alarm')) {
      expect(String(at(alarm, 'Properties', 'AlarmDescription')).length).toBeLessThanOrEqual(1024);
    }
  });

  test('when the template is large, then it is still within what CloudFormation takes', () => {
    // 1 MB from S3, where CDK puts it, and 500 resources.
    expect(JSON.stringify(longest.toJSON()).length).toBeLessThan(500_000);
    expect(Object.keys(Object(at(longest.toJSON(), 'Resources'))).length).toBeLessThan(250);
  });

  test.each([
    ['5,000 addresses', Array.from({ length: 5000 }, (_, index) => `student-${index}@school.test`)],
    ['200 domains', Array.from({ length: 200 }, (_, index) => `campus-${index}.school.test`)],
    ['101 addresses', Array.from({ length: 101 }, (_, index) => `ana.${index}@school.test`)],
  ])('when the list of candidates has %s, then it is a file, not a variable', (_, entries) => {
    const template = synthesise({ ...settings, allowedCandidates: entries });
    const variables = JSON.stringify(resources(template, 'AWS::Lambda::Function'));
    expect(variables).toContain('"ALLOWED_CANDIDATES":"file:allowed-candidates.txt"');
    expect(variables).not.toContain('school.test');
  });

  test('when variables take more than 4 KB, then the error names the longest', () => {
    const large = () => checkEnvironment('web', { A: 'x', LONG: 'é'.repeat(2100) });
    expect(large).toThrow(ConfigError);
    expect(large).toThrow(/"web" take 4\d+ bytes, and AWS allows 4096.*LONG \(4210\), A \(8\)/);
    expect(() => checkEnvironment('web', { LONG: 'x'.repeat(4000) })).not.toThrow();
  });
});

test.each([
  [{}, 'operatorName and operatorContact'],
  [{ operatorName: 'Careers Office' }, 'operatorContact'],
  [{ operatorContact: 'help@school.test' }, 'operatorName'],
  [{ operatorName: 'Careers Office', operatorContact: 'help@school.test' }, undefined],
] as const)('when the operator is %j, then synth says what /privacy lacks', (operator, missing) => {
  const { stack } = appOf({ ...settings, ...operator });
  const warnings = Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('The page /privacy says "not stated"'))
    .map(({ entry }) => String(entry.data));
  const said = (name: string) =>
    expect.stringContaining(`where people look for ${name}: write it into open-door.json`);
  expect(warnings).toEqual(missing === undefined ? [] : [said(missing)]);
});
