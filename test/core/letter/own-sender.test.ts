import { describe, expect, test } from 'vitest';
import { letterLanguages } from '../../../lambdas/core/choices.ts';
import { hashLetter } from '../../../lambdas/core/letter/letter.ts';
import { isOwnSender, mayLeaveFrom } from '../../../lambdas/core/letter/own-sender.ts';
import { composeLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { letterMail } from '../../../lambdas/core/mail/letter-mail.ts';
import { formatAddress } from '../../../lambdas/core/text/encoded-word.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput, lettersAddress, newDraft } from '../../support/fixtures.ts';

const domain = 'school.example';

describe('whether a candidate is the sender', () => {
  test.each([
    'ana@school.example',
    'Ana.Ruiz+jobs@School.Example',
    "o'neill_{a|b}=c*d?e@school.example",
  ])('when the address is %s, then it is', (address) => {
    expect(isOwnSender(address, domain)).toBe(true);
    expect(isOwnSender(address, undefined)).toBe(false);
  });

  test.each([
    'ana@students.school.example',
    'ana@example',
    'ana@notschool.example',
    'ana@school.example.evil.example',
    'school.example@evil.example',
    'ana@xn--schol-jua.example',
  ])('when the address is %s, then it is not', (address) => {
    expect(isOwnSender(address, domain)).toBe(false);
  });
});

describe.each(letterLanguages)('a letter in %s', (letterLanguage) => {
  const input = letterInput({ letterLanguage, candidateEmail: 'Ana+x@school.example' });
  const usual = composeLetter(templateFiles, input, lettersAddress);
  const own = composeLetter(templateFiles, input, lettersAddress, { ownSenderDomain: domain });

  test('when the candidate is the sender, then the name is theirs alone', () => {
    expect(own.from).toEqual({ name: 'Alex Rivera', address: 'Ana+x@school.example' });
    expect(own.from.address).toBe(own.replyTo);
  });

  test('when the sender is another one, then the rest is the same, and not the hash', () => {
    expect({ ...own, from: usual.from }).toEqual(usual);
    expect(hashLetter(own)).not.toBe(hashLetter(usual));
  });

  test('when the domain is another one, then no byte changes', () => {
    expect(
      composeLetter(templateFiles, input, lettersAddress, { ownSenderDomain: 'example' }),
    ).toEqual(usual);
  });
});

test.each(['ñ'.repeat(80), '李'.repeat(80), '👨‍👩‍👧'.repeat(80), 'x'.repeat(80)])(
  'when the name and the address are as long as they may be, then SES accepts the header',
  (candidateName) => {
    const long = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(58)}.de`;
    const candidateEmail = `${'o'.repeat(64)}@${long}`;
    expect(candidateEmail).toHaveLength(254);
    const input = letterInput({ candidateName, candidateEmail });
    const { from } = composeLetter(templateFiles, input, lettersAddress, {
      ownSenderDomain: long,
    });
    expect(from.address).toBe(candidateEmail);
    expect(from.name).not.toBe('');
    expect(candidateName.startsWith(from.name)).toBe(true);
    expect(formatAddress(from).length).toBeLessThanOrEqual(320);
  },
);

describe('whether a letter may leave', () => {
  const { decline } = newDraft({ candidateEmail: 'ana@school.example', senderDomain: domain });
  test('when its sender is the candidate, then only while that is on, for that domain', () => {
    expect(mayLeaveFrom(decline, domain)).toBe(true);
    expect(mayLeaveFrom(decline, undefined)).toBe(false);
    expect(mayLeaveFrom(decline, 'other.example')).toBe(false);
  });

  test('when its sender is not the address of the link, then never', () => {
    const from = { ...decline.letter.from, address: 'dean@school.example' };
    expect(mayLeaveFrom({ ...decline, letter: { ...decline.letter, from } }, domain)).toBe(false);
  });

  test('when its sender is the letters address, then always', () => {
    const usual = newDraft({ candidateEmail: 'ana@school.example' }).decline;
    expect(mayLeaveFrom(usual, domain)).toBe(true);
    expect(mayLeaveFrom(usual, undefined)).toBe(true);
  });

  test('when it leaves, then the candidate has a copy, and events name the letter', () => {
    expect(letterMail(decline)).toMatchObject({
      from: { name: 'Alex Rivera', address: 'ana@school.example' },
      to: 'dana@northwind.example',
      bcc: 'ana@school.example',
      tags: { letter: decline.id, kind: 'letter' },
    });
  });
});
