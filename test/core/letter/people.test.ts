import { describe, expect, test } from 'vitest';
import { namesSeveral, withoutRepeats } from '../../../lambdas/core/letter/people.ts';

test.each([
  ['Sam Ortiz', 'SAM ORTIZ'],
  ['Sam Ortiz', 'sam ortíz'],
  ['Sam Ortiz', 'Ortiz, Sam'],
  ['Sam Ortiz', 'Dr. Sam Ortiz'],
  ['Lic. María José Hernández', 'María José Hernandez'],
  ['Sam Ortiz, PhD', 'Sam Ortiz'],
  ['Sam Ortiz 🚀', 'Sam Ortiz'],
  ['Sam Ortiz (she/her)', 'Sam Ortiz (she/her)'],
  ['田中 太郎', '田中 太郎'],
  ['🚀', '🚀'],
])('when %s and %s are listed, then one person is thanked, as first typed', (one, other) => {
  expect(withoutRepeats([one, 'Ana Ruiz', other], 'Kim Park')).toEqual([one, 'Ana Ruiz']);
});

test.each([
  ['Sam Ortiz', 'Sam Ruiz'],
  ['Sam', 'Sam Ortiz'],
  ['🚀', '🌈'],
])('when %s and %s are listed, then both are thanked', (one, other) => {
  expect(withoutRepeats([one, other], 'Kim Park')).toEqual([one, other]);
});

test.each(['Dana Lee', 'Lee, Dana', 'dana lee', 'Dr. Dana Lee'])(
  'when the recruiter Dana Lee is listed as %s, then the letter to Dana does not thank Dana too',
  (listed) => {
    expect(withoutRepeats([listed, 'Sam Ortiz'], 'Dana Lee')).toEqual(['Sam Ortiz']);
  },
);

describe('a line of the people to thank', () => {
  test.each([
    'Marcus and Lin, Ana',
    'Marcus, Lin, Ana',
    'Marcus, Lin and Ana',
    'Marcus and Emma',
    'Marcus & Emma',
    'Marcus + Emma',
    'Marcus/Emma',
    'Marcus; Emma',
    'Marcus Ruiz; Emma Taylor',
    'Ana y Luis',
    'Ana Ruiz y Luis Vega',
    'Ana e Inés',
    'Zyanya, Xochitl, Yaretzi',
    'Zyanya and Xochitl, Yaretzi',
    'Lee, Dana; Ruiz, Ana',
    'Lee, Dana and Sam Ortiz',
    // One comma, and no family name before it.
    'Ana, Luis',
    'Ana,Luis',
    'Ana, Luis.',
    'ana, luis',
    'ANA, LUIS',
    'Ana , Luis',
    'Ana，Luis',
    'Dana, Sam',
    'Marcus, Emma',
    'Emma, Thomas',
    'Ana, Martín',
    'Ana María, José Luis',
    'Ana Ruiz, Luis Vega',
    'Ana Ruiz, Luis',
    'Ana, Luis Vega',
    'Dana Lee, Sam Ortiz',
    'Dana Lee, PhD, Sam Ortiz',
    'Dana Lee (she/her), Sam Ortiz',
    // Other separators and letters.
    'Ana, and Luis',
    'ana y luis',
    'ANA Y LUIS',
    'Ana | Luis',
    'Ana - Luis',
    'Ana – Luis',
    'Ana · Luis',
    'Ana plus Luis',
    'Ana con Luis',
    'Ana as well as Luis',
    'Ana así como Luis',
  ])('when it is %j, then it names several people', (line) => {
    expect(namesSeveral(line)).toBe(true);
  });

  test.each([
    'Lee, Dana',
    'Thomas, James',
    'Lee, Dana M.',
    'Dana Lee',
    'Dana Lee, PhD',
    'Dana Lee, PhD, MBA',
    'Lee, Dana, PhD',
    'José Ortega y Gasset',
    'Santiago Ramón y Cajal',
    'António Costa e Silva',
    'the Research and Development team',
    'Research & Development',
    'everyone in R&D',
    'Smith & Wesson',
    'Dana Lee, Head of Sales and Marketing',
    'el equipo de Investigación y Desarrollo',
    'Dana Lee (she/her)',
    'the hiring manager',
    'Anderson',
    'lee, dana',
    'LEE, DANA',
    'Lee,Dana',
    'Vera, Ana',
    'Luna, Diego',
    'Gabriel, Peter',
    'Martín García, Ana',
    'Ruiz López, Ana María',
    'García, José Luis',
    'Kim, Min-jun',
    'Nagy, Anna',
    'van Dyk, Anna',
    "O'Brien, Sean",
    'Marcus, Lin',
    'Ana, Directora',
    'Dana, Recruiter',
    'Dana, Northwind',
    'Dana - Northwind',
    'Dana Lee, Senior Analyst',
    'Ana E Thomas',
    'John E Martín',
    "Sinéad O'Connor",
    'Anne-Marie Ruiz',
    'Ana Ruiz, Jr.',
    'Dana from the Berlin office',
  ])('when it is %j, then it stays as typed', (line) => {
    expect(namesSeveral(line)).toBe(false);
  });
});
