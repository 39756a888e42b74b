import { contactStatuses } from '../choices.ts';
import { compareDays } from '../time/calendar-day.ts';
import { withoutAccents } from '../without-accents.ts';
import type { Contact } from './contact.ts';

/**
 * The filters of the contacts page. `all` shows every contact, `due` the contacts whose
 * day to write has come, and a status the contacts of that status.
 */
export const contactFilters = ['all', 'due', ...contactStatuses] as const;
type ContactFilter = (typeof contactFilters)[number];

export interface ContactSearch {
  /** A contact must contain all of these words; case and accents are ignored. */
  readonly words: string;
  readonly filter: ContactFilter;
}

/** Whether the day to write has come. `today` is `YYYY-MM-DD`. */
export const isDue = ({ status, reconnectOn }: Contact, today: string): boolean =>
  status !== 'closed' && reconnectOn !== undefined && reconnectOn <= today;

const normalise = (text: string): string => withoutAccents(text).toLowerCase();

const searchableText = ({ person, company, role, thanked, note = '', history }: Contact): string =>
  normalise(
    [
      person.name,
      person.greeting ?? '',
      person.address,
      company,
      role,
      note,
      ...thanked,
      ...history.flatMap((past) => [
        ...[past.company, past.role, past.referenceNumber ?? ''],
        ...past.thanked,
      ]),
    ].join('\n'),
  );

/**
 * Compares two contacts for sorting. Contacts with a day to write come first, then
 * contacts without a day, then closed contacts. Within a group, the earliest day comes
 * first, and for equal days the latest decline.
 */
function compareContacts(one: Contact, other: Contact): number {
  const rank = ({ status, reconnectOn }: Contact) =>
    status === 'closed' ? 2 : reconnectOn === undefined ? 1 : 0;
  return (
    rank(one) - rank(other) ||
    compareDays(one.reconnectOn, other.reconnectOn) ||
    other.declinedAt - one.declinedAt
  );
}

/**
 * The contacts that match a search, sorted by the day to write. `today` is `YYYY-MM-DD`.
 */
export function searchContacts(
  contacts: readonly Contact[],
  { words, filter }: ContactSearch,
  today: string,
): readonly Contact[] {
  const wanted = normalise(words).split(/\s+/).filter(Boolean);
  return contacts
    .filter((contact) => {
      if (filter === 'due' && !isDue(contact, today)) return false;
      if (filter !== 'due' && filter !== 'all' && contact.status !== filter) return false;
      const text = searchableText(contact);
      return wanted.every((word) => text.includes(word));
    })
    .sort(compareContacts);
}
