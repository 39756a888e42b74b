import type { PageLanguage } from '../choices.ts';
import { type MagicLink, tokenOf } from '../magic-link.ts';
import { fillTemplate, splitSubject, type TemplateValues } from '../text/template.ts';
import type { MailName, Templates } from '../text/templates.ts';
import type { OutgoingMail } from './mail.ts';
import { type MailPartsOptions, mailParts, markWords } from './mail-parts.ts';
import { inSubject } from './subject-text.ts';

export interface CandidateMailSettings {
  /** `https://host`, from configuration. */
  readonly origin: string;
  readonly fromAddress: string;
}

/** Settings for an email that delivers a link. */
export interface LinkMailSettings extends CandidateMailSettings {
  /** How long the link is valid, in hours. */
  readonly linkHours: number;
}

export interface LinkMailRecipient {
  readonly address: string;
  readonly link: MagicLink;
  readonly language: PageLanguage;
  /** The link to the page "Not you?", see {@link notYouUrl}. */
  readonly notYou: MagicLink;
}

/**
 * The header of an email that a program sent on its own (RFC 3834): out-of-office
 * programs do not reply to it. `SendEmail` of SES takes no headers, so only emails that
 * we compose ourselves have it. A letter never has it, because a person sent the letter.
 */
export const AUTO_SUBMITTED = { 'Auto-Submitted': 'auto-generated' } as const;

/** The URL of a letter's page. */
export const letterUrl = (origin: string, link: MagicLink): string =>
  `${origin}/letters/${tokenOf(link)}`;

/** The URL of the page on which a letter's recruiter stops all letters. */
export const noLettersUrl = (origin: string, link: MagicLink): string =>
  `${origin}/no-letters/${tokenOf(link)}`;

/**
 * The URL of the contacts page: for all contacts, or, from a reminder, for one contact.
 */
export const contactsUrl = (origin: string, link: MagicLink): string =>
  `${origin}/contacts/${tokenOf(link)}`;

/**
 * The URL of the page that stops further emails with links to a mailbox. It gives access
 * to nothing else: whoever gets the email by mistake cannot open the letter with it.
 */
export const notYouUrl = (origin: string, notYou: MagicLink, language: PageLanguage): string =>
  `${origin}/not-you/${tokenOf(notYou)}?lang=${language}`;

/** The values for a subject, see {@link inSubject}. */
const subjectValues = (values: TemplateValues): TemplateValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value && inSubject(name, value)]),
  );

/** The emails whose brand is a door that is wide open: they are about keeping it so. */
const openDoors: ReadonlySet<MailName> = new Set([
  'contacts-link',
  'receipt',
  'reminder',
  'reminders',
]);

/**
 * An email to a candidate, made from a template of `templates/mails/`. The subject shows
 * only the beginning of long values, see {@link inSubject}.
 *
 * @throws TemplateError if the template and the values do not match
 */
export function candidateMail(
  templates: Templates,
  name: MailName,
  values: TemplateValues,
  options: {
    readonly to: string;
    readonly language: PageLanguage;
    readonly fromAddress: string;
    readonly tags: OutgoingMail['tags'];
  } & Pick<MailPartsOptions, 'quoteLanguage'>,
): OutgoingMail {
  const { to, language, fromAddress, tags, quoteLanguage } = options;
  const template = splitSubject(templates.mail(language, name));
  const subject = fillTemplate(template.subject, subjectValues(values));
  const body = fillTemplate(markWords(template.body), values);
  return {
    from: { name: 'Open Door', address: fromAddress },
    to,
    subject,
    ...mailParts(body, { language, subject, isOpen: openDoors.has(name), quoteLanguage }),
    tags,
  };
}
