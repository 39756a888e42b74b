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

interface ServiceError {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error &&
  '$metadata' in error &&
  typeof error.$metadata === 'object' &&
  error.$metadata !== null &&
  'httpStatusCode' in error.$metadata;

/**
 * Says what an error of a single SendEmail attempt means for the email. Only an answer
 * that SES itself wrote, with a status from 400 to 499, means that SES did not accept the
 * email. Any other error, such as a broken connection, may have happened after SES
 * accepted it. If the body of a 200 breaks, the SDK's error has this status.
 */
export function classifySendError(error: unknown): SendResult {
  const status = isServiceError(error) ? (error.$metadata.httpStatusCode ?? 500) : 500;
  if (!isServiceError(error) || status < 400 || status >= 500) {
    return {
      kind: 'cannot-know',
      code: error instanceof Error ? error.name : 'Unknown',
    };
  }
  const retry = DAILY_QUOTA.test(error.message) ? 'quota' : (refusals[error.name] ?? 'never');
  return { kind: 'not-sent', retry, code: error.name };
}
