import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letterEml } from '../../../lambdas/core/letter/eml.ts';
import { hashLetter, type Letter } from '../../../lambdas/core/letter/letter.ts';
import { composeLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { MAX_REFERENCES, threadHeaders } from '../../../lambdas/core/letter/thread.ts';
import { isMessageId, MAX_ID_LENGTH } from '../../../lambdas/core/text/message-id.ts';
import { bareSubject, replySubject } from '../../../lambdas/core/text/reply-subject.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput, lettersAddress } from '../../support/fixtures.ts';
import { readByTwoParsers } from '../../support/thread.ts';

describe('an id of an email', () => {
  test.each([
    '<CAF+abc=3_x@mail.gmail.com>',
    '<AM0PR04MB1234$5678ABCD@AM0PR04MB1234.eurprd04.prod.outlook.com>',
    '<0102018c-1234-5678-000000@eu-west-1.amazonses.com>',
    '<a@[127.0.0.1]>',
    "<!#$%&'*+/=?^_`{|}~-@x>",
    `<${'a'.repeat(MAX_ID_LENGTH - 4)}@b>`,
  ])('when it is %s, then it is one', (id) => {
    expect(isMessageId(id)).toBe(true);
  });

  test.each([
    '',
    'a@b',
    '<a>',
    '<@b>',
    '<a@>',
    '<a@b> ',
    '<a@b>\r\nBcc: x@evil.example',
    '<a\r\n@b>',
    '<a b@c>',
    '<a@b><c@d>',
    '<a..b@c>',
    '<.a@b>',
    '<a@b.>',
    '<"a"@b>',
    '<á@b>',
    '<a@bücher.example>',
    '<a@\u{1F600}>',
    '<a@[b]c>',
    '<a@[\u0000]>',
    `<${'a'.repeat(MAX_ID_LENGTH - 3)}@b>`,
  ])('when it is %j, then it is none', (id) => {
    expect(isMessageId(id)).toBe(false);
  });
});

describe('the subject of a reply', () => {
  test.each([
    ['Interview', 'Re: Interview'],
    ['Re: Interview', 'Re: Interview'],
    ['RE: re: Fwd: RV: AW: Interview', 'Re: Interview'],
    ['Re[2]: SV:Interview', 'Re: Interview'],
    ['回复：面试', 'Re: 面试'],
    ['Vá: Interjú', 'Re: Interjú'],
    // These words are not only prefixes.
    ['Ref: 1234', 'Re: Ref: 1234'],
    ['R: a course', 'Re: R: a course'],
    ['Regarding: x', 'Re: Regarding: x'],
    ['Interview re: Data', 'Re: Interview re: Data'],
  ])('when theirs is %s, then ours is %s', (theirs, ours) => {
    expect(replySubject(theirs)).toBe(ours);
  });

  test('when it is the subject of a reply already, then it stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(replySubject(replySubject(text))).toBe(replySubject(text));
        expect(bareSubject(text)).not.toMatch(/^re:/i);
      }),
    );
  });
});

test('when a thread is long, then the letter refers to its first and latest emails', () => {
  const ids = Array.from({ length: 50 }, (_, index) => `<${index}@x>`);
  const { references } = threadHeaders({ inReplyTo: '<last@x>', references: ids });
  expect(references).toHaveLength(MAX_REFERENCES);
  expect([references[0], references[1], references.at(-1)]).toEqual([
    '<0@x>',
    '<32@x>',
    '<last@x>',
  ]);
  // Some programs put the id of the email itself into its References.
  expect(threadHeaders({ inReplyTo: '<a@x>', references: ['<a@x>', '<b@x>'] }).references).toEqual([
    '<b@x>',
    '<a@x>',
  ]);
});

const letter: Letter = {
  from: { name: 'A', address: 'letters@door.example' },
  to: 'dana@northwind.example',
  replyTo: 'alex@candidates.example',
  subject: 'S',
  text: 'T',
  html: 'H',
};

test('when a letter answers no email, then its hash is as in earlier releases', () => {
  expect(hashLetter(letter)).toBe('NLYxPik838VS2AmMxZPE7tsdwyUzB-DQ-jbNGkQkl4M');
});

test('when the thread of a letter changes, then so does its hash', () => {
  const variants = [
    letter,
    { ...letter, thread: { inReplyTo: '<a@x>', references: ['<a@x>'] } },
    { ...letter, thread: { inReplyTo: '<a@x>', references: ['<b@x>', '<a@x>'] } },
    { ...letter, thread: { inReplyTo: '<b@x>', references: ['<b@x>', '<a@x>'] } },
  ];
  expect(new Set(variants.map(hashLetter)).size).toBe(variants.length);
});

describe('a letter in a thread', () => {
  const thread = {
    inReplyTo: `<${'a'.repeat(MAX_ID_LENGTH - 4)}@b>`,
    references: Array.from({ length: 20 }, (_, index) => `<${index}${'c'.repeat(80)}@x.example>`),
    subject: 'RV: Entrevista =?UTF-8?Q?x?= 👩‍👩‍👧',
  };
  const compose = (changes = {}) =>
    composeLetter(templateFiles, letterInput({ thread, ...changes }), lettersAddress);

  test('when it is composed, then it has their subject and its own words', () => {
    const { thread: _thread, subject, ...others } = compose();
    expect(subject).toBe('Re: Entrevista =?UTF-8?Q?x?= 👩‍👩‍👧');
    const plain = composeLetter(templateFiles, letterInput(), lettersAddress);
    expect({ ...others, subject: plain.subject }).toEqual(plain);
  });

  test('when it has its own subject all the same, then it is as without a thread', () => {
    expect(compose({ ownSubject: true })).toEqual(
      composeLetter(templateFiles, letterInput(), lettersAddress),
    );
  });

  test('when their email had no subject, then it has its own, and the headers', () => {
    const { subject: _subject, ...untitled } = thread;
    const composed = compose({ thread: untitled });
    expect(composed.subject).toMatch(/withdrawing/);
    expect(composed.thread?.inReplyTo).toBe(thread.inReplyTo);
  });

  test('when it is saved as a file, then two parsers find the thread', async () => {
    const eml = letterEml(compose());
    expect(eml).toMatch(/^[\x20-\x7E\r\n]*$/);
    for (const line of eml.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    for (const read of await readByTwoParsers(eml)) {
      expect(read).toMatchObject({
        subject: 'Re: Entrevista =?UTF-8?Q?x?= 👩‍👩‍👧',
        inReplyTo: thread.inReplyTo,
        references: threadHeaders(thread).references,
        to: 'dana@northwind.example',
      });
      expect(new Set(read.headers).size).toBe(read.headers.length);
    }
  });

  test('when it answers no email, then its file has no such headers', () => {
    expect(letterEml(compose({ ownSubject: true }))).not.toMatch(/reply-to|references/i);
  });
});
