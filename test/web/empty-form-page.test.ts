import { expect, test } from 'vitest';
import { emptyInputs } from '../../lambdas/web/pages/empty-form-page.ts';
import { inputsOfForm } from '../../lambdas/web/pages/form-inputs.ts';

test('when a form has no fields, then its inputs are those that are written out', () => {
  expect(inputsOfForm({})).toEqual(emptyInputs);
});
