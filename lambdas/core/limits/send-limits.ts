import { dailyLimit, type RateLimit } from './rate-limit.ts';

/**
 * The share of SES's two limits, the rate and the daily quota, that each kind of email
 * has. A share is a maximum, so whatever happens to the others, each kind has its share.
 * The shares add up to 1: together they never exceed the limits of the account.
 *
 * Links are also the links to contacts; reminders are also receipts.
 */
export const sendShares = { letters: 0.6, links: 0.2, notices: 0.1, reminders: 0.1 } as const;
export type MailKind = keyof typeof sendShares;

/** What SES allows this account. SES counts recipients: a letter with its copy has 2. */
export interface SendQuota {
  /** Recipients a second. */
  readonly sendRate: number;
  /** Recipients in any 24 hours. */
  readonly dailyQuota: number;
}

/** The name of the limit of a kind's daily quota. */
export const dailyLimitName = (kind: MailKind): string => `${kind}Day`;

/** After a pause, a kind may use the whole rate for this long, and then its share. */
const BURST_SECONDS = 10;

/**
 * The limits of one kind of email. The first one, the rate of the account, is common to
 * all kinds: emails leave one after the other, so a rate of 1 means one each second.
 */
export function sendLimits(
  { sendRate, dailyQuota }: SendQuota,
  kind: MailKind,
): readonly RateLimit[] {
  const rate = sendRate * sendShares[kind];
  return [
    { name: 'rate', burst: 1, intervalMs: 1000 / sendRate },
    {
      name: kind,
      burst: Math.max(Math.floor(rate * BURST_SECONDS), 1),
      intervalMs: 1000 / rate,
    },
    dailyLimit(dailyLimitName(kind), dailyQuota * sendShares[kind]),
  ];
}
