import { describe, expect, test } from 'vitest';
import { noticeNames, type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { mailableContactSchema } from '../../../lambdas/core/contact/contact.ts';
import { noticedDeclineSchema } from '../../../lambdas/core/decline/decline.ts';
import { contactsLinkMail } from '../../../lambdas/core/mail/contacts-link-mail.ts';
import type { OutgoingMail } from '../../../lambdas/core/mail/mail.ts';
import { noticeMail } from '../../../lambdas/core/mail/notice-mail.ts';
import { receiptMail } from '../../../lambdas/core/mail/receipt-mail.ts';
import { reminderMail } from '../../../lambdas/core/mail/reminder-mail.ts';
import { remindedPerson, remindersMail } from '../../../lambdas/core/mail/reminders-mail.ts';
import { reviewLinkMail } from '../../../lambdas/core/mail/review-link-mail.ts';
import { shortened } from '../../../lambdas/core/mail/subject-text.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { newDraft, sampleContact } from '../../support/fixtures.ts';

const settings = { origin: 'https://door.example', fromAddress: 'review@door.example' };
const link = { id: 'c'.repeat(22), secret: 's'.repeat(43) };
const today = '2027-12-03';

/** The texts that a person typed. */
interface Typed {
  readonly name: string;
  readonly company: string;
  readonly role: string;
}
const dana: Typed = { name: 'Dana Lee', company: 'Northwind', role: 'Data Engineer' };
const sam: Typed = { name: 'Sam Ortiz', company: 'Faro', role: 'Analyst position at Faro' };

const contact = ({ name, company, role }: Typed, pageLanguage: PageLanguage) => ({
  ...mailableContactSchema().parse(sampleContact),
  person: { name, address: 'dana@northwind.example' },
  company,
  role,
  pageLanguage,
  reconnectOn: today,
});

/** Each email about a letter that was confirmed. */
const kinds = {
  ...Object.fromEntries(
    noticeNames.map((notice) => [
      notice,
      ({ name, company, role }: Typed, pageLanguage: PageLanguage): OutgoingMail => {
        const { decline } = newDraft();
        const input = { ...decline.input, recruiterName: name, company, role };
        const noticed = noticedDeclineSchema().parse({ ...decline, input, pageLanguage });
        return noticeMail(templateFiles, settings, noticed, notice, link);
      },
    ]),
  ),
  receipt: (typed: Typed, language: PageLanguage) =>
    receiptMail(templateFiles, settings, contact(typed, language), link, new Date(today)),
  reminder: (typed: Typed, language: PageLanguage) =>
    reminderMail(templateFiles, settings, contact(typed, language), link, today),
  reminders: (typed: Typed, language: PageLanguage) => {
    const people = [typed, sam].map((one) =>
      remindedPerson(templateFiles, settings, contact(one, language), { link, language, today }),
    );
    return remindersMail(templateFiles, settings, { people, more: 0 }, link);
  },
};
const named = Object.entries(kinds).flatMap(([kind, write]) =>
  pageLanguages.map((language) => [kind, language, write] as const),
);

const atNorthwind = 'Dana Lee at Northwind (Data Engineer)';
const deNorthwind = 'Dana Lee, de Northwind (Data Engineer)';
const subjects: Readonly<Record<string, Readonly<Record<PageLanguage, string>>>> = {
  bounced: {
    en: `Not delivered: your letter to ${atNorthwind}`,
    es: `No llegó: tu carta para ${deNorthwind}`,
  },
  complained: {
    en: `Marked as unwanted: your letter to ${atNorthwind}`,
    es: `Marcada como no deseada: tu carta para ${deNorthwind}`,
  },
  failed: {
    en: `Not sent: your letter to ${atNorthwind}`,
    es: `No se envió: tu carta para ${deNorthwind}`,
  },
  unknown: {
    en: `Please check if it was sent: your letter to ${atNorthwind}`,
    es: `Revisa si se envió: tu carta para ${deNorthwind}`,
  },
  quota: {
    en: `Not sent yet: your letter to ${atNorthwind}`,
    es: `Aún no se ha enviado: tu carta para ${deNorthwind}`,
  },
  'contact-lost': {
    en: `Contact not saved: ${atNorthwind}`,
    es: `Contacto sin guardar: ${deNorthwind}`,
  },
  receipt: { en: `Saved for later: ${atNorthwind}`, es: `Para más adelante: ${deNorthwind}` },
  reminder: {
    en: `It may be time to write to ${atNorthwind}`,
    es: `Quizá sea buen momento para escribir a ${deNorthwind}`,
  },
  reminders: {
    en: 'It may be time to write to Dana Lee (Data Engineer) and Sam Ortiz (Analyst)',
    es: 'Quizá sea buen momento para escribir a Dana Lee (Data Engineer) y Sam Ortiz (Analyst)',
  },
};

test.each(named)(
  'when %s is written in %s, then its subject names the person and the role',
  (kind, language, write) => {
    expect(write(dana, language).subject).toBe(subjects[kind]?.[language]);
  },
);

const hostile: readonly (readonly [string, string])[] = [
  ['a line break and a header', 'Dana\r\nBcc: x@evil.example'],
  ['a line feed', 'Dana\nSubject: x'],
  ['a carriage return', 'Dana\rX-Evil: x'],
  ['a line separator', 'Dana\u2028Bcc: x'],
  ['a paragraph separator', 'Dana\u2029Bcc: x'],
  ['a next-line character', 'Dana\u0085Bcc: x'],
  ['a vertical tab and a form feed', 'Dana\v\fLee'],
  ['a null byte', 'Dana\u0000Lee'],
  ['an encoded line break', '=?utf-8?q?Dana=0D=0ABcc:_x?='],
  ['a percent-encoded line break', 'Dana%0d%0aBcc:x'],
  ['the syntax of a template', '{{link}} {{#role}} {{/role}} {{{x}}} {{=<% %>=}}'],
  ['the syntax of a link', '[x](https://door.example)'],
  ['a replacement pattern', "$& $1 $' $`"],
  ['markup', '<script>alert(1)</script>'],
  ['Hebrew', 'דנה כהן'],
  ['Arabic', 'دانة الأحمد'],
  ['a family emoji', '👨‍👩‍👧‍👦 Dana'],
  ['a flag', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 Dana'],
  ['stacked marks', `D${'\u0301'.repeat(29)}ana`],
  ['the end of a subject', 'Dana)'],
  ['quotes', '"Dana" <x>; Lee, Inc.'],
  ['many words', 'Dana Lee '.repeat(40).trim()],
  ['one long word', 'x'.repeat(2000)],
  ['many emojis', '👨‍👩‍👧‍👦'.repeat(80)],
  ['much Hebrew', 'דנה '.repeat(30).trim()],
  ['much of the widest script', '𒐫'.repeat(120)],
];

describe.each(hostile)('a name, a company and a role with %s', (_what, text) => {
  test.each(named)(
    'when %s is written in %s, then the subject is one line, whole and short',
    (_kind, language, write) => {
      const { subject } = write({ name: text, company: text, role: text }, language);
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\uE000-\uF8FF]/u);
      expect(subject.isWellFormed()).toBe(true);
      // What happened comes first, so a phone shows it.
      expect(subject.startsWith(write(dana, language).subject.slice(0, 5))).toBe(true);
      expect(subject.endsWith(')')).toBe(true);
      expect([...new Intl.Segmenter().segment(subject)].length).toBeLessThanOrEqual(230);
      expect(Buffer.byteLength(subject)).toBeLessThan(2000);
    },
  );
});

test('when a value in a subject is cut, then the email still has all of it', () => {
  const role = `Head of ${'Very '.repeat(20)}Long Titles`;
  const { subject, text } = kinds.reminder({ ...dana, role }, 'en');
  expect(subject).not.toContain(role);
  expect(subject).toMatch(/\(Head of (?:Very )+Very…\)$/);
  expect(text).toContain(role);
});

test.each([
  ['Dana Lee', 8, 'Dana Lee'],
  ['Dana Lee', 7, 'Dana…'],
  ['Dana-Lee', 7, 'Dana-L…'],
  ['Ana Lee Wong', 8, 'Ana Lee…'],
  ['👩‍🚀👩‍🚀👩‍🚀', 3, '👩‍🚀👩‍🚀👩‍🚀'],
  ['👩‍🚀👩‍🚀👩‍🚀👩‍🚀', 3, '👩‍🚀👩‍🚀…'],
])('when %j is shortened to %i, then it is %j', (text, max, expected) => {
  expect(shortened(text, max)).toBe(expected);
});

test.each([undefined, 7, null, {}])(
  'when the role of a letter is %j, then its notice leaves without it',
  (role) => {
    const { decline } = newDraft({ recruiterName: 'Dana Lee', company: 'Northwind' });
    const broken = { ...decline, input: { ...decline.input, role } };
    const { subject } = noticeMail(
      templateFiles,
      settings,
      noticedDeclineSchema().parse(broken),
      'failed',
      link,
    );
    expect(subject).toBe('Not sent: your letter to Dana Lee at Northwind');
  },
);

describe('an email with a link, which anyone can cause', () => {
  const recipient = { address: 'alex@candidates.example', link, notYou: link };
  const linkSettings = { ...settings, linkHours: 48 };
  test.each([
    ['en', 'Review your letter', 'Your contacts'],
    ['es', 'Revisa tu carta', 'Tus contactos'],
  ] as const)(
    'when it is in %s, then its subject is always the same, with nothing that was typed',
    (language, review, contacts) => {
      const mails = [reviewLinkMail, contactsLinkMail].map((write) =>
        write(templateFiles, linkSettings, { ...recipient, language }),
      );
      expect(mails.map(({ subject }) => subject)).toEqual([review, contacts]);
    },
  );
});

describe.each(pageLanguages)('the emails in %s', (language) => {
  const texts = Object.values(kinds).map((write) => {
    const { subject, text } = write(dana, language);
    return `${subject}\n${text}`;
  });

  test('when they are read, then their words are those that a native would write', () => {
    const foreign = {
      en: [
        /\bmails?\b(?! server)/i,
        /\b(?:has left|leaves|by ourselves)\b/i,
        /\b(?:do|did|is|can|could|will) not\b/i,
      ],
      es: [/denunci/i, /ha salido|\bsalió|\bsale\b/i, /\be?mail\b/i],
    }[language];
    expect(texts.filter((text) => foreign.some((words) => words.test(text)))).toEqual([]);
  });
});
