import Mustache from 'mustache';
import { markArticle, mergeArticles } from './spanish.ts';

/**
 * A template and its values do not match. This is a programming error. It is thrown so
 * that no email with a gap in its text is sent.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/**
 * The value of every variable that a template may name. An undefined value is allowed: a
 * section tests whether the variable has a value.
 */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/**
 * Marks the end of a value that ends with a full stop ("Acme Inc."). If the template has
 * a full stop right after the value, that one is dropped. No value contains this
 * private-use character, because `readLine` and `readParagraphs` reject it.
 */
const STOP_MARKER = '\uE000';

type Token = ReturnType<typeof Mustache.parse>[number];
type Tokens = readonly Token[];

function isTokens(value: unknown): value is Tokens {
  return Array.isArray(value);
}

function assertComplete(tokens: Tokens, values: TemplateValues): void {
  for (const [kind, name, , , children] of tokens) {
    if (kind === 'text') continue;
    if (kind !== 'name' && kind !== '#' && kind !== '^') {
      throw new TemplateError(
        `Tag ${kind} is not supported: use {{name}}, {{#name}} and {{^name}}.`,
      );
    }
    if (!Object.hasOwn(values, name)) {
      throw new TemplateError(
        `Unknown variable {{${name}}}. Known: ${Object.keys(values).join(', ')}.`,
      );
    }
    const value = values[name];
    if (kind === 'name') {
      if (value === undefined || value === '') {
        throw new TemplateError(
          `No value for {{${name}}}: use it only within {{#${name}}}…{{/${name}}}.`,
        );
      }
    } else if ((kind === '#') === Boolean(value) && isTokens(children)) {
      assertComplete(children, values);
    }
  }
}

/**
 * Fills in a Mustache template. Values are not escaped: the caller must escape the result
 * before it becomes HTML.
 *
 * @throws TemplateError for an unknown variable, a missing value, or a tag other than a
 *   variable or a section
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  assertComplete(Mustache.parse(template), values);
  const marked = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value && markArticle(value.endsWith('.') ? value + STOP_MARKER : value),
    ]),
  );
  const filled = Mustache.render(template, marked, {}, { escape: (value) => String(value) });
  return mergeArticles(filled.replaceAll(`${STOP_MARKER}.`, '').replaceAll(STOP_MARKER, ''));
}

/**
 * Splits a filled template into its subject, from the first line `Subject: …`, and its
 * body.
 *
 * @throws TemplateError if the first line is not a subject
 */
export function splitSubject(filled: string): {
  readonly subject: string;
  readonly body: string;
} {
  const [first = '', ...rest] = filled.split('\n');
  const subject = /^Subject: (.+)$/.exec(first)?.[1];
  if (subject === undefined)
    throw new TemplateError('The first line of a template must be "Subject: …".');
  return { subject, body: rest.join('\n').trim() };
}
