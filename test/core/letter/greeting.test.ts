import { describe, expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../../lambdas/core/choices.ts';
import {
  bareGreeting,
  defaultGreeting,
  greetingOf,
  isChosenGreeting,
  isSalutation,
  shortName,
} from '../../../lambdas/core/letter/greeting.ts';
import { renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput } from '../../support/fixtures.ts';

test.each([
  ['warm', 'en', 'Dana'],
  ['brief', 'es', 'Dana'],
  ['formal', 'en', 'Dana Lee'],
  ['formal', 'es', 'Dana Lee'],
  ['formal', 'es-tu', 'Dana'],
] as const)('when it is %s in %s, then it greets %s', (tone, letterLanguage, greeting) => {
  const letter = { recruiterName: 'Dana Lee', tone, letterLanguage };
  expect(defaultGreeting(letter)).toBe(greeting);
  const chosen = { ...letter, recruiterGreeting: 'Dr. Lee' };
  expect(greetingOf(chosen)).toBe('Dr. Lee');
});

test('when a greeting was chosen, then buttons use it, else the first name', () => {
  expect(shortName({ name: 'Dana Lee' })).toBe('Dana');
  expect(shortName({ name: 'Dana Lee', greeting: 'Dr. Lee' })).toBe('Dr. Lee');
});

test.each([
  ['Dr. Lee', 'Dr. Lee'],
  ['Hi Dana,', 'Dana'],
  ['Dear Dr. Lee:', 'Dr. Lee'],
  ['Hello, Dana', 'Dana'],
  ['Hola, Mtra. Ruiz:', 'Mtra. Ruiz'],
  ['Estimada Mtra. Ruiz', 'Mtra. Ruiz'],
  ['Hiro', 'Hiro'],
  ['Dear', 'Dear'],
  ['Dana.', 'Dana'],
  ['Dana,', 'Dana'],
  ['Dana!!', 'Dana'],
  ['Dana...', 'Dana'],
  ['Dana…', 'Dana'],
  ['Dana -', 'Dana'],
  ['Dana —', 'Dana'],
  ['Dana ;', 'Dana'],
  ['Dana :)', 'Dana :)'],
  ['Team!', 'Team'],
  ['HI DANA', 'DANA'],
  ['hi Dana', 'Dana'],
  ['Hi, Dana!', 'Dana'],
  ['Hi Hi Dana,,', 'Dana'],
  ['Hi - Dana', 'Dana'],
  ['Hi there, Dana', 'Dana'],
  ['Hello again Dana,', 'Dana'],
  ['Hey Dana', 'Dana'],
  ['Dear Dana,', 'Dana'],
  ['My dear Dana', 'Dana'],
  ['Dear Sir or Madam,', 'Sir or Madam'],
  ['Good morning Ana', 'Ana'],
  ['Good afternoon, Dr. Lee.', 'Dr. Lee'],
  ['Hi all,', 'all'],
  ['Hola Ana:', 'Ana'],
  ['¡Hola, Ana!', 'Ana'],
  ['¡Ana!', 'Ana'],
  ['Hola, buenos días, Ana:', 'Ana'],
  ['Buenas tardes Ana', 'Ana'],
  ['Buen día, Ana', 'Ana'],
  ['Estimado/a Luis:', 'Luis'],
  ['Estimado(a) Luis', 'Luis'],
  ['Estimad@s colegas', 'colegas'],
  ['Muy estimada Sra. Ruiz:', 'Sra. Ruiz'],
  ['Apreciado Luis', 'Luis'],
  ['Reciba un cordial saludo, Ana:', 'Ana'],
  ['Saludos cordiales, Ana', 'Ana'],
  // The full stop of an abbreviation.
  ['Dana Lee Jr.', 'Dana Lee Jr.'],
  ['Dana Lee Jr.,', 'Dana Lee Jr.'],
  ['Dana Lee Jr..', 'Dana Lee Jr.'],
  ['Dana L.', 'Dana L.'],
  ['RR. HH.', 'RR. HH.'],
  ['Northwind S.A.', 'Northwind S.A.'],
  ['Acme Inc.', 'Acme Inc.'],
  ['Dana Lee, Ph.D.', 'Dana Lee, Ph.D.'],
  ['Dr.', 'Dr.'],
  // Names that begin like a salutation.
  ['Heya Kim', 'Heya Kim'],
  ['Hi-jin Park', 'Hi-jin Park'],
  ['Hillary', 'Hillary'],
  ['Deary Ann', 'Deary Ann'],
  ['Holanda Ruiz', 'Holanda Ruiz'],
  ['Buenaventura', 'Buenaventura'],
  ['...', '...'],
])('when %j is typed as the greeting, then it is %j', (typed, greeting) => {
  expect(bareGreeting(typed)).toBe(greeting);
});

test.each([
  ['Hi', true],
  ['Hi,', true],
  ['Hi there!', true],
  ['Good morning,', true],
  ['Dear', true],
  ['¡Hola!', true],
  ['Hola, buenos días', true],
  ['Estimado/a:', true],
  ['Hi Dana', false],
  ['Hillary', false],
  ['team', false],
])('when %j is typed as the greeting, then it has no name: %j', (typed, isWithoutName) => {
  expect(isSalutation(typed)).toBe(isWithoutName);
});

test.each(letterLanguages.flatMap((language) => tones.map((tone) => [language, tone] as const)))(
  'when the greeting has marks, then no letter in %s (%s) doubles them',
  (letterLanguage, tone) => {
    for (const typed of ['Dana.', 'Dana,', 'Hi Dana,', 'Dear Dana:', '¡Hola Dana!', 'Dana;']) {
      const recruiterGreeting = bareGreeting(typed);
      for (const stage of stages) {
        const input = letterInput({ letterLanguage, tone, stage, recruiterGreeting });
        const [greeting] = renderLetter(templateFiles, input).text.split('\n');
        expect(greeting).toMatch(/^(?:Hi|Dear|Hola,|Buenos días,) Dana[,:]$/);
      }
    }
  },
);

describe('a page that showed a greeting', () => {
  const byDefault = { greeting: 'Dana', chosenFor: undefined };
  const chosen = { greeting: 'Dr. Lee', chosenFor: 'Dana Lee' };
  test.each([
    ['the default is left, and the name', 'Dana', 'Dana Lee', byDefault, false],
    [
      'the default is left with invisible marks',
      '\u2068Dana\u2069\u200B',
      'Dana Lee',
      byDefault,
      false,
    ],
    [
      'the default is left with a comma, and the name changes',
      'Hi Dana,',
      'Kim Park',
      byDefault,
      false,
    ],
    ['the default is left, and the name changes', 'Dana', 'Kim Park', byDefault, false],
    ['the default is changed', 'Dr. Lee', 'Dana Lee', byDefault, true],
    ['the default and the name are changed', 'Dr. Park', 'Kim Park', byDefault, true],
    ['a chosen one is left, and the name', 'Dr. Lee', 'Dana Lee', chosen, true],
    ['a typing error in the name is corrected', 'Dr. Lee', 'Danae Lee', chosen, true],
    ['accents are added to the name', 'Dr. Lee', 'Dána Léé', chosen, true],
    ['a chosen one is left, and the name changes', 'Dr. Lee', 'Kim Park', chosen, false],
    ['a chosen one and the name are changed', 'Dr. Park', 'Kim Park', chosen, true],
  ] as const)('when %s, then it counts accordingly', (_case, posted, name, shown, isChosen) => {
    expect(isChosenGreeting(posted, name, shown)).toBe(isChosen);
  });
});
