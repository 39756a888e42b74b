import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PageLanguage, pageLanguages } from '../../../lambdas/core/choices.ts';
import { createClassifier } from '../../../lambdas/core/vague/classifier.ts';
import { createGuard } from '../../../lambdas/core/vague/guard.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import {
  checkWordList,
  compileWordList,
  hintKinds,
  readWhy,
} from '../../../lambdas/core/vague/word-list.ts';
import { vagueFiles } from '../../../lambdas/files/template-files.ts';

const notesHints = createNoteHints(vagueFiles);
const hintsOf = (note: string, reader: PageLanguage) => notesHints(note, reader).hints;
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
    ['Read more at acme.example/jobs', ['contact-or-link']],
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
    ['thanks for the tour, i took another job', 'Thanks for the tour.'],
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

describe('all hints together', () => {
  const withoutAllOf = (note: string) => notesHints(note, 'en').withoutAll;

  test.each([
    [
      "I'm so sorry, but I've accepted another offer. Thank you for the tour!",
      'Thank you for the tour!',
    ],
    ["I'm so sorry, but I've accepted another offer.", ''],
    ['I took another job, and sorry for the late notice. But thank you!', 'Thank you!'],
    ['Lamentablemente acepté otra oferta. Gracias por la visita', 'Gracias por la visita.'],
  ])('when all of %j is taken out, then %j is left', (note, rest) => {
    expect(withoutAllOf(note)).toBe(rest);
  });

  test.each(['Thank you for the tour.', 'I took another job.', ''])(
    'when a note has one hint or none (%j), then nothing is taken out together',
    (note) => {
      expect(withoutAllOf(note)).toBeUndefined();
    },
  );

  test('when a note has more than ten, then all of them are taken out', () => {
    expect(withoutAllOf(`${'Sorry. '.repeat(20)}Thank you for the tour.`)).toBe(
      'Thank you for the tour.',
    );
  });

  test.each([
    "Unfortunately, I've accepted another offer, because the salary was too low for my family.",
    "I'm sorry for the late notice, my wife is ill and we have to move.",
    'Lamentablemente acepté otra oferta porque el sueldo no alcanza para mi familia.',
  ])('when finds overlap, then they are one hint: %j', (note) => {
    const hints = hintsOf(note, 'en');
    expect(hints.length).toBeGreaterThan(0);
    hints.forEach(({ start }, index) => {
      expect(start).toBeGreaterThanOrEqual(hints[index - 1]?.end ?? 0);
    });
  });
});

describe('a courtesy', () => {
  test.each([
    'No need to reply.',
    'There is no need to reply to this.',
    'There is no need to answer, I know how busy you are.',
    'No need to write back.',
    'No need to get back to me.',
    'No reply needed.',
    'No response necessary, just my thanks.',
    "Please don't feel you have to reply.",
    "You don't have to answer this.",
    "You needn't reply.",
    "Don't worry about replying.",
    "Don't bother answering, enjoy your holiday.",
    'Please do not feel obliged to respond.',
    'No hace falta que contesten.',
    'No hace falta que me respondan.',
    'No es necesario que conteste.',
    'No es necesario responder a este mensaje.',
    'No se moleste en contestar.',
    'No se preocupe por responder.',
    'No tenéis que contestarme.',
    'No tiene que responderme.',
    'Ni se molesten en responder, sé que andan ocupados.',
    'No hay necesidad de contestar.',
    'No hay prisa por responder.',
    'No esperes respuesta, solo quería dar las gracias.',
  ])('when it frees the reader from answering, then it is not called unkind: %j', (note) => {
    expect(kindsIn(note)).toEqual([]);
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
    expect(guardWith(`== reason ==\n${pattern}`)(note).hints.length > 0).toBe(matches);
  });

  test('when a pattern begins with an exclamation mark, then the classifier has no veto', () => {
    const { weights } = vagueFiles('en');
    const classifier = createClassifier(weights);
    const note = 'Thank you for the counteroffer.';
    const hintsBy = (line: string) =>
      createGuard([{ list: () => compileWordList(`== reason ==\n${line}`), classifier }])(note);
    expect(hintsBy('counteroffer*').hints).toEqual([]);
    expect(hintsBy('! counteroffer*').hints).toHaveLength(1);
    expect(hintsBy('! counteroffer* unless: thank*').hints).toEqual([]);
  });

  test('when a hint is about a contact, then the message says that they can reply', () => {
    const { list: en } = vagueFiles('en');
    expect(readWhy(en)['contact-or-link']).toMatch(/reply/);
    expect(readWhy(vagueFiles('es').list)['contact-or-link']).toMatch(/respuesta te llega/);
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
      'openings',
      'endings',
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
