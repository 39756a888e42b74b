import type { SendResult } from '../core/mail/mail.ts';

type NotSent = Extract<SendResult, { kind: 'not-sent' }>;

/**
 * The errors by which SES says that it did not take a mail, by the name on the wire, and
 * when to try again. Names as in the SES API reference (SendEmail, Common Errors) and the
 * SDK's own classes.
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

/**
 * The daily quota shares its name with the rate limit; only the message tells them apart.
 */
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
 * What an error of a single SendEmail attempt says about the mail. Only an answer that
 * SES wrote itself, below 500, means that it was not taken; anything else, a broken
 * connection above all, may have come after it was.
 */
export function classifySendError(error: unknown): SendResult {
  if (!isServiceError(error) || (error.$metadata.httpStatusCode ?? 500) >= 500) {
    return {
      kind: 'cannot-know',
      code: error instanceof Error ? error.name : 'Unknown',
    };
  }
  const retry = DAILY_QUOTA.test(error.message) ? 'quota' : (refusals[error.name] ?? 'never');
  return { kind: 'not-sent', retry, code: error.name };
}
