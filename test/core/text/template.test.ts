import { expect, test } from 'vitest';
import { fillTemplate, splitSubject, TemplateError } from '../../../lambdas/core/text/template.ts';

test('when a value is filled in, then it is not escaped, and not filled in again', () => {
  expect(fillTemplate('{{a}} & {{b}}', { a: '<{{b}}>', b: "O'Neill" })).toBe("<{{b}}> & O'Neill");
});

test('when a section has a value, then it is shown; if not, the inverted section is', () => {
  const template = 'x{{#a}} {{a}}{{/a}}{{^a}} none{{/a}}';
  expect(fillTemplate(template, { a: '1' })).toBe('x 1');
  expect(fillTemplate(template, { a: undefined })).toBe('x none');
});

test.each([
  ['an unknown variable', '{{b}}'],
  ['an unknown section', '{{#b}}x{{/b}}'],
  ['a missing value', '{{a}}'],
  ['a missing value inside a section', '{{^a}}{{a}}{{/a}}'],
  // Not supported: {{a}} does not escape either.
  ['a tag for unescaped output', '{{{a}}}'],
  ['a partial', '{{> a}}'],
])('when the template has %s, then it is an error', (_part, template) => {
  expect(() => fillTemplate(template, { a: undefined })).toThrow(TemplateError);
});

test('when the subject line is missing, then it is an error; otherwise it is split off', () => {
  expect(splitSubject('Subject: Hello\n\nBody\n')).toEqual({ subject: 'Hello', body: 'Body' });
  expect(() => splitSubject('Hello\n\nBody')).toThrow(TemplateError);
});
