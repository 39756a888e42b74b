import type { PageLanguage } from '../choices.ts';
import type { MailableContact } from '../contact/contact.ts';
import { draftHello } from '../contact/hello-draft.ts';
import { bareRole } from '../letter/bare-role.ts';
import { shortName } from '../letter/greeting.ts';
import type { MagicLink } from '../magic-link.ts';
import { joinNames } from '../text/join-names.ts';
import { mailtoOf } from '../text/mailto.ts';
import { andBefore } from '../text/spanish.ts';
import { fillTemplate } from '../text/template.ts';
import type { Templates } from '../text/templates.ts';
import { formatMonth } from '../time/format-date.ts';
import { type CandidateMailSettings, candidateMail, contactsUrl } from './candidate-mail.ts';
import type { RawMail } from './mail.ts';
import { markWords } from './mail-parts.ts';
import { reminderHeaders } from './reminder-mail.ts';
import { shortened } from './subject-text.ts';

/** How many people an email names. The others are on the contacts page. */
export const MAX_NAMED = 50;

/**
 * How much text the `mailto:` links of an email may have, in characters. Each holds a
 * whole hello, some 1,500 characters. Gmail cuts an email off after 102 KB; the people
 * without such a link have the hello on the page.
 */
const MAX_MAILTO = 40_000;

/** What an email says about one of several people. */
export interface RemindedPerson {
  readonly contact: MailableContact;
  /** The person's part of the template. */
  readonly text: string;
  /** The same with a link that opens the hello in the mail program. */
  readonly textWithMailto: string;
}

/**
 * Writes what an email says about one of several people.
 *
 * @param options `link`: opens these contacts. `language`: of the email. `today`:
 *   `YYYY-MM-DD`, in the candidate's local time
 * @throws TemplateError if the templates and the contact do not match
 */
export function remindedPerson(
  templates: Templates,
  { origin }: Pick<CandidateMailSettings, 'origin'>,
  contact: MailableContact,
  {
    link,
    language,
    today,
  }: { readonly link: MagicLink; readonly language: PageLanguage; readonly today: string },
): RemindedPerson {
  const { id, person, company, role, declinedOn } = contact;
  const textWith = (mailto: string | undefined): string =>
    fillTemplate(markWords(templates.mail(language, 'reminder-person')), {
      id,
      person: person.name,
      greeting: shortName(person),
      company,
      role: bareRole(role, company),
      month: formatMonth(declinedOn, today, language),
      mailto,
      link: contactsUrl(origin, link),
    }).trim();
  return {
    contact,
    text: textWith(undefined),
    textWithMailto: textWith(
      contact.person.address === '' ? undefined : mailtoOf(draftHello(templates, contact, today)),
    ),
  };
}

/** The most graphemes that a subject shows of each name and of each role. */
const MAX_IN_NAMES = 40;

/** "Dana Lee (Data Engineer)", for the middle of a sentence. */
function nameWithRole(
  { contact: { person, role, company } }: RemindedPerson,
  language: PageLanguage,
): string {
  const name = joinNames([shortened(person.name, MAX_IN_NAMES)], language) ?? '';
  return `${name} (${shortened(bareRole(role, company), MAX_IN_NAMES)})`;
}

/**
 * "Dana Lee (Data Engineer) and Sam Ortiz (Analyst)", "Dana Lee (Data Engineer) and 2
 * others", «Dana Lee (Ingeniería de Datos) y 2 personas más».
 */
function namesOf(people: readonly RemindedPerson[], count: number, language: PageLanguage): string {
  const [first = '', second] = people.slice(0, 2).map((one) => nameWithRole(one, language));
  if (count === 2 && second !== undefined) {
    return `${first} ${language === 'es' ? andBefore(second) : 'and'} ${second}`;
  }
  const others = count - 1;
  if (language === 'es') return `${first} y ${others} ${others === 1 ? 'persona' : 'personas'} más`;
  return `${first} and ${others} ${others === 1 ? 'other' : 'others'}`;
}

/**
 * The reminder of several contacts that are due on one day. It goes to the candidate
 * only, in the language of the latest letter.
 *
 * @param people at least two, at most {@link MAX_NAMED}, in their order in the email
 * @param more how many contacts are due as well, and not among the people
 * @param link opens the contacts of these people
 */
export function remindersMail(
  templates: Templates,
  { origin, fromAddress }: CandidateMailSettings,
  { people, more }: { readonly people: readonly RemindedPerson[]; readonly more: number },
  link: MagicLink,
): RawMail {
  const latest = latestContact(people.map(({ contact }) => contact));
  const language = latest.pageLanguage;
  const count = people.length + more;
  let left = MAX_MAILTO;
  const parts = people.map(({ text, textWithMailto }) => {
    left -= textWithMailto.length - text.length;
    return left >= 0 ? textWithMailto : text;
  });
  const values = {
    names: namesOf(people, count, language),
    count: String(count),
    people: parts.join('\n\n'),
    more: more > 0 ? String(more) : undefined,
    contacts: `${origin}/contacts?lang=${language}`,
    link: contactsUrl(origin, link),
  };
  return {
    ...candidateMail(templates, 'reminders', values, {
      to: latest.candidateEmail,
      language,
      fromAddress,
      tags: { letter: latest.declineId, kind: 'reminder' },
    }),
    headers: reminderHeaders(origin, link),
  };
}

/** The contact with the latest letter. The language of the email is that of its page. */
export function latestContact<Contact extends Pick<MailableContact, 'declinedAt'>>(
  contacts: readonly Contact[],
): Contact {
  const [latest] = contacts.toSorted((one, other) => other.declinedAt - one.declinedAt);
  if (latest === undefined) throw new Error('An email of reminders needs a contact.');
  return latest;
}
