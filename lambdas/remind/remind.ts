import type { ContactStore, DueContact } from '../core/contact-store.ts';
import { errorCode, type Log } from '../core/log.ts';
import type { Mailer } from '../core/mail.ts';
import { reminderMail } from '../core/reminder.ts';
import type { Templates } from '../core/templates.ts';

export interface RemindDependencies {
  readonly contacts: ContactStore;
  /** May mail candidates only. */
  readonly mailer: Mailer;
  readonly templates: Templates;
  readonly now: () => Date;
  readonly log: Log;
  readonly reviewAddress: string;
}

const ROUND = 50;
/** A reminder that could not be mailed comes up again after this long; it is a matter of days, not minutes. */
const AGAIN_AFTER_MS = 60 * 60 * 1000;

async function remindOne(dependencies: RemindDependencies, due: DueContact): Promise<boolean> {
  const { contacts, mailer, templates, now, log, reviewAddress } = dependencies;
  const again = now().getTime() + AGAIN_AFTER_MS;
  const contact = await contacts.claimReminder(due, again);
  if (contact === undefined) return false;
  const result = await mailer.send(reminderMail(templates, contact, reviewAddress));
  if (result.kind !== 'accepted') {
    log({ event: 'reminder-not-sent', code: result.code });
    return false;
  }
  await contacts.reminded(due, again, now().getTime());
  return true;
}

/** Mails the reminders that are due. Each is claimed first, so that two runs at once send it once. */
export async function remind(dependencies: RemindDependencies): Promise<void> {
  const { contacts, now, log } = dependencies;
  const due = await contacts.dueContacts(now().getTime(), ROUND);
  let sent = 0;
  for (const contact of due) {
    try {
      if (await remindOne(dependencies, contact)) sent += 1;
    } catch (error) {
      log({ event: 'reminder-not-sent', code: errorCode(error) });
    }
  }
  if (due.length > 0) log({ event: 'reminders-done', due: due.length, sent });
}
