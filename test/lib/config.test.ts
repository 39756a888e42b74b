import { describe, expect, test } from 'vitest';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { parseEmailAddress } from '../../lambdas/core/email-address.ts';
import {
  ConfigError,
  configKeys,
  exampleConfig,
  exampleValuesLeft,
  parseConfig,
} from '../../lib/config.ts';

const own = {
  mailIdentity: 'door.test',
  allowedCandidates: ['sam@door.test'],
};

/** What the operator is told of a wrong setting. */
function complaint(section: unknown, overrides?: Record<string, unknown>): string {
  try {
    parseConfig(section, overrides);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.message;
    }
    throw error;
  }
  return 'no complaint';
}

describe('a configuration', () => {
  test('of a domain mails from letters@ and review@ of it', () => {
    expect(parseConfig(own)).toEqual({
      mailIdentity: 'door.test',
      singleAddress: false,
      lettersAddress: 'letters@door.test',
      reviewAddress: 'review@door.test',
      allowedCandidates: ['sam@door.test'],
      linkHours: 48,
      sendRate: 10,
    });
  });

  test('of one address mails everything from it', () => {
    expect(parseConfig({ ...own, mailIdentity: 'Sam@Door.test ' })).toMatchObject({
      singleAddress: true,
      lettersAddress: 'sam@door.test',
      reviewAddress: 'sam@door.test',
    });
  });

  test('is overridden by what the command line gives, which is always text', () => {
    expect(
      parseConfig(own, {
        mailIdentity: undefined,
        allowedCandidates: 'ana@school.test, School.test,',
        linkHours: '24',
        origin: 'https://door.school.test',
      }),
    ).toMatchObject({
      mailIdentity: 'door.test',
      allowedCandidates: ['ana@school.test', 'school.test'],
      linkHours: 24,
      origin: 'https://door.school.test',
    });
  });

  test('tells alarms to one address, if it has one', () => {
    expect(parseConfig({ ...own, alarmAddress: ' Ops@School.test' }).alarmAddress).toBe(
      'ops@school.test',
    );
    expect(parseConfig(own)).not.toHaveProperty('alarmAddress');
  });

  test('says which settings there are', () => {
    expect(configKeys).toEqual([
      'mailIdentity',
      'allowedCandidates',
      'linkHours',
      'sendRate',
      'origin',
      'alarmAddress',
    ]);
  });
});

describe('a wrong setting is named, with what was given and what to write', () => {
  test.each([
    [
      'nothing at all',
      undefined,
      [
        '"mailIdentity" is missing: write a domain',
        '"allowedCandidates" is missing: list at least one',
      ],
    ],
    ['a section that is no object', 'door.test', ['must be an object']],
    [
      'no domain',
      { ...own, mailIdentity: 'localhost' },
      ['"mailIdentity" is "localhost": write a domain you own'],
    ],
    [
      'an address with a name',
      { ...own, mailIdentity: 'Sam <sam@door.test>' },
      ['"mailIdentity" is "Sam <sam@door.test>"'],
    ],
    ['a number for a domain', { ...own, mailIdentity: 5 }, ['"mailIdentity" is 5: write a domain']],
    [
      'nobody allowed',
      { ...own, allowedCandidates: [] },
      ['"allowedCandidates" is []: list at least one'],
    ],
    [
      'a number allowed',
      { ...own, allowedCandidates: 7 },
      ['"allowedCandidates" is 7: list at least one'],
    ],
    [
      'nobody allowed, on the command line',
      { ...own, allowedCandidates: ' ,' },
      ['"allowedCandidates" is " ,": list at least one'],
    ],
    [
      'everybody allowed',
      { ...own, allowedCandidates: ['*'] },
      ['open to everyone is not supported yet'],
    ],
    [
      'a bad candidate among good ones',
      { ...own, allowedCandidates: ['school.test', '@school.test'] },
      ['"allowedCandidates" is ["school.test","@school.test"]: list at least one address'],
    ],
    ['no whole number', { ...own, linkHours: 1.5 }, ['"linkHours" is 1.5: write a whole number']],
    ['no number', { ...own, linkHours: 'two' }, ['"linkHours" is "two": write a whole number']],
    ['no rate', { ...own, sendRate: 0 }, ['"sendRate" is 0: write how many emails a second']],
    [
      'no time at all',
      { ...own, linkHours: 0 },
      ['"linkHours" is 0: write a whole number of hours from 1'],
    ],
    [
      'too long a time',
      { ...own, linkHours: '1000' },
      ['"linkHours" is "1000": write a whole number of hours from 1 to 168'],
    ],
    [
      'a slash after the origin',
      { ...own, origin: 'https://door.test/' },
      ['"origin" is "https://door.test/": write scheme and host only'],
    ],
    [
      'a domain for the alarms',
      { ...own, alarmAddress: 'school.test' },
      ['"alarmAddress" is "school.test": write the one address that alarms are emailed to'],
    ],
    [
      'two addresses for the alarms',
      { ...own, alarmAddress: 'ops@school.test,sam@school.test' },
      ['"alarmAddress" is "ops@school.test,sam@school.test": write the one address'],
    ],
    [
      'a number for the alarms',
      { ...own, alarmAddress: 7 },
      ['"alarmAddress" is 7: write the one address'],
    ],
    ['an origin without TLS', { ...own, origin: 'http://door.test' }, ['"origin"']],
    [
      'an unknown setting',
      { ...own, linkHour: 4 },
      [
        '"linkHour" is not a setting. The settings are mailIdentity, allowedCandidates, ' +
          'linkHours, sendRate, origin, alarmAddress',
      ],
    ],
  ])('%s', (_, section, expected) => {
    const message = complaint(section);
    for (const part of expected) {
      expect(message).toContain(part);
    }
  });

  test('and where to write it', () => {
    expect(complaint({ ...own, linkHours: 0 })).toMatch(
      /cdk\.json under "context" → "open-door".*-c key=value/,
    );
  });
});

describe('the example values', () => {
  test('are those of cdk.json, and are recognised', () => {
    expect(cdkJson.context['open-door']).toMatchObject(exampleConfig);
    expect(exampleValuesLeft(parseConfig(cdkJson.context['open-door']))).toEqual([
      '"mailIdentity" is still the example example.org',
      '"allowedCandidates" still holds the example you@example.org',
    ]);
  });

  test('are recognised as an address too, and one by one', () => {
    expect(
      exampleValuesLeft(parseConfig({ ...own, mailIdentity: 'you@example.com' })),
    ).toHaveLength(1);
    expect(
      exampleValuesLeft(
        parseConfig({
          ...own,
          allowedCandidates: ['ana@school.test', 'you@example.org'],
        }),
      ),
    ).toHaveLength(1);
  });

  test('are not found in a configuration of one’s own', () => {
    expect(exampleValuesLeft(parseConfig(own))).toEqual([]);
  });
});

describe('when an address is tried as a setting and on the form, then both take it or neither', () => {
  const tried = [
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

  test.each(tried)('%s', (address) => {
    const taken = parseEmailAddress(address)?.toLowerCase();
    const settings = { alarmAddress: address, mailIdentity: address };
    if (taken === undefined) {
      expect(complaint({ ...own, alarmAddress: address })).toContain('"alarmAddress" is ');
      expect(complaint({ ...own, allowedCandidates: [`${address}`] })).toContain('Candidates');
    } else {
      expect(parseConfig({ ...own, ...settings })).toMatchObject({
        alarmAddress: taken,
        lettersAddress: taken,
      });
    }
  });

  test('and the domain of an address is a domain for both', () => {
    expect(parseConfig({ ...own, mailIdentity: 'münchen.test' }).lettersAddress).toBe(
      parseEmailAddress('letters@münchen.test'),
    );
  });
});
