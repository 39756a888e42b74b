import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDeclineForm } from '../../../lambdas/core/decline/decline-form.ts';
import { MAX_SOURCE, readMessage } from '../../../lambdas/core/message/read-message.ts';
import { readThread } from '../../../lambdas/core/message/thread-headers.ts';
import { lookUpTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';

const now = new Date('2026-11-26T12:00:00Z');

const pieces = fc.constantFrom(
  'From: Dana Lee <dana@x.example>\n',
  'Message-ID: <a@b.example>\n',
  'MIME-Version: 1.0\n',
  'Subject: Interview for the Data Analyst role at Acme\n',
  'Content-Type: multipart/mixed; boundary=b\n',
  'Content-Type: text/html\n',
  '--b\n',
  '--b--\n',
  '\n',
  '> ',
  'Hi Alex,\n',
  'My name is Dana Lee and I am a recruiter at Acme.\n',
  'for the Senior Data Analyst role at Acme\n',
  'You will meet with Marcus Webb and Lin Zhao\n',
  'on December 3, 2026 at 2:30 PM EST\n',
  'Req ID: 4821\n',
  'Best,\nDana Lee\n',
  '---------- Forwarded message ---------\n',
  'On Mon, Nov 23, 2026 at 1:02 PM Dana Lee <dana@x.example> wrote:\n',
  'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261204T100000Z\n',
  '<p>',
  '<a href="mailto:x@y.example">',
  '\u0000',
  '\u202E',
  '\u2028',
  '\uD800',
  '\uFFFD',
  'dana@x.example\r\nBcc: all@x.example',
  '=?UTF-8?Q?=0D=0ABcc:_a@b?=',
);
const messages = fc
  .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ unit: 'binary' })), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''));

describe('whatever the message is', () => {
  test('when values are suggested, then the form accepts each, and all is one line', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async (source) => {
        const { suggestions, thread } = await readMessage(source, { now });
        const posted = Object.fromEntries(suggestions.map(({ field, value }) => [field, value]));
        const { referenceNumber = '', ...form } = posted;
        const result = readDeclineForm(form, now, {
          isPreview: false,
          isOwn: () => false,
          zoneLookUp: lookUpTimeZone,
        });
        const invalid = result.ok ? [] : result.errors.filter(({ field }) => field in form);
        expect(invalid).toEqual([]);
        for (const { source: from } of suggestions) {
          expect(from).not.toMatch(/\p{C}|\u2028|\u2029/u);
          expect(from.length).toBeGreaterThan(0);
          expect(from.length).toBeLessThanOrEqual(120);
        }
        expect(`${referenceNumber}${thread?.theirSubject ?? ''}`).not.toMatch(/\p{Cc}/u);
        for (const id of thread?.references.split(' ') ?? [])
          expect(id).toMatch(/^<[!-;=?-~]+@[!-;=?-~]+>$/);
      }),
      { numRuns: 300 },
    );
  });

  test('when a message is too long to be read, then nothing is suggested', async () => {
    const source = `Hi Alex,\n${'x'.repeat(11 * 1024 * 1024)}`;
    expect(await readMessage(source, { now })).toEqual({ suggestions: [] });
  });

  test('when a calendar part has thousands of lines, then only the first are read', async () => {
    const event = (lines: number) =>
      [
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
        ...Array.from({ length: lines }, () => 'ATTENDEE:mailto:x@y.example'),
        'DTSTART;TZID=Europe/Madrid:20261204T100000',
        'END:VEVENT',
      ].join('\r\n');
    const email = (calendar: string) =>
      [
        'From: Dana Lee <dana@x.example>',
        'Message-ID: <a@b.example>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=b',
        ...['', '--b', 'Content-Type: text/calendar', '', calendar],
        ...['--b', 'Content-Type: text/plain', '', 'Hi Alex,', '--b--'],
      ].join('\r\n');
    const fieldsOf = async (lines: number) =>
      (await readMessage(email(event(lines)), { now })).suggestions.map(({ field }) => field);
    expect(await fieldsOf(300)).toEqual(expect.arrayContaining(['interviewDate', 'candidateName']));
    const many = await fieldsOf(9000);
    expect(many).toContain('candidateName');
    expect(many).not.toContain('interviewDate');
  });

  test.each([
    ['a thousand parts', `${'--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(1000)}`],
    [
      'a thousand levels',
      Array.from(
        { length: 1000 },
        (_, level) =>
          `--${level === 0 ? 'b' : `b${level}`}\r\n` +
          `Content-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`,
      ).join(''),
    ],
    ['an attachment', `--b\r\nContent-Type: image/png\r\n\r\n${'A'.repeat(200_000)}\r\n--b--`],
  ])('when an email has %s, then its headers are read all the same', async (_, body) => {
    const source =
      'From: Dana Lee <dana@x.example>\r\nMessage-ID: <a@b.example>\r\nMIME-Version: 1.0\r\n' +
      `Content-Type: multipart/mixed; boundary=b\r\n\r\n${body}`;
    expect(source.length).toBeLessThan(MAX_SOURCE);
    const { suggestions } = await readMessage(source, { now });
    expect(suggestions).toContainEqual({
      field: 'recruiterEmail',
      value: 'dana@x.example',
      source: expect.stringContaining('dana@x.example'),
    });
  });
});

describe('the thread', () => {
  const thread = (messageId: string, references = '', subject = 'Hello') =>
    readThread({ messageId, references, headers: { subject } });

  test.each([
    ['no brackets', 'a@b.example'],
    ['a space', '<a b@c.example>'],
    ['a line break', '<a@b.example>\r\nBcc: <c@d.example>'],
    ['two', '<a@b.example><c@d.example>'],
    ['no at sign', '<ab.example>'],
    ['a letter outside ASCII', '<é@b.example>'],
    ['a quoted string', '<"a b"@c.example>'],
    ['999 characters', `<${'a'.repeat(990)}@b.example>`],
  ])('when a Message-ID has %s, then there is no thread', (_, id) => {
    expect(thread(id)).toBeUndefined();
  });

  test.each([
    '<a@b.example>',
    '<CAJ2k9f+asare=31@mail.gmail.com>',
    '<0100018f.1-2@email.amazonses.com>',
    '<a.b$c@[192.0.2.1]>',
  ])('when a Message-ID is %s, then it is accepted', (id) => {
    expect(thread(id)?.inReplyTo).toBe(id);
  });

  test('when there are too many references, then the first and the latest are kept', () => {
    const ids = Array.from({ length: 50 }, (_, index) => `<${index}@x.example>`);
    const kept = thread('<own@x.example>', ids.join(' '))?.references.split(' ');
    expect(kept).toHaveLength(20);
    expect(kept?.[0]).toBe('<0@x.example>');
    expect(kept?.slice(-2)).toEqual(['<49@x.example>', '<own@x.example>']);
  });

  test('when references are no Message-IDs, then they are left out', () => {
    expect(thread('<a@b.example>', 'x <c@d.example>\t<e f@g>')?.references).toBe(
      '<c@d.example> <a@b.example>',
    );
  });

  test('when the subject has line breaks, marks and a great length, then it is cleaned', () => {
    const subject = `Hi\r\nBcc: x@y.example\u202E\u0000${' word'.repeat(200)}`;
    const cleaned = thread('<a@b.example>', '', subject)?.theirSubject ?? '';
    expect(cleaned).toMatch(/^Hi Bcc: x@y\.example word/);
    expect(cleaned).not.toMatch(/\p{C}/u);
    expect(cleaned.length).toBeLessThanOrEqual(250);
  });
});
