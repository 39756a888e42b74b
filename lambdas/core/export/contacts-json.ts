import type { Contact } from '../contact/contact.ts';
import type { Decline } from '../decline/decline.ts';

/** The part of a decline that the export contains. */
type ExportedLetter = Pick<Decline, 'id' | 'state' | 'createdAt' | 'sentAt' | 'letter'>;

interface CandidateData {
  readonly contacts: readonly Contact[];
  readonly letters: readonly ExportedLetter[];
}

const iso = (at: number): string => new Date(at).toISOString();

const contactToJson = ({ declinedAt, remindedAt, ...contact }: Contact) => ({
  ...contact,
  declinedAt: iso(declinedAt),
  ...(remindedAt !== undefined && { remindedAt: iso(remindedAt) }),
});

const letterToJson = ({ id, state, createdAt, sentAt, letter }: ExportedLetter) => ({
  id,
  state,
  createdAt: iso(createdAt),
  ...(sentAt !== undefined && { sentAt: iso(sentAt) }),
  to: letter.to,
  subject: letter.subject,
  text: letter.text,
});

/**
 * All stored data of a candidate as JSON: `{ exportedAt, contacts, letters }`. A contact
 * has the fields of `Contact`. A letter has `id`, `state` (see `declineStates`),
 * `createdAt`, `to`, `subject`, `text`, and `sentAt` if it was sent. Times are ISO 8601
 * in UTC, days are `YYYY-MM-DD`. Unknown values are left out.
 *
 * @param part which part of the data this is, if it comes in parts: the file then has
 *   `part`
 */
export const contactsJson = (
  { contacts, letters }: CandidateData,
  exportedAt: Date,
  part?: { readonly number: number; readonly of?: number | undefined },
): string =>
  `${JSON.stringify(
    {
      exportedAt: exportedAt.toISOString(),
      part,
      contacts: contacts.map(contactToJson),
      letters: letters.map(letterToJson),
    },
    undefined,
    2,
  )}\n`;
