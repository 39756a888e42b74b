import { describe, expect, test } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { parseEmailAddress } from '../../lambdas/core/email-address.ts';
import { takeAddress } from '../../lambdas/core/typed-address.ts';
import {
  ConfigError,
  configKeys,
  exampleConfig,
  exampleValuesLeft,
  parseConfig,
} from '../../lib/config.ts';

const validSettings = {
  mailIdentity: 'door.test',
  allowedCandidates: ['sam@door.test'],
};

/** The message of the error for a wrong setting. */
function messageOf(section: unknown, overrides?: Record<string, unknown>): string {
  try {
    parseConfig(section, overrides);
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
        origin: 'https://door.school.test',
      }),
    ).toMatchObject({
      mailIdentity: 'door.test',
      allowedCandidates: ['ana@school.test', 'school.test'],
      linkHours: 24,
      lettersPerRecruiter: 3,
      noLettersLink: true,
      origin: 'https://door.school.test',
    });
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
      'origin',
      'alarmAddress',
    ]);
  });
});

describe('a wrong setting', () => {
  test.each([
    [
      'no configuration',
      undefined,
      [
        '"mailIdentity" is missing: write a domain',
        '"allowedCandidates" is missing: list at least one',
      ],
    ],
    ['a configuration that is no object', 'door.test', ['must be an object']],
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
      ['"sendRate" is 0: write how many emails a second'],
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
    ['an origin without TLS', { ...validSettings, origin: 'http://door.test' }, ['"origin"']],
    [
      'an unknown setting',
      { ...validSettings, linkHour: 4 },
      [
        '"linkHour" is not a setting. The settings are mailIdentity, allowedCandidates, ' +
          'linkHours, sendRate, dailyQuota, linksPerMailboxDay, linksPerNetworkHour, ' +
          'trustedProxyHops, lettersPerRecruiter, lettersPerDomain, noLettersLink, origin, ' +
          'alarmAddress',
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
      /cdk\.json under "context" → "open-door".*-c key=value/,
    );
  });
});

describe('the example values', () => {
  test('when cdk.json is not edited, then they are in it, and each one is found', () => {
    expect(cdkJson.context['open-door']).toMatchObject(exampleConfig);
    expect(exampleValuesLeft(parseConfig(cdkJson.context['open-door']))).toEqual([
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
