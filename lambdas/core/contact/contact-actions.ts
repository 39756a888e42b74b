import { isOneOf, snoozeMonths } from '../choices.ts';
import { err, ok, type Result, readReminderDay } from '../decline/field-readers.ts';
import { lengths } from '../decline/form-fields.ts';
import { readParagraphs } from '../text/plain-text.ts';
import { nextReminderAfterContact, reminderDueAt, snoozedDay } from '../time/reminder-day.ts';
import type { Contact } from './contact.ts';
import type { ContactChanges } from './contact-store.ts';

/**
 * What a candidate can do with a contact, by the last part of the address that it is
 * posted to.
 */
export const contactActions = ['done', 'snooze', 'date', 'stop', 'note'] as const;
export type ContactActionName = (typeof contactActions)[number];

/** A reminder's link, which lives long, may do these. */
export const reminderActions: readonly ContactActionName[] = ['done', 'snooze', 'date', 'stop'];

type Remindable = Pick<Contact, 'timeZone' | 'declinedOn' | 'status'>;

const nextOn = ({ timeZone }: Pick<Contact, 'timeZone'>, day: string) => ({
  reconnectOn: day,
  remindAt: reminderDueAt(day, timeZone),
});

/** Another day for someone who was let go opens the door again. */
const remindedOn = (contact: Remindable, day: string): ContactChanges => ({
  next: nextOn(contact, day),
  ...(contact.status === 'closed' && { status: 'open' }),
});

/**
 * Reads what was posted for an action and says what it changes.
 *
 * @param posted text fields: `months` of a snooze, `date` (`YYYY-MM-DD`), `note`
 * @param today `YYYY-MM-DD`, on the candidate's clocks
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
        next: nextOn(contact, nextReminderAfterContact(today)),
      });
    case 'snooze': {
      const { months = '' } = posted;
      if (!isOneOf(snoozeMonths, months)) return err('choose-one');
      return ok(remindedOn(contact, snoozedDay(Number(months), contact.declinedOn, today)));
    }
    case 'date': {
      const day = readReminderDay(posted['date'] ?? '', contact.declinedOn, today);
      return day.ok ? ok(remindedOn(contact, day.value)) : day;
    }
    case 'stop':
      return ok({ status: 'closed', next: null });
    case 'note': {
      const { note = '' } = posted;
      if (note.trim() === '') return ok({ note: null });
      // Nobody but the candidate reads it: a link is as good as any text.
      const read = readParagraphs(note, lengths.contactNote, { links: true });
      return read.ok ? ok({ note: read.value }) : err(read.problem);
    }
  }
}

/**
 * What changes where the candidate's clocks are other ones than we thought: a reminder
 * that is still to come moves. One whose moment has come does not: it may be on its way,
 * and would come twice.
 *
 * @param now epoch ms
 */
export function changesForZone(contact: Contact, timeZone: string, now: number): ContactChanges {
  const { reconnectOn, remindedAt } = contact;
  const isToCome =
    reconnectOn !== undefined &&
    remindedAt === undefined &&
    reminderDueAt(reconnectOn, contact.timeZone) > now;
  return { timeZone, ...(isToCome && { next: nextOn({ timeZone }, reconnectOn) }) };
}
