import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { parseEnvironment, webEnvironment } from '../../lambdas/environment.ts';
import { formEnvironment } from '../../lambdas/web/form-environment.ts';
import { productEnvironment } from '../support/product.ts';

const names = [
  'LETTER_DAYS',
  'OPERATOR',
  'REVIEW_ADDRESS',
  'LETTERS_ADDRESS',
  'NO_LETTERS_LINK',
  'ALLOWED_CANDIDATES',
  'ORIGIN',
] as const;
const values = [
  ...[
    undefined,
    '',
    ' ',
    'on',
    'off',
    'ON',
    '0',
    '1',
    '30',
    '31',
    '30.0',
    '1.5',
    '1e1',
    '+1',
    ' 7',
  ],
  ...['٣', '007', '999999999999', '1.000000000000000000001', 'NaN', 'Infinity'],
  ...['{}', '{', '[]', 'null', '7', '"x"', '{"name":"A"}', '{"name":1}', '{"name":null}'],
  ...['{"contact":"a@b.example","name":"A","more":1}', '{"contact":[]}', '{"name":""}'],
  ...['{"__proto__":{"name":1}}', '{"constructor":1}'],
];

const outcomeOf = (parse: () => object) => {
  try {
    return parse();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};

/** The part of the schema that the form needs. */
const formSchema = () =>
  z.pick(webEnvironment(), {
    LETTER_DAYS: true,
    OPERATOR: true,
    REVIEW_ADDRESS: true,
    LETTERS_ADDRESS: true,
    NO_LETTERS_LINK: true,
    ALLOWED_CANDIDATES: true,
    ORIGIN: true,
  });

test('when a variable has any value, then the form reads it as the whole site does', () => {
  const usual = productEnvironment('table');
  for (const name of names) {
    for (const value of values) {
      const variables = { ...usual, [name]: value };
      expect(outcomeOf(() => formEnvironment(variables))).toEqual(
        outcomeOf(() => parseEnvironment(formSchema, variables)),
      );
    }
  }
});

test('when several variables are wrong, then the form names those that the site names', () => {
  const anyValues = fc.record(
    Object.fromEntries(names.map((name) => [name, fc.constantFrom(...values)])),
  );
  fc.assert(
    fc.property(anyValues, (changes) => {
      const variables = { ...productEnvironment('table'), ...changes };
      expect(outcomeOf(() => formEnvironment(variables))).toEqual(
        outcomeOf(() => parseEnvironment(formSchema, variables)),
      );
    }),
    { numRuns: 500 },
  );
});
