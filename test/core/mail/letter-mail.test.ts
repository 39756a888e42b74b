import { expect, test } from 'vitest';
import { letterMail } from '../../../lambdas/core/mail/letter-mail.ts';

const letter = {
  from: { name: 'Alex via Open Door', address: 'letters@door.example' },
  to: 'dana@northwind.example',
  replyTo: 'alex@candidates.example',
  subject: 's',
  text: 't',
  html: 'h',
};

test('when a letter is mailed, then the candidate gets a Bcc', () => {
  expect(letterMail({ id: 'x', letter })).toMatchObject({
    bcc: 'alex@candidates.example',
    tags: { letter: 'x' },
  });
});

test.each([
  'alex@candidates.example',
  'Alex@Candidates.Example',
  'ALEX@CANDIDATES.EXAMPLE',
  'alex＠candidates.example',
  ' alex@candidates.example',
])('when a letter is to oneself, spelled %j, then there is no Bcc', (to) => {
  expect(letterMail({ id: 'x', letter: { ...letter, to } })).not.toHaveProperty('bcc');
});

test('when a letter to oneself has an IDN, then it has no Bcc in either spelling', () => {
  const idn = { ...letter, to: 'alex@bücher.example', replyTo: 'alex@xn--bcher-kva.example' };
  expect(letterMail({ id: 'x', letter: idn })).not.toHaveProperty('bcc');
});

test.each(['alex+jobs@candidates.example', 'a.lex@candidates.example', 'alex@candidates.test'])(
  'when a letter is to %s, which is another mailbox, then the candidate gets a Bcc',
  (to) => {
    expect(letterMail({ id: 'x', letter: { ...letter, to } })).toHaveProperty('bcc');
  },
);
