import { describe, expect, test } from 'vitest';
import { letterLanguages, stages, tones } from '../../../lambdas/core/choices.ts';
import { bareReference, roleWithReference } from '../../../lambdas/core/letter/reference-number.ts';
import { renderLetter } from '../../../lambdas/core/letter/render-letter.ts';
import { templateFiles } from '../../../lambdas/files/template-files.ts';
import { letterInput } from '../../support/fixtures.ts';

test.each([
  ['R-1234', 'R-1234'],
  ['(R-1234)', 'R-1234'],
  ['Ref. R-1234', 'R-1234'],
  ['ref R-1234', 'R-1234'],
  ['Reference number: R-1234', 'R-1234'],
  ['Job reference R-1234', 'R-1234'],
  ['[Ref: 2026/17]', '2026/17'],
  ['Referencia: R-1234', 'R-1234'],
  ['N.º de referencia R-1234', 'R-1234'],
  ['número de referencia: R-1234', 'R-1234'],
  ['REF-1234', 'REF-1234'],
  ['Refinery 7', 'Refinery 7'],
  ['Req ID 77', 'Req ID 77'],
  ['Ref.', 'Ref.'],
  ['Reference', 'Reference'],
  ['( )', '( )'],
])('when somebody types %s, then the letter has %s', (typed, bare) => {
  expect(bareReference(typed)).toBe(bare);
});

test('when the role names the number, then a list does not repeat it', () => {
  const referenceNumber = 'Ref. R-1234';
  expect(roleWithReference({ role: 'Analyst', referenceNumber })).toBe('Analyst (ref. R-1234)');
  expect(roleWithReference({ role: 'Analyst (R-1234)', referenceNumber })).toBe('Analyst (R-1234)');
  expect(roleWithReference({ role: 'Analyst' })).toBe('Analyst');
});

const combinations = letterLanguages.flatMap((letterLanguage) =>
  stages.flatMap((stage) => tones.map((tone) => ({ letterLanguage, stage, tone }))),
);
const NAMED = new RegExp(
  '(?:Data Engineer(?: role| position)? (?:at|en) Acme Inc\\.|puesto de Data Engineer)' +
    ' \\(ref\\. R-1234\\)(?=[.,;: ])',
);

describe.each(combinations)('the letter $letterLanguage/$stage/$tone', (combination) => {
  const variants = [
    {},
    { interviewDate: '2026-12-03', peopleToThank: ['Sam Ortiz'] },
    { keepMeInMindFor: 'data platform', personalNote: 'Thank you.' },
  ].map((rest) =>
    letterInput({ ...combination, company: 'Acme Inc.', role: 'Data Engineer', ...rest }),
  );

  test('when it has a reference number, then subject and text name it once, by the role', () => {
    for (const input of variants) {
      const { subject, text, html } = renderLetter(templateFiles, {
        ...input,
        referenceNumber: 'Ref: R-1234',
      });
      for (const part of [subject, text.replaceAll(/\n+/g, ' ')]) {
        expect(part.split('R-1234')).toHaveLength(2);
        expect(part).toMatch(NAMED);
        expect(part).not.toMatch(/[{}]| {2}| [.,;:]|\.\./);
      }
      expect(html).toContain('(ref. R-1234)');
      // Without the number nothing else changes.
      const plain = renderLetter(templateFiles, input);
      expect(subject.replace(' (ref. R-1234)', '')).toBe(plain.subject);
      const without = text.replace(/\s\(ref\.\sR-1234\)/, '').replace('Inc..', 'Inc.');
      expect(without).toBe(plain.text);
    }
  });
});

test('when the number has the signs of a template, then the letter has them as typed', () => {
  const input = letterInput({ referenceNumber: '{{role}} $& $1 {{#x}}' });
  const { subject, text } = renderLetter(templateFiles, input);
  expect(subject).toContain('(ref. {{role}} $& $1 {{#x}})');
  expect(text.replaceAll(/\n+/g, ' ')).toContain('(ref. {{role}} $& $1 {{#x}})');
});

test('when the role names the number already, then the letter has it once', () => {
  const input = letterInput({ role: 'Analyst (R-1234)', referenceNumber: 'R-1234' });
  const { subject, text } = renderLetter(templateFiles, input);
  expect(subject.split('R-1234')).toHaveLength(2);
  expect(text.split('R-1234')).toHaveLength(2);
});
