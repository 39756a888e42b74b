import { createHash } from 'node:crypto';
import type { Contact, PastDecline } from '../contact/contact.ts';
import { roleWithReference } from '../letter/reference-number.ts';
import {
  contentLines,
  escapeText,
  escapeVcardText,
  PRODID,
  utcTimestamp,
} from './content-lines.ts';

/**
 * The part of a contact that a card contains. The private reason is excluded, because
 * address books are synchronised and shared.
 */
type CardContact = Pick<Contact, 'id' | 'person' | 'company' | 'note'> & {
  readonly history: readonly Pick<
    PastDecline,
    'declinedOn' | 'company' | 'role' | 'referenceNumber' | 'stage'
  >[];
};

/**
 * The card's UID: a UUID of version 8 (RFC 9562), made from a hash. It is the same in
 * every export, so that a later import updates the card.
 */
function urnOf(id: string): string {
  const hash = createHash('sha256').update(`open-door-contact:${id}`).digest('hex');
  const groups = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(12, 15)}`,
    `8${hash.slice(15, 18)}`,
    hash.slice(18, 30),
  ];
  return `urn:uuid:${groups.join('-')}`;
}

function noteOf({ history, note }: CardContact): string {
  const declines = history.map(
    ({ declinedOn, company, stage, ...past }) =>
      `${declinedOn}: ${roleWithReference(past)}, ${company} (${stage})`,
  );
  return [declines.join('\n'), note ?? ''].filter((part) => part !== '').join('\n\n');
}

/**
 * The lines of a card. N is required. Its components are family name, given name,
 * additional names, prefixes and suffixes. The name is one line of text, and we do not
 * guess which part is the family name: the whole name is the given name, so address books
 * show it as it was typed.
 */
const cardLines = (contact: CardContact, revised: Date): string[] => [
  'BEGIN:VCARD',
  'VERSION:3.0',
  PRODID,
  `UID:${urnOf(contact.id)}`,
  `REV:${utcTimestamp(revised)}`,
  `N:;${escapeText(contact.person.name)};;;`,
  `FN:${escapeVcardText(contact.person.name)}`,
  ...(contact.person.greeting === undefined
    ? []
    : [`NICKNAME:${escapeVcardText(contact.person.greeting)}`]),
  ...(contact.person.address === ''
    ? []
    : [`EMAIL;TYPE=INTERNET:${escapeVcardText(contact.person.address)}`]),
  `ORG:${escapeText(contact.company)}`,
  `NOTE:${escapeVcardText(noteOf(contact))}`,
  'END:VCARD',
];

/**
 * The contacts for an address book: vCard 3.0 (RFC 2426), one card for each contact. The
 * text is empty if there are no contacts. Version 4.0 is newer, but address books of
 * Android refuse it.
 */
export const contactsVcard = (contacts: readonly CardContact[], revised: Date): string =>
  contentLines(contacts.flatMap((contact) => cardLines(contact, revised)));
