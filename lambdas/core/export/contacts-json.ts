import type { Contact } from '../contact/contact.ts';
import type { Decline } from '../decline/decline.ts';

/** As much of a decline as the export tells of its letter. */
type ExportedLetter = Pick<Decline, 'id' | 'state' | 'createdAt' | 'sentAt' | 'letter'>;

interface Everything {
  readonly contacts: readonly Contact[];
  readonly letters: readonly ExportedLetter[];
}

const iso = (at: number): string => new Date(at).toISOString();

const plainContact = ({ declinedAt, remindedAt, ...contact }: Contact) => ({
  ...contact,
  declinedAt: iso(declinedAt),
  ...(remindedAt !== undefined && { remindedAt: iso(remindedAt) }),
});

const plainLetter = ({ id, state, createdAt, sentAt, letter }: ExportedLetter) => ({
  id,
  state,
  createdAt: iso(createdAt),
  ...(sentAt !== undefined && { sentAt: iso(sentAt) }),
  to: letter.to,
  subject: letter.subject,
  text: letter.text,
});

/**
 * Everything kept, as JSON: `{ exportedAt, contacts, letters }`. A contact has the fields
 * of `Contact`, a letter `id`, `state` (see `declineStates`), `createdAt`, `sentAt`
 * if it was sent, `to`, `subject` and `text`. Moments are ISO 8601 in UTC, days
 * `YYYY-MM-DD`; what is not known is left out.
 */
export const contactsJson = ({ contacts, letters }: Everything, exportedAt: Date): string =>
  `${JSON.stringify(
    {
      exportedAt: exportedAt.toISOString(),
      contacts: contacts.map(plainContact),
      letters: letters.map(plainLetter),
    },
    undefined,
    2,
  )}\n`;
