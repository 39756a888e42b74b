import ICAL from 'ical.js';
import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { pageLanguages } from '../../../lambdas/core/choices.ts';
import {
  type MailableContact,
  mailableContactSchema,
} from '../../../lambdas/core/contact/contact.ts';
import { draftHello } from '../../../lambdas/core/contact/hello-draft.ts';
import { letterEml } from '../../../lambdas/core/letter/eml.ts';
import { parseToken } from '../../../lambdas/core/magic-link.ts';
import { letterMail } from '../../../lambdas/core/mail/letter-mail.ts';
import { receiptMail } from '../../../lambdas/core/mail/receipt-mail.ts';
import { reminderMail } from '../../../lambdas/core/mail/reminder-mail.ts';
import { mailtoOf } from '../../../lambdas/core/text/mailto.ts';
import { TemplateError } from '../../../lambdas/core/text/template.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { newDraft, sampleContact, sampleThread } from '../../support/fixtures.ts';

const settings = { origin: 'https://door.example', fromAddress: 'review@door.example' };
const link = { id: 'c'.repeat(22), secret: 's'.repeat(43) };
const url = `https://door.example/contacts/${link.id}.${link.secret}`;
const today = '2027-12-03';
const now = new Date('2027-06-03T10:00:00Z');

/**
 * A contact as the table returns it for an email. The schema removes the private fields.
 */
const mailable = (
  overrides: Partial<MailableContact> = {},
): MailableContact & { readonly reconnectOn: string } => ({
  ...mailableContactSchema().parse(sampleContact),
  reconnectOn: today,
  ...overrides,
});

const reminder = (overrides: Partial<MailableContact> = {}, on = today) =>
  reminderMail(templateFiles, settings, mailable(overrides), link, on);
const receipt = (overrides: Partial<MailableContact> = {}) =>
  receiptMail(templateFiles, settings, { ...mailable(overrides), reconnectOn: today }, link, now);

const linksIn = (html: string) =>
  parse(html)
    .querySelectorAll('a')
    .map((anchor) => anchor.getAttribute('href'));

const mails = [
  ['a reminder', reminder],
  ['a receipt', receipt],
] as const;

test('when a contact is read for a mail, then its private fields are removed', () => {
  expect(sampleContact).toMatchObject({
    reason: 'other-offer',
    note: expect.any(String),
    history: expect.any(Array),
  });
  expect(Object.keys(mailable())).not.toEqual(expect.arrayContaining(['reason']));
  for (const name of ['reason', 'note', 'history', 'privatePlan'])
    expect(mailable()).not.toHaveProperty(name);
});

describe.each(mails)('%s', (_name, write) => {
  test.each(pageLanguages)(
    'when the language is %s, then it goes to the candidate only, in this language',
    (pageLanguage) => {
      const mail = write({ pageLanguage });
      expect(mail).toMatchObject({
        from: { name: 'Open Door', address: 'review@door.example' },
        to: 'alex@candidates.example',
      });
      expect(mail).not.toHaveProperty('bcc');
      expect(mail).not.toHaveProperty('replyTo');
      expect(mail.html).toContain(`<html lang="${pageLanguage}">`);
      expect(mail.text).not.toMatch(/\{\{|\}\}|undefined|NaN|\uE000/);
      expect(mail.subject).toContain('Dana Lee');
      for (const part of [mail.text, parse(mail.html).text]) {
        expect(part).toContain('Ingeniería de Datos');
        expect(part).toContain('Northwind');
      }
    },
  );

  test('when the private reason and note change, then the mail stays the same', () => {
    // Even a contact that the schema did not read reveals nothing.
    const withPrivate = {
      ...sampleContact,
      note: 'Secretly climbing.',
      reason: 'staying' as const,
    };
    const withoutPrivate = { ...sampleContact, note: undefined, reason: undefined };
    expect(write(withPrivate)).toEqual(write(mailableContactSchema().parse(withoutPrivate)));
    expect(JSON.stringify(write(withPrivate))).not.toMatch(/climbing|staying|other-offer/);
  });

  test('when it is sent, then out-of-office programs do not reply to it (RFC 3834)', () => {
    expect(write().headers).toMatchObject({ 'Auto-Submitted': 'auto-generated' });
  });

  test('when it is tagged, then the tags contain nothing personal', () => {
    for (const value of Object.values(write().tags)) expect(value).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(write().tags['letter']).toBe('decline-1');
  });

  test('when a value is missing, then it is an error, and not a gap', () => {
    for (const missing of [
      { company: '' },
      { role: '' },
      { person: { name: '', address: 'x@y.example' } },
    ]) {
      expect(() => write(missing)).toThrow(TemplateError);
    }
  });

  test('when names contain markup, then they are plain text', () => {
    const name = '"><script>alert(1)</script> [x] {{link}} $& \\';
    const mail = write({
      person: { name, address: 'dana@northwind.example' },
      company: name,
      role: name,
    });
    expect(parse(mail.html).querySelectorAll('script')).toEqual([]);
    expect(mail.subject).toContain(name);
    expect(mail.text).toContain(name);
    expect(new Set(linksIn(mail.html))).toEqual(
      new Set(
        linksIn(write().html).map((href) =>
          href?.startsWith('mailto:') ? expect.stringContaining('mailto:dana@') : href,
        ),
      ),
    );
  });
});

describe('a reminder', () => {
  test.each([
    [
      'en',
      'It may be time to write to Dana Lee at Northwind (Ingeniería de Datos)',
      'Time to say hello to Dana?',
      'In June you declined the Ingeniería de Datos role',
      'June 2027',
    ],
    [
      'es',
      'Quizá sea buen momento para escribir a Dana Lee, de Northwind (Ingeniería de Datos)',
      '¿Le escribes a Dana?',
      'En junio declinaste el puesto de Ingeniería',
      'junio de 2027',
    ],
  ] as const)(
    'when it is in %s, then it says whom, what and when',
    (pageLanguage, subject, heading, opening, withYear) => {
      const mail = reminder({ pageLanguage });
      expect(mail.subject).toBe(subject);
      expect(mail.text.split('\n\n')[0]).toBe(heading);
      expect(mail.text.split('\n\n')[1]?.startsWith(opening)).toBe(true);
      expect(mail.text).not.toContain('2027');
      expect(reminder({ pageLanguage }, '2028-01-03').text.split('\n\n')[1]).toContain(withYear);
      expect(mail.tags).toEqual({ letter: 'decline-1', kind: 'reminder' });
      expect(mail).not.toHaveProperty('attachment');
    },
  );

  test('when it is sent, then its headers allow one-click unsubscribe, no page (RFC 8058)', () => {
    expect(reminder().headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${url}/unsubscribe>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(parseToken(url.split('/').at(-1) ?? '')).toEqual(link);
  });

  test('when it is sent, then it links to each action, and a mailto link drafts the hello', () => {
    const hello = draftHello(templateFiles, sampleContact, today);
    expect(linksIn(reminder().html)).toEqual([
      mailtoOf(hello),
      `${url}#wrote`,
      `${url}#snooze`,
      `${url}#stop`,
    ]);
    const { text } = reminder();
    for (const part of ['wrote', 'snooze', 'stop']) expect(text).toContain(`\n${url}#${part}`);
    expect(text).not.toContain('mailto:');
    // The whole hello, to copy: the mail program may not support mailto links.
    expect(text).toContain(`\n${hello.text}\n`);
    expect(text).toContain('dana@northwind.example');
  });

  test.each([
    ['en', 'Reply in the old thread'],
    ['es', 'Responder en el mismo hilo'],
  ] as const)('when there is a thread, then the mail in %s links to it', (pageLanguage, words) => {
    const { text, html } = reminder({ pageLanguage, thread: sampleThread });
    expect(text).toContain(`${words}:\n${url}#hello`);
    expect(linksIn(html)).toContain(`${url}#hello`);
    // What they wrote stays on the card.
    expect(text).not.toContain('Ingeniería de Datos (Ref. 12)');
    expect(reminder({ pageLanguage }).text).not.toContain('#hello');
  });

  test('when mail and letter differ in language, then the hello is as the letter', () => {
    expect(reminder({ pageLanguage: 'es', language: 'en' }).text).toContain('Hi Dana,');
    expect(reminder({ pageLanguage: 'en', language: 'es' }).text).toContain('Hola, Dana:');
  });
});

test('when a person sends a letter, then no header says that a program sent it', () => {
  const letter = letterMail(newDraft().decline);
  expect(letter).not.toHaveProperty('headers');
  expect(JSON.stringify(letter)).not.toMatch(/auto-submitted/i);
  expect(letterEml(newDraft().decline.letter)).not.toMatch(/auto-submitted/i);
});

describe('a receipt', () => {
  test.each([
    [
      'en',
      'Saved for later: Dana Lee at Northwind (Ingeniería de Datos)',
      'declined on June 3, 2027.',
      'on Friday, December 3, 2027.',
      'Write to',
    ],
    [
      'es',
      'Para más adelante: Dana Lee, de Northwind (Ingeniería de Datos)',
      'declinaste el 3 de junio de 2027.',
      'El viernes 3 de diciembre de 2027 ',
      'Escribir a',
    ],
  ] as const)(
    'when it is in %s, then it says whom, what and when, and attaches a calendar entry',
    (pageLanguage, subject, declined, day, summary) => {
      const mail = receipt({ pageLanguage });
      expect(mail.subject).toBe(subject);
      expect(mail.text).toContain(declined);
      expect(mail.text).toContain(day);
      expect(mail.tags).toEqual({ letter: 'decline-1', kind: 'receipt' });
      expect(linksIn(mail.html)).toEqual([url, url]);
      expect(mail.attachment).toMatchObject({
        filename: 'open-door.ics',
        contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
      });

      const calendar = ICAL.Component.fromString(mail.attachment?.content ?? '');
      expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
      const [component, ...others] = calendar.getAllSubcomponents('vevent');
      expect(others).toEqual([]);
      const event = new ICAL.Event(component);
      expect(event.startDate.toString()).toBe('2027-12-03T09:00:00');
      expect(event.startDate.zone).toBe(ICAL.Timezone.localTimezone);
      expect(event.summary).toBe(`${summary} Dana Lee (Northwind)`);
      expect(event.description).toContain('dana@northwind.example');
      expect(component?.getAllSubcomponents('valarm')).toHaveLength(1);
      // Other people may read the calendar, and the link opens the contact.
      expect(mail.attachment?.content).not.toContain(link.secret);
    },
  );

  test.each([
    ['Europe/Madrid', '2027-12-03T08:00:00Z'],
    ['Australia/Lord_Howe', '2027-12-02T22:00:00Z'],
    ['Asia/Kolkata', '2027-12-03T03:30:00Z'],
    ['America/Mexico_City', '2027-12-03T15:00:00Z'],
    ['Asia/Jerusalem', '2027-12-03T07:00:00Z'],
    ['America/Santiago', '2027-12-03T12:00:00Z'],
    ['UTC', '2027-12-03T09:00:00Z'],
  ])('when the candidate is in %s, then the entry is at %s', (timeZone, nine) => {
    const content = receipt({ timeZone }).attachment?.content ?? '';
    const component = ICAL.Component.fromString(content).getFirstSubcomponent('vevent');
    const event = new ICAL.Event(component ?? undefined);
    expect(event.startDate.toUnixTime() * 1000).toBe(Date.parse(nine));
    expect(event.duration.toSeconds()).toBe(15 * 60);
  });

  test('when a later one is sent, then it has the same UID and so moves the calendar entry', () => {
    const uid = (overrides: Partial<MailableContact>) =>
      new ICAL.Event(
        ICAL.Component.fromString(
          receipt(overrides).attachment?.content ?? '',
        ).getFirstSubcomponent('vevent') ?? undefined,
      ).uid;
    expect(uid({ declineId: 'another', company: 'Contoso' })).toBe(uid({}));
    expect(uid({ id: 'someone-else' })).not.toBe(uid({}));
  });
});

test.each(pageLanguages)(
  'when the person has no address, then a reminder in %s has no link to write to them',
  (pageLanguage) => {
    const person = { name: 'Dana Lee', address: '' };
    const { text, html } = reminder({ pageLanguage, person });
    expect(linksIn(html).filter((href) => href?.startsWith('mailto:'))).toEqual([]);
    expect(text).toMatch(/You send it yourself, where you wrote|Lo envías tú, por donde ya/);
    expect(text).not.toMatch(/mailto|\n{3}| [.,]/);
  },
);
