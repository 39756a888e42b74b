import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDeclineForm, submittedFields } from '../../../lambdas/core/decline/decline-form.ts';
import { withUsableThread } from '../../../lambdas/core/decline/thread-fields.ts';
import { composeLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { lookUpTimeZone } from '../../../lambdas/core/time/find-time-zone.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { englishForm, lettersAddress } from '../../support/fixtures.ts';
import { threadReferences, threadSubject, threadValues } from '../../support/thread.ts';

const read = (values: Readonly<Record<string, unknown>>) =>
  readDeclineForm({ ...englishForm, ...values }, new Date(), {
    isPreview: false,
    isOwn: () => false,
    zoneLookUp: lookUpTimeZone,
  });
const formOf = (values: Readonly<Record<string, unknown>>) => {
  const result = read(values);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.form;
};
const letterOf = (values: Readonly<Record<string, unknown>>) =>
  composeLetter(templateFiles, formOf(values).input, lettersAddress);

test('when a form names their email, then the letter answers it', () => {
  expect(letterOf(threadValues)).toMatchObject({
    subject: threadSubject,
    thread: { inReplyTo: threadValues.inReplyTo, references: threadReferences },
  });
});

test('when a form is shown and posted again, then the thread and the choice are kept', () => {
  for (const values of [threadValues, { ...threadValues, ownSubject: 'yes' }]) {
    const form = formOf(values);
    expect(formOf(submittedFields(form))).toEqual(form);
  }
});

test.each([
  [{ theirSubject: 'Hello', references: '<a@b>' }],
  [{ ownSubject: 'yes' }],
  [{ inReplyTo: ' \u200B', references: ' ', theirSubject: '' }],
])('when it has no id of their email (%j), then the form is as without a thread', (values) => {
  expect(formOf(values)).toEqual(formOf({}));
});

test.each([
  ['Re:', undefined],
  ['  RE: Fwd: ', undefined],
  ['Hello\r\n there', 'Hello there'],
  ['Hello\r\nBcc: someone', 'Hello Bcc: someone'],
  ['Node.js at Booking.com', 'Node.js at Booking.com'],
  ['A\u200Bb\u202Ec', 'Abc'],
])('when their subject is %j, then it is kept as %j', (theirSubject, subject) => {
  expect(formOf({ ...threadValues, theirSubject }).input.thread?.subject).toBe(subject);
});

describe.each([
  ['inReplyTo', '<a@b> <c@d>', 'not-a-message-id'],
  ['inReplyTo', '<a@b>\r\nBcc: x@evil.example', 'not-a-message-id'],
  ['inReplyTo', `<${'a'.repeat(30_000)}@b>`, 'too-long'],
  ['references', '<a@b> c@d', 'not-a-message-id'],
  ['references', '<á@b>', 'not-a-message-id'],
  ['references', '<a@b> '.repeat(5000), 'too-long'],
  ['theirSubject', 'x'.repeat(251), 'too-long'],
  ['theirSubject', 'x'.repeat(100_000), 'too-long'],
  ['theirSubject', 'See https://evil.example/x', 'link'],
  ['theirSubject', 'a\u0000b', 'unreadable'],
  ['ownSubject', 'maybe', 'choose-one'],
])('the field %s', (name, value, problem) => {
  test(`when a script posts what it cannot be (${problem}), then that is an error`, () => {
    const result = read({ ...threadValues, [name]: value });
    expect(result.ok ? [] : result.errors.map((error) => [error.field, error.problem])).toEqual([
      [name, problem],
    ]);
  });

  test(`when the page posts it (${problem}), then only it is left out, and nothing fails`, () => {
    const posted = withUsableThread({ ...threadValues, [name]: value });
    const { input } = formOf(posted);
    expect(input.thread?.inReplyTo).toBe(name === 'inReplyTo' ? undefined : threadValues.inReplyTo);
    if (name === 'theirSubject') expect(input.thread?.subject).toBeUndefined();
  });
});

test('when the page posts anything as the thread, then the letter can be made', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<a@b>', '<a@b> x <c@d>', '\r\nBcc: x@y', '=?UTF-8?Q?x?=', 'Re: Re:'),
  );
  fc.assert(
    fc.property(text, text, text, text, (inReplyTo, references, theirSubject, ownSubject) => {
      const posted = withUsableThread({ inReplyTo, references, theirSubject, ownSubject });
      const { thread, subject } = letterOf(posted);
      expect(subject).not.toMatch(/\p{Cc}/u);
      for (const id of [thread?.inReplyTo ?? '<none@x>', ...(thread?.references ?? [])])
        expect(id).toMatch(/^<[!-;=?-~]+@[!-;=?-~]+>$/);
    }),
  );
});
