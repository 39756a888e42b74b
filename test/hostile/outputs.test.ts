import { describe, expect, test } from 'vitest';
import {
  Harmless,
  type Reading,
  readAnswerHeaders,
  readCalendar,
  readCards,
  readEml,
  readJson,
  readMail,
  readPage,
  readTable,
} from './outputs.ts';

/** The run must notice each of these faults. None of them is in the product. */

const addresses = { candidate: 'alex@candidates.example', recruiter: 'dana@northwind.example' };

/** The kinds of parts that an output has and the harmless one has not. */
function extraKinds(harmless: Reading, hostile: Reading): readonly string[] {
  const known = new Harmless();
  known.learn(harmless);
  expect(known.extraIn(harmless)).toEqual([]);
  return [...new Set(known.extraIn(hostile).map(({ kind }) => kind))].sort();
}

describe('when a page has more than that of a harmless input', () => {
  const page = (text: string): Reading =>
    readPage(`<!doctype html><html lang="en"><title>x</title><p>${text}</p></html>`, addresses);

  test.each([
    ['an element', 'Dana <b>Lee</b>', ['element']],
    ['an element again', 'Dana<p>Lee', ['element']],
    ['an element within a template', '<template><b></b></template>', ['element']],
    ['a comment', 'Dana <!-- Lee -->', ['element']],
    ['a link', '<a href="https://evil.example">x</a>', ['element', 'link']],
    ['an image', '<img src="//evil.example/x">', ['element', 'link']],
  ])('then %s is extra', (_, text, kinds) => {
    expect(extraKinds(page('Dana'), page(text))).toEqual(kinds);
  });

  test('then an attribute is extra', () => {
    const input = (attributes: string) => page(`<input name="role" ${attributes}>`);
    expect(extraKinds(input('value="x"'), input('value="x" onfocus="y"'))).toEqual(['element']);
  });

  test.each([
    ['a control character', 'Dana\u0007'],
    ['a NUL', 'Dana\0'],
    ['a code point that is no character', 'Dana\uFDD0'],
    ['two attributes without a space', '<i title="x"class="y"></i>'],
    ['an attribute twice', '<i class="x" class="y"></i>'],
  ])('then %s is an error', (_, text) => {
    expect(page('Dana').errors).toEqual([]);
    expect(page(text).errors).not.toEqual([]);
  });
});

describe('when an email has more than that of a harmless input', () => {
  const parameters = (changes: Record<string, string> = {}) =>
    new URLSearchParams({
      Source: 'Alex <letters@door.example>',
      'Destination.ToAddresses.member.1': addresses.recruiter,
      'Destination.BccAddresses.member.1': addresses.candidate,
      'Message.Subject.Data': 'Hello',
      'Message.Body.Text.Data': 'Hello Dana, thank you.',
      'Message.Body.Html.Data': '<!doctype html><html lang="en"><p>Hello</p></html>',
      'Tags.member.1.Name': 'kind',
      'Tags.member.1.Value': 'letter',
      ...changes,
    });

  test.each<readonly [string, Record<string, string>, readonly string[]]>([
    [
      'a second To',
      { 'Destination.ToAddresses.member.2': 'x@evil.example' },
      ['header', 'recipient'],
    ],
    ['a Cc', { 'Destination.CcAddresses.member.1': 'x@evil.example' }, ['header', 'recipient']],
    ['another To', { 'Destination.ToAddresses.member.1': 'x@evil.example' }, ['recipient']],
    [
      'two addresses in one',
      { 'Destination.ToAddresses.member.1': `${addresses.recruiter}, x@evil.example` },
      ['recipient'],
    ],
    ['a Reply-To', { 'ReplyToAddresses.member.1': 'x@evil.example' }, ['header', 'recipient']],
    ['another From', { Source: 'Alex <x@evil.example>' }, ['recipient']],
    ['a header in the subject', { 'Message.Subject.Data': 'Hello\r\nX-Evil: x' }, ['header']],
    [
      'a Bcc in the name',
      { Source: 'A\r\nBcc: x@evil.example\r\nX: <x>' },
      ['header', 'recipient'],
    ],
    ['a link in the text', { 'Message.Body.Text.Data': 'https://evil.example/x' }, ['link']],
    ['a domain with a path', { 'Message.Body.Text.Data': 'evil.com/x' }, ['link']],
    ['an address in the text', { 'Message.Body.Text.Data': 'x@evil.com' }, ['link']],
    ['a link in the subject', { 'Message.Subject.Data': 'www.evil.com' }, ['link']],
    [
      'an element',
      { 'Message.Body.Html.Data': '<!doctype html><html lang="en"><p>Hello<i></i></p></html>' },
      ['element'],
    ],
  ])('then %s is extra', async (_, changes, kinds) => {
    const harmless = await readMail(parameters(), addresses);
    expect(harmless).toMatchObject({ output: 'email letter', errors: [] });
    const hostile = await readMail(parameters(changes), addresses);
    expect(extraKinds(harmless, hostile)).toEqual(kinds);
  });

  test('then the domain in the name of a company is no link', async () => {
    const text = { 'Message.Body.Text.Data': 'Thank you for the time at Booking.com and Vue.js.' };
    const harmless = await readMail(parameters(), addresses);
    expect(extraKinds(harmless, await readMail(parameters(text), addresses))).toEqual([]);
  });

  test('then a header and a recipient of a raw email are extra', async () => {
    const raw = (lines: string) =>
      readMail(
        new URLSearchParams({
          'RawMessage.Data': Buffer.from(
            `To: ${addresses.candidate}\r\n${lines}Subject: x\r\n\r\nHello`,
          ).toString('base64'),
        }),
        addresses,
      );
    const hostile = await raw('Bcc: x@evil.example\r\n');
    expect(extraKinds(await raw(''), hostile)).toEqual(['header', 'recipient']);
  });
});

describe('when a file has more than that of a harmless input', () => {
  const calendar = (line: string): Reading =>
    readCalendar(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${line}END:VEVENT\r\nEND:VCALENDAR\r\n`);
  const card = (line: string): Reading =>
    readCards(`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Dana\r\n${line}END:VCARD\r\n`);
  const eml = (line: string) =>
    readEml(`To: ${addresses.recruiter}\r\n${line}Subject: x\r\n\r\nHello`, addresses);

  test('then what is extra in it is noticed', async () => {
    expect(extraKinds(calendar(''), calendar('ATTENDEE:mailto:x@evil.example\r\n'))).toEqual([
      'header',
    ]);
    expect(extraKinds(calendar(''), calendar('BEGIN:VALARM\r\nEND:VALARM\r\n'))).toEqual([
      'element',
    ]);
    expect(extraKinds(card(''), card('URL:https://evil.example\r\n'))).toEqual(['header']);
    expect(extraKinds(card(''), card('END:VCARD\r\nBEGIN:VCARD\r\n'))).toEqual(['element']);
    expect(extraKinds(await eml(''), await eml('Bcc: x@evil.example\r\n'))).toEqual([
      'header',
      'recipient',
    ]);
    expect(
      extraKinds(readTable('a,b\r\nc,d\r\n', ','), readTable('a,b\r\nc,"x,=1"\r\n', ',')),
    ).toEqual(['element']);
  });

  test.each([
    ['a calendar that does not end', readCalendar('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n')],
    ['a long content line', calendar(`SUMMARY:${'x'.repeat(80)}\r\n`)],
    ['a bare line feed', calendar('SUMMARY:x\n y\r\n')],
    ['a row of another length', readTable('a,b\r\nc\r\n', ',')],
    ['a quote that does not end', readTable('a,b\r\n"c,d\r\n', ',')],
    ['JSON that does not end', readJson('{"a":')],
  ])('then %s is an error', (_, { errors }) => {
    expect(errors).not.toEqual([]);
  });
});

test('when an answer has another header, or leads elsewhere, then that is extra', () => {
  const answer = (headers: Record<string, string>) =>
    readAnswerHeaders(new Headers(headers), addresses);
  const harmless = answer({ location: `/letters/${'a'.repeat(60)}` });
  expect(extraKinds(harmless, answer({ location: `/letters/${'b'.repeat(60)}` }))).toEqual([]);
  expect(extraKinds(harmless, answer({ location: '//evil.example' }))).toEqual(['link']);
  expect(extraKinds(harmless, answer({ 'set-cookie': 'x=y' }))).toEqual(['header']);
});
