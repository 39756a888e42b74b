import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinNames } from '../../../lambdas/core/text/join-names.ts';

test.each([
  [[], undefined],
  [['Sam'], 'Sam'],
  [['Sam', 'Ana'], 'Sam and Ana'],
  [['Sam', 'Ana', 'Lee'], 'Sam, Ana, and Lee'],
  [['Lee, Dana'], 'Lee, Dana'],
  [['Lee, Dana', 'Sam Ortiz'], 'Lee, Dana; and Sam Ortiz'],
  [['Sam Ortiz', 'Lee, Dana'], 'Sam Ortiz; and Lee, Dana'],
  [['Sam', 'Lee, Dana', 'Ana'], 'Sam; Lee, Dana; and Ana'],
  [['The data team', 'The Times'], 'the data team and The Times'],
] as const)('when %j are thanked in English, then they are joined as %j', (names, joined) => {
  expect(joinNames(names, 'en')).toBe(joined);
});

test.each([
  ['Íñigo', 'Ana e Íñigo'],
  ['íñigo', 'Ana e íñigo'],
  ['Iñigo', 'Ana e Iñigo'],
  ['Inés', 'Ana e Inés'],
  ['Ítalo', 'Ana e Ítalo'],
  ['İlker', 'Ana e İlker'],
  ['Hilda', 'Ana e Hilda'],
  ['Híldia', 'Ana e Híldia'],
  ['Ian', 'Ana e Ian'],
  ['Yvonne', 'Ana e Yvonne'],
  ['Yves', 'Ana e Yves'],
  ['«Isa» Ruiz', 'Ana e «Isa» Ruiz'],
  ['🚀 Íñigo', 'Ana e 🚀 Íñigo'],
  ['Ing. Ruiz', 'Ana e Ing. Ruiz'],
  ['Hielo', 'Ana y Hielo'],
  ['Yolanda', 'Ana y Yolanda'],
  ['Yago', 'Ana y Yago'],
  ['Hernán', 'Ana y Hernán'],
  ['Dr. Ian Ruiz', 'Ana y Dr. Ian Ruiz'],
  ['李伟', 'Ana y 李伟'],
  ['El equipo de datos', 'Ana y el equipo de datos'],
  ['Las personas de datos', 'Ana y las personas de datos'],
  ['El Corte Inglés', 'Ana y El Corte Inglés'],
  ['Lee, Dana', 'Ana; y Lee, Dana'],
])('when Ana and %s are thanked in Spanish, then they are joined as %s', (name, joined) => {
  for (const language of ['es', 'es-tu'] as const) {
    expect(joinNames(['Ana', name], language)).toBe(joined);
  }
});

test('when three people are thanked in Spanish, then only the last one decides', () => {
  expect(joinNames(['Inés', 'Íñigo', 'Ana'], 'es')).toBe('Inés, Íñigo y Ana');
  expect(joinNames(['Ana', 'Lee', 'Íñigo'], 'es')).toBe('Ana, Lee e Íñigo');
});

test('when names in plain letters are joined, then as Intl.ListFormat joins them', () => {
  const beginning = fc.constantFrom('', 'I', 'i', 'Hi', 'hI', 'Hia', 'Hie', 'HIA', 'H', 'Y', 'A');
  const name = fc.tuple(beginning, fc.stringMatching(/^[b-df-gj-np-xz]{0,3}$/));
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 2, maxLength: 5 }),
      fc.constantFrom('en', 'es'),
      (pairs, language) => {
        // soundOf reads Y before a consonant as a vowel, which ListFormat does not.
        const names = pairs.map(([start, rest]) => (start === 'Y' ? 'Yo' : `${start}${rest}x`));
        const byIntl = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
        expect(joinNames(names, language)).toBe(byIntl);
      },
    ),
  );
});
