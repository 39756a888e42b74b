import type { PublicAllowList } from '../../core/allow-list.ts';
import type { Page } from '../../site/pages/layout.tsx';
import type { Words } from '../../site/words/en.ts';
import type { FormInputs } from './form-inputs.ts';
import { formDocument } from './form-page.tsx';

/**
 * `inputsOfForm` of a form without fields. It is written out, because the first page of a
 * process then needs none of the code that reads a form.
 */
export const emptyInputs: FormInputs = {
  reconnect: '',
  reconnectDate: '',
  interviewDay: '',
  interviewTime: '',
  greeting: { value: '', byDefault: '', shown: '', chosenFor: '' },
};

/** The form as a visitor first sees it. */
export const emptyFormPage = (words: Words, allowList: PublicAllowList | undefined): Page =>
  formDocument({
    words,
    submitted: {},
    inputs: emptyInputs,
    note: '',
    hints: [],
    allowList,
  });
