import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../../lambdas/core/choices.ts';
import { hashLetter, type LetterInput } from '../../../lambdas/core/letter/letter.ts';
import { composeLetter, renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { formatAddress } from '../../../lambdas/core/text/encoded-word.ts';
import { paragraphsOf } from '../../../lambdas/core/text/mail-body.ts';
import { TemplateError } from '../../../lambdas/core/text/template.ts';
import { createNoteHints } from '../../../lambdas/core/vague/note-hints.ts';
import { templateFiles, vagueFiles } from '../../../lambdas/files/template-files.ts';
import { lettersPage } from '../../../scripts/letters-page.ts';
import { letterInput } from '../../support/fixtures.ts';

const combinations = letterLanguages.flatMap((letterLanguage) =>
  stages.flatMap((stage) => tones.map((tone) => ({ letterLanguage, stage, tone }))),
);

const inputWith = (overrides: Partial<LetterInput> = {}): LetterInput =>
  letterInput({ role: 'Senior Data Engineer', ...overrides });

const hintsOf = createNoteHints(vagueFiles);

const peopleLists = [
  [],
  ['Sam Ortiz'],
  ['Sam Ortiz', 'Inés Ibarra'],
  ['Sam Ortiz', 'Inés Ibarra', 'Lee Wong', 'Ada Okoye', 'Max Roth'],
];
/** The stages whose letters name the interview date, if there is one. */
const datedStages = new Set(['screen', 'scheduled', 'interviewing', 'final']);
/**
 * The words that state the decision. A wish is not enough. A date that does not suit is
 * not enough, either.
 */
const spanishDecision = new RegExp(
  [
    'retiro mi (?:candidatura|solicitud|postulación)|no continuar|declino la oferta',
    'no (?:voy a |me )?postular|no presentar|no seguiré adelante',
  ].join('|'),
  'i',
);
const decision = {
  en: /withdraw|declin(?:e|ing)|I'll pass on this one|I won't be applying|decided not to apply/,
  es: spanishDecision,
  'es-tu': spanishDecision,
} as const;
const countWords = (text: string): number => text.split(/\s+/).filter(Boolean).length;

const laters: readonly Partial<LetterInput>[] = [
  {},
  { keepMeInMindFor: 'data platform' },
  { talkAgain: { month: '2027-05', hasYear: false } },
  { keepMeInMindFor: 'data platform', talkAgain: { month: '2028-05', hasYear: true } },
];

describe.each(combinations)('the letter $letterLanguage/$stage/$tone', (combination) => {
  const variants = peopleLists.flatMap((peopleToThank) =>
    [undefined, '2026-12-03', '2026-12-03T15:00'].flatMap((interviewDate) =>
      [undefined, 'A note.\nOf two lines.'].map((personalNote, index) =>
        inputWith({
          ...combination,
          ...laters[(peopleToThank.length + (interviewDate?.length ?? 0) + index) % laters.length],
          peopleToThank,
          ...(interviewDate !== undefined && { interviewDate, timeZone: 'America/Mexico_City' }),
          ...(personalNote !== undefined && { personalNote }),
        }),
      ),
    ),
  );

  test('when it has people, a date or a note, then the text contains all of them', () => {
    for (const variant of variants) {
      const { subject, text, html } = renderLetter(templateFiles, variant);
      expect(subject).toContain('Senior Data Engineer');
      expect(subject).toContain('Northwind');
      expect(subject.endsWith(' – Alex Rivera')).toBe(true);
      expect(text).toContain('Senior Data Engineer');
      expect(text).toContain('Northwind');
      expect(text.trimEnd().endsWith('\nAlex Rivera')).toBe(true);
      for (const person of variant.peopleToThank) expect(text).toContain(person);
      // The personal line stands after the thanks and before the decision.
      if (variant.personalNote !== undefined) {
        const [, thanks = '', note, decided = ''] = paragraphsOf(text);
        expect(note).toBe(variant.personalNote);
        expect(thanks).toMatch(
          /thank|grateful|appreciat|good of you|gra[cd]|agrade|honored|means/i,
        );
        expect(`${subject}\n${decided}`).toMatch(decision[variant.letterLanguage]);
        expect(thanks).not.toMatch(decision[variant.letterLanguage]);
      }
      const { keepMeInMindFor, talkAgain } = variant;
      const month = variant.letterLanguage === 'en' ? 'in May' : 'en mayo';
      const kind = /data platform roles|puestos de data platform/;
      expect(kind.test(text)).toBe(keepMeInMindFor !== undefined);
      expect(text.includes(month)).toBe(talkAgain !== undefined);
      expect(/May 2028|mayo de 2028/.test(text)).toBe(talkAgain?.hasYear === true);
      if (variant.interviewDate !== undefined) {
        const day =
          variant.letterLanguage === 'en' ? 'Thursday, December 3' : 'jueves 3 de diciembre';
        expect(text.includes(day)).toBe(datedStages.has(variant.stage));
      }
      expect(`${subject}\n${text}`).not.toMatch(/[{}]| {2}| [.,;:]|\n{3}|undefined/);
      expect(html).not.toContain('<a ');
    }
  });

  test('when rendered, then it states the decision and declines a scheduled interview', () => {
    for (const variant of variants) {
      const { subject, text } = renderLetter(templateFiles, variant);
      expect(text).toMatch(decision[variant.letterLanguage]);
      if (variant.stage !== 'scheduled') continue;
      expect(text).toMatch(/declining the interview|[Dd]eclino la entrevista/);
      expect(text).toMatch(/withdraw|retiro mi (?:candidatura|solicitud|postulación)/);
      expect(subject).toMatch(/[Dd]eclin/);
    }
  });

  test('when it has no note, then it has at most 120 words, a brief one four sentences', () => {
    for (const variant of variants.filter(({ personalNote }) => personalNote === undefined)) {
      const { text } = renderLetter(templateFiles, variant);
      expect(countWords(text)).toBeLessThanOrEqual(120);
      if (variant.tone !== 'brief') continue;
      const body = paragraphsOf(text).slice(1, -1).join(' ');
      expect(body.match(/[.?!](?=\s|$)/g)?.length).toBeLessThanOrEqual(4);
    }
  });

  test('when it has no note, then the vague guard that reads notes gives no hint', () => {
    for (const variant of variants.filter(({ personalNote }) => personalNote === undefined)) {
      const { text } = renderLetter(templateFiles, variant);
      const found = hintsOf(text, 'en').hints.map(
        ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
      );
      expect(found).toEqual([]);
    }
  });

  test('when it names a kind of role or a month, then it has no second wish to meet', () => {
    const plain = renderLetter(templateFiles, inputWith(combination)).text;
    for (const later of laters.slice(1)) {
      const { text } = renderLetter(templateFiles, inputWith({ ...combination, ...later }));
      // One paragraph differs: the sentence stands in place of the wish to stay in touch.
      const [before, after] = [paragraphsOf(plain), paragraphsOf(text)];
      expect(after.length).toBe(before.length);
      expect(after.filter((paragraph) => !before.includes(paragraph))).toHaveLength(1);
      expect(text).not.toMatch(/ again[^.]* again|de nuevo[^.]* de nuevo|\.[^\s]|[,;]\./);
    }
  });

  test('when a value is missing, then it is an error, and not a gap', () => {
    for (const name of ['candidateName', 'recruiterName', 'company', 'role'] as const) {
      expect(() => renderLetter(templateFiles, inputWith({ ...combination, [name]: '' }))).toThrow(
        TemplateError,
      );
    }
  });
});

test('when docs/letters.md is read, then it has the current letters: npm run docs:letters', () => {
  const page = readFileSync(new URL('../../../docs/letters.md', import.meta.url), 'utf8');
  expect(page === lettersPage(templateFiles)).toBe(true);
});

test('when a name ends in a full stop, then its sentence has no second one', () => {
  for (const combination of combinations) {
    const { text } = renderLetter(
      templateFiles,
      inputWith({ ...combination, company: 'Acme Inc.', role: 'Jr.' }),
    );
    expect(text).not.toContain('..');
  }
});

test('when two letters are in the same language, then they open differently', () => {
  for (const letterLanguage of letterLanguages) {
    const openings = combinations
      .filter((combination) => combination.letterLanguage === letterLanguage)
      .map(
        (combination) =>
          paragraphsOf(renderLetter(templateFiles, inputWith(combination)).text)[1]?.split(
            /[.:;,]/,
          )[0],
      );
    expect(new Set(openings).size).toBe(openings.length);
  }
});

/** The runs of three words in a letter, without its greeting, its close and its names. */
function trigramsOf(combination: (typeof combinations)[number]): ReadonlySet<string> {
  const { text } = renderLetter(templateFiles, inputWith(combination));
  const words = paragraphsOf(text)
    .slice(1, -1)
    .join(' ')
    .toLowerCase()
    .replace(/(?:senior )?data engineer|northwind/g, '')
    .match(/[\p{L}']+/gu);
  return new Set(words?.slice(2).map((word, index) => `${words.slice(index, index + 2)} ${word}`));
}

test('when two letters are in the same language, then they share few phrases', () => {
  const shared = letterLanguages.flatMap((letterLanguage) => {
    const letters = combinations.filter((one) => one.letterLanguage === letterLanguage);
    return letters.flatMap((one, index) =>
      letters.slice(index + 1).flatMap((other) => {
        const [first, second] = [trigramsOf(one), trigramsOf(other)];
        const common = [...first].filter((trigram) => second.has(trigram)).length;
        const share = common / Math.min(first.size, second.size);
        return share > 0.35
          ? [`${letterLanguage}: ${one.stage}/${one.tone} ${other.stage}/${other.tone} ${share}`]
          : [];
      }),
    );
  });
  expect(shared).toEqual([]);
});

test('when the English letters are read, then a third of them say "decided to"', () => {
  const templates = stages.flatMap((stage) =>
    tones.map((tone) => templateFiles.letter('en', stage, tone)),
  );
  expect(templates).toHaveLength(21);
  const decided = templates.filter((text) => /I(?:'ve| have) decided (?:not )?to/.test(text));
  expect(decided.length).toBeGreaterThanOrEqual(7);
  // The role stands before the company, as in speech.
  for (const text of templates) expect(text).not.toMatch(/\{\{company\}\} for the \{\{role/);
});

test('when a formal letter is read, then it has no contraction and no exclamation mark', () => {
  for (const stage of stages) {
    expect(templateFiles.letter('en', stage, 'formal')).not.toMatch(/\p{L}'\p{L}|!/u);
    expect(templateFiles.later('en', 'formal')).not.toMatch(/\p{L}'\p{L}|!/u);
    for (const language of ['es', 'es-tu'] as const)
      expect(templateFiles.letter(language, stage, 'formal')).not.toMatch(/[¡!]/);
  }
});

test('when a Spanish template says usted, then it never says tú, and vice versa', () => {
  const tu = /(?<!\p{L})(?:tú|te|ti|contigo|tu|tus|puedes|gracias a ti)(?!\p{L})/iu;
  const usted = /(?<!\p{L})(?:usted|le|su|sus|consigo)(?!\p{L})/iu;
  for (const stage of stages) {
    for (const tone of tones) {
      expect(templateFiles.letter('es', stage, tone)).not.toMatch(tu);
      expect(templateFiles.letter('es-tu', stage, tone)).not.toMatch(usted);
      expect(templateFiles.later('es', tone)).not.toMatch(tu);
      expect(templateFiles.later('es-tu', tone)).not.toMatch(usted);
    }
  }
});

test('when a value contains markup, then the HTML part shows it as text', () => {
  const hostile = inputWith({
    company: '<b>&"Northwind\'</b>',
    personalNote: '<script>x</script>\n{{role}}',
  });
  const { text, html } = renderLetter(templateFiles, hostile);
  expect(text).toContain('<b>&"Northwind\'</b>');
  expect(text).toContain('{{role}}');
  expect(html).toContain('&lt;b&gt;&amp;&quot;Northwind&#39;&lt;/b&gt;');
  expect(html).toContain('&lt;script&gt;x&lt;/script&gt;<br>');
  expect(html).not.toContain('<script>');
});

test('when the interview date has a time, then the letter names the time zone', () => {
  const at = {
    stage: 'scheduled',
    interviewDate: '2026-12-03T15:00',
    timeZone: 'America/Mexico_City',
  } as const;
  expect(renderLetter(templateFiles, inputWith(at)).text).toContain(
    'on Thursday, December 3 at 3:00 PM (Mexico City time)',
  );
  expect(renderLetter(templateFiles, inputWith({ ...at, letterLanguage: 'es' })).text).toContain(
    'la entrevista del jueves 3 de diciembre a las 15:00 (hora de Ciudad de México)',
  );
});

test('when several people are thanked, then the language decides how to join the names', () => {
  const people = { peopleToThank: ['Ana', 'Inés'] };
  expect(
    renderLetter(templateFiles, inputWith({ ...people, letterLanguage: 'es' })).text,
  ).toContain('Ana e Inés');
  expect(renderLetter(templateFiles, inputWith(people)).text).toContain('Ana and Inés');
});

test.each(combinations)(
  'when a greeting is chosen, then the letter $letterLanguage/$stage/$tone has it, and once',
  (combination) => {
    for (const recruiterGreeting of ['Dr. Lee', 'Mtra. Ruiz', 'el equipo']) {
      const input = inputWith({ ...combination, recruiterName: 'Kim Park', recruiterGreeting });
      const { text } = renderLetter(templateFiles, input);
      expect(paragraphsOf(text)[0]).toMatch(new RegExp(` ${recruiterGreeting}[,:]$`));
      expect(text).not.toContain('Kim');
    }
  },
);

test('when the recruiter or people are a team, then Spanish merges the article', () => {
  for (const letterLanguage of ['es', 'es-tu'] as const)
    for (const stage of stages)
      for (const tone of tones) {
        const { subject, text } = renderLetter(
          templateFiles,
          inputWith({
            ...{ letterLanguage, stage, tone },
            recruiterName: 'el equipo de selección',
            company: 'el Ayuntamiento de Soria',
            role: 'el Analista',
            peopleToThank: ['El equipo de datos', 'Íñigo'],
          }),
        );
        expect(`${subject}\n${text}`).not.toMatch(/\b(?:a|de) el\b|[\uE000\uE001]/i);
        expect(text).toContain('l equipo de datos e Íñigo');
      }
});

test('when anything that arrives changes, then the hash changes', () => {
  const letter = composeLetter(templateFiles, inputWith(), 'letters@door.example');
  expect(letter).toMatchObject({
    from: { name: 'Alex Rivera via Open Door', address: 'letters@door.example' },
    to: 'dana@northwind.example',
    replyTo: 'alex@candidates.example',
  });
  const changed = [
    { ...letter, subject: `${letter.subject} ` },
    { ...letter, text: `${letter.text}.` },
    { ...letter, html: `${letter.html}.` },
    { ...letter, to: 'dan@northwind.example' },
    { ...letter, replyTo: 'al@candidates.example' },
    { ...letter, from: { ...letter.from, name: 'Alex' } },
  ].map(hashLetter);
  expect(new Set([hashLetter(letter), ...changed]).size).toBe(7);
});

test.each([
  ['America/New_York', 'New York time', 'hora de Nueva York'],
  ['Asia/Calcutta', 'India time', 'hora de India'],
  ['Europe/Madrid', 'Spain time', 'hora de Madrid'],
  ['Etc/UTC', 'Etc/UTC', 'Etc/UTC'],
  ['Europe/London', 'United Kingdom time', 'hora del Reino Unido'],
  ['Europe/Amsterdam', 'Netherlands time', 'hora de los Países Bajos'],
  ['Asia/Dubai', 'United Arab Emirates time', 'hora de los Emiratos Árabes Unidos'],
  ['America/Santo_Domingo', 'Dominican Republic time', 'hora de la República Dominicana'],
  ['Atlantic/Canary', 'Canaries time', 'hora de las Islas Canarias'],
  ['Asia/Hong_Kong', 'Hong Kong time', 'hora de Hong Kong'],
  ['Europe/Athens', 'Greece time', 'hora de Grecia'],
  ['America/El_Salvador', 'El Salvador time', 'hora de El Salvador'],
])(
  'when the time zone is %s, then the letter says %s, in Spanish %s',
  (timeZone, english, spanish) => {
    const at = { stage: 'scheduled', interviewDate: '2026-12-03T01:30', timeZone } as const;
    expect(renderLetter(templateFiles, inputWith(at)).text).toContain(`at 1:30 AM (${english})`);
    expect(renderLetter(templateFiles, inputWith({ ...at, letterLanguage: 'es' })).text).toContain(
      `a la 1:30 (${spanish})`,
    );
  },
);

/** Names whose header is long: letters outside ASCII are encoded. */
const longNames = [
  'ñ'.repeat(80),
  'श्रीमती लक्ष्मी सुब्रमण्यम वेंकटरामन अय्यर',
  '李'.repeat(80),
  '👨‍👩‍👧'.repeat(80),
];

test.each([...longNames, 'Alex Rivera'])(
  'when the candidate is called %s, then SES accepts the From header',
  (candidateName) => {
    const { from } = composeLetter(
      templateFiles,
      inputWith({ candidateName }),
      'letters@a-long-domain.school.example',
    );
    expect(formatAddress(from).length).toBeLessThanOrEqual(320);
    expect(`${candidateName} via Open Door`.startsWith(from.name)).toBe(true);
    // It is the longest beginning that fits.
    const [next = ''] = candidateName.slice(from.name.length);
    const longer = { ...from, name: from.name + next };
    if (next !== '') expect(formatAddress(longer).length).toBeGreaterThan(320);
  },
);
