import Mustache from 'mustache';

/**
 * A template and the values it was given do not fit: a fault of ours, never a mail with a
 * hole in it.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/**
 * Every variable a template may name. Undefined is a known variable without a value, for
 * a section to ask about.
 */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/**
 * Behind a value that has a full stop of its own: "Acme Inc." ends a sentence with it. No
 * text holds this character.
 */
const HAS_STOP = '\uE000';

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
        `Tag ${kind} is not for our templates: use {{name}}, {{#name}} and {{^name}}.`,
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
          `No value for {{${name}}}: put it in a section, {{#${name}}}…{{/${name}}}.`,
        );
      }
    } else if ((kind === '#') === Boolean(value) && isTokens(children)) {
      assertComplete(children, values);
    }
  }
}

/**
 * Fills a Mustache template in. Values go in as they are: escape when the result goes
 * into HTML.
 *
 * @throws TemplateError for an unknown variable, a missing value, or a tag other than
 *   name and section
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  assertComplete(Mustache.parse(template), values);
  const marked = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value?.endsWith('.') ? value + HAS_STOP : value,
    ]),
  );
  return Mustache.render(template, marked, {}, { escape: (value: unknown) => String(value) })
    .replaceAll(`${HAS_STOP}.`, '')
    .replaceAll(HAS_STOP, '');
}

/** Splits a filled template into its first line `Subject: …` and what follows. */
export function splitSubject(filled: string): {
  readonly subject: string;
  readonly body: string;
} {
  const [first = '', ...rest] = filled.split('\n');
  const subject = /^Subject: (.+)$/.exec(first)?.[1];
  if (subject === undefined) throw new TemplateError('A template starts with a line "Subject: …".');
  return { subject, body: rest.join('\n').trim() };
}
