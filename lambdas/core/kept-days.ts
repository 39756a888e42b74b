/**
 * For how many days things are kept. The code that keeps them has the numbers from here,
 * and so has the page `/privacy`. What a setting decides is not here; backups are in
 * `lambdas/environment.ts`.
 */

/**
 * A draft, after its link has expired. In this time the candidate can use the expired
 * link to ask for a fresh one.
 */
export const DRAFT_GRACE_DAYS = 14;

/**
 * The link of a receipt or a reminder: the candidate may find the email weeks later.
 * After that the contacts page emails a new link.
 */
export const REMINDER_LINK_DAYS = 90;

/** A "Not you?" link, while nothing is stopped. */
export const NOT_YOU_DAYS = 90;

/**
 * The random salt with which the networks of a UTC day are hashed, from the beginning of
 * that day.
 */
export const SALT_DAYS = 2;

/**
 * The longest time for which a count of emails is kept: that of the links to the contacts
 * of a mailbox needs five days to be free again, and is kept a day longer.
 */
export const COUNT_DAYS = 7;
