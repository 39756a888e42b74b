import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageLanguages } from '../../../lambdas/core/choices.ts';
import { createGuard } from '../../../lambdas/core/vague/guard.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import {
  checkWordList,
  compileWordList,
  hintKinds,
  readWhy,
} from '../../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';

const hintsOf = createNoteHints(vagueFiles);
const kindsIn = (note: string) => [...new Set(hintsOf(note, 'en').map(({ kind }) => kind))].sort();

describe('the guard on notes with a problem', () => {
  test.each([
    ["I'm sorry, but I've accepted another offer.", ['apology', 'reason']],
    ['Im realy sorry for the late notice', ['apology']],
    ['UNFORTUNATELY I HAVE TO DECLINE', ['apology']],
    ['After careful consideration I am withdrawing.', ['justification']],
    ['It was not an easy decision, I hope you understand.', ['justification']],
    ['I am withdrawing at this time.', ['hedge']],
    ['The process was slow and nobody answered my emails.', ['negative']],
    ['Call me on +34 600 123 456', ['contact-or-link']],
    ['My work is at https://ana.example/work', ['contact-or-link']],
    ['Me apena avisar tan tarde.', ['apology']],
    ['Lamentablemente acepte otra oferta', ['apology', 'reason']],
    ['Por ahora prefiero no continuar.', ['hedge']],
    ['Después de pensarlo mucho, espero que lo entienda.', ['justification']],
    ['El proceso fue muy lento y nadie contestó.', ['negative']],
    ['Escríbame a ana@correo.example', ['contact-or-link']],
  ] as const)('when the note is %j, then the hints are %j', (note, kinds) => {
    expect(kindsIn(note)).toEqual(kinds);
  });
});

describe('the guard on clean notes', () => {
  test.each([
    'Thank you for all your team has to offer.',
    'I was glad to hear what you offer your team.',
    'Please thank Mr. Sorry for the tour.',
    'I learned a lot because Dana took the time to explain it.',
    "I'm withdrawing, with thanks to everyone.",
    'Maybe our paths will cross again one day.',
    'Good luck with the launch of Booking.com in 2027!',
    'Thank you for the call on Tuesday.',
    'Gracias por la oferta de café, estaba buenísimo.',
    'Valió la pena el viaje solo por conocerlos.',
    'Un saludo a la señora Perdomo.',
    'Ojalá coincidamos en algún congreso.',
    'Gracias por su tiempo y por su amabilidad.',
    '',
    '   ',
    '…',
    '🙏🙏',
    // Too long for a note, so the guard does not read it.
    'sorry '.repeat(500),
  ])('when the note is %j, then there is no hint', (note) => {
    expect(hintsOf(note, 'en')).toEqual([]);
  });
});

describe('a hint', () => {
  test.each([
    ["I'm sorry, but I've loved meeting you.", "I've loved meeting you."],
    ['Thank you for the tour, but I took another job.', 'Thank you for the tour.'],
    ['I took another job. Thank you for the tour!', 'Thank you for the tour!'],
    ['Unfortunately, I am withdrawing.', 'I am withdrawing.'],
    ['I am withdrawing at this time.', 'I am withdrawing.'],
    ['I am, unfortunately, withdrawing.', 'I am withdrawing.'],
    ['Unfortunately I took another job.', 'I took another job.'],
    ['I took another job.', ''],
    [
      'Thanks for everything.\nI took another job.\nAll the best!',
      'Thanks for everything.\nAll the best!',
    ],
    ['thanks for the tour, i took another job', 'thanks for the tour'],
    ['Lamentablemente, me retiro del proceso.', 'Me retiro del proceso.'],
    ['¡Gracias por la visita! Acepté otra oferta.', '¡Gracias por la visita!'],
    ['Acepté otra oferta, pero me encantó conocerlos.', 'Me encantó conocerlos.'],
  ])('when the note is %j, then it suggests %j', (note, without) => {
    expect(hintsOf(note, 'en')[0]?.without).toBe(without);
  });

  test('when a note has many, then the first ten are given', () => {
    const startsIn = (note: string) => hintsOf(note, 'en').map(({ start }) => start);
    const firstTen = Array.from({ length: 10 }, (_, at) => at * 7);
    expect(startsIn('Sorry. '.repeat(57))).toEqual(firstTen);
    // A note that is too long gets fewer.
    expect(startsIn('Sorry. '.repeat(140))).toEqual(firstTen.slice(0, 4));
    expect(startsIn('Sorry. '.repeat(285))).toEqual(firstTen.slice(0, 2));
  });

  test.each([
    ['a word longer than any other', `becuase${'e'.repeat(1900)} sorry`],
    ['many dots', `${'.'.repeat(1900)} sorry`],
    ['many emoji', `${'😀'.repeat(900)}x sorry`],
  ])('when it stands after %s, then it is found', (_, note) => {
    expect(hintsOf(note, 'en').map(({ kind }) => kind)).toContain('apology');
  });

  test('when it is given, then it marks the typed words and says why in the page language', () => {
    const note = '  Thanks!\n\nI’m  sorry to say so. ';
    const [hint] = hintsOf(note, 'es');
    expect(hint && note.slice(hint.start, hint.end)).toMatch(/^I’m {2}sorry/);
    expect(hint?.message).toMatch(/disculpa/);
    expect(hintsOf(note, 'en')[0]?.message).toMatch(/sorry/);
  });
});

describe('the word lists', () => {
  test.each(pageLanguages)(
    'when the language is %s, then they explain each kind in one short sentence',
    (language) => {
      const why = readWhy(vagueFiles(language).list);
      for (const kind of hintKinds) {
        expect(why[kind]).toMatch(/^\p{Lu}[^.!?]+\.$/u);
        expect(why[kind].length).toBeLessThan(160);
      }
    },
  );

  const guardWith = (lines: string) => createGuard([{ list: () => compileWordList(lines) }]);

  test('when they have a mistake, then the error names the line', () => {
    const broken = [
      ['a line before', /^Line 1 is before the first heading/],
      ['== reasons ==\na', /There is no heading "reasons"/],
      ['== reason ==\n(a | b', /Line 2\. A bracket "\)" is missing: \(a \| b/],
      ['== reason ==\na)', /Line 2\. "\)" is outside of brackets: a\)/],
      ['== reason ==\n[a]', /Line 2\. A pattern needs a word/],
      ['== reason ==\n... a', /Line 2\. A pattern needs a word/],
      ['== reason ==\na @b', /Line 2\. There is no list "b"/],
      ['== reason ==\na + b', /Line 2\. "\+" has no meaning in a pattern/],
      ['== expansions ==\nim', /Line 2\. Expected "name = words"/],
    ] as const;
    for (const [file, message] of broken) expect(() => checkWordList(file)).toThrow(message);
    expect(() => readWhy('== reason ==\na')).toThrow(/Under "why" there is no line for "reason"/);
  });

  test.each([
    ['tak* ... job', 'I am taking a new job.', true],
    ['take* ... job', 'I take it that you will soon find a job.', false],
    ['take ...... job', 'I take it that you will soon find a job.', true],
    ['take ... job', 'I take it. A job!', false],
    ['(a | the [very] best) thing', 'THE VERY BEST THING', true],
    ['<number> rounds', '7 rounds', true],
    ['<number> rounds', 'seven rounds', false],
    ['niño', 'NINO', true],
    ['dont', 'I don’t', true],
    ['opportunity', 'an oppurtunity', true],
    ['wife unless: lovely', 'My wife says so.', true],
    ['wife unless: lovely', 'My lovely wife says so.', false],
    ['wife unless: lovely', 'It was lovely, my wife says.', true],
    ['wife unless anywhere: lovely', 'It was lovely, my wife says.', false],
  ])('when the pattern is %j and the note %j, then it matches: %s', (pattern, note, matches) => {
    expect(guardWith(`== reason ==\n${pattern}`)(note).length > 0).toBe(matches);
  });

  test('when they allow a heading, then README.md names it', () => {
    const readme = readFileSync(
      new URL('../../../templates/vague/README.md', import.meta.url),
      'utf8',
    );
    for (const name of [
      'exceptions',
      'why',
      'lists',
      'keep',
      'leftovers',
      'conjunctions',
      'expansions',
      'known',
      'abbreviations',
    ]) {
      expect(readme).toContain(`\`== ${name} ==\``);
    }
    for (const kind of hintKinds) expect(readme).toContain(`\`== ${kind} ==\``);
  });
});
