import { type FormRead, readDeclineForm } from '../core/decline-form.ts';
import type { FieldError } from '../core/fields.ts';
import { readBody, textFields } from '../site/body.ts';
import { type SiteContext, wantsJson } from '../site/context.ts';
import { joinInputs, type Typed } from '../site/form-fields.ts';
import { type FormPageOptions, formPage } from '../site/pages/form-page.tsx';
import { failure } from '../site/site.ts';

type PostedForm = { readonly typed: Typed; readonly result: FormRead };

/**
 * Reads a posted form. Where the body as such cannot be taken, the answer is a response that says so.
 *
 * @param fixed fields that the person cannot change, whatever was posted
 */
export async function readForm(c: SiteContext, now: Date, fixed: Typed = {}): Promise<PostedForm | Response> {
  const read = await readBody(c);
  if (!read.ok) return failure(c, read.status, read.failure);
  const typed = { ...joinInputs(textFields(read.body)), ...fixed };
  // A list of people is as good as one per line; what is no text at all stays, for the schema to name it.
  const others = Object.entries(read.body).filter(([, value]) => typeof value !== 'string');
  return { typed, result: readDeclineForm({ ...Object.fromEntries(others), ...typed }, now) };
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
