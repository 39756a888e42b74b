import type { Contact } from './contact.ts';
import { isDue } from './contact-search.ts';

/**
 * The groups of the list, in their order: the day to write has come, it comes in this
 * calendar year, it comes later, or there is none.
 */
const contactGroups = ['now', 'year', 'later', 'none'] as const;
export type ContactGroup = (typeof contactGroups)[number];

/** The group of a contact. `today` is `YYYY-MM-DD`. */
export function groupOf(contact: Contact, today: string): ContactGroup {
  const { reconnectOn, status } = contact;
  if (isDue(contact, today)) return 'now';
  if (reconnectOn === undefined || status === 'closed') return 'none';
  return reconnectOn.slice(0, 4) === today.slice(0, 4) ? 'year' : 'later';
}

/** The contacts of one group, and how many the group has on all pages of the list. */
export interface GroupOnPage {
  readonly group: ContactGroup;
  readonly contacts: readonly Contact[];
  readonly count: number;
}

/**
 * Divides a page of the list into groups. A group without a contact on the page is left
 * out.
 *
 * @param found all that the search found, sorted as by `searchContacts`
 * @param shown those of them that are on the page
 */
export function groupContacts(
  found: readonly Contact[],
  shown: readonly Contact[],
  today: string,
): readonly GroupOnPage[] {
  return contactGroups
    .map((group) => {
      const isIn = (contact: Contact): boolean => groupOf(contact, today) === group;
      return { group, contacts: shown.filter(isIn), count: found.filter(isIn).length };
    })
    .filter(({ contacts }) => contacts.length > 0);
}
