import { expect, test } from 'vitest';
import { classifySendError } from '../../lambdas/aws/ses-errors.ts';

const answered = (name: string, httpStatusCode: number, message = ''): Error =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });

test.each([
  [
    answered('Throttling', 400, 'Maximum sending rate exceeded.'),
    { kind: 'not-sent', retry: 'backoff' },
  ],
  [answered('ThrottlingException', 429), { kind: 'not-sent', retry: 'backoff' }],
  [
    answered('Throttling', 400, 'Daily message quota exceeded.'),
    { kind: 'not-sent', retry: 'quota' },
  ],
  [answered('MessageRejected', 400), { kind: 'not-sent', retry: 'never' }],
  [answered('AccountSendingPausedException', 400), { kind: 'not-sent', retry: 'never' }],
  [answered('ConfigurationSetDoesNotExist', 400), { kind: 'not-sent', retry: 'never' }],
  [answered('SomethingNew', 400), { kind: 'not-sent', retry: 'never' }],
  [answered('InternalFailure', 500), { kind: 'cannot-know' }],
  [answered('Error', 200, 'aborted'), { kind: 'cannot-know' }],
  [answered('ServiceUnavailable', 503), { kind: 'cannot-know' }],
  [
    Object.assign(new Error('socket hang up'), { code: 'ECONNRESET', $metadata: { attempts: 1 } }),
    { kind: 'cannot-know' },
  ],
  [Object.assign(new Error('x'), { name: 'TimeoutError' }), { kind: 'cannot-know' }],
  ['thrown text', { kind: 'cannot-know' }],
])('when the error is %s, then the result is %j', (error, result) => {
  expect(classifySendError(error)).toMatchObject(result);
});

// The names of errors that SES sends on the wire.
test.each([
  'MessageRejected',
  'MailFromDomainNotVerified',
  'MailFromDomainNotVerifiedException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetDoesNotExistException',
  'ConfigurationSetSendingPausedException',
  'AccountSendingPaused',
  'AccountSendingPausedException',
  'AccessDenied',
  'InvalidParameterValue',
  'ValidationError',
])('when SES answers %s, then the mail is not sent and never retried', (name) => {
  expect(classifySendError(answered(name, 400))).toEqual({
    kind: 'not-sent',
    retry: 'never',
    code: name,
  });
});

test.each(['ExpiredToken', 'RequestExpired'])(
  'when SES answers %s about the request, not the mail, then the mail is retried',
  (name) => {
    expect(classifySendError(answered(name, 403))).toMatchObject({
      kind: 'not-sent',
      retry: 'backoff',
    });
  },
);
