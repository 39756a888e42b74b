/**
 * The share of SES's sending rate that each kind of email may use. SES counts recipients,
 * so a letter with its copy counts twice. The shares add up to 1: together the jobs never
 * exceed the rate of the account.
 */
export const sendShares = { letters: 0.7, notices: 0.15, reminders: 0.15 } as const;

export interface PacerOptions {
  /** How many recipients a second SES accepts from this account. */
  readonly sendRate: number;
  readonly share: keyof typeof sendShares;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/**
 * Creates a function that waits for the turn of an email with so many recipients. The
 * turns are evenly spaced, so that the emails of one run keep to their share of the rate.
 */
export function createPacer({
  sendRate,
  share,
  now,
  sleep,
}: PacerOptions): (recipients: number) => Promise<void> {
  const msPerRecipient = 1000 / (sendRate * sendShares[share]);
  let next = 0;
  return async (recipients) => {
    const at = now().getTime();
    const turn = Math.max(at, next);
    next = turn + recipients * msPerRecipient;
    if (turn > at) await sleep(turn - at);
  };
}
