import { type FormResult, readDeclineForm } from '../core/decline/decline-form.ts';
import type { FieldError } from '../core/decline/form-fields.ts';
import type { ShownGreeting } from '../core/letter/greeting.ts';
import type { HintsOf } from '../core/vague/note-hints.ts';
import { textFields } from '../site/body.ts';
import type { PostedBody, SiteContext } from '../site/context.ts';
import type { Situation } from '../site/pages/call-advice.tsx';
import type { Page } from '../site/pages/layout.tsx';
import { errorBody, respond, respondFailure } from '../site/respond.ts';
import {
  fieldsOfForm,
  inputsOfForm,
  type SubmittedFields,
  withChosenGreeting,
} from './pages/form-inputs.ts';
import { type FormPageOptions, formPage } from './pages/form-page.tsx';
import { formWords } from './words/form.ts';

export interface PostedForm {
  /** The fields as they were submitted, to show them again. */
  readonly submitted: SubmittedFields;
  readonly result: FormResult;
  /**
   * The candidate pressed the button of a hint, which removes words from the personal
   * note. The form is shown again with the shorter note, and nothing else happens.
   */
  readonly acceptSuggestion: boolean;
  /**
   * The page's script requests the live preview while the candidate fills in the form.
   */
  readonly isLive: boolean;
}

/**
 * Reads a posted form.
 *
 * @param options `fixed`: fields that the candidate cannot change; they replace the
 *   posted ones. `shown`: the greeting of the stored letter that the form changes, for a
 *   client that does not post what its page showed.
 *   `isPreview`: see `FormOptions`
 */
export function readForm(
  body: PostedBody,
  now: Date,
  {
    fixed = {},
    shown,
    isPreview = false,
  }: {
    readonly fixed?: SubmittedFields;
    readonly shown?: ShownGreeting;
    readonly isPreview?: boolean;
  } = {},
): PostedForm {
  // `page` is a field of an older form, which may still be open in a browser.
  const { page: _page, takeNote, live, ...texts } = textFields(body);
  const chosen = <Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Fields =>
    shown === undefined || 'shownGreeting' in texts ? fields : withChosenGreeting(fields, shown);
  if (!body.isForm) {
    return {
      submitted: { ...texts, ...fixed },
      result: readDeclineForm({ ...chosen(body.fields), ...fixed }, now, { isPreview }),
      acceptSuggestion: false,
      isLive: false,
    };
  }
  const suggestion = takeNote === undefined ? {} : { personalNote: takeNote };
  const submitted = { ...chosen(fieldsOfForm({ ...texts, ...suggestion })), ...fixed };
  return {
    submitted,
    result: readDeclineForm(submitted, now, { isPreview }),
    acceptSuggestion: takeNote !== undefined,
    isLive: live !== undefined,
  };
}

/** The candidate's situation, from the valid fields. Undefined without a valid stage. */
export function situationOf({ valid }: FormResult): Situation | undefined {
  const { stage, interviewDate, timeZone } = valid;
  if (stage === undefined) return undefined;
  return {
    stage,
    ...(interviewDate !== undefined && { interviewDate }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

type FormOptions = Omit<FormPageOptions, 'words' | 'hints' | 'now' | 'inputs'>;

/** Renders the form with the submitted fields and the guard's hints on the note. */
export type RenderForm = (c: SiteContext, options: FormOptions) => Page;

export const createFormRenderer =
  ({ hintsOf, now }: { readonly hintsOf: HintsOf; readonly now: () => Date }): RenderForm =>
  (c, options) => {
    const words = c.get('words');
    const { submitted } = options;
    return formPage({
      ...options,
      words,
      hints: hintsOf(submitted.personalNote ?? '', words.language),
      inputs: inputsOfForm(submitted),
      now: now().getTime(),
    });
  };

type FormState = Omit<FormOptions, 'errors' | 'banner'>;

/** Answers 422 with all errors in the page's language, in the form or as JSON. */
export function respondInvalid(
  c: SiteContext,
  renderForm: RenderForm,
  errors: readonly FieldError[],
  form: FormState,
): Promise<Response> {
  const { problems } = formWords(c.get('words'));
  return respond(c, {
    status: 422,
    json: errorBody(...errors.map(({ field, problem }) => ({ field, message: problems[problem] }))),
    page: () => renderForm(c, { ...form, errors }),
  });
}

/**
 * Answers 500 or 503 with the form again and a message, so that nothing that the
 * candidate typed is lost.
 */
export function respondUnavailable(
  c: SiteContext,
  renderForm: RenderForm,
  status: 500 | 503,
  name: 'mailRefused' | 'broken',
  form: FormState,
): Promise<Response> {
  return respondFailure(c, status, name, (banner) => renderForm(c, { ...form, banner }));
}
