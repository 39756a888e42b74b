import { parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import { pageLanguages } from '../../../lambdas/core/choices.ts';
import {
  type MailableContact,
  mailableContactSchema,
} from '../../../lambdas/core/contact/contact.ts';
import {
  MAX_NAMED,
  remindedPerson,
  remindersMail,
} from '../../../lambdas/core/mail/reminders-mail.ts';
import { TemplateError } from '../../../lambdas/core/text/template.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { sampleContact } from '../../support/fixtures.ts';

const settings = { origin: 'https://door.example', fromAddress: 'review@door.example' };
const link = { id: 'c'.repeat(22), secret: 's'.repeat(43) };
const url = `https://door.example/contacts/${link.id}.${link.secret}`;
const today = '2027-12-03';

const contact = (index: number, changes: Partial<MailableContact> = {}): MailableContact => ({
  ...mailableContactSchema().parse(sampleContact),
  pageLanguage: 'en',
  id: String(index).padStart(22, '0'),
  person: { name: `Person Number${index}`, address: `p${index}@northwind.example` },
  declinedAt: sampleContact.declinedAt + index,
  ...changes,
});
const write = (contacts: readonly MailableContact[], more = 0) => {
  const language = contacts.at(-1)?.pageLanguage ?? 'en';
  const people = contacts.map((one) =>
    remindedPerson(templateFiles, settings, one, { link, language, today }),
  );
  return remindersMail(templateFiles, settings, { people, more }, link);
};
const some = (count: number, changes: Partial<MailableContact> = {}) =>
  Array.from({ length: count }, (_, index) => contact(index, changes));
const named = (names: readonly string[], pageLanguage: 'en' | 'es') =>
  names.map((name, index) =>
    contact(index, {
      pageLanguage,
      role: 'Analyst role at Northwind',
      person: { name, address: `p${index}@x.example` },
    }),
  );
const linksIn = (html: string) =>
  parse(html)
    .querySelectorAll('a')
    .map((anchor) => anchor.getAttribute('href') ?? '');

describe('the email about several contacts', () => {
  test.each([
    ['en', ['Dana Lee', 'Sam Ortiz'], 0, 'Dana Lee (Analyst) and Sam Ortiz (Analyst)'],
    ['en', ['Dana Lee', 'Sam Ortiz', 'Kim'], 0, 'Dana Lee (Analyst) and 2 others'],
    ['en', ['Dana Lee', 'Sam Ortiz'], 5, 'Dana Lee (Analyst) and 6 others'],
    ['en', ['Dana Lee'], 1, 'Dana Lee (Analyst) and 1 other'],
    ['en', ['The data team', 'Kim'], 0, 'the data team (Analyst) and Kim (Analyst)'],
    ['en', ['The data team', 'Kim'], 1, 'the data team (Analyst) and 2 others'],
    ['en', ['Lee, Dana', 'Kim'], 0, 'Lee, Dana (Analyst) and Kim (Analyst)'],
    ['es', ['Dana Lee', 'Iñaki Ruiz'], 0, 'Dana Lee (Analyst) e Iñaki Ruiz (Analyst)'],
    ['es', ['Dana Lee', 'Sam Ortiz', 'Kim'], 0, 'Dana Lee (Analyst) y 2 personas más'],
    ['es', ['El equipo de datos', 'Kim'], 0, 'al equipo de datos (Analyst) y Kim (Analyst)'],
    [
      'es',
      ['El equipo de datos', 'Kim', 'Sam'],
      0,
      'al equipo de datos (Analyst) y 2 personas más',
    ],
  ] as const)(
    'when it is in %s about %j and %i more, then its subject is right',
    (language, names, more, expected) => {
      const { subject } = write(named(names, language), more);
      const start =
        language === 'en' ? 'It may be time to write to ' : 'Quizá sea buen momento para escribir ';
      const to = language === 'es' && !expected.startsWith('al ') ? 'a ' : '';
      expect(subject).toBe(`${start}${to}${expected}`);
    },
  );

  test.each(pageLanguages)(
    'when it is in %s, then each person has company, role, month and links',
    (pageLanguage) => {
      const mail = write(some(3, { pageLanguage }));
      expect(mail.html).toContain(`<html lang="${pageLanguage}">`);
      expect(mail.to).toBe('alex@candidates.example');
      expect(mail).not.toHaveProperty('bcc');
      expect(mail.text).not.toMatch(/\{\{|\}\}|undefined|NaN|\uE000|\n\n\n/);
      for (const part of [mail.text, parse(mail.html).text])
        for (const index of [0, 1, 2]) expect(part).toContain(`Person Number${index}, Northwind`);
      expect(mail.text.match(/Ingeniería de Datos/g)).toHaveLength(3);
      expect(mail.text.match(pageLanguage === 'en' ? /in June/g : /En junio/g)).toHaveLength(3);
      for (const index of [0, 1, 2]) {
        const card = `${url}#contact-${String(index).padStart(22, '0')}`;
        expect(mail.text).toContain(`\n${card}\n`);
        expect(linksIn(mail.html)).toContain(card);
        expect(linksIn(mail.html).some((to) => to.startsWith(`mailto:p${index}@`))).toBe(true);
      }
      expect(mail.text).toContain(`\n${url}/unsubscribe\n`);
      expect(mail.tags).toEqual({ letter: 'decline-1', kind: 'reminder' });
      expect(mail.headers).toEqual({
        'Auto-Submitted': 'auto-generated',
        'List-Unsubscribe': `<${url}/unsubscribe>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      });
    },
  );

  test.each([0, 1, 7])('when %i more are due, then it says so, with the way to all', (more) => {
    const { text } = write(some(2), more);
    expect(text.includes('https://door.example/contacts?lang=en')).toBe(more > 0);
    expect(text.includes(`on your contacts page: ${more} more.`)).toBe(more > 0);
    expect(text).toContain(`with ${2 + more} people`);
  });

  test('when pages were in several languages, then it is in that of the latest letter', () => {
    expect(write([contact(0), contact(1, { pageLanguage: 'es' })]).subject).toMatch(/^Quizá/);
    expect(write([contact(0, { pageLanguage: 'es' }), contact(1)]).subject).toMatch(/^It may/);
  });

  test('when it names the most people, then Gmail does not cut it off', () => {
    expect(write(some(MAX_NAMED)).html.length).toBeLessThan(102_000);
    expect(
      linksIn(write(some(MAX_NAMED)).html).filter((to) => to.startsWith('mailto:')).length,
    ).toBeGreaterThan(5);
  });

  test('when all texts are as long as they may be, then its size is bounded', () => {
    const longest = some(MAX_NAMED, {
      company: '"'.repeat(100),
      role: '&'.repeat(120),
      person: { name: "'".repeat(80), address: `${'a'.repeat(64)}@${'b'.repeat(63)}.example` },
    });
    const mail = write(longest, 450);
    expect(Buffer.byteLength(mail.html + mail.text)).toBeLessThan(400_000);
    expect(Math.max(...mail.text.split('\n').map((line) => line.length))).toBeLessThan(998);
  });

  test('when names contain markup, then they are plain text', () => {
    const name = '"><script>alert(1)</script> [x](https://evil.example) {{link}} $& \\';
    const mail = write(
      some(3, { company: name, role: name, person: { name, address: 'd@x.example' } }),
    );
    expect(parse(mail.html).querySelectorAll('script')).toEqual([]);
    expect(
      linksIn(mail.html).filter((to) => to.includes('evil.example') && !to.startsWith('mailto:')),
    ).toEqual([]);
    expect(mail.text).toContain(name);
  });

  test('when private fields are there, then nothing of them is in it', () => {
    const withPrivate = {
      ...sampleContact,
      note: 'Secretly climbing.',
      reason: 'staying' as const,
    };
    expect(JSON.stringify(write([{ ...contact(0), ...withPrivate }, contact(1)]))).not.toMatch(
      /climbing|staying|other-offer/,
    );
  });

  test.each([{ company: '' }, { role: '' }, { person: { name: '', address: 'x@y.example' } }])(
    'when a value is missing (%j), then that person cannot be written, and it is no gap',
    (missing) => {
      const options = { link, language: 'en', today } as const;
      expect(() => remindedPerson(templateFiles, settings, contact(0, missing), options)).toThrow(
        TemplateError,
      );
    },
  );
});

test('when a person has no address, then only the others have a link to write to them', () => {
  const person = { name: 'Dana Lee', address: '' };
  const { text, html } = write([contact(1), contact(2, { person })]);
  const mailtos = linksIn(html).filter((href) => href.startsWith('mailto:'));
  expect(mailtos).toEqual([expect.stringContaining('p1@northwind.example')]);
  expect(text).toContain('Dana Lee');
});
