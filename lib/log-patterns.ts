import type { LogEvent } from '../lambdas/core/log.ts';

/**
 * Filter patterns of CloudWatch Logs: which log entries the alarms count. In Lambda's
 * JSON log format our log entry is the field `message`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
const anyOf = (selector: string, values: readonly string[]): string => {
  const conditions = values.map((value) => `$.${selector} = "${value}"`);
  return conditions.length === 1 ? `${conditions[0]}` : `(${conditions.join(' || ')})`;
};
const noneOf = (selector: string, values: readonly string[]): string =>
  values.map((value) => `$.${selector} != "${value}"`).join(' && ');

const event = (...events: readonly LogEvent[]): string => anyOf('message.event', events);
const pattern = (...conditions: readonly string[]): string => `{ ${conditions.join(' && ')} }`;

/** The entries of an event. */
export const everyEntry = (name: LogEvent): string => pattern(event(name));

/** SES did not accept this one address. Other letters may leave. */
export const addressCodes = ['InvalidParameterValue', 'ValidationError'] as const;

/** The letter does not leave because somebody was blocked. That is as it should be. */
export const blockedCodes = ['RecruiterBlocked', 'CandidateBlocked'] as const;

/**
 * SES refuses every email, or every email to addresses that are not verified, until the
 * operator acts. The codes are those of `lambdas/aws/ses-errors.ts`; `*` is any text.
 */
export const operatorCodes = [
  'MessageRejected',
  'MailFromDomainNotVerified*',
  'ConfigurationSet*',
  'AccountSendingPaused*',
  'AccessDenied*',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'MissingAuthenticationToken',
  'LimitExceededException',
] as const;

/** A letter that SES has refused so often has waited for about half an hour. */
const LATE_ATTEMPT = 6;

const letterEnds = event('send-failed', 'send-unknown');

/** A letter failed, or nobody knows whether it left. */
export const letterFailed = pattern(
  letterEnds,
  noneOf('message.code', [...blockedCodes, ...addressCodes]),
);

/**
 * A letter waits for long: a daily quota is used up, or SES refuses it again and again.
 */
export const letterWaits = pattern(
  event('send-postponed'),
  `($.message.wait = "quota" || $.message.attempt >= ${LATE_ATTEMPT})`,
);

/** A letter failed because of its address. */
export const letterRefused = pattern(letterEnds, anyOf('message.code', addressCodes));

const linkRefusals = event('review-mail-refused', 'contacts-link-refused');

/** No link leaves, until the operator acts. */
export const linksFail = pattern(linkRefusals, anyOf('message.code', operatorCodes));

/** One link did not leave. Its candidate was asked to try again. */
export const linkRefused = pattern(linkRefusals, noneOf('message.code', operatorCodes));

/** A run of the sweep, while the kill switch is on. */
export const sendingStopped = pattern(event('sweep-done'), '$.message.isStopped IS TRUE');

/**
 * An answer of the site with a status of 500 or above. Not if our code says 503: links or
 * letters are stopped, or many people write at once. If API Gateway itself answers 503,
 * the entry has the error of the integration (`-` if there is none).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export const siteError = '{ $.status = "5*" && ($.status != "503" || $.integrationError != "-") }';

/** An answer 429, of API Gateway or of our own limits. */
export const throttled = '{ $.status = "429" }';
