import * as z from 'zod/mini';

/**
 * The environment of each function: one contract between `lib/`, which sets the variables, and
 * `lambdas/`, which reads them. `lib/` types against it, so that a forgotten variable does not
 * compile; a function parses it when it starts, so that a wrong value is an error then and not
 * in the middle of a letter.
 */

/**
 * How many days back the table can be restored. Until then its backups hold what was erased
 * from it.
 */
export const BACKUP_DAYS = 35;

const text = z.string().check(z.minLength(1));

/** A number in decimal digits, from `least` on. */
const number = (least: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}(\.\d{1,9})?$/)),
    z.pipe(z.transform(Number), z.number().check(z.minimum(least))),
  );

const common = {
  /** Name of the one DynamoDB table. */
  TABLE_NAME: text,
  /** The SES configuration set that every send names; its event destination reports outcomes. */
  CONFIGURATION_SET: text,
  /** Public origin of the site, `https://host`, no trailing slash. All links start with it. */
  ORIGIN: text,
};

/** The address from which candidates get links, notices and reminders, `review@…`. */
const REVIEW_ADDRESS = text;

export const webEnvironment = z.object({
  ...common,
  REVIEW_ADDRESS,
  /** The address from which recruiters get letters, `letters@…`. */
  LETTERS_ADDRESS: text,
  /** Life of a magic link, in whole hours. */
  LINK_HOURS: number(1),
  /** Who may use this deployment: addresses and domains, comma-separated; `*` for everyone. */
  ALLOWED_CANDIDATES: text,
});
export type WebEnvironment = z.input<typeof webEnvironment>;

export const sendEnvironment = z.object({
  ...common,
  /** How many letters a second the sweep hands to SES, at most. */
  SEND_RATE: number(0.001),
});
export type SendEnvironment = z.input<typeof sendEnvironment>;

export const feedbackEnvironment = z.object({ ...common, REVIEW_ADDRESS });
export type FeedbackEnvironment = z.input<typeof feedbackEnvironment>;

export const remindEnvironment = z.object({ ...common, REVIEW_ADDRESS });
export type RemindEnvironment = z.input<typeof remindEnvironment>;

/**
 * Parses the environment of a function.
 *
 * @throws {Error} that names each variable which is not set, or has a wrong value
 */
export function parseEnvironment<Schema extends z.ZodMiniType>(
  schema: Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path }) => {
    const name = String(path[0]);
    const value = variables[name];
    return value === undefined || value === ''
      ? `The environment variable ${name} is not set.`
      : `The environment variable ${name} is "${value}", which is not a valid value.`;
  });
  throw new Error([...new Set(faults)].join(' '));
}
