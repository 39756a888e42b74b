import { addDays, nextWorkday } from '../time/calendar-day.ts';
import { reminderDueAt } from '../time/reminder-day.ts';
import { dayInZone, toEpochMs } from '../time/time-zone.ts';
import type { LastReminders, ListedContact } from './contact-store.ts';

/**
 * How far ahead of now a contact can be due and still be due today, in ms: the longest
 * local day has 25 hours, some zones have moved by more than one hour.
 */
export const LONGEST_DAY_MS = 27 * 60 * 60_000;

/** The local day of a moment in a zone: its first moment, and that of the next day. */
interface LocalDay {
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * Returns the function that gives the local day of `now` (epoch ms) in a zone, or the UTC
 * day if the zone is not known. It remembers each zone: the contacts of a candidate have
 * few.
 */
function localDaysAt(now: number): (timeZone: string | undefined) => LocalDay {
  const days = new Map<string | undefined, LocalDay>();
  return (timeZone) => {
    const known = days.get(timeZone);
    if (known !== undefined) return known;
    const today = dayInZone(now, timeZone);
    const day = {
      startsAt: toEpochMs(today, timeZone),
      endsAt: toEpochMs(addDays(today, 1), timeZone),
    };
    days.set(timeZone, day);
    return day;
  };
}

/**
 * Whether the receipt of a contact is next, not its reminder. If the receipt waited until
 * the day of the reminder, the reminder replaces it.
 *
 * @param now epoch ms
 */
export const isReceiptNext = (
  {
    receiptFor,
    reconnectOn,
    timeZone,
  }: {
    readonly receiptFor?: string | undefined;
    readonly reconnectOn?: string | undefined;
    readonly timeZone?: string | undefined;
  },
  now: number,
): boolean =>
  receiptFor !== undefined &&
  reconnectOn !== undefined &&
  now < reminderDueAt(reconnectOn, timeZone);

/** What is due for one candidate. */
export interface DueMails {
  /** Each has an email of its own. */
  readonly receipts: readonly ListedContact[];
  /** All of them go into one email. Empty if none is due yet. */
  readonly reminders: readonly ListedContact[];
}

/**
 * Sorts the contacts of a candidate. As soon as one reminder is due, all reminders of the
 * same local day go with it, also those that are due later that day: in another zone, or
 * after a failed attempt. The day of a contact is that of its own zone.
 *
 * @param now epoch ms
 */
export function dueMails(listed: readonly ListedContact[], now: number): DueMails {
  const dayIn = localDaysAt(now);
  const isDueNow = ({ due }: ListedContact) => due.dueAt <= now;
  const receipts = listed.filter((contact) => isDueNow(contact) && isReceiptNext(contact, now));
  const reminders = listed.filter(
    (contact) =>
      !isReceiptNext(contact, now) &&
      // A contact with a receipt that is due later may be in an attempt at this moment.
      (isDueNow(contact) ||
        (contact.receiptFor === undefined && contact.due.dueAt < dayIn(contact.timeZone).endsAt)),
  );
  return { receipts, reminders: reminders.some(isDueNow) ? reminders : [] };
}

/** Which reminders of a candidate may go now. */
export interface ReminderGroup {
  /** They go into one email. */
  readonly going: readonly ListedContact[];
  /** They were in the last email; only that is not recorded on them. */
  readonly sent: readonly ListedContact[];
  /**
   * The candidate has had an email of reminders on this local day. `at`, epoch ms: nine
   * in the morning of the next workday.
   */
  readonly waiting: readonly { readonly contact: ListedContact; readonly at: number }[];
}

/**
 * Nobody gets two emails of reminders on one local day. This holds for each zone of the
 * contacts in the last email, and for the zone of each contact that waits.
 *
 * @param reminders see {@link DueMails}
 * @param last the last email of reminders to this candidate
 * @param now epoch ms
 */
export function groupReminders(
  reminders: readonly ListedContact[],
  last: LastReminders | undefined,
  now: number,
): ReminderGroup {
  if (last === undefined) return { going: reminders, sent: [], waiting: [] };
  const { sentAt, dayOverAt, leaseUntil, contactIds } = last;
  const dayIn = localDaysAt(now);
  const isSent = ({ due }: ListedContact) =>
    due.dueAt === leaseUntil && contactIds.has(due.contactId);
  const mayGo = ({ timeZone }: ListedContact) =>
    dayOverAt <= now && sentAt < dayIn(timeZone).startsAt;
  const isDueNow = ({ due }: ListedContact) => due.dueAt <= now;
  const others = reminders.filter((contact) => !isSent(contact));
  const going = others.filter(mayGo);
  const nextMorning = ({ timeZone }: ListedContact) => {
    const lastDay = dayInZone(Math.max(now, dayOverAt - 1), timeZone);
    return reminderDueAt(nextWorkday(addDays(lastDay, 1)), timeZone);
  };
  return {
    sent: reminders.filter(isSent),
    going: going.some(isDueNow) ? going : [],
    waiting: others
      .filter((contact) => isDueNow(contact) && !mayGo(contact))
      .map((contact) => ({ contact, at: nextMorning(contact) })),
  };
}

/**
 * When the local day of an email ends, epoch ms: the latest of the zones of its contacts.
 *
 * @param now epoch ms
 */
export function dayOverAt(
  contacts: readonly { readonly timeZone?: string | undefined }[],
  now: number,
): number {
  const dayIn = localDaysAt(now);
  return Math.max(now, ...contacts.map(({ timeZone }) => dayIn(timeZone).endsAt));
}
