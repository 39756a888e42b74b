import { isOneOf, snoozeMonths } from '../choices.ts';
import { isBlank } from '../clean-text.ts';
import { err, ok, type Result, readReminderDay } from '../decline/field-readers.ts';
import { lengths } from '../decline/form-fields.ts';
import { readParagraphs } from '../text/plain-text.ts';
import { nextReminderAfterContact, reminderDueAt, snoozedDay } from '../time/reminder-day.ts';
import type { Contact } from './contact.ts';
import type { ContactChanges } from './contact-store.ts';

/** The actions on a contact: the last part of the URL to which the candidate posts. */
export const contactActions = ['done', 'snooze', 'date', 'stop', 'note'] as const;
export type ContactActionName = (typeof contactActions)[number];

/**
 * The actions that a reminder's link allows. Such a link is valid for months, so it does
 * not give access to the note.
 */
export const reminderActions: readonly ContactActionName[] = ['done', 'snooze', 'date', 'stop'];

type Remindable = Pick<Contact, 'timeZone' | 'declinedOn' | 'status'>;

const reminderOn = ({ timeZone }: Pick<Contact, 'timeZone'>, day: string) => ({
  reconnectOn: day,
  remindAt: reminderDueAt(day, timeZone),
});

/** Sets the next day to write. A closed contact becomes open again. */
const changesForDay = (contact: Remindable, day: string): ContactChanges => ({
  next: reminderOn(contact, day),
  ...(contact.status === 'closed' && { status: 'open' }),
});

/**
 * Reads the fields that were posted for an action, and returns the changes to the
 * contact.
 *
 * @param posted text fields: `months` of a snooze, `date` (`YYYY-MM-DD`), `note`
 * @param today `YYYY-MM-DD`, in the candidate's local time
 */
export function readContactAction(
  name: ContactActionName,
  posted: Readonly<Record<string, string>>,
  contact: Remindable,
  today: string,
): Result<ContactChanges> {
  switch (name) {
    case 'done':
      return ok({
        status: 'reconnected',
        wroteOn: today,
        next: reminderOn(contact, nextReminderAfterContact(today)),
      });
    case 'snooze': {
      const { months = '' } = posted;
      if (!isOneOf(snoozeMonths, months)) return err('choose-one');
      return ok(changesForDay(contact, snoozedDay(Number(months), contact.declinedOn, today)));
    }
    case 'date': {
      const day = readReminderDay(posted['date'] ?? '', contact.declinedOn, today);
      return day.ok ? ok(changesForDay(contact, day.value)) : day;
    }
    case 'stop':
      return ok({ status: 'closed', next: null });
    case 'note': {
      const { note } = posted;
      // A form always has the field. Without it, an earlier note would be lost.
      if (note === undefined) return err('required');
      if (isBlank(note)) return ok({ note: null });
      // Links are allowed, because only the candidate reads the note.
      const read = readParagraphs(note, lengths.contactNote, { links: true });
      return read.ok ? ok({ note: read.value }) : read;
    }
  }
}

/**
 * The changes to a contact for a new time zone of the candidate. A reminder that is not
 * due yet moves to 09:00 in the new zone. A reminder that is already due does not move:
 * the remind function may be sending it at this moment, and it would be sent twice.
 *
 * @param now epoch ms
 */
export function changesForZone(contact: Contact, timeZone: string, now: number): ContactChanges {
  const { reconnectOn, remindedAt } = contact;
  const isPending =
    reconnectOn !== undefined &&
    remindedAt === undefined &&
    reminderDueAt(reconnectOn, contact.timeZone) > now;
  return { timeZone, ...(isPending && { next: reminderOn({ timeZone }, reconnectOn) }) };
}
