import * as z from 'zod/mini';
import { type FormRead, readDeclineForm } from '../core/decline-form.ts';
import type { FieldError } from '../core/fields.ts';
import { readBody, textFields } from '../site/body.ts';
import { type SiteContext, wantsJson } from '../site/context.ts';
import { fieldsOfForm, type Typed } from '../site/form-fields.ts';
import { type FormPageOptions, formPage } from '../site/pages/form-page.tsx';
import { failure } from '../site/site.ts';

interface PostedForm {
  readonly typed: Typed;
  readonly result: FormRead;
  /** What the form's page was issued with. */
  readonly pageId?: string | undefined;
}

const pageIdSchema = z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/)));

/**
 * Reads a posted form. Where the body as such cannot be taken, the answer is a response that says so.
 *
 * @param fixed fields that the person cannot change, whatever was posted
 */
export async function readForm(c: SiteContext, now: Date, fixed: Typed = {}): Promise<PostedForm | Response> {
  const read = await readBody(c);
  if (!read.ok) return failure(c, read.status, read.failure);
  const { page, ...texts } = textFields(read.body);
  if (!read.isForm) {
    return { typed: { ...texts, ...fixed }, result: readDeclineForm({ ...read.body, ...fixed }, now) };
  }
  const typed = { ...fieldsOfForm(texts), ...fixed };
  return { typed, result: readDeclineForm(typed, now), pageId: pageIdSchema.safeParse(page).data };
}

/** The form once more, as typed, with every error in the reader's language; to a script the errors alone. */
export function refuse(
  c: SiteContext,
  errors: readonly FieldError[],
  options: Omit<FormPageOptions, 'words' | 'errors'>,
) {
  const words = c.get('words');
  if (!wantsJson(c)) return c.html(formPage({ ...options, words, errors }), 422);
  const messages = errors.map(({ field, problem }) => ({ field, message: words.problems[problem] }));
  return c.json({ errors: messages }, 422);
}

/** We could not do our part: the form once more, so that nothing that was typed is lost. */
export function apologise(
  c: SiteContext,
  status: 500 | 503,
  name: 'mailRefused' | 'broken',
  options: Omit<FormPageOptions, 'words' | 'errors' | 'notice'>,
) {
  if (wantsJson(c)) return failure(c, status, name);
  const words = c.get('words');
  return c.html(formPage({ ...options, words, notice: words.failures[name] }), status);
}
