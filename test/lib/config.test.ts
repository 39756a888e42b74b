import { describe, expect, test } from 'vitest';
import { parseEmailAddress } from '../../lambdas/core/email-address.ts';
import { takeAddress } from '../../lambdas/core/typed-address.ts';
import {
  configKeys,
  contextFaults,
  exampleConfig,
  exampleValuesLeft,
  parseConfig,
  readStackName,
} from '../../lib/config.ts';
import { ConfigError, type RawSettings } from '../../lib/settings-file.ts';
import example from '../../open-door.example.json' with { type: 'json' };

const validSettings = {
  mailIdentity: 'door.test',
  allowedCandidates: ['sam@door.test'],
};

const certificate = 'arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-1111-2222';

/** The message of the error for a wrong setting. */
function messageOf(settings: RawSettings, overrides?: RawSettings): string {
  try {
    parseConfig(settings, overrides);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.message;
    }
    throw error;
  }
  return 'no error';
}

describe('a configuration', () => {
  test('when its identity is a domain, then mail comes from letters@ and review@ of it', () => {
    expect(parseConfig(validSettings)).toEqual({
      mailIdentity: 'door.test',
      singleAddress: false,
      lettersAddress: 'letters@door.test',
      reviewAddress: 'review@door.test',
      allowedCandidates: ['sam@door.test'],
      linkHours: 48,
      sendRate: 14,
      dailyQuota: 50_000,
      linksPerMailboxDay: 20,
      linksPerNetworkHour: 60,
      trustedProxyHops: 0,
      lettersPerRecruiter: 10,
      lettersPerDomain: 50,
      noLettersLink: false,
      sendAsCandidate: false,
      tracing: false,
      stackName: 'OpenDoor',
      identity: 'in-stack',
      mailFromDomain: 'opendoor-bounce.door.test',
      tags: {},
      letterDays: 30,
      logDays: 30,
    });
  });

  test('when its identity is one address, then all mail comes from it', () => {
    expect(parseConfig({ ...validSettings, mailIdentity: 'Sam@Door.test ' })).toMatchObject({
      singleAddress: true,
      lettersAddress: 'sam@door.test',
      reviewAddress: 'sam@door.test',
    });
  });

  test('when the command line gives settings, always as text, then they override it', () => {
    expect(
      parseConfig(validSettings, {
        mailIdentity: undefined,
        allowedCandidates: 'ana@school.test, School.test,',
        linkHours: '24',
        lettersPerRecruiter: '3',
        noLettersLink: 'true',
        tracing: 'true',
        origin: 'https://door.school.test',
      }),
    ).toMatchObject({
      mailIdentity: 'door.test',
      allowedCandidates: ['ana@school.test', 'school.test'],
      linkHours: 24,
      lettersPerRecruiter: 3,
      noLettersLink: true,
      tracing: true,
      origin: 'https://door.school.test',
    });
  });

  test('when a candidate has an address at a domain for everybody, then it is accepted', () => {
    const allowedCandidates = ['ana@gmail.com', 'notgmail.com'];
    expect(parseConfig({ ...validSettings, allowedCandidates }).allowedCandidates).toEqual(
      allowedCandidates,
    );
  });

  test('when it has an alarm address, then it is normalised; otherwise there is none', () => {
    expect(parseConfig({ ...validSettings, alarmAddress: ' Ops@School.test' }).alarmAddress).toBe(
      'ops@school.test',
    );
    expect(parseConfig(validSettings)).not.toHaveProperty('alarmAddress');
  });

  test('when its settings are listed, then these are all', () => {
    expect(configKeys).toEqual([
      'mailIdentity',
      'allowedCandidates',
      'linkHours',
      'sendRate',
      'dailyQuota',
      'linksPerMailboxDay',
      'linksPerNetworkHour',
      'trustedProxyHops',
      'lettersPerRecruiter',
      'lettersPerDomain',
      'noLettersLink',
      'sendAsCandidate',
      'tracing',
      'stackName',
      'identity',
      'mailFromName',
      'tags',
      'operatorName',
      'operatorContact',
      'letterDays',
      'logDays',
      'domain',
      'certificateArn',
      'hostedZoneId',
      'hostedZoneName',
      'origin',
      'table',
      'alarmAddress',
    ]);
  });
});

describe('a wrong setting', () => {
  test.each([
    [
      'no setting',
      {},
      [
        '"mailIdentity" is missing: write a domain',
        '"allowedCandidates" is missing: list at least one',
      ],
    ],
    [
      'an identity that is no domain',
      { ...validSettings, mailIdentity: 'localhost' },
      ['"mailIdentity" is "localhost": write a domain you own'],
    ],
    [
      'an identity with a name',
      { ...validSettings, mailIdentity: 'Sam <sam@door.test>' },
      ['"mailIdentity" is "Sam <sam@door.test>"'],
    ],
    [
      'a number as identity',
      { ...validSettings, mailIdentity: 5 },
      ['"mailIdentity" is 5: write a domain'],
    ],
    [
      'an empty list of candidates',
      { ...validSettings, allowedCandidates: [] },
      ['"allowedCandidates" is []: list at least one'],
    ],
    [
      'a number as list of candidates',
      { ...validSettings, allowedCandidates: 7 },
      ['"allowedCandidates" is 7: list at least one'],
    ],
    [
      'an empty list of candidates on the command line',
      { ...validSettings, allowedCandidates: ' ,' },
      ['"allowedCandidates" is " ,": list at least one'],
    ],
    [
      'an asterisk in the list of candidates',
      { ...validSettings, allowedCandidates: ['*'] },
      ['open to everyone is not supported yet'],
    ],
    [
      'a domain for everybody in the list of candidates',
      { ...validSettings, allowedCandidates: ['school.test', 'Gmail.com'] },
      ['everybody can have an address at gmail.com, and a deployment open to everyone is not'],
    ],
    [
      'a bad candidate among good ones',
      { ...validSettings, allowedCandidates: ['school.test', '@school.test'] },
      ['"allowedCandidates" is ["school.test","@school.test"]: list at least one address'],
    ],
    [
      'a fraction of an hour',
      { ...validSettings, linkHours: 1.5 },
      ['"linkHours" is 1.5: write a whole number'],
    ],
    [
      'a word as number of hours',
      { ...validSettings, linkHours: 'two' },
      ['"linkHours" is "two": write a whole number'],
    ],
    [
      'a rate of zero',
      { ...validSettings, sendRate: 0 },
      ['"sendRate" is 0: write how many recipients a second'],
    ],
    [
      'a daily quota that is too small to share',
      { ...validSettings, dailyQuota: 9 },
      ['"dailyQuota" is 9: write how many emails a day'],
    ],
    [
      'no link for a mailbox',
      { ...validSettings, linksPerMailboxDay: 0 },
      ['"linksPerMailboxDay" is 0: write how many links'],
    ],
    [
      'half a link for a network',
      { ...validSettings, linksPerNetworkHour: 0.5 },
      ['"linksPerNetworkHour" is 0.5: write how many links'],
    ],
    [
      'a word as number of proxies',
      { ...validSettings, trustedProxyHops: 'yes' },
      ['"trustedProxyHops" is "yes": write how many proxies'],
    ],
    [
      'a number of hours that is zero',
      { ...validSettings, linkHours: 0 },
      ['"linkHours" is 0: write a whole number of hours from 1'],
    ],
    [
      'a number of hours that is too large',
      { ...validSettings, linkHours: '1000' },
      ['"linkHours" is "1000": write a whole number of hours from 1 to 168'],
    ],
    [
      'a slash after the origin',
      { ...validSettings, origin: 'https://door.test/' },
      ['"origin" is "https://door.test/": write scheme and host only'],
    ],
    [
      'a domain as alarm address',
      { ...validSettings, alarmAddress: 'school.test' },
      ['"alarmAddress" is "school.test": write the one address that alarms are emailed to'],
    ],
    [
      'a list of two alarm addresses',
      { ...validSettings, alarmAddress: 'ops@school.test,sam@school.test' },
      ['"alarmAddress" is "ops@school.test,sam@school.test": write the one address'],
    ],
    [
      'a number as alarm address',
      { ...validSettings, alarmAddress: 7 },
      ['"alarmAddress" is 7: write the one address'],
    ],
    ['tracing that is neither', { ...validSettings, tracing: 'maybe' }, ['"tracing"']],
    ['tracing that is a number', { ...validSettings, tracing: 1 }, ['"tracing"']],
    ['an origin without TLS', { ...validSettings, origin: 'http://door.test' }, ['"origin"']],
    [
      'an unknown setting',
      { ...validSettings, linkHour: 4 },
      [
        '"linkHour" is not a setting. The settings are mailIdentity, allowedCandidates, ' +
          'linkHours, sendRate, ',
      ],
    ],
  ])(
    'when there is %s, then the error says what is wrong and what to write',
    (_, section, expected) => {
      const message = messageOf(section);
      for (const part of expected) {
        expect(message).toContain(part);
      }
    },
  );

  test('when there is one, then the error says where to correct it', () => {
    expect(messageOf({ ...validSettings, linkHours: 0 })).toMatch(
      /Correct it in open-door\.json .*-c key=value/,
    );
    expect(() => parseConfig({}, {}, 'settings/careers.json')).toThrow(
      'Correct it in settings/careers.json ',
    );
  });

  test.each([true, false, null, '', ' ', '0x10', '1e1', [14], {}, '10,5', '-3', 'NaN'])(
    'when a number is %j, then it is refused and not taken for another number',
    (value) => {
      for (const name of [
        ...['linkHours', 'sendRate', 'dailyQuota', 'linksPerMailboxDay', 'linksPerNetworkHour'],
        ...['trustedProxyHops', 'lettersPerRecruiter', 'lettersPerDomain', 'letterDays', 'logDays'],
      ]) {
        expect(messageOf({ ...validSettings, [name]: value })).toContain(`"${name}" is `);
      }
    },
  );

  test('when there are too many candidates, then the error says to list domains', () => {
    const allowedCandidates = Array.from({ length: 50_001 }, () => 'sam@door.test');
    expect(messageOf({ ...validSettings, allowedCandidates })).toContain(
      'list at most 50,000 addresses and domains; a domain stands for all its people',
    );
  });

  test('when a thousand candidates are wrong, then the error is short', () => {
    const allowedCandidates = Array.from({ length: 1000 }, (_, index) => `@nobody-${index}`);
    expect(messageOf({ ...validSettings, allowedCandidates }).length).toBeLessThan(1000);
  });
});

describe('the stack name', () => {
  test.each(['OpenDoor', 'careers', 'Open-Door-2', 'x', 'a'.repeat(22)])(
    'when it is %s, then it is accepted',
    (stackName) => {
      expect(parseConfig({ ...validSettings, stackName }).stackName).toBe(stackName);
    },
  );

  test.each([
    ...['', '2nd', '-a', 'open_door', 'open door', 'ópen', 'open.door', 'a/b', 'a'.repeat(23)],
    ...[7, null, ['OpenDoor']],
  ])('when it is %j, then it is refused', (stackName) => {
    expect(messageOf({ ...validSettings, stackName })).toContain(
      `"stackName" is ${JSON.stringify(stackName)}: write letters, digits and hyphens`,
    );
  });
});

describe('a mail identity at which anybody can have a mailbox', () => {
  test.each([
    ...['gmail.com', 'you@gmail.com', 'You@GMail.com ', 'googlemail.com', 'yahoo.com'],
    ...['ana@yahoo.es', 'outlook.com', 'hotmail.co.uk', 'icloud.com', 'me.com', 'aol.com'],
    ...['proton.me', 'gmx.de', 'web.de', 'mail.ru', 'qq.com', 'zoho.com', 'fastmail.com'],
    ...['mail.gmail.com', 'x@letters.yahoo.co.uk', 'ｇmail.com'],
  ])('when it is %s, then it is refused with the reason', (mailIdentity) => {
    expect(messageOf({ ...validSettings, mailIdentity })).toMatch(
      /"mailIdentity" is ".*": Open Door cannot send as \S+: by its DMARC record/,
    );
  });

  test.each(['notgmail.com', 'gmail.com.school.test', 'sam@gmail.school.test'])(
    'when it only resembles one (%s), then it is accepted',
    (mailIdentity) => {
      expect(parseConfig({ ...validSettings, mailIdentity }).mailIdentity).toBe(mailIdentity);
    },
  );
});

describe('the MAIL FROM domain', () => {
  test('when a name is given, then it is that name below the mail domain', () => {
    expect(parseConfig({ ...validSettings, mailFromName: 'bounces' }).mailFromDomain).toBe(
      'bounces.door.test',
    );
  });

  test('when the identity is one address, then there is none', () => {
    const settings = { ...validSettings, mailIdentity: 'sam@door.test' };
    expect(parseConfig(settings)).not.toHaveProperty('mailFromDomain');
  });

  test.each([
    ...['mail', 'webmail', 'email', 'smtp', 'imap', 'pop', 'pop3', 'mx', 'mx1', 'mx-2', 'www'],
    ...['autodiscover', 'autoconfig', 'smtp01', 'exchange', 'owa', 'correo', 'mail2', 'mta-sts'],
  ])('when its name is %s, then it is refused, because email arrives there', (mailFromName) => {
    expect(messageOf({ ...validSettings, mailFromName })).toContain(
      'AWS says that the MAIL FROM domain must not be one that receives email',
    );
  });

  test.each(['', '-a', 'a-', 'a.b', 'a_b', 'Bounce', 'a b', 'é', '@', 'x'.repeat(64), 3, null])(
    'when its name is %j, which is no name of a host, then it is refused',
    (mailFromName) => {
      expect(messageOf({ ...validSettings, mailFromName })).toContain(
        `"mailFromName" is ${JSON.stringify(mailFromName)}: write one name below`,
      );
    },
  );

  test.each([
    ['candidates', { allowedCandidates: ['alumni.door.test'] }, 'alumni'],
    ['one candidate', { allowedCandidates: ['ana@alumni.door.test'] }, 'alumni'],
    ['the alarms', { alarmAddress: 'ops@it.door.test' }, 'it'],
    ['questions', { operatorContact: 'sam@careers.door.test' }, 'careers'],
    ['the site', { domain: 'letters.door.test', certificateArn: certificate }, 'letters'],
  ])('when its name is already that of %s, then it is refused', (_, settings, mailFromName) => {
    expect(messageOf({ ...validSettings, ...settings, mailFromName })).toMatch(
      /"mailFromName" is ".*": .* is used by .*the MAIL FROM domain must serve nothing else/,
    );
  });
});

describe('candidates as the senders of their own letters', () => {
  const on = { ...validSettings, sendAsCandidate: 'true' };
  test.each([
    ['one candidate of the domain', ['other.test', 'ana@door.test']],
    ['all of the domain', ['Door.test']],
  ])('when %s may write, then it can be on', (_, allowedCandidates) => {
    expect(parseConfig({ ...on, allowedCandidates }).sendAsCandidate).toBe(true);
  });

  test('when the domain is not ASCII, then both forms of it are the same', () => {
    const settings = { mailIdentity: 'Universität.test', allowedCandidates: ['universität.test'] };
    expect(parseConfig({ ...on, ...settings }).mailIdentity).toBe('xn--universitt-y5a.test');
  });

  test.each([
    ['of another domain', ['school.test', 'ana@school.test']],
    ['of a domain below', ['students.door.test', 'ana@students.door.test']],
    ['of a domain that ends alike', ['indoor.test', 'ana@indoor.test']],
  ])('when all candidates are %s, then it says that no letter is concerned', (_, candidates) => {
    expect(messageOf({ ...on, allowedCandidates: candidates })).toContain(
      '"sendAsCandidate" is "true": no entry of "allowedCandidates" is of door.test',
    );
  });

  test('when the domain is above that of the candidates, then it is refused', () => {
    const settings = { mailIdentity: 'mail.school.test', allowedCandidates: ['school.test'] };
    expect(messageOf({ ...on, ...settings })).toContain('is of mail.school.test');
  });

  test('when the identity is one address, then it says that SES sends from no other', () => {
    expect(messageOf({ ...on, mailIdentity: 'sam@door.test' })).toContain(
      '"sendAsCandidate" is "true": "mailIdentity" is the one address sam@door.test',
    );
  });

  test('when it is neither true nor false, then it says what to write', () => {
    expect(messageOf({ ...on, sendAsCandidate: 'door.test' })).toContain(
      '"sendAsCandidate" is "door.test": write true to send a letter',
    );
  });
});

describe('tags', () => {
  test.each([
    [{ department: 'careers' }, { department: 'careers' }],
    ['department=careers, team=a=b', { department: 'careers', team: 'a=b' }],
    [{ 'cost:center/1': 'Área 51 + x@y.z_-' }, { 'cost:center/1': 'Área 51 + x@y.z_-' }],
    [{}, {}],
    ['', {}],
  ])('when they are %j, then they are accepted', (tags, expected) => {
    expect(parseConfig({ ...validSettings, tags }).tags).toEqual(expected);
  });

  test.each([
    ...['careers', 'a=b,a=c', '=b', 7, null, ['a=b'], { a: 1 }, { a: '' }, { '': 'b' }],
    ...[{ 'aws:department': 'b' }, { 'AWS:x': 'b' }, { 'a?': 'b' }, { a: '<b>' }, { a: 'b\n' }],
    ...[{ Department: 'a', department: 'b' }, { ['n'.repeat(129)]: 'v' }, { a: 'v'.repeat(257) }],
    Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`name${index}`, 'v'])),
  ])('when they are %j, then they are refused', (tags) => {
    expect(messageOf({ ...validSettings, tags })).toContain('write names and values');
  });
});

describe('who runs the site', () => {
  test.each([
    ['Careers Office, Example School', 'careers@door.test'],
    ['Oficina de Carreras · Universidad de Málaga', 'https://door.test/careers?from=letters'],
    ['Bootcamp <3 & friends', 'HTTPS://Door.test'],
    ['東京校', 'https://münchen.test/'],
  ])('when it is %s with the contact %s, then it is accepted', (operatorName, contact) => {
    const config = parseConfig({ ...validSettings, operatorName, operatorContact: contact });
    expect(config.operatorName).toBe(operatorName);
    expect(config.operatorContact).toMatch(/^(careers@door\.test|https:\/\/[a-z0-9.-]+\/)/);
  });

  test.each(['', '   ', 'a\nb', 'a\u202eb', 'a\u200bb', 'x'.repeat(81), 7, null, {}])(
    'when the name is %j, then it is refused',
    (operatorName) => {
      expect(messageOf({ ...validSettings, operatorName })).toContain('write who runs this site');
    },
  );

  test.each([
    ...['', 'careers', 'http://door.test', 'javascript:alert(1)', 'mailto:a@door.test'],
    ...['https://sam:secret@door.test/', 'https://', 'https://localhost/', 'a@b.test c@d.test'],
    ...['Sam <sam@door.test>', `https://door.test/${'x'.repeat(200)}`, 'https://door.test/\u0007'],
    ...[7, null],
  ])('when the contact is %j, then it is refused', (operatorContact) => {
    expect(messageOf({ ...validSettings, operatorContact })).toContain(
      'write where candidates can ask',
    );
  });
});

describe('the site’s own domain and the zone', () => {
  const zone = { hostedZoneId: 'Z0123456789ABC', hostedZoneName: 'door.test' };

  test('when both halves are given, then the configuration has them together', () => {
    expect(
      parseConfig({
        ...validSettings,
        ...zone,
        domain: 'Site.door.test',
        certificateArn: certificate,
      }),
    ).toMatchObject({
      ownDomain: { name: 'site.door.test', certificateArn: certificate },
      hostedZone: { id: 'Z0123456789ABC', name: 'door.test' },
    });
  });

  test.each([
    [{ domain: 'site.door.test' }, 'certificateArn'],
    [{ certificateArn: certificate }, 'domain'],
    [{ hostedZoneId: zone.hostedZoneId }, 'hostedZoneName'],
    [{ hostedZoneName: zone.hostedZoneName }, 'hostedZoneId'],
  ])('when only %j is given, then the other half is missing', (settings, missing) => {
    expect(messageOf({ ...validSettings, ...settings })).toContain(`"${missing}" is missing: `);
  });

  test.each([
    [{ domain: 'https://site.door.test' }, 'domain'],
    [{ domain: 'site.door.test/' }, 'domain'],
    [{ domain: 'site' }, 'domain'],
    [{ domain: '*.door.test' }, 'domain'],
    [{ certificateArn: 'arn:aws:iam::123456789012:server-certificate/x' }, 'certificateArn'],
    [{ certificateArn: 'abc' }, 'certificateArn'],
    [{ ...zone, hostedZoneId: '/hostedzone/Z1' }, 'hostedZoneId'],
    [{ ...zone, hostedZoneName: 'other.test' }, 'hostedZoneName'],
    [{ ...zone, hostedZoneName: 'x.door.test' }, 'hostedZoneName'],
    [{ ...zone, mailIdentity: 'sam@door.test' }, 'hostedZoneName'],
  ])('when it is %j, then "%s" is refused', (settings, name) => {
    expect(messageOf({ ...validSettings, ...settings })).toContain(`"${name}" is `);
  });
});

describe('the CDK context', () => {
  test('when it has settings and the keys of CDK, then nothing is wrong', () => {
    const settings = Object.fromEntries(configKeys.map((key) => [key, 'x']));
    expect(
      contextFaults({
        ...settings,
        settings: 'careers.json',
        '@aws-cdk/core:x': true,
        'aws:cdk:bundling-stacks': [],
        'acknowledged-issue-numbers': [1],
      }),
    ).toEqual([]);
  });

  test('when -c has a name that is no setting, then it is refused, not ignored', () => {
    expect(contextFaults({ linkHour: '4' })).toEqual([
      expect.stringContaining('"linkHour" is not a setting. The settings are mailIdentity'),
    ]);
  });

  test.each([
    'link-hours',
    'link_hours',
    'linkHours2',
    '--settings',
    'settings.json',
    ' linkHours',
    'notices',
    '',
  ])('when -c has the key %j, then it is refused: no key of CDK looks like that', (key) => {
    expect(contextFaults({ [key]: '24' })).toEqual([
      expect.stringContaining(`"${key}" is not a setting`),
    ]);
  });

  test('when CDK has written a key of its own into its files, then it is none of ours', () => {
    const keys = [
      ...['acknowledged-issue-numbers', 'cli-telemetry', '@aws-cdk/core:x', 'aws:cdk:x'],
      ...['vpc-provider:account=1:region=x', 'availability-zones:account=1', 'aws-cdk:x'],
    ];
    expect(contextFaults(Object.fromEntries(keys.map((key) => [key, true])))).toEqual([]);
  });

  test('when cdk.json still has its old section, then the error says to move it', () => {
    expect(contextFaults({ 'open-door': {} })).toEqual([
      expect.stringContaining('move what is in its section "open-door" to open-door.json'),
    ]);
  });
});

describe('the name of the stack alone', () => {
  test('when another setting is wrong, then it is read all the same', () => {
    expect(readStackName({ mailIdentity: 1, stackName: 'Careers', colour: 'red' })).toBe('Careers');
    expect(readStackName({}, {})).toBe('OpenDoor');
    expect(readStackName({ stackName: 'Careers' }, { stackName: 'Alumni' })).toBe('Alumni');
  });

  test('when it is wrong, then the message names the file', () => {
    const message = /"stackName" is "a b": .* careers\.json/s;
    expect(() => readStackName({ stackName: 'a b' }, {}, 'careers.json')).toThrow(message);
  });
});

describe('the example values', () => {
  test('when the example file is used, then each value of it is found', () => {
    expect(example).toMatchObject(exampleConfig);
    expect(exampleValuesLeft(parseConfig(example))).toEqual([
      '"mailIdentity" is still the example example.org',
      '"allowedCandidates" still holds the example you@example.org',
    ]);
  });

  test('when only one of them is left, also in an address, then it is found', () => {
    expect(
      exampleValuesLeft(parseConfig({ ...validSettings, mailIdentity: 'you@example.com' })),
    ).toHaveLength(1);
    expect(
      exampleValuesLeft(
        parseConfig({
          ...validSettings,
          allowedCandidates: ['ana@school.test', 'you@example.org'],
        }),
      ),
    ).toHaveLength(1);
  });

  test('when every setting is edited, then none is found', () => {
    expect(exampleValuesLeft(parseConfig(validSettings))).toEqual([]);
  });
});

describe('an address as a setting and on the form', () => {
  const addresses = [
    'dana@example.test',
    'Dana@Example.TEST',
    "d.o'neill+jobs@mail.example.co.uk",
    'dana@münchen.test',
    'dana＠example.test',
    'dana@a.b',
    'dana@example.c1',
    'dana',
    '@example.test',
    'dana@',
    'dana@example',
    'dana@-example.test',
    'dana@example-.test',
    'dana@example..test',
    'da..na@example.test',
    '.dana@example.test',
    'Dana <dana@example.test>',
    '"dana"@example.test',
    'dana@[127.0.0.1]',
    'dana@127.0.0.1',
    'dana@example.test, kim@example.test',
    'dána@example.test',
    `${'x'.repeat(64)}@example.test`,
    `${'x'.repeat(65)}@example.test`,
    `dana@${'x'.repeat(63)}.test`,
    `dana@${'x'.repeat(64)}.test`,
    `dana@${'example.'.repeat(31)}test`,
  ];

  test.each(addresses)('when it is %s, then both accept it or both refuse it', (address) => {
    const accepted = parseEmailAddress(address)?.toLowerCase();
    if (accepted !== undefined) expect(takeAddress(address)).toMatchObject({ kind: 'one' });
    const settings = { alarmAddress: address, mailIdentity: address };
    if (accepted === undefined) {
      expect(messageOf({ ...validSettings, alarmAddress: address })).toContain(
        '"alarmAddress" is ',
      );
      expect(messageOf({ ...validSettings, allowedCandidates: [`${address}`] })).toContain(
        'Candidates',
      );
    } else {
      expect(parseConfig({ ...validSettings, ...settings })).toMatchObject({
        alarmAddress: accepted,
        lettersAddress: accepted,
      });
    }
  });

  test.each([
    'Dana <dana@example.test>',
    'mailto:dana@example.test',
    'dana@example.test,',
    '“dana@example.test”',
  ])('when it is pasted as %s, then only the form takes the address out', (pasted) => {
    expect(takeAddress(pasted)).toEqual({ kind: 'one', address: 'dana@example.test' });
    expect(messageOf({ ...validSettings, alarmAddress: pasted })).toContain('"alarmAddress" is ');
    expect(messageOf({ ...validSettings, mailIdentity: pasted })).toContain('"mailIdentity" is ');
  });

  test('when it is an international domain, then both read it the same', () => {
    expect(parseConfig({ ...validSettings, mailIdentity: 'münchen.test' }).lettersAddress).toBe(
      parseEmailAddress('letters@münchen.test'),
    );
  });
});

describe('settings that would harm something else', () => {
  test('when another file has no stack name, then it cannot change the first stack', () => {
    expect(() => parseConfig(validSettings, {}, 'alumni.json')).toThrow(
      '"stackName" is missing: each file of settings names its own stack',
    );
    expect(parseConfig(validSettings, { stackName: 'Alumni' }, 'alumni.json').stackName).toBe(
      'Alumni',
    );
  });

  test('when the site has the domain of the emails, then it needs a zone', () => {
    const settings = {
      ...validSettings,
      domain: 'door.test',
      certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/a',
    };
    expect(messageOf(settings)).toContain('cannot be an alias (CNAME) of the site as well');
    const zone = { hostedZoneId: 'Z1', hostedZoneName: 'door.test' };
    expect(parseConfig({ ...settings, ...zone }).ownDomain?.name).toBe('door.test');
  });

  test('when a tag is one of ours, or there are too many, then it is refused', () => {
    const tagsOf = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'x']));
    expect(Object.keys(parseConfig({ ...validSettings, tags: tagsOf(45) }).tags)).toHaveLength(45);
    for (const tags of [tagsOf(46), { 'open-door:stack': 'Other' }])
      expect(messageOf({ ...validSettings, tags })).toContain('"open-door:"');
  });

  test('when the identity is below an example domain, then it is an example', () => {
    const mailIdentity = 'letters.example.org';
    expect(exampleValuesLeft(parseConfig({ ...validSettings, mailIdentity }))).toHaveLength(1);
  });
});
