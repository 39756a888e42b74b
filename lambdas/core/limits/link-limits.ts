import { dailyLimit, limitInAny, type RateLimit } from './rate-limit.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The two kinds of emails with a link: to a letter, and to the contacts. */
export type LinkKind = 'review' | 'contacts';

/** What limits the emails with links; each number is a setting. */
export interface LinkLimits {
  /** Links to letters that one mailbox gets in any 24 hours. */
  readonly perMailboxDay: number;
  /** Emails with links that one network may cause in any hour. */
  readonly perNetworkHour: number;
}

/** The default of `perMailboxDay`: three links at once, then one a minute. */
const USUAL_PER_DAY = 20;

/**
 * The limits of one mailbox for links to letters: three at once, then one a minute, and
 * never more than `perMailboxDay` in any 24 hours. If that number is not the default, the
 * other two change in proportion.
 */
export const mailboxLimits = ({
  perMailboxDay,
}: Pick<LinkLimits, 'perMailboxDay'>): readonly RateLimit[] => [
  {
    name: 'minute',
    burst: Math.ceil((3 * perMailboxDay) / USUAL_PER_DAY),
    intervalMs: (MINUTE_MS * USUAL_PER_DAY) / perMailboxDay,
  },
  dailyLimit('day', perMailboxDay),
];

/**
 * How many links to the contacts are emailed to one mailbox in any 24 hours. The words of
 * the contacts pages name this number and the interval.
 */
const LINKS_A_DAY = 5;
/** The shortest time between two emailed links to the contacts, in ms. */
const LINK_INTERVAL_MS = MINUTE_MS;

/**
 * The limits of one mailbox for links to the contacts. All five may be emailed within a
 * few minutes; after that one a day, until the mailbox has rested for some days.
 */
export const contactsLimits: readonly RateLimit[] = [
  { name: 'minute', burst: 1, intervalMs: LINK_INTERVAL_MS },
  { name: 'day', burst: LINKS_A_DAY, intervalMs: DAY_MS },
];

/** How long emails with links count for their network, in ms. */
export const NETWORK_PERIOD_MS = HOUR_MS;

/** The limit of one network, for links of both kinds. */
export const networkLimits = ({
  perNetworkHour,
}: Pick<LinkLimits, 'perNetworkHour'>): readonly RateLimit[] => [
  limitInAny(NETWORK_PERIOD_MS, 'hour', perNetworkHour),
];

/** Once in 24 hours. */
export const onceADay: readonly RateLimit[] = [{ name: 'day', burst: 1, intervalMs: DAY_MS }];
