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

test('when a letter is mailed, then the candidate gets a Bcc, unless it is to them', () => {
  expect(letterMail({ id: 'x', letter })).toMatchObject({
    bcc: 'alex@candidates.example',
    tags: { letter: 'x' },
  });
  expect(letterMail({ id: 'x', letter: { ...letter, to: letter.replyTo } })).not.toHaveProperty(
    'bcc',
  );
});
