import { expect, test } from 'vitest';
import { fillTemplate, splitSubject, TemplateError } from '../../../lambdas/core/text/template.ts';

test('fills in as it is, once', () => {
  expect(fillTemplate('{{a}} & {{b}}', { a: '<{{b}}>', b: "O'Neill" })).toBe("<{{b}}> & O'Neill");
});

test('a section asks whether there is a value', () => {
  const template = 'x{{#a}} {{a}}{{/a}}{{^a}} none{{/a}}';
  expect(fillTemplate(template, { a: '1' })).toBe('x 1');
  expect(fillTemplate(template, { a: undefined })).toBe('x none');
});

test.each([
  ['an unknown variable', '{{b}}'],
  ['an unknown section', '{{#b}}x{{/b}}'],
  ['a missing value', '{{a}}'],
  ['a missing value inside a section', '{{^a}}{{a}}{{/a}}'],
  ['unescaped output, which is no different here', '{{{a}}}'],
  ['a partial', '{{> a}}'],
])('%s is an error', (_what, template) => {
  expect(() => fillTemplate(template, { a: undefined })).toThrow(TemplateError);
});

test('a template starts with its subject', () => {
  expect(splitSubject('Subject: Hello\n\nBody\n')).toEqual({ subject: 'Hello', body: 'Body' });
  expect(() => splitSubject('Hello\n\nBody')).toThrow(TemplateError);
});
