import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstName, formalName } from '../../../lambdas/core/letter/first-name.ts';
import { familyNames, onlyGivenNames } from '../../../lambdas/core/letter/known-names.ts';

/** Names whose first name is surely right, as `name → first name`. */
const understood = `
  Dana → Dana
  Dana Lee → Dana
  Sam Ortiz → Sam
  Teo Vidal → Teo
  Íñigo Núñez → Íñigo
  Emma Taylor → Emma
  Thomas Müller → Thomas
  Claire DUPONT → Claire
  Sean O'Brien → Sean
  Sean O’Brien → Sean
  John McDonald → John
  Angela D'Angelo → Angela
  Grace DeVito → Grace
  Dana Smith-Jones → Dana
  Dana M. Lee → Dana
  Dana M Lee → Dana
  Dana L. → Dana
  Anne-Marie Smith → Anne-Marie
  Jean-Pierre Mercier → Jean-Pierre
  Vincent van Gogh → Vincent
  Saskia van den Berg → Saskia
  Karim bin Salman → Karim
  Priya Sharma → Priya
  Rahul Mehta → Rahul
  Jack Ma → Jack
  David Wang → David
  Olga Ivanova → Olga
  Giulia Rossi → Giulia
  Björn Andersson → Björn
  Zeynep Kaya → Zeynep
  Chinedu Okafor → Chinedu
  Grzegorz Brzęczyszczykiewicz → Grzegorz
  João Silva → João
  Joao Silva → Joao
  Ana Ruiz → Ana
  Ana Ruiz López → Ana
  Ana Ruiz de la Torre → Ana
  José García → José
  Jose Garcia → Jose
  María Peña → María
  Maria Smith → Maria
  Luis Hernández Gómez → Luis
  Sofía Ramírez Xolot → Sofía
  José Luis Pérez → José Luis
  Jose Luis Perez → Jose Luis
  José Luis Pérez García → José Luis
  José Ángel Ruiz → José Ángel
  María José Peña → María José
  María José del Río → María José
  María del Carmen Ruiz → María del Carmen
  María de los Ángeles Soto → María de los Ángeles
  María Fernanda López → María Fernanda
  Ana María Ruiz → Ana María
  Juan Carlos Vega → Juan Carlos
  Juan Pablo Díaz Soto → Juan Pablo
  Juan de Dios Salas → Juan de Dios
  Luis Miguel Torres → Luis Miguel
  Víctor Hugo Peña → Víctor Hugo
  Miguel Ángel Ríos → Miguel Ángel
  João Pedro Almeida → João Pedro
  Ana Paula Oliveira → Ana Paula
  Jean Paul Dubois → Jean Paul
  Mary Ann Smith → Mary Ann
  José Luis → José Luis
  María José → María José
  Lee, Dana → Dana
  Lee, Dana M. → Dana
  Lee, Dana, PhD → Dana
  Thomas, James → James
  Pérez López, José Luis → José Luis
  Ruiz, José → José
  van Dyk, Anna → Anna
  Mtra. Ana Ruiz → Ana
  Mtro. José Luis Pérez → José Luis
  Lic. María José Hernández → María José
  Lic María José Hernández → María José
  Ing. Carlos Gómez → Carlos
  ING. Carlos Gómez → Carlos
  Arq. Sofía Vega → Sofía
  C.P. Ana Ruiz → Ana
  L.C.P. Ana Ruiz → Ana
  Dana Sample, PhD → Dana
  Dana Sample PhD → Dana
  Dana Sample, Ph.D. → Dana
  Dana Sample, PhD, MBA → Dana
  Dana Sample MBA CPA → Dana
  Dana Sample Jr. → Dana
  Dana Sample, Jr. → Dana
  Dana Sample III → Dana
  Dana Sample, Esq. → Dana
  Dana Sample, MD → Dana
  Dana Sample, SHRM-CP → Dana
  Dana Ma → Dana
  Dana (she/her) Lee → Dana
  Dana Lee (she/her) → Dana
  Dana Lee (they / them) → Dana
  Ana Ruiz (ella) → Ana
  🚀 Dana → Dana
  🚀 Dana Lee → Dana
  Dana Lee 🇲🇽 → Dana
  Dana Lee 👩🏽‍💻 → Dana
  ✨ José Luis Pérez ✨ → José Luis
  Dana Lee, → Dana
  Jean Luc Mercier → Jean Luc
  Anna Maria Rossi → Anna Maria
  Mary Jane Kelly → Mary Jane
  Billy Bob Smith → Billy Bob
  Billy Jo Smith → Billy Jo
  Jo Ann Smith → Jo Ann
  Pier Paolo Rossi → Pier Paolo
  Hans Georg Müller → Hans Georg
  Marie Ève Tremblay → Marie Ève
  Emma Lee → Emma
  Anna Kim → Anna
  Anna Jónsdóttir → Anna
  Jan van der Berg → Jan
  Ahmed Al-Sayed → Ahmed
  Teo Ruiz → Teo
  Mary T. Smith → Mary
  Björn Jónsson → Björn
  Dana Smith-Paul → Dana
`;

/** Names that are greeted whole. */
const greetedWhole = `
  Human Resources
  Hiring Team
  The Hiring Manager
  Hiring Manager
  Talent Team
  Talent Acquisition
  Talent Acquisition @ Northwind
  Northwind HR
  HR Northwind
  People Ops
  Recruiting
  Recruitment Team
  Careers
  Northwind Careers
  Grace Recruiting
  Victoria Talent
  Dana Recruiting
  Recursos Humanos
  Equipo de Selección
  El equipo de selección
  Selección de Personal
  Dirección de Personas
  RR. HH.
  RRHH Northwind
  Departamento de Talento
  Reclutamiento Northwind
  Bolsa de Trabajo
  Michael Page
  Robert Half
  Robert Walters
  Harvey Nash
  Kelly Services
  Morgan Stanley
  Northwind
  Northwind S.A. de C.V.
  Dr. Lee
  Dr. Dana Lee
  Dra. Ana Ruiz
  Prof. Dana Lee
  Prof. Dr. Ana Ruiz
  Mr. Dana Lee
  Mrs. Lee
  Ms Dana Lee
  Sra. Peña
  Sr. José Luis Pérez
  D. José Luis Pérez
  Dña. Ana Ruiz
  Don José
  Doña Ana Ruiz
  Sir Ian Smith
  Rev. Martin King
  Herr Thomas Müller
  Frau Dr. Schneider
  Mme Claire Dupont
  M. Pierre Petit
  Lic. Ruiz
  Lic. Martín
  Mtra. Ruiz
  Ing. X
  J. Smith
  J Smith
  J.R.R. Tolkien
  J. Luis Pérez
  Ma. Fernanda López
  Mª José Ruiz
  José L. Pérez
  María G. Hernández
  María Xochitl
  José Xique
  Ana de la Torre
  María de la Cruz
  Sarah Jane Smith
  Dana Marie Lee
  Diego Iker Ruiz
  Iker Aitor Etxeberria
  DANA SAMPLE
  DANA
  Dana sample
  dana sample
  dana
  JOSÉ LUIS PÉREZ
  SAMPLE Dana
  Sample Dana
  Ruiz Ana
  Pérez López José Luis
  DUPONT Claire
  Simon Gábor
  Nagy Anna
  Kovács Péter
  Szabó István
  Nguyen Van An
  Nguyễn Thị Minh Khai
  Trần Mai
  Mai Tran
  Kim Min-jun
  Min-jun Kim
  Park Jimin
  Lee Dana
  Wei Zhang
  Zhang Wei
  Li Na
  Tanaka Yuki
  Yuki Tanaka
  田中太郎
  山田 花子
  李伟
  김민준
  محمد علي
  Анна Петрова
  Αλέξης Παπαδόπουλος
  שרה כהן
  श्रीमती लक्ष्मी
  Mohd Aiman
  Muhammad Aiman
  Abdul Rahman bin Ali
  Siti Nurhaliza
  Petrov Ivan
  Björk
  Oluwadamilare Adeyemi-Bello
  Xochitl Ruiz
  Dana & Alex
  Dana &amp; Alex
  Dana and Alex
  Dana + Alex
  Dana / Alex
  Dana, Alex
  Dana, Alex and Sam
  Ana y Luis
  Ana e Inés
  Ana Ruiz y Luis Vega
  Marcus and Lin, Ana
  Dana | Northwind
  Dana Lee | Northwind
  Dana · Northwind
  Dana – Northwind
  Dana @ Northwind
  Dana from Northwind
  Dana (Northwind)
  Dana Lee, Northwind
  Dana-Lee
  Robert (Bob) Smith
  Robert "Bob" Smith
  Robert 'Bob' Smith
  «Dana»
  "Dana"
  María (ella) José Ruiz
  dana.lee
  dana@northwind.example
  Dana Lee dana@northwind.example
  Dana 2
  Dana1 Lee
  undefined
  null undefined
  N/A
  [Name]
  {{name}}
  To whom it may concern
  Lee, MD
  Lee, Dr.
  Smith, Jr.
  Dana 🚀 Lee
  🚀
  #Dana
  John Paul
  John Paul Smith
  Mary Ann
  Mary Jane
  Mary Jo
  Sarah Ann
  Betty Jo
  Billy Jo
  Billy Ray
  Bobby Joe
  Jim Bob
  Dana Jo
  Emma Mae
  Emily Rae
  Ella Faith
  Peter Paul
  David James
  James Thomas
  Ray Charles
  Anna Maria
  Anna Lena
  Jean Luc
  Jean Noël
  Marie Ève
  Pierre Henri
  Pierre Antoine
  Anne Laure
  Hans Georg
  Lars Åke
  Jan Willem van der Berg
  Gian Luca
  Marco Aurelio
  Luca Maria
  Ana María
  Rubén Darío
  Diego Emiliano
  Carlos Santiago
  Marta Xóchitl
  Camila JAZMIN
  Claire MARIE
  Dana Anne-Marie
  Juan Cruz López
  Juan Martín López
  María Paz García
  Mary J. Smith
  Carlos A. Ruiz
  Ruiz, Carlos A.
  Anna M.
  Simon Csaba
  Oliver Zsombor
  Teo Ming
  Grace Mei Ling
  Lena Minh
  Raj Kumar
  Priya Lakshmi
  Fatima Zahra
  Aisha Noor
  Ahmed Mohamed
  Omar bin Khalid al-Mansour
  Ahmed Abd al-Rahman
  Amina bint Ali
  Abd al-Rahman Omar
  Jón Sigurðsson
  Anne de Vries
  J. R. Smith
  john paul
  JOHN PAUL
  mary ann smith
  Dana van
  Guðrún Anna Jónsdóttir
  Nguyễn Văn An
  Ana Karenina
`;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const pairs = linesOf(understood).map((line): [string, string] => {
  const [name = '', first = ''] = line.split(' → ');
  return [name, first];
});

test('when the samples are counted, then there are names of many cultures', () => {
  expect(pairs.length + linesOf(greetedWhole).length).toBeGreaterThan(200);
});

test.each(pairs)('when a person is named %s, then the letter greets %s', (name, first) => {
  expect(firstName(name)).toBe(first);
});

test.each(linesOf(greetedWhole))('when the name is %s, then the letter greets it whole', (name) => {
  expect(firstName(name)).toBe(name);
});

test.each([
  ['Dana Lee,', 'Dana Lee'],
  ['Human Resources:', 'Human Resources'],
  ['Hiring Team!', 'Hiring Team'],
  ['Dana Lee Jr.,', 'Dana Lee Jr.'],
  ['Zzyzx Lee Jr..', 'Zzyzx Lee Jr.'],
  ['🚀 Dana Lee, PhD', 'Dana Lee'],
  ['Dana Lee (she/her)', 'Dana Lee'],
  ['Lic. María José Hernández', 'Lic. María José Hernández'],
  ['Dr. Dana Lee, PhD', 'Dr. Dana Lee, PhD'],
  ['Lee, Dana', 'Lee, Dana'],
  ['🚀 Northwind', '🚀 Northwind'],
  [',', ','],
])('when a person is named %s, then a formal letter greets %s', (name, greeted) => {
  expect(formalName(name)).toBe(greeted);
});

test.each([
  ['Dana.', 'Dana'],
  ['Dana!', 'Dana'],
  ['Dana Lee.', 'Dana'],
  ['Lee, Dana.', 'Dana'],
  ['Dana Lee Jr.', 'Dana'],
  ['Dana L.', 'Dana'],
  ['Hiring Team.', 'Hiring Team'],
  ['Dana Acme Inc.', 'Dana Acme Inc.'],
])('when marks follow the name in %j, then the letter greets %j', (name, greeted) => {
  expect(firstName(name)).toBe(greeted);
});

/** For each place of a part in a name: whether it begins and ends between words. */
function boundsOf(name: string, part: string): readonly string[] {
  const bounds: string[] = [];
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) {
    const isWithinWord =
      /[\p{L}\p{N}]$/u.test(name.slice(0, at)) ||
      /^[\p{L}\p{N}]/u.test(name.slice(at + part.length));
    bounds.push(isWithinWord ? 'within a word' : 'at words');
  }
  return bounds;
}

describe('any name', () => {
  const words = fc.constantFrom(
    ...pairs.flatMap(([name]) => name.split(' ')),
    ...linesOf(greetedWhole).flatMap((name) => name.split(' ')),
    ...['and', 'y', '&', ',', ', ', '(', ')', '🚀', '👩🏽‍💻', '-', "'", '.'],
  );
  const names = fc
    .oneof(
      fc.array(words, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(' ')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
    )
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');

  test('when it is greeted, then with a part of it at the bounds of words, never empty', () => {
    fc.assert(
      fc.property(names, (name) => {
        for (const greeted of [firstName(name), formalName(name)]) {
          expect(greeted).not.toBe('');
          expect(boundsOf(name, greeted)).toContain('at words');
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('when a greeting is greeted again, then it stays as it is', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(firstName(firstName(name))).toBe(firstName(name));
      }),
    );
  });

  test('when a word that nobody knows comes first, then the name is greeted whole', () => {
    for (const [name] of pairs.filter(([typed]) => !typed.includes(','))) {
      expect(firstName(`Zzyzx ${name}`)).toBe(`Zzyzx ${name}`);
    }
  });
});

test('when a name is only a given name, then no list of family names has it', () => {
  expect([...familyNames].filter((name) => onlyGivenNames.has(name))).toEqual([]);
});
