import type { SendResult } from '../core/mail/mail.ts';

type NotSent = Extract<SendResult, { kind: 'not-sent' }>;

/**
 * The errors with which SES says that it did not accept an email, and whether to retry.
 * The keys are the names on the wire, as in the SES API reference (SendEmail, Common
 * Errors) and in the SDK's own classes.
 */
const refusals: Readonly<Record<string, NotSent['retry']>> = {
  Throttling: 'backoff',
  ThrottlingException: 'backoff',
  TooManyRequestsException: 'backoff',
  LimitExceededException: 'quota',
  MessageRejected: 'never',
  MailFromDomainNotVerified: 'never',
  MailFromDomainNotVerifiedException: 'never',
  ConfigurationSetDoesNotExist: 'never',
  ConfigurationSetDoesNotExistException: 'never',
  ConfigurationSetSendingPausedException: 'never',
  ConfigurationSetSendingPaused: 'never',
  AccountSendingPaused: 'never',
  AccountSendingPausedException: 'never',
  AccessDenied: 'never',
  AccessDeniedException: 'never',
  InvalidParameterValue: 'never',
  ValidationError: 'never',
  InvalidClientTokenId: 'never',
  SignatureDoesNotMatch: 'never',
  MissingAuthenticationToken: 'never',
  ExpiredToken: 'backoff',
  RequestExpired: 'backoff',
};

/** The daily quota and the rate limit have the same name; only the message differs. */
const DAILY_QUOTA = /daily message quota/i;

/** The HTTP status of SES's answer; undefined if it gave none. */
function statusOf(error: Error): number | undefined {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const status = 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

/**
 * Says what an error of a single SendEmail attempt means for the email. Only an answer
 * that SES itself wrote, with a status from 400 to 499, means that SES did not accept the
 * email. Any other error, such as a broken connection, may have happened after SES
 * accepted it. If the body of a 200 breaks, the SDK's error has this status.
 */
export function classifySendError(error: unknown): SendResult {
  if (!(error instanceof Error)) return { kind: 'cannot-know', code: 'Unknown' };
  const status = statusOf(error) ?? 500;
  if (status < 400 || status >= 500) return { kind: 'cannot-know', code: error.name };
  const retry = DAILY_QUOTA.test(error.message) ? 'quota' : (refusals[error.name] ?? 'never');
  return { kind: 'not-sent', retry, code: error.name };
}
