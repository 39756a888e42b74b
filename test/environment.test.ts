import { describe, expect, test } from 'vitest';
import { parseEnvironment, sendEnvironment, webEnvironment } from '../lambdas/environment.ts';
import { exampleConfig, parseConfig } from '../lib/config.ts';

const send = {
  TABLE_NAME: 'open-door',
  CONFIGURATION_SET: 'open-door',
  ORIGIN: 'https://door.example',
  SEND_RATE: '12.5',
  DAILY_QUOTA: '200',
  LETTERS_PER_RECRUITER: '10',
  LETTERS_PER_DOMAIN: '50',
  LETTER_DAYS: '30',
  OPERATOR: '{}',
};

test('when all variables are set, then numbers are parsed and other variables left out', () => {
  expect(parseEnvironment(sendEnvironment, { ...send, PATH: '/bin' })).toEqual({
    ...send,
    SEND_RATE: 12.5,
    DAILY_QUOTA: 200,
    LETTERS_PER_RECRUITER: 10,
    LETTERS_PER_DOMAIN: 50,
    LETTER_DAYS: 30,
    OPERATOR: {},
  });
});

const web = {
  ...send,
  REVIEW_ADDRESS: 'review@door.example',
  LETTERS_ADDRESS: 'letters@door.example',
  LINK_HOURS: '48',
  LOG_DAYS: '30',
  REGION: 'eu-west-1',
  LINKS_PER_MAILBOX_DAY: '20',
  CONTACTS_LINKS_PER_MAILBOX_DAY: '5',
  LINKS_PER_NETWORK_HOUR: '60',
  TRUSTED_PROXY_HOPS: '0',
  NO_LETTERS_LINK: 'off',
  ALLOWED_CANDIDATES: '*',
};

test.each([
  { linkHours: 1, sendRate: 1 },
  { linkHours: 168, sendRate: 10_000 },
  { linkHours: 48, sendRate: 4 / 3 },
  { linkHours: 48, sendRate: 9999.999999999998 },
])('when the operator may set %j, then the functions start with it', (settings) => {
  const { linkHours, sendRate } = parseConfig({ ...exampleConfig, ...settings });
  const variables = { ...web, LINK_HOURS: String(linkHours), SEND_RATE: String(sendRate) };
  expect(parseEnvironment(webEnvironment, variables).LINK_HOURS).toBe(settings.linkHours);
  expect(parseEnvironment(sendEnvironment, variables).SEND_RATE).toBe(settings.sendRate);
});

test.each(['1.5', '0', ''])(
  'when LINK_HOURS is "%s", then the function does not start',
  (hours) => {
    expect(() => parseEnvironment(webEnvironment, { ...web, LINK_HOURS: hours })).toThrow(
      'The environment variable LINK_HOURS is ',
    );
  },
);

describe('a wrong environment variable', () => {
  test.each([
    ['TABLE_NAME', undefined, 'The environment variable TABLE_NAME is not set.'],
    ['ORIGIN', '', 'The environment variable ORIGIN is not set.'],
    ['DAILY_QUOTA', undefined, 'The environment variable DAILY_QUOTA is not set.'],
    ['DAILY_QUOTA', '0.5', 'The environment variable DAILY_QUOTA is "0.5", which is not a valid'],
    ['LETTER_DAYS', '31', 'The environment variable LETTER_DAYS is "31", which is not a valid'],
    ['OPERATOR', '{', 'The environment variable OPERATOR is "{", which is not a valid value.'],
    ['OPERATOR', '{"name":1}', 'The environment variable OPERATOR is "{"name":1}", which is not'],
    ['SEND_RATE', undefined, 'The environment variable SEND_RATE is not set.'],
    ['SEND_RATE', 'fast', 'The environment variable SEND_RATE is "fast", which is not a valid'],
    ['SEND_RATE', '0', 'The environment variable SEND_RATE is "0", which is not a valid'],
    ['SEND_RATE', '-1', 'The environment variable SEND_RATE is "-1", which is not a valid'],
    ['SEND_RATE', '1e9', 'The environment variable SEND_RATE is "1e9", which is not a valid'],
    ['SEND_RATE', 'NaN', 'The environment variable SEND_RATE is "NaN", which is not a valid'],
  ])('when %s is %j, then the function does not start', (name, value, message) => {
    expect(() => parseEnvironment(sendEnvironment, { ...send, [name]: value })).toThrow(message);
  });

  test('when there are several, then the error names all of them', () => {
    expect(() => parseEnvironment(webEnvironment, send)).toThrow(
      /REVIEW_ADDRESS is not set.*LETTERS_ADDRESS is not set.*LINK_HOURS.*ALLOWED_CANDIDATES/,
    );
  });
});
