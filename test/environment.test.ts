import { describe, expect, test } from 'vitest';
import { parseEnvironment, sendEnvironment, webEnvironment } from '../lambdas/environment.ts';

const send = {
  TABLE_NAME: 'open-door',
  CONFIGURATION_SET: 'open-door',
  ORIGIN: 'https://door.example',
  SEND_RATE: '12.5',
};

test('when all variables are set, then numbers are parsed and other variables left out', () => {
  expect(parseEnvironment(sendEnvironment, { ...send, PATH: '/bin' })).toEqual({
    ...send,
    SEND_RATE: 12.5,
  });
});

describe('a wrong environment variable', () => {
  test.each([
    ['TABLE_NAME', undefined, 'The environment variable TABLE_NAME is not set.'],
    ['ORIGIN', '', 'The environment variable ORIGIN is not set.'],
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
