import { noticeNames, type PageLanguage, pageLanguages } from '../../lambdas/core/choices.ts';
import { type MailableContact, mailableContactSchema } from '../../lambdas/core/contact/contact.ts';
import { noticedDeclineSchema } from '../../lambdas/core/decline/decline.ts';
import { contactsLinkMail } from '../../lambdas/core/mail/contacts-link-mail.ts';
import type { RawMail } from '../../lambdas/core/mail/mail.ts';
import { noticeMail } from '../../lambdas/core/mail/notice-mail.ts';
import { receiptMail } from '../../lambdas/core/mail/receipt-mail.ts';
import { reminderMail } from '../../lambdas/core/mail/reminder-mail.ts';
import { remindedPerson, remindersMail } from '../../lambdas/core/mail/reminders-mail.ts';
import { reviewLinkMail } from '../../lambdas/core/mail/review-link-mail.ts';
import { templateFiles } from '../../lambdas/files/template-files.ts';
import { newDraft, sampleContact } from './fixtures.ts';

/** One email to a candidate. */
export interface SampleMail {
  readonly kind: string;
  readonly language: PageLanguage;
  readonly mail: RawMail;
}

const settings = { origin: 'https://door.example', fromAddress: 'review@door.example' };
const link = {
  id: 'xbgQiUO0CsjJiaT9m2Lw4A',
  secret: 'IBYZhcgwe2Ha8nOKd4fjMW6unbkLDE6wqrtDh89LQ0c',
};
const notYou = {
  id: 'n7Jp0dRkQ2uVbXc5sYtE1g',
  secret: 'Zq3vT8mKc1RwYp6LdHs0NfAxUj5EbGoI2tXkVn4BhM9',
};
const today = '2027-12-03';

const typedIn = {
  en: {
    person: { name: 'Dana Whitfield', address: 'dana@brightlabs.example' },
    company: 'Bright Labs',
    role: 'Senior Data Engineer',
  },
  es: {
    person: { name: 'María José Peña', address: 'mariajose@cafedelnorte.example' },
    company: 'Café del Norte',
    role: 'Ingeniería de Datos',
  },
} as const;

const contactIn = (language: PageLanguage): MailableContact & { readonly reconnectOn: string } => ({
  ...mailableContactSchema().parse(sampleContact),
  ...typedIn[language],
  pageLanguage: language,
  language,
  reconnectOn: today,
});

function notices(language: PageLanguage): readonly (readonly [string, RawMail])[] {
  const { decline } = newDraft();
  const { person, company, role } = typedIn[language];
  const input = {
    ...decline.input,
    recruiterName: person.name,
    recruiterEmail: person.address,
    company,
    role,
  };
  const noticed = noticedDeclineSchema().parse({ ...decline, input, pageLanguage: language });
  return noticeNames.map((name) => [
    name,
    noticeMail(templateFiles, settings, noticed, name, link),
  ]);
}

function groupOf(language: PageLanguage, more: number): RawMail {
  const others = ['Sam Ortiz', 'Lee Wong'].map((name, index) => ({
    ...contactIn(language),
    id: String(index).padStart(22, '0'),
    person: { name, address: index === 0 ? 'sam@faro.example' : '' },
    company: ['Faro', 'Contoso'][index] ?? '',
  }));
  const people = [contactIn(language), ...others].map((contact) =>
    remindedPerson(templateFiles, settings, contact, { link, language, today }),
  );
  return remindersMail(templateFiles, settings, { people, more }, link);
}

function mailsIn(language: PageLanguage): readonly SampleMail[] {
  const recipient = { address: 'alex@candidates.example', link, notYou, language };
  const linkSettings = { ...settings, linkHours: 48 };
  const contact = contactIn(language);
  const noAddress = { ...contact, person: { ...contact.person, address: '' } };
  const mails: readonly (readonly [string, RawMail])[] = [
    ['review-link', reviewLinkMail(templateFiles, linkSettings, recipient)],
    ['message-link', reviewLinkMail(templateFiles, linkSettings, recipient, true)],
    ['contacts-link', contactsLinkMail(templateFiles, linkSettings, recipient)],
    ...notices(language),
    [
      'receipt',
      receiptMail(templateFiles, settings, contact, link, new Date('2027-06-03T10:00:00Z')),
    ],
    ['reminder', reminderMail(templateFiles, settings, contact, link, today)],
    ['reminder without an address', reminderMail(templateFiles, settings, noAddress, link, today)],
    ['reminders', groupOf(language, 0)],
    ['reminders and more', groupOf(language, 7)],
  ];
  return mails.map(([kind, mail]) => ({ kind, language, mail }));
}

/** Each kind of email to a candidate, in each language. */
export const candidateMails = (): readonly SampleMail[] => pageLanguages.flatMap(mailsIn);
