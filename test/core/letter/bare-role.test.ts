import { expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../../lambdas/core/choices.ts';
import { bareRole, isOnlyNoun } from '../../../lambdas/core/letter/bare-role.ts';
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
  ['Oferta de Analista', 'Analista'],
  ['Analyst Role at Northwind Corp', 'Analyst'],
  ['Analyst at Northwind', 'Analyst'],
  ['Analyst @Northwind', 'Analyst'],
  ['Analyst at NORTHWIND', 'Analyst'],
  ['Analyst at Northwind Traders', 'Analyst'],
  ['Analyst at the Northwind Group', 'Analyst'],
  ['Analyst role at Northwind, Madrid', 'Analyst, Madrid'],
  ['Analyst at Northwind (remote)', 'Analyst (remote)'],
  ['Analyst at Northwind in Madrid', 'Analyst in Madrid'],
  ['Analyst for Northwind', 'Analyst'],
  ['Analyst with Northwind Inc.', 'Analyst'],
  ['Analista con Northwind', 'Analista'],
  ['Analista para Northwind', 'Analista'],
  ['Analista en Northwind, S.A. de C.V.', 'Analista'],
  ['Analista en Northwind España', 'Analista'],
  ['Analyst - Northwind', 'Analyst'],
  ['Analyst, Northwind', 'Analyst'],
  ['Analyst | Northwind', 'Analyst'],
  ['Analyst (Northwind)', 'Analyst'],
  ['Northwind: Analyst', 'Analyst'],
  ['Northwind - Analyst', 'Analyst'],
  ["Northwind's Analyst", 'Analyst'],
  ['[Northwind] Analyst', 'Analyst'],
  ['Job: Analyst', 'Analyst'],
  ['Job title - Analyst', 'Analyst'],
  ['Job offer: Analyst', 'Analyst'],
  ['Open position: Analyst', 'Analyst'],
  ['Opportunity as an Analyst', 'Analyst'],
  ['Interview for the Analyst role', 'Analyst'],
  ['Application for Analyst', 'Analyst'],
  ['Hiring: Analyst', 'Analyst'],
  ['for the Analyst role', 'Analyst'],
  ['as an Analyst', 'Analyst'],
  ['Analyst opportunity', 'Analyst'],
  ['Analyst job posting', 'Analyst'],
  ['Analyst role/position', 'Analyst'],
  ['Analyst (position)', 'Analyst'],
  ['Analyst role.', 'Analyst'],
  ['Analyst.', 'Analyst'],
  ['Analyst,', 'Analyst'],
  ['Analyst position in Madrid', 'Analyst in Madrid'],
  ['Analyst role | Remote', 'Analyst | Remote'],
  ['Analyst role (m/f/d)', 'Analyst (m/f/d)'],
  ['Position - Analyst', 'Analyst'],
  ['Vacante - Analista', 'Analista'],
  ['Plaza: Analista', 'Analista'],
  ['Oferta de trabajo: Analista', 'Analista'],
  ['Oferta de empleo de Analista', 'Analista'],
  ['Oferta laboral: Analista', 'Analista'],
  ['Oportunidad de Analista', 'Analista'],
  ['Empleo de Analista', 'Analista'],
  ['Se busca Analista', 'Analista'],
  ['Entrevista para Analista', 'Analista'],
  ['Candidatura al puesto de Analista', 'Analista'],
  ['Proceso de selección para Analista', 'Analista'],
  ['para el puesto de Analista', 'Analista'],
  ['al puesto de Analista', 'Analista'],
  ['Tu vacante de Analista', 'Analista'],
  ['Analista (vacante)', 'Analista'],
  ['Analista - puesto', 'Analista'],
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
  'Analyst at Contoso',
  'Analyst at Northwind.com',
  'Analyst at Northwinds',
  'Northwind Analyst',
  'Analyst (m/f/d)',
  'Analyst, Jr.',
  'Sr. Analyst',
  'Head of Jobs',
  'Product Manager, Jobs',
  'Product Manager - Jobs',
  'Director of Opportunity',
  'Position Trader',
  'Title Examiner',
  'Opening Manager',
  'Offer Manager',
  'Hiring Manager',
  'Interview Coordinator',
  'Application Developer',
  'Empleo y Formación',
  'Trabajo Social',
  'Oferta Comercial',
  'Process Engineer',
  'Account Manager, Northwind Accounts',
  'C++ Developer',
  'C#',
  '.NET Engineer',
])('when the role is %j, then it stays as typed', (role) => {
  expect(bareRole(role, 'Northwind')).toBe(role);
});

test.each([
  ['Analyst at Acme', 'Acme Corp', 'Analyst'],
  ['Analyst at Acme', 'Acme Robotics', 'Analyst'],
  ['Analyst at Acme Robotics Ltd', 'Acme Robotics Inc.', 'Analyst'],
  ['Analyst at Acme', 'The Acme Group', 'Analyst'],
  ['Analyst at Ernst & Young', 'Ernst & Young', 'Analyst'],
  ['Analista en el Corte Inglés', 'El Corte Inglés', 'Analista'],
  ['Analyst at (Acme)+', '(Acme)+', 'Analyst'],
  ['Data Analyst', 'Data', 'Data Analyst'],
  ['Analista de Datos', 'Datos', 'Analista de Datos'],
  ['Analyst at United Nations', 'United Airlines', 'Analyst at United Nations'],
  ['Analyst at Acme', '…', 'Analyst at Acme'],
])('when the role is %j at %j, then a sentence says %j', (role, company, bare) => {
  expect(bareRole(role, company)).toBe(bare);
});

test.each([
  'role',
  'Position.',
  'the role',
  'The Role',
  'your open position',
  'job opening',
  'Job offer',
  'vacancy',
  'opportunity',
  'role at Northwind',
  'Role - Northwind',
  'puesto',
  'el puesto',
  'Puesto de trabajo',
  'la vacante en Northwind',
  'oferta de trabajo',
  'plaza vacante',
  'al puesto',
])('when the role is only %j, then it has no title', (role) => {
  expect(isOnlyNoun(role, 'Northwind')).toBe(true);
  expect(bareRole(role, 'Northwind')).not.toBe('');
});

test.each(withNoun)('when the role is %j, then it has a title', (role) => {
  expect(isOnlyNoun(role, 'Northwind')).toBe(false);
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
          expect(words).not.toMatch(/Northwind\S* (?:role |position )?(?:at|en) Northwind/);
        }
});
