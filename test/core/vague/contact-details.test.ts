import { expect, test } from 'vitest';
import { contactDetailsIn } from '../../../lambdas/core/vague/contact-details.ts';

const found = (note: string) =>
  contactDetailsIn(note).map(({ start, end }) => note.slice(start, end));

test.each([
  ['Mail ana@mail.example please', 'ana@mail.example'],
  ['Mail ana @ mail.example please', 'ana @ mail.example'],
  ['Mail ana (at) mail (dot) example', 'ana (at) mail (dot) example'],
  ['Mail ANA(AT)MAIL(DOT)EXAMPLE', 'ANA(AT)MAIL(DOT)EXAMPLE'],
  ['Mail ana [at] mail [dot] example', 'ana [at] mail [dot] example'],
  ['Correo: ana(arroba)correo(punto)es', 'ana(arroba)correo(punto)es'],
  ['Correo: ana [at] correo.es', 'ana [at] correo.es'],
  ['Mail ana at mail dot example', 'ana at mail dot example'],
  ['Mail ANA AT MAIL DOT EXAMPLE', 'ANA AT MAIL DOT EXAMPLE'],
  ['Correo ana arroba correo punto es', 'ana arroba correo punto es'],
  ['Mail ana\nat\nmail\ndot\nexample', 'ana\nat\nmail\ndot\nexample'],
  ['See ana.dev for more', 'ana.dev'],
  ['See ANA.DEV', 'ANA.DEV'],
  // A long s, which a pattern without regard to case takes as an s.
  ['See ana.ſite', 'ana.ſite'],
  ['I am on linkedin.com', 'linkedin.com'],
  ['I am on GitHub.io', 'GitHub.io'],
  ['I am @ana_dev there', '@ana_dev'],
  ['Call +34 600 123 456', '+34 600 123 456'],
  ['Call (020) 7946-0018', '(020) 7946-0018'],
  ['Call 6001234', '6001234'],
  ['Call 600.12.34.56', '600.12.34.56'],
])('when a note is %j, then it finds %j', (note, details) => {
  expect(found(note)).toContain(details);
});

test.each([
  'Thank you for the tour. It was lovely.',
  'We met at the office at nine.',
  'The polka dot wall was great, and the dot too.',
  'It ran from 2019-2024, in room 12, for 300 people.',
  'Room 12, floor 3, seat 45, row 6.',
  'I like Vue.js and Booking.com.',
  '',
])('when a note is %j, then it finds nothing', (note) => {
  expect(found(note)).toEqual([]);
});
