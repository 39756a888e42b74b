import type { PageLanguage } from '../core/choices.ts';
import type { Contact } from '../core/contact/contact.ts';
import type { ContactStore } from '../core/contact/contact-store.ts';
import type { Decline } from '../core/decline/decline.ts';
import type { DeclineStore } from '../core/decline/decline-store.ts';
import { calendarOf, reminderEntry } from '../core/export/calendar.ts';
import { contactsCsv } from '../core/export/contacts-csv.ts';
import { contactsJson } from '../core/export/contacts-json.ts';
import { contactsVcard } from '../core/export/contacts-vcard.ts';
import { type ExportFormat, exportFormats } from '../core/export/export-formats.ts';

export interface ExportDependencies {
  readonly store: DeclineStore;
  readonly contacts: ContactStore;
  readonly now: () => Date;
  readonly settings: { readonly origin: string };
}

/** The letters of a candidate that have not expired, drafts included. */
async function lettersOf(
  { store, contacts }: ExportDependencies,
  candidateId: string,
): Promise<Decline[]> {
  const places = await contacts.places(candidateId);
  const ids = new Set(places.flatMap(({ letters }) => [...letters]));
  const letters = await Promise.all([...ids].map((id) => store.find(id)));
  return letters.filter((letter) => letter !== undefined);
}

const hasReminderDay = (contact: Contact): contact is Contact & { readonly reconnectOn: string } =>
  contact.reconnectOn !== undefined && contact.status !== 'closed';

/**
 * Exports the data of a candidate. JSON has all of it. CSV and vCard have the contacts,
 * iCalendar has the days to write again.
 */
export async function exportContacts(
  dependencies: ExportDependencies,
  candidateId: string,
  format: ExportFormat,
  language: PageLanguage,
): Promise<{ readonly contentType: string; readonly body: string }> {
  const contacts = await dependencies.contacts.list(candidateId);
  const now = dependencies.now();
  const bodyOf = async (): Promise<string> => {
    switch (format) {
      case 'json':
        return contactsJson({ contacts, letters: await lettersOf(dependencies, candidateId) }, now);
      case 'csv':
        return contactsCsv(contacts, language);
      case 'vcf':
        return contactsVcard(contacts, now);
      case 'ics': {
        const entries = contacts
          .filter(hasReminderDay)
          .map(({ id, person, company, role, reconnectOn, timeZone }) =>
            reminderEntry({ id, person, company, role, reconnectOn, timeZone }, language),
          );
        return calendarOf(entries, now, dependencies.settings.origin);
      }
    }
  };
  return { contentType: exportFormats[format], body: await bodyOf() };
}
