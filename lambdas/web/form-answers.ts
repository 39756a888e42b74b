import * as z from 'zod/mini';
import { type FormResult, readDeclineForm } from '../core/decline/decline-form.ts';
import { type FieldError, fieldNames } from '../core/decline/form-fields.ts';
import type { LetterInput } from '../core/letter/letter.ts';
import type { HintsOf } from '../core/vague/note-hints.ts';
import { readBody, textFields } from '../site/body.ts';
import { type SiteContext, wantsJson } from '../site/context.ts';
import type { Page } from '../site/pages/layout.tsx';
import { failure } from '../site/site.ts';
import { fieldsOfForm, type SubmittedFields } from './pages/form-inputs.ts';
import { type FormPageOptions, formPage } from './pages/form-page.tsx';
import { formWords } from './words/form.ts';

interface PostedForm {
  readonly submitted: SubmittedFields;
  readonly result: FormResult;
  /** What the form's page was issued with. */
  readonly pageId?: string | undefined;
  /**
   * A button beside the note took something out of it: the form is to be shown again, and
   * nothing done.
   */
  readonly acceptSuggestion: boolean;
  /** A script asks while the form is being filled in. */
  readonly isLive: boolean;
}

const pageIdSchema = z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)));

/**
 * Reads a posted form. Where the body as such cannot be taken, the answer is a response
 * that says so.
 *
 * @param options `fixed`: fields that the person cannot change, whatever was posted
 */
export async function readForm(
  c: SiteContext,
  now: Date,
  {
    fixed = {},
    isPreview = false,
  }: { readonly fixed?: SubmittedFields; readonly isPreview?: boolean } = {},
): Promise<PostedForm | Response> {
  const read = await readBody(c);
  if (!read.ok) return failure(c, read.status, read.failure);
  const { page, takeNote, live, ...texts } = textFields(read.body);
  if (!read.isForm) {
    const result = readDeclineForm({ ...read.body, ...fixed }, now, { isPreview });
    return { submitted: { ...texts, ...fixed }, result, acceptSuggestion: false, isLive: false };
  }
  const note = takeNote === undefined ? {} : { personalNote: takeNote };
  const submitted = { ...fieldsOfForm({ ...texts, ...note }), ...fixed };
  return {
    submitted,
    result: readDeclineForm(submitted, now, { isPreview }),
    pageId: pageIdSchema.safeParse(page).data,
    acceptSuggestion: takeNote !== undefined,
    isLive: live !== undefined,
  };
}

/** Stands in a letter for what is not typed yet. */
const blanks: SubmittedFields = {
  candidateName: '…',
  candidateEmail: 'you@example.com',
  recruiterName: '…',
  recruiterEmail: 'them@example.com',
  company: '…',
  role: '…',
  reconnect: 'never',
};

/**
 * What a letter can be made of while the form is being filled in; undefined where the
 * stage is not chosen yet.
 */
export function readPartialForm(
  typed: SubmittedFields,
  result: FormResult,
  now: Date,
): LetterInput | undefined {
  if (result.ok) return result.form.input;
  const wrong = new Set(result.errors.map(({ field }) => field));
  const mended = Object.fromEntries(
    fieldNames.map((name) => [name, wrong.has(name) ? (blanks[name] ?? '') : (typed[name] ?? '')]),
  );
  const again = readDeclineForm(mended, now, { isPreview: true });
  return again.ok ? again.form.input : undefined;
}

/** Shows the form as it was typed, with what the guard says of its note. */
export type RenderForm = (
  c: SiteContext,
  options: Omit<FormPageOptions, 'words' | 'hints' | 'now'>,
) => Page;

export const createFormRenderer =
  ({ hintsOf, now }: { readonly hintsOf: HintsOf; readonly now: () => Date }): RenderForm =>
  (c, options) => {
    const words = c.get('words');
    const hints = hintsOf(options.submitted.personalNote ?? '', words.language);
    return formPage({ ...options, words, hints, now: now().getTime() });
  };

type RenderedForm = Omit<Parameters<RenderForm>[1], 'errors' | 'banner'>;

/**
 * The form once more, as typed, with every error in the reader's language; to a script
 * the errors alone.
 */
export function respondInvalid(
  c: SiteContext,
  renderForm: RenderForm,
  errors: readonly FieldError[],
  form: RenderedForm,
) {
  const words = c.get('words');
  if (!wantsJson(c)) return c.html(renderForm(c, { ...form, errors }), 422);
  const messages = errors.map(({ field, problem }) => ({
    field,
    message: formWords(words).problems[problem],
  }));
  return c.json({ errors: messages }, 422);
}

/**
 * We could not do our part: the form once more, so that nothing that was typed is lost.
 */
export function respondUnavailable(
  c: SiteContext,
  renderForm: RenderForm,
  status: 500 | 503,
  name: 'mailRefused' | 'broken',
  form: RenderedForm,
) {
  if (wantsJson(c)) return failure(c, status, name);
  return c.html(renderForm(c, { ...form, banner: c.get('words').failures[name] }), status);
}
