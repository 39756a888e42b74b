import { contactStatuses } from '../choices.ts';
import type { Contact } from './contact.ts';

/** Which contacts are shown. `due`: their day has come. */
export const contactFilters = ['all', 'due', ...contactStatuses] as const;
type ContactFilter = (typeof contactFilters)[number];

export interface ContactSearch {
  /**
   * Words that must all be found in what is kept of a contact; case and accents do not
   * matter.
   */
  readonly words: string;
  readonly filter: ContactFilter;
}

/** Whether the day to write has come. */
export const isDue = ({ status, reconnectOn }: Contact, today: string): boolean =>
  status !== 'closed' && reconnectOn !== undefined && reconnectOn <= today;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const searched = ({ person, company, role, thanked, note = '', history }: Contact): string =>
  plain(
    [
      person.name,
      person.address,
      company,
      role,
      note,
      ...thanked,
      ...history.flatMap((past) => [past.company, past.role, ...past.thanked]),
    ].join('\n'),
  );

/**
 * Whoever is due comes first, the longest due before the others; then those without a
 * day; then who was let go.
 */
function order(one: Contact, other: Contact): number {
  const rank = ({ status, reconnectOn }: Contact) =>
    status === 'closed' ? 2 : reconnectOn === undefined ? 1 : 0;
  return (
    rank(one) - rank(other) ||
    (one.reconnectOn ?? '').localeCompare(other.reconnectOn ?? '') ||
    other.declinedAt - one.declinedAt
  );
}

/** The contacts that are asked for, by the day to write. `today` is `YYYY-MM-DD`. */
export function searchContacts(
  contacts: readonly Contact[],
  { words, filter }: ContactSearch,
  today: string,
): readonly Contact[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  return contacts
    .filter((contact) => {
      if (filter === 'due' && !isDue(contact, today)) return false;
      if (filter !== 'due' && filter !== 'all' && contact.status !== filter) return false;
      const text = searched(contact);
      return wanted.every((word) => text.includes(word));
    })
    .sort(order);
}
