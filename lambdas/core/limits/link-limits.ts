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
  /**
   * Links to the contacts that are emailed to one mailbox. On AWS it is always
   * `USUAL_CONTACTS_PER_DAY`; other values are for a laptop and for tests.
   */
  readonly contactsPerMailboxDay: number;
  /** Emails with links that one network may cause in any hour. */
  readonly perNetworkHour: number;
}

/**
 * The usual `contactsPerMailboxDay`: one a minute, five a day. The words of the contacts
 * pages name these numbers.
 */
const USUAL_CONTACTS_PER_DAY = 5;
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
 * The limits of one mailbox for links to the contacts. All five may be emailed within a
 * few minutes; after that one a day, until the mailbox has rested for some days. If
 * `contactsPerMailboxDay` is not five, the other numbers change in proportion.
 */
export const contactsLimits = ({
  contactsPerMailboxDay,
}: Pick<LinkLimits, 'contactsPerMailboxDay'>): readonly RateLimit[] => {
  const ratio = contactsPerMailboxDay / USUAL_CONTACTS_PER_DAY;
  return [
    { name: 'minute', burst: Math.ceil(ratio), intervalMs: MINUTE_MS / ratio },
    { name: 'day', burst: contactsPerMailboxDay, intervalMs: DAY_MS / ratio },
  ];
};

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
