import * as z from 'zod/mini';

/**
 * The environment variables of each function: the contract between `lib/`, which sets
 * them, and `lambdas/`, which reads them. `lib/` uses the types, so that a missing
 * variable does not compile. A function parses its variables when it starts, so that a
 * wrong value fails at once, and not while a letter is being sent.
 *
 * The schemas are made by functions: a cold start makes those of one function, and
 * those of all four would take 1 ms more.
 */

/** How many days back the table can be restored: backups hold erased data as long. */
export const BACKUP_DAYS = 35;

const text = () => z.string().check(z.minLength(1));

/** A number in decimal digits, as `lib/` writes each number of the configuration. */
const DECIMAL = /^\d{1,9}(\.\d{1,20})?$/;
/**
 * A number that is valid. Two schemas: with one for each of its rules there are six, and
 * to make one takes 20 µs of CPU in a new process.
 */
const number = (isValid: (value: number) => boolean) =>
  z.pipe(
    z.string(),
    z.transform((digits, { issues }) => {
      const value = DECIMAL.test(digits) ? Number(digits) : Number.NaN;
      if (!isValid(value)) issues.push({ code: 'custom', input: digits });
      return value;
    }),
  );
/** A number without a fraction. */
const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  number((value) => Number.isInteger(value) && value >= least && value <= most);

/** What SES allows this account, see `SendQuota`. */
const quota = () => ({
  /** Recipients a second. */
  SEND_RATE: number((value) => value >= 0.001),
  /** Recipients in any 24 hours. */
  DAILY_QUOTA: whole(1),
});

const common = () => ({
  /** Name of the one DynamoDB table. */
  TABLE_NAME: text(),
  /** The SES configuration set that every email names. SES publishes its events. */
  CONFIGURATION_SET: text(),
  /** Origin of the site, `https://host`, no trailing slash. All links start with it. */
  ORIGIN: text(),
  ...quota(),
});

/** How many days a letter is kept after its outcome; at most what `expiryOf` allows. */
const letterDays = () => whole(1, 30);

/** Who runs the site, as JSON, see `Operator`: `{}` if the pages say nothing of it. */
const operator = () =>
  z.pipe(
    z.pipe(
      text(),
      z.transform((json): unknown => {
        try {
          return JSON.parse(json);
        } catch {
          // `undefined` is no object, so it is a fault of this variable.
          return undefined;
        }
      }),
    ),
    z.object({ name: z.optional(z.string()), contact: z.optional(z.string()) }),
  );

/** How many letters leave in any 24 hours, see `LetterLimits`. */
const letterLimits = () => {
  const limit = whole(1, 1000);
  return { LETTERS_PER_RECRUITER: limit, LETTERS_PER_DOMAIN: limit };
};

const region = () =>
  z.pipe(
    text(),
    z.transform((name) => (name === 'none' ? undefined : name)),
  );

/**
 * The domain whose candidates are the senders of their own letters, see `isOwnSender`.
 * Not set if none are.
 */
const ownSender = () => ({ OWN_SENDER_DOMAIN: z.exactOptional(text()) });

/** What the functions have that show letters and make or send them. */
const ofLetters = () => ({
  ...letterLimits(),
  ...ownSender(),
  LETTER_DAYS: letterDays(),
  OPERATOR: operator(),
});

/** The sender of links, notices, receipts and reminders to candidates, `review@…`. */
const reviewAddress = text;

export const webEnvironment = () =>
  z.object({
    ...common(),
    ...ofLetters(),
    REVIEW_ADDRESS: reviewAddress(),
    /** The sender of letters to recruiters, `letters@…`. */
    LETTERS_ADDRESS: text(),
    /** How long a magic link works, in whole hours. */
    LINK_HOURS: whole(1),
    /** How many days logs are kept. The page `/privacy` says it. */
    LOG_DAYS: whole(1),
    /** The AWS region, for the page `/privacy`; `none` on a laptop. */
    REGION: region(),
    /** How many links to letters one mailbox gets in any 24 hours, see `LinkLimits`. */
    LINKS_PER_MAILBOX_DAY: whole(1),
    /** How many links to the contacts one mailbox gets in any 24 hours. */
    CONTACTS_LINKS_PER_MAILBOX_DAY: whole(1),
    /** How many emails with links one network may cause in any hour. */
    LINKS_PER_NETWORK_HOUR: whole(1),
    /** How many proxies in front of the site are trusted, see `sourceOf`. */
    TRUSTED_PROXY_HOPS: whole(0, 5),
    /** Whether letters have a footer with a link for the recruiter. */
    NO_LETTERS_LINK: z.enum(['on', 'off']),
    /**
     * The allowed candidates: addresses and domains, comma-separated; `*` for everyone;
     * `file:name` if a file of the bundle has them, see `listOf`.
     */
    ALLOWED_CANDIDATES: text(),
  });
export type WebEnvironment = z.input<ReturnType<typeof webEnvironment>>;

export const sendEnvironment = () => z.object({ ...common(), ...ofLetters() });
export type SendEnvironment = z.input<ReturnType<typeof sendEnvironment>>;

export const feedbackEnvironment = () =>
  z.object({ ...common(), REVIEW_ADDRESS: reviewAddress(), LETTER_DAYS: letterDays() });
export type FeedbackEnvironment = z.input<ReturnType<typeof feedbackEnvironment>>;

export const remindEnvironment = () => z.object({ ...common(), REVIEW_ADDRESS: reviewAddress() });
export type RemindEnvironment = z.input<ReturnType<typeof remindEnvironment>>;

/** The limits of letters, from the environment of a function. */
export const letterLimitsOf = (environment: {
  readonly LETTERS_PER_RECRUITER: number;
  readonly LETTERS_PER_DOMAIN: number;
}) => ({
  perRecruiter: environment.LETTERS_PER_RECRUITER,
  perDomain: environment.LETTERS_PER_DOMAIN,
});

/** What the pages say of the deployment, from the environment of a function. */
export const deploymentOf = (environment: {
  readonly LETTER_DAYS: number;
  readonly OPERATOR: z.output<ReturnType<typeof operator>>;
}) => ({ letterDays: environment.LETTER_DAYS, operator: environment.OPERATOR });

/**
 * Parses the environment of a function.
 *
 * @throws {Error} that names each variable that is not set or has a wrong value
 */
export function parseEnvironment<Schema extends z.ZodMiniType>(
  schema: () => Schema,
  variables: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema().safeParse(variables);
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
