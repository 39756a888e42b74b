import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import * as z from 'zod';

/** The hostile texts of the run, and the harmless ones that it compares them with. */

/** The Big List of Naughty Strings, 461 texts. */
export const naughtyTexts: readonly string[] = z
  .array(z.string())
  .parse(
    JSON.parse(
      readFileSync(fileURLToPath(import.meta.resolve('big-list-of-naughty-strings')), 'utf8'),
    ),
  );

/** Syntax of whatever a typed text ends up in, and a few things that look like it. */
const fragments = [
  // HTML and its attributes.
  ...['<b>x</b>', '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '</p><p>', '<br>'],
  ...['"><a href="//evil.example">x</a>', "' autofocus onfocus=alert(1) x='", '</textarea><h1>'],
  ...['</title><meta http-equiv=refresh content=0>', '<!-- ', '-->', '<![CDATA[', ']]>', '<x-od>'],
  ...['&lt;b&gt;', '&#60;b&#62;', '&quot;', '&', '<', '>', '"', "'", '`', '&amp;amp;', '&#0;'],
  // Templates.
  ...['{{candidateName}}', '{{{link}}}', '{{#people}}', '{{/people}}', '{{!x}}', '{{=<% %>=}}'],
  ...['$' + '{x}', '<%= x %>', '$&', '$1', '%s', '{0}', '__proto__', 'constructor'],
  // Headers, addresses, encoded words.
  ...['\r\nBcc: x@evil.example', '\nSubject: x', '\r\n\r\nbody', '%0d%0aBcc:x@evil.example'],
  ...['=?utf-8?q?=0D=0ABcc:_x@evil.example?=', '=?utf-8?b?PGI+?=', '=0A', '\u2028Bcc: x'],
  ...[
    'Dana <x@evil.example>',
    'x@evil.example, y@evil.example',
    '<x@evil.example>',
    'x@y.example;',
  ],
  ...[
    'undisclosed:;',
    '(comment)',
    '"a b"@evil.example',
    '@evil.example',
    '＠evil.example',
    ',',
    ';',
  ],
  // Links, and the syntax of our own email templates.
  ...['https://evil.example/x', 'www.evil.example', 'evil.com/x', 'evil.example?x=1', '//evil.com'],
  ...[
    '[x](https://evil.example)',
    '[x](mailto:x@evil.example)',
    'mailto:x@evil.example',
    '](',
    '> ',
  ],
  ...['javascript:alert(1)', 'data:text/html,x', 'tel:+1555', 'xn--evl-ioa.com/x', 'evil。com/x'],
  ...[
    'evil.com:80',
    'ftp://x',
    'hxxp://evil.com',
    'evil[.]com/x',
    '\\\\evil.com\\x',
    '127.0.0.1/x',
  ],
  // Calendars, cards, tables.
  ...[
    'BEGIN:VEVENT',
    'END:VCALENDAR',
    '\r\nATTENDEE:mailto:x@evil.example',
    '\nEND:VCARD\n',
    '\\n',
  ],
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    "=cmd|'/C calc'!A1",
    ',=1+1',
    ';=1+1',
    '\t=1',
    '＝1',
    '^n',
    ':',
  ],
  // Scripts, directions, marks, characters that show nothing or do not exist.
  ...[
    '李',
    'مرحبا',
    'שלום',
    '\u202Etxt',
    '\u2066x\u2069',
    '👩‍👩‍👧',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'e\u0301\u0323',
    'İ',
    'ß',
    '\uFDFA',
  ],
  ...[
    '\0',
    '\u0007',
    '\u001B[31m',
    '\u0085',
    '\u2028',
    '\u200B',
    '\uFEFF',
    '\uFFFD',
    '\uFFFE',
    '\uFDD0',
  ],
  ...[
    '\uD800',
    '\u{10FFFF}',
    '\u{E0041}',
    '\u00AD',
    '\u3164',
    '\r',
    '\n',
    '\n\n',
    '\t',
    ' ',
    '\u00A0',
  ],
  // Lengths.
  ...['a'.repeat(80), 'long '.repeat(30), 'a\u0301'.repeat(40), '𝒳'.repeat(90), 'x'.repeat(4000)],
];

/** Fragments, and now and then characters of any kind between them. */
export const hostileTexts = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...fragments) },
      { weight: 2, arbitrary: fc.constantFrom('Dana', 'Lee', 'Northwind', 'Engineer', ' ', '. ') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

/** An address that may be accepted, with every sign that a local part may have. */
export const hostileAddresses = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom(..."abcxyz019!#$%&'*+/=?^_`{|}~-."),
      minLength: 1,
      maxLength: 20,
    }),
    fc.constantFrom(
      '@candidates.example',
      '@recruiters.example',
      '@ñandú.example',
      '@xn--a.example',
    ),
  )
  .map((parts) => parts.join(''));

/** What JSON may hold in place of a text. */
export const hostileValues = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, [[]], { toString: 'x' }),
  fc.array(hostileTexts, { maxLength: 9 }),
  fc.dictionary(hostileTexts, hostileTexts, { maxKeys: 3 }),
);

/**
 * Texts without any syntax. The run learns from them which elements, links and headers
 * an output may have, so they cause every kind of answer: each error of each field, each
 * hint, and a text of as many lines and words as a field may have.
 */
export const harmlessTexts: readonly string[] = [
  ...['', ' ', 'Dana', 'Dana Lee', 'Northwind', 'Ana María', 'Lee, Dana', 'Mr. Lee', 'x', '1'],
  ...['Dana\nLee', 'Dana\n\nLee\n\nKim', 'Sam\nKim\nLee\nAna\nPaz\nLuz\nIda\nEva', 'a\n'.repeat(9)],
  ...['a\n'.repeat(200), 'a\n\n'.repeat(133), 'a '.repeat(150), 'a'.repeat(90), 'a'.repeat(2000)],
  ...['dana@candidates.example', 'dana@northwind.example', 'dana@gmial.com', 'ana@hotmial.com'],
  ...['dana@candidates.example, lee@candidates.example', 'letters@door.example', 'Dana and Lee'],
  ...['www.northwind.com', 'northwind.com/jobs', 'https://northwind.com/', 'Booking.com'],
  ...[
    'Sorry. '.repeat(20),
    'I got another offer, because it pays more. ',
    'Lo siento. '.repeat(12),
  ],
  ...['Call me at 555 010 0199.', 'Thank you. I am sorry.', 'lo siento, acepté otra oferta'],
  ...['2020-01-01', '2099-01-01', '2027-02-30', 'tomorrow', 'Madrid', 'Springfield', 'Nowhere'],
  ...['3', '6', '3-months', 'never', 'warm', 'formal', 'en', 'es', 'offer', 'final', 'yes', 'no'],
  ...['\u0001', 'Dana\u0001', 'HR', 'Recruiting Team', 'Dear Dana', 'Hi Dana', 'Dr. Dana Lee'],
];
