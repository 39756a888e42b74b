import { describe, expect, test } from 'vitest';
import { draftHello } from '../../../lambdas/core/contact/hello-draft.ts';
import { helloEml } from '../../../lambdas/core/contact/hello-eml.ts';
import { MAX_ID_LENGTH } from '../../../lambdas/core/text/message-id.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { sampleContact, sampleThread } from '../../support/fixtures.ts';
import { readByTwoParsers, threadReferences, threadSubject } from '../../support/thread.ts';

const hello = draftHello(templateFiles, sampleContact, '2027-12-03');
const contact = { ...sampleContact, thread: sampleThread };

/** Reads a file as two mail programs would, and checks its bytes. */
function readFile(eml: string) {
  expect(eml).toMatch(/^[\x20-\x7E\r\n]*$/);
  expect(eml.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of eml.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  return readByTwoParsers(eml);
}

test('when a contact has a thread, then the hello is an unsent reply in it', async () => {
  const eml = helloEml(hello, contact);
  expect(eml.split('\r\n')).toContain('X-Unsent: 1');
  for (const read of await readFile(eml)) {
    expect(read).toMatchObject({
      from: sampleContact.candidateEmail,
      to: sampleContact.person.address,
      subject: threadSubject,
      inReplyTo: sampleThread.inReplyTo,
      references: threadReferences,
      replyTo: '',
      html: '',
    });
    expect(read.text.trimEnd()).toBe(hello.text);
    expect([...read.headers].sort()).toEqual(
      [
        ...['from', 'to', 'subject', 'in-reply-to', 'references', 'x-unsent'],
        ...['mime-version', 'content-type', 'content-transfer-encoding'],
      ].sort(),
    );
  }
});

test('when their email had no subject, then the hello has its own, and the headers', async () => {
  const { subject: _subject, ...thread } = sampleThread;
  for (const read of await readFile(helloEml(hello, { ...contact, thread })))
    expect(read).toMatchObject({ subject: hello.subject, inReplyTo: thread.inReplyTo });
});

describe('texts that a parser could read as something else', () => {
  const texts = [
    '=?UTF-8?Q?Bcc=3A_x?= and =?utf-8?b?eA==?=',
    '"a" <b@evil.example>, (c); \\ %',
    'x'.repeat(250),
    '李'.repeat(250),
    '👩‍👩‍👧'.repeat(80),
    'שלום مرحبا',
  ];

  test.each(texts)('when their subject is %j, then it is the subject and no more', async (text) => {
    const thread = { ...sampleThread, subject: text };
    for (const read of await readFile(helloEml(hello, { ...contact, thread }))) {
      expect(read.subject).toBe(`Re: ${text}`);
      expect(new Set(read.headers).size).toBe(read.headers.length);
      expect(read.headers).toHaveLength(9);
    }
  });

  test.each(texts)('when the candidate is called %j, then From has one address', async (name) => {
    for (const read of await readFile(helloEml(hello, { ...contact, candidateName: name }))) {
      expect(read.from).toBe(sampleContact.candidateEmail);
      expect(read.headers).toHaveLength(9);
    }
  });
});

test('when the ids are as long as they may be, then each is on a line of its own', async () => {
  const inReplyTo = `<${'b'.repeat(MAX_ID_LENGTH - 4)}@c>`;
  const references = ['1', '2'].map((digit) => `<${digit.repeat(MAX_ID_LENGTH - 4)}@c>`);
  const eml = helloEml(hello, { ...contact, thread: { inReplyTo, references } });
  for (const read of await readFile(eml))
    expect(read).toMatchObject({ inReplyTo, references: [...references, inReplyTo] });
});
