import { expect, test } from 'vitest';
import { fieldNames, lengths } from '../../lambdas/core/decline/form-fields.ts';
import { openapiDocument } from '../../lib/openapi.ts';
import { bodies } from '../../lib/openapi-schemas.ts';
import { englishForm, spanishForm } from '../support/fixtures.ts';

const document = openapiDocument();
const { schemas } = Object(document['components']);

test('when the form has a field, then the description has it, with its limit', () => {
  const { properties, required, additionalProperties } = schemas.DeclineForm;
  expect(new Set(Object.keys(properties))).toEqual(new Set(fieldNames));
  expect(additionalProperties).toBe(false);
  expect(properties.company.maxLength).toBe(lengths.company);
  expect(required).toEqual([
    'candidateName',
    'candidateEmail',
    'recruiterName',
    'company',
    'role',
    'stage',
    'tone',
    'letterLanguage',
  ]);
});

test.each([englishForm, spanishForm])(
  'when a form is valid, then its schema accepts it',
  (form) => {
    expect(bodies.DeclineForm.safeParse(form).error).toBeUndefined();
  },
);

test('when the description names a schema, then it has it, and needs each one', () => {
  const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)];
  expect(new Set(named.map(([, name]) => name))).toEqual(new Set(Object.keys(schemas)));
});

test('when an answer is 429 or 503, then it says when to try again', () => {
  for (const operations of Object.values(Object(document['paths']))) {
    for (const { responses } of Object.values<Record<string, object>>(Object(operations))) {
      for (const [status, response] of Object.entries(Object(responses))) {
        const { headers = {} } = Object(response);
        expect([status, 'Retry-After' in headers]).toEqual([
          status,
          status === '429' || status === '503',
        ]);
      }
    }
  }
});
