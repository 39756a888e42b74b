import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personalLine } from '../../../lambdas/core/letter/personal-line.ts';

test.each([
  ['thank you for the tour', 'Thank you for the tour.'],
  ['Thank you for the tour', 'Thank you for the tour.'],
  ['Thank you for the tour.', 'Thank you for the tour.'],
  ['thank you for the tour!', 'Thank you for the tour!'],
  ['gracias por la visita', 'Gracias por la visita.'],
  ['¡gracias por la visita!', '¡Gracias por la visita!'],
  ['¿nos vemos en la feria?', '¿Nos vemos en la feria?'],
  ['él me ayudó mucho', 'Él me ayudó mucho.'],
  ['ñandúes para el equipo', 'Ñandúes para el equipo.'],
  ["it's been a joy", "It's been a joy."],
  ['«gracias» es poco', '«Gracias» es poco.'],
  ['"thank you" says too little', '"Thank you" says too little.'],
  ['(thank you for the tour)', '(Thank you for the tour).'],
  ['iOS has a friend in me', 'iOS has a friend in me.'],
  ['eBay taught me a lot', 'eBay taught me a lot.'],
  ['iPhones were fun to talk about', 'iPhones were fun to talk about.'],
  ['k8s was fun to talk about', 'k8s was fun to talk about.'],
  ['npm was fun to talk about', 'npm was fun to talk about.'],
  ['macOS…', 'macOS…'],
  ['wishing you all the best,', 'Wishing you all the best.'],
  ['good luck to Acme Inc.', 'Good luck to Acme Inc.'],
  ['good luck 🙂', 'Good luck 🙂'],
  ['good luck :)', 'Good luck :)'],
  ['good luck :D', 'Good luck :D'],
  ['good luck <3', 'Good luck <3'],
  ['see you at 10:30', 'See you at 10:30.'],
  ['100% of it was fun', '100% of it was fun.'],
  ['he said “thank you.”', 'He said “thank you.”'],
  ['he said “thank you”', 'He said “thank you”.'],
  ['I liked:\n- the tour\n- the tea', 'I liked:\n- the tour\n- the tea'],
  [
    'thank you for the tour\n\nall the best to you',
    'Thank you for the tour.\n\nAll the best to you.',
  ],
  ['thank you\nfor the tour', 'Thank you\nfor the tour.'],
  ['謝謝你', '謝謝你'],
  ['спасибо за всё', 'Спасибо за всё.'],
  ['ßtraße', 'ßtraße.'],
  ['…', '…'],
])('when the personal line is %j, then the letter has %j', (note, line) => {
  expect(personalLine(note)).toBe(line);
  expect(personalLine(line)).toBe(line);
});

test.each(['ßa', 'ᲀ b', 'ŉ c', 'ǰ'])('when %j has no capital of its own, then it stays', (note) => {
  expect(personalLine(note).slice(0, 1)).toBe(note.slice(0, 1));
});

test('when any note is put into a letter, then its words stay as they were', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (note) => {
      const line = personalLine(note);
      const plain = (text: string) => text.toLowerCase().replace(/[.,;]/g, '');
      expect(plain(line)).toBe(plain(note));
      expect(Math.abs(line.length - note.length)).toBeLessThanOrEqual(note.split('\n\n').length);
    }),
  );
});
