import type { Contact } from './contact.ts';
import { formatDay } from './dates.ts';
import { mailParts } from './html.ts';
import type { OutgoingMail } from './mail.ts';
import { fillTemplate, splitSubject } from './template.ts';
import type { Templates } from './templates.ts';

/** A contact whose day has come. The keys are the store's own and say nothing of the person. */
export interface DueContact {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly dueAt: number;
}

export interface ContactStore {
  /** Contacts due by `now`, the longest due first; at most `limit` of each shard. May be a moment old. */
  dueContacts(now: number, limit: number): Promise<readonly DueContact[]>;
  /**
   * Takes a due contact for one attempt at its reminder, by moving it to `dueAgainAt`: should the attempt break off,
   * it comes up again then. Undefined where someone else has it, or it is gone.
   */
  claimReminder(due: DueContact, dueAgainAt: number): Promise<Contact | undefined>;
  /** The reminder is out: takes the claimed contact off the list. */
  reminded(due: DueContact, dueAgainAt: number, at: number): Promise<void>;
}

/** The mail "It may be time to write to Dana", with a drafted hello. To the candidate only. */
export function reminderMail(templates: Templates, contact: Contact, fromAddress: string): OutgoingMail {
  const { subject, body } = splitSubject(
    fillTemplate(templates.mail(contact.pageLanguage, 'reminder'), {
      candidateName: contact.candidateName,
      person: contact.person.name,
      address: contact.person.address,
      company: contact.company,
      role: contact.role,
      declinedOn: formatDay(contact.declinedOn, contact.pageLanguage),
    }),
  );
  return {
    from: { name: 'Open Door', address: fromAddress },
    to: contact.candidateEmail,
    subject,
    ...mailParts(body, contact.pageLanguage),
    tags: { letter: contact.declineId, kind: 'reminder' },
  };
}
