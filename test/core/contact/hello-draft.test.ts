import { describe, expect, test } from 'vitest';
import { letterLanguages, reasons } from '../../../lambdas/core/choices.ts';
import { draftHello } from '../../../lambdas/core/contact/hello-draft.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { templateFiles, vagueFiles } from '../../../lambdas/files/template-files.ts';
import { sampleContact } from '../../support/fixtures.ts';

const hintsOf = createNoteHints(vagueFiles);

/** The hello after a letter of 3 June 2027 about "Ingeniería de Datos" at Northwind. */
const helloIn = (language: (typeof letterLanguages)[number], today = '2027-12-03', given = {}) =>
  draftHello(templateFiles, { ...sampleContact, language, ...given }, today);

describe.each([
  ['en', 'June', 'June 2027', /I'd love to hear what you're/, /\b(?:usted|estás)\b/],
  ['es', 'junio', 'junio de 2027', /saber de usted\./, /(?<!\p{L})(?:estás|tú|te|tu)(?!\p{L})/iu],
  ['es-tu', 'junio', 'junio de 2027', /saber de ti\./, /(?<!\p{L})(?:usted|su|está)(?!\p{L})/iu],
] as const)('a hello in %s', (language, month, monthOfYear, address, wrong) => {
  test('when it is drafted, then it has role, company, month, recipient and candidate', () => {
    const { to, subject, text } = helloIn(language);
    expect(to).toBe('dana@northwind.example');
    expect(subject).toContain('Alex Rivera');
    for (const word of ['Dana', 'Ingeniería de Datos', 'Northwind', month])
      expect(text).toContain(word);
    expect(text.trim().endsWith('\nAlex Rivera')).toBe(true);
    expect(text).not.toContain('2027');
    expect(text).not.toMatch(/\{|undefined/);
  });

  test('when the letter is of an earlier year, then it names the year, too', () => {
    expect(helloIn(language, '2028-01-03').text).toContain(` ${monthOfYear} `);
    expect(helloIn(language, '2027-12-31').text).toContain(` ${month} `);
    expect(helloIn(language, '2028-06-05').text).toContain(monthOfYear);
  });

  test('when it addresses the person, then it does so as the letter did', () => {
    const { text } = helloIn(language);
    expect(text).toMatch(address);
    expect(text).not.toMatch(wrong);
  });

  test.each(['2027-12-03', '2028-06-05'])(
    'when it is drafted on %s, then the vague guard that reads notes gives no hint',
    (today) => {
      const { subject, text } = helloIn(language, today);
      for (const words of [subject, text, `${subject}\n\n${text}`]) {
        expect(
          hintsOf(words, 'en').hints.map(
            ({ kind, start, end }) => `${kind}: ${words.slice(start, end)}`,
          ),
        ).toEqual([]);
      }
    },
  );

  test('when the private reason and note change, then it stays the same', () => {
    const hellos = reasons.map((reason) =>
      helloIn(language, '2027-12-03', { reason, note: reason }),
    );
    expect(new Set(hellos.map((hello) => JSON.stringify(hello))).size).toBe(1);
    expect(JSON.stringify(hellos)).not.toContain('Lisbon');
  });

  test.each([
    ['Lee, Dana', 'Dana'],
    ['Dr. Dana Lee', 'Dr. Dana Lee'],
    ['Talent Team [EMEA]', 'Talent Team [EMEA]'],
    ['{{role}}', '{{role}}'],
    ['$& $1', '$&'],
  ])('when the person is called %s, then it greets %s', (name, greeting) => {
    const { text } = helloIn(language, '2027-12-03', { person: { name, address: 'x@y.example' } });
    expect(text.split('\n')[0]).toContain(` ${greeting}`);
  });

  test('when a name ends in a full stop, then its sentence has no second one', () => {
    const { text } = helloIn(language, '2027-12-03', {
      company: 'Acme Inc.',
      candidateName: 'Alex Jr.',
    });
    expect(text).toContain('Acme Inc.');
    expect(text).not.toContain('..');
    expect(text.endsWith('Alex Jr.')).toBe(true);
  });
});

test('when the candidate chose a greeting, then the hello uses it', () => {
  const person = { name: 'Dana Lee', greeting: 'Dr. Lee', address: 'dana@northwind.example' };
  expect(helloIn('en', '2027-12-03', { person }).text).toContain('Hi Dr. Lee,');
});

test('when the role has its noun, then the hello says it once', () => {
  const { text } = helloIn('en', '2027-12-03', { role: 'Analyst position' });
  expect(text).toContain('about the Analyst role at');
});

test('when a hello has a reason and an apology, then the vague guard gives hints', () => {
  expect(
    hintsOf('In June I was too busy, sorry, and maybe we could talk one day.', 'en'),
  ).not.toEqual([]);
});

test('when the language of the letter changes, then so does the hello', () => {
  expect(new Set(letterLanguages.map((language) => helloIn(language).text)).size).toBe(3);
});
