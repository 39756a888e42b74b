import { expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../../lambdas/core/choices.ts';
import { registerHints, withRegisterHints } from '../../../lambdas/core/letter/register-hint.ts';
import { renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput } from '../../support/fixtures.ts';

const marked = (note: string, language: string): readonly string[] =>
  registerHints(note, language, 'es').map(({ start, end }) => note.slice(start, end));

test.each([
  ['Te agradezco mucho la visita.', 'Te'],
  ['Gracias por tu tiempo.', 'tu'],
  ['Gracias por todo lo que me contaste.', 'contaste'],
  ['Fue un gusto hablar contigo.', 'contigo'],
  ['Gracias a ti y al equipo.', 'ti'],
  ['Qué bien que me escribiste.', 'escribiste'],
  ['Has sido muy amable.', 'Has sido'],
  ['Gracias por cómo has llevado todo.', 'has llevado'],
  ['Me alegra que hayas pensado en mí.', 'hayas pensado'],
  ['Eres un gran profesional.', 'Eres'],
  ['Gracias a vos por el mate.', 'vos'],
  ['Un saludo a vuestro equipo.', 'vuestro'],
  ['Nos vemos cuando puedas, si tenés ganas.', 'tenés'],
])('when a letter says usted and the line is «%s», then it gets a hint', (note, words) => {
  expect(marked(note, 'es')).toEqual([words]);
  expect(marked(note, 'es-tu')).toEqual([]);
});

test.each([
  ['Le agradezco mucho la visita.', 'Le agradezco'],
  ['Gracias a usted y al equipo.', 'usted'],
  ['Gracias por su tiempo.', 'por su tiempo'],
  ['Muchas gracias por su amabilidad.', 'por su amabilidad'],
  ['Espero que esté muy bien.', 'Espero que esté'],
  ['Que le vaya muy bien.', 'Que le vaya'],
  ['Le deseo lo mejor.', 'Le deseo'],
  ['Cuídese mucho.', 'Cuídese'],
  ['Cuente conmigo para lo que necesite.', 'Cuente conmigo'],
  ['Reciba un abrazo.', 'Reciba un'],
])('when a letter says tú and the line is «%s», then it gets a hint', (note, words) => {
  expect(marked(note, 'es-tu')).toEqual([words]);
  expect(marked(note, 'es')).toEqual([]);
});

test.each([
  'Gracias por la visita al taller.',
  'Un saludo al equipo de TI.',
  'Me gustó hablar del OS y de iOS.',
  'Existe un contraste triste, y un chiste.',
  'Le agradezco el tiempo a Sam.',
  'Gracias a Sam y a su equipo.',
  'Nos tomamos un té estupendo.',
  'Ojalá coincidamos.',
  'Thank you for the tour. Sam has a great team.',
  'Sam has been kind, and so has the team.',
  'I liked the taste of it.',
  '',
])('when the line is «%s», then its register fits every letter', (note) => {
  expect(marked(note, 'es-tu')).toEqual([]);
  if (note.startsWith('Le ')) return;
  expect(marked(note, 'es')).toEqual([]);
});

test('when there is a hint, then its suggestion is the line without that sentence', () => {
  const note = 'Gracias por la visita. Te agradezco el té. ¡Un saludo!\nGracias por tu tiempo.';
  const hints = registerHints(note, 'es', 'en');
  expect(hints.map(({ without }) => without)).toEqual([
    'Gracias por la visita. ¡Un saludo!\nGracias por tu tiempo.',
    'Gracias por la visita. Te agradezco el té. ¡Un saludo!',
  ]);
  expect(hints[0]?.message).toContain('usted');
  expect(registerHints('Te doy las gracias.', 'es', 'es')[0]?.without).toBe('');
  expect(registerHints(note, 'en', 'en')).toEqual([]);
  expect(registerHints(note, undefined, 'en')).toEqual([]);
});

test('when a line has many such sentences, then three hints say it', () => {
  expect(registerHints('Te agradezco. '.repeat(28), 'es', 'es')).toHaveLength(3);
});

test('when the guard has hints, too, then all are in the order of the line', () => {
  const hints = withRegisterHints(
    [{ start: 2 }, { start: 30 }],
    'Gracias por tu tiempo.',
    'es',
    'es',
  );
  expect(hints.map(({ start }) => start)).toEqual([2, 12, 30]);
});

test('when a letter is read as a line of its own language, then it gets no such hint', () => {
  for (const letterLanguage of letterLanguages)
    for (const stage of stages)
      for (const tone of tones) {
        const { text } = renderLetter(templateFiles, letterInput({ letterLanguage, stage, tone }));
        expect(marked(text, letterLanguage)).toEqual([]);
      }
});
