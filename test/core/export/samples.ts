import fc from 'fast-check';
import type { Contact, PastDecline } from '../../../lambdas/core/contact/contact.ts';

export const pastDecline: PastDecline = {
  declineId: 'decline-1',
  company: 'Northwind',
  role: 'Ingeniería de Datos',
  stage: 'final',
  language: 'es',
  declinedOn: '2027-06-03',
  thanked: ['Sam Ruiz', 'Íñigo'],
  reason: 'other-offer',
};

export const dana: Contact = {
  ...pastDecline,
  id: 'kZ3xVQ0eT5a_7-Yw1mN2bA',
  candidateEmail: 'alex@candidates.example',
  candidateName: 'Alex Rivera',
  pageLanguage: 'es',
  person: { name: 'Dana Lee', address: 'dana@northwind.example' },
  declinedAt: Date.UTC(2027, 5, 3, 9),
  reconnectOn: '2027-12-03',
  status: 'open',
  note: 'Likes climbing.\nAsk about Lisbon.',
  wroteOn: '2027-07-01',
  history: [
    { ...pastDecline, declinedOn: '2026-01-15', company: 'Contoso', stage: 'screen' },
    pastDecline,
  ],
};

/** The same contact with these texts wherever a person may have typed them. */
export const contactWith = (text: string, note: string): Contact => ({
  ...dana,
  person: { name: text, address: text },
  company: text,
  note,
  history: [{ ...pastDecline, company: text, role: text, thanked: [text, note] }],
});

const fragments = [
  ...['"', '""', "'", ',', ';', ':', '\\', '\\n', '\\,', '^', ' ', '\t', '\u00A0'],
  ...['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029', '\v', '\f', '\0', '\uFEFF'],
  ...['=', '+', '-', '@', '＝', '－', "=cmd|' /C calc'!A1", '@SUM(1)', ';=1+1;', '\t=1'],
  ...[
    'BEGIN:VCARD',
    'END:VCARD',
    'END:VEVENT',
    '\nEND:VCALENDAR\n',
    '\r\nATTENDEE:mailto:x',
    '\r\n ',
  ],
  ...[
    '👩‍👩‍👧',
    'e\u0301\u0323\u0308',
    'שלום',
    'مرحبا',
    '\u202Etxt',
    '李'.repeat(60),
    'long '.repeat(60),
  ],
];

/** What could break a line, a quote, a component or a reader. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 6 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

/**
 * The text as iCalendar and vCard can hold it: one kind of line end, no control character
 * but the tab.
 */
export const holdable = (text: string): string =>
  text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
    .join('\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');

/** The lines of a file as they are, folded, each with its octets. */
export const physicalLines = (file: string): { line: string; octets: number }[] =>
  file.split('\r\n').map((line) => ({ line, octets: Buffer.byteLength(line) }));
