import type { ReportedState } from '../core/decline/decline.ts';

/** How SES classifies a bounce, for all its recipients. */
export interface BounceType {
  readonly bounceType?: string | undefined;
  readonly bounceSubType?: string | undefined;
}

/**
 * What the mail server reported about one recipient (RFC 3464). SES has it only if the
 * bounce was a delivery status notification.
 */
export interface BounceDetails {
  readonly action?: string | undefined;
  /** The enhanced status code (RFC 3463), such as `5.1.1`. */
  readonly status?: string | undefined;
  /** The answer of the mail server, such as `smtp; 550 5.1.1 user unknown`. */
  readonly diagnosticCode?: string | undefined;
}

/** A diagnostic can quote pages of text. The code is at its beginning. */
const MAX_DIAGNOSTIC_LENGTH = 2000;

/**
 * Phrases by which mail servers say that they will not deliver the email, if they give no
 * code. In lower case.
 */
const failurePhrases = [
  'user unknown',
  'unknown user',
  'unknown recipient',
  'recipient unknown',
  'unknown or illegal alias',
  'no such user',
  'no such recipient',
  'no such mailbox',
  'no mailbox here',
  'does not exist',
  "doesn't exist",
  'user not found',
  'recipient not found',
  'recipientnotfound',
  'mailbox not found',
  'mailbox unavailable',
  'mailbox disabled',
  'account disabled',
  'is disabled',
  'has been disabled',
  'account not found',
  'address rejected',
  'invalid recipient',
  'invalid mailbox',
  'invalid domain',
  'host or domain name not found',
  'domain not found',
  'unrouteable address',
  'relay access denied',
  'over quota',
  'rejected as spam',
  'suppression list',
] as const;

/** Phrases for an email that waited too long: no server tries it again. */
const expiryPhrases = [
  'message expired',
  'delivery expired',
  'delivery time expired',
  'message too old',
  'in the queue too long',
  'retry timeout exceeded',
  'unable to deliver in',
  'unable to deliver within',
] as const;

type CodeClass = 'delivered' | 'failed' | 'temporary';

/**
 * 4.4.7: the time for delivery has expired, nobody tries any longer. All other codes of
 * class 4 leave open whether the mail server tries again.
 */
function classOf(status: string): CodeClass {
  if (status.startsWith('2')) return 'delivered';
  if (status.startsWith('5') || status === '4.4.7') return 'failed';
  return 'temporary';
}

function classOfStatus(status = ''): CodeClass | undefined {
  // Some servers write `smtp; 5.1.1`, `5.1`, `5` or an SMTP code.
  const code = /(?<![\w.])[245](?:\d\d|\.\d{1,3}(?:\.\d{1,3})?)?(?![\w.])/.exec(
    status.slice(0, MAX_DIAGNOSTIC_LENGTH),
  )?.[0];
  return code === undefined ? undefined : classOf(code);
}

/**
 * Reads the diagnostic: its first SMTP code and its first enhanced code, or a phrase if
 * it has neither. Later codes may be quoted from an earlier attempt: `smtp; 554 4.4.7
 * Message expired: unable to deliver in 840 minutes.<421 4.4.0 Unable to lookup DNS>`.
 */
function classOfDiagnostic(diagnosticCode = ''): CodeClass | undefined {
  const text = diagnosticCode.slice(0, MAX_DIAGNOSTIC_LENGTH);
  const lower = text.toLowerCase();
  if (expiryPhrases.some((phrase) => lower.includes(phrase))) return 'failed';
  // At the beginning, or after a mark: a number in a sentence is no code.
  const smtp = /(?:^|: |[;<("'[])\s{0,3}([245]\d\d)(?!\w|\.\d)/.exec(text)?.[1];
  const enhanced = /(?<![\w.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(text)?.[0];
  const codes = [smtp, enhanced].flatMap((code) => (code === undefined ? [] : classOf(code)));
  if (codes.length > 0) return codes.find((code) => code === 'failed') ?? codes[0];
  return failurePhrases.some((phrase) => lower.includes(phrase)) ? 'failed' : undefined;
}

/**
 * What the mail server did. It decides before the codes: Exchange reports a delay, after
 * which it tries again, as `action: delayed, status: 4.4.7`.
 */
function classOfAction(action = ''): CodeClass | undefined {
  switch (/[a-z]+/.exec(action.slice(0, 100).toLowerCase())?.[0]) {
    case 'failed':
      return 'failed';
    case 'delayed':
      return 'temporary';
    case 'delivered':
    case 'relayed':
    case 'expanded':
      return 'delivered';
    default:
      return undefined;
  }
}

const classOfCodes = ({ status, diagnosticCode }: BounceDetails): CodeClass | undefined => {
  const codes = [classOfStatus(status), classOfDiagnostic(diagnosticCode)];
  return codes.find((code) => code === 'failed') ?? codes.find((code) => code !== undefined);
};

const states = {
  delivered: 'delivered',
  failed: 'bounced',
  temporary: 'delayed',
} as const satisfies Readonly<Record<CodeClass, ReportedState>>;

/**
 * What a bounce means for one of its recipients.
 *
 * - `Permanent` is a failure, also `Suppressed` and `OnAccountSuppressionList`: SES did
 *   not even try. An exception is a recipient that the mail server lists as delivered.
 * - For all other types the action of the mail server decides.
 * - SES labels many failures `Transient/General`, so there the codes decide next. Without
 *   codes it is an automatic reply, such as an out-of-office reply. A reply may follow a
 *   delivery, so it is `delayed`, which has a lower rank than `delivered`.
 * - Every other type is a failure: SES publishes a soft bounce (`MailboxFull`,
 *   `MessageTooLarge`, `ContentRejected`, `AttachmentRejected`, `Undetermined`) only when
 *   it has stopped trying.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-types
 * @see https://github.com/knadh/listmonk/issues/1463 a failure labelled Transient/General
 * @see https://github.com/mozilla/fxa-auth-server/issues/1943 replies labelled as bounces
 */
export function bouncedRecipientState(
  { bounceType, bounceSubType }: BounceType,
  details: BounceDetails,
): ReportedState {
  const byAction = classOfAction(details.action);
  if (bounceType === 'Permanent') return byAction === 'delivered' ? 'delivered' : 'bounced';
  if (byAction !== undefined) return states[byAction];
  const byCodes = classOfCodes(details);
  if (bounceType === 'Transient' && bounceSubType === 'General')
    return states[byCodes ?? 'temporary'];
  return byCodes === 'delivered' ? 'delivered' : 'bounced';
}
