import type { Decline } from './decline.ts';

/**
 * What `failure` says of a letter that waits because the daily quota is used up. SES has
 * the same code for its quota and for its rate, so the code alone does not tell.
 */
export const DAILY_QUOTA = 'DailyQuota';

export type WaitReason = 'quota' | 'rate' | 'stopped' | 'other';

const reasonsOf: Readonly<Record<string, WaitReason>> = {
  [DAILY_QUOTA]: 'quota',
  SendRateShare: 'rate',
  Throttling: 'rate',
  ThrottlingException: 'rate',
  TooManyRequestsException: 'rate',
  SendingStopped: 'stopped',
};

/** Why a letter waits for another attempt. */
export const waitReasonOf = ({ failure = '' }: Pick<Decline, 'failure'>): WaitReason =>
  Object.hasOwn(reasonsOf, failure) ? (reasonsOf[failure] ?? 'other') : 'other';
