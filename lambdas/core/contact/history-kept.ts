/**
 * How many declines the history of a contact keeps. The oldest ones are dropped. With the
 * longest texts, 50 take half of what an item can hold.
 */
export const HISTORY_KEPT = 50;
