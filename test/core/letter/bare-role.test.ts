import { expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../../lambdas/core/choices.ts';
import { bareRole } from '../../../lambdas/core/letter/bare-role.ts';
import { renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput } from '../../support/fixtures.ts';

const withNoun = [
  ['Analyst position', 'Analyst'],
  ['Analyst opening', 'Analyst'],
  ['Analyst positions', 'Analyst'],
  ['Your Analyst role', 'Analyst'],
  ['puesto de puesto de Analista', 'Analista'],
  ['Puesto del área de datos', 'área de datos'],
  ['Puesto en Ventas', 'Ventas'],
  ['Analyst Role', 'Analyst'],
  ['Senior Analyst role', 'Senior Analyst'],
  ['the Senior Analyst role', 'Senior Analyst'],
  ['The Analyst', 'Analyst'],
  ['an Analyst', 'Analyst'],
  ['Analyst job', 'Analyst'],
  ['Analyst vacancy', 'Analyst'],
  ['Analyst job opening', 'Analyst'],
  ['Analyst open position', 'Analyst'],
  ['Analyst - position', 'Analyst'],
  ['Analyst position (remote)', 'Analyst (remote)'],
  ['Analyst Role, Madrid', 'Analyst, Madrid'],
  ['Role: Analyst', 'Analyst'],
  ['Position: Analyst', 'Analyst'],
  ['position of Analyst', 'Analyst'],
  ['the role of an Analyst', 'Analyst'],
  ['Analyst role at Northwind', 'Analyst'],
  ['Analyst @ Northwind', 'Analyst'],
  ['Puesto de Analista', 'Analista'],
  ['puesto de analista', 'analista'],
  ['el puesto de Analista', 'Analista'],
  ['Puesto: Analista', 'Analista'],
  ['Puesto Analista', 'Analista'],
  ['Vacante de Analista', 'Analista'],
  ['La vacante de Analista', 'Analista'],
  ['Vacante: Analista', 'Analista'],
  ['Plaza de Analista', 'Analista'],
  ['Cargo de Analista', 'Analista'],
  ['Posición de Analista', 'Analista'],
  ['Rol de Analista', 'Analista'],
  ['Vacante para el puesto de Analista', 'Analista'],
  ['Analista en Northwind', 'Analista'],
] as const;

test.each(withNoun)('when the role is typed as %j, then a sentence says %j', (typed, bare) => {
  expect(bareRole(typed, 'Northwind')).toBe(bare);
});

test.each([
  'Role',
  'Position',
  'Puesto',
  'Vacante',
  'Role Designer',
  'Head of Role Design',
  'Positioning Lead',
  'Job Coach',
  'Puestos y Salarios',
  'Theatre Manager',
  'Data Engineer (Node.js/React)',
  'Analyst at Contoso',
  'Ingeniería de Datos Sénior',
  'Encargado de plaza de abastos',
  'A&R Manager',
])('when the role is %j, then it stays as typed', (role) => {
  expect(bareRole(role, 'Northwind')).toBe(role);
});

test('when the role has the noun, then no letter has it twice', () => {
  for (const letterLanguage of letterLanguages)
    for (const stage of stages)
      for (const tone of tones)
        for (const [role] of withNoun) {
          const { subject, text } = renderLetter(
            templateFiles,
            letterInput({ letterLanguage, stage, tone, role }),
          );
          const words = `${subject}\n${text}`;
          expect(words).not.toMatch(/(?:role|position|job|vacancy) (?:role|position)|\bthe the\b/i);
          expect(words).not.toMatch(/(?:puesto|vacante) de (?:el |la )?(?:puesto|vacante|plaza)/i);
          expect(words).not.toMatch(/Northwind (?:at|en) Northwind/);
        }
});
