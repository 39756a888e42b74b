import * as z from 'zod';
import { parseEmailAddress } from '../lambdas/core/email-address.ts';

/**
 * The values in the original `cdk.json`. They can be synthesised but not deployed, see
 * `exampleValuesLeft`.
 */
export const exampleConfig = {
  mailIdentity: 'example.org',
  allowedCandidates: ['you@example.org'],
} as const;

/**
 * Domains that RFC 2606 reserves for documentation: an operator can never verify one of
 * them in SES.
 */
const documentationDomains = ['example.org', 'example.com', 'example.net'];

/** An address in lower case. Undefined if the form would not accept it. */
const readAddress = (text: string): string | undefined => parseEmailAddress(text)?.toLowerCase();

/** A domain in lower case. Undefined if it cannot be the domain of an address. */
const readDomain = (text: string): string | undefined => readAddress(`x@${text}`)?.slice(2);

/** For each setting: what the operator must write. Shown if it is missing or wrong. */
const instructions = {
  mailIdentity:
    'write a domain you own ("school.edu": Open Door sends from letters@ and review@ of it) ' +
    'or one address you can read ("sam@school.edu": Open Door sends everything from it)',
  allowedCandidates:
    'list at least one address ("ana@school.edu") or domain ("school.edu": everyone with an ' +
    'address of it) that may send letters',
  linkHours: 'write a whole number of hours from 1 to 168 (a week), for example 48',
  sendRate:
    'write how many emails a second SES accepts from this account (SES console, "Maximum ' +
    'send rate"; an email to two people counts twice), for example 14',
  dailyQuota:
    'write how many emails a day SES accepts from this account (SES console, "Daily sending ' +
    'quota"; an email to two people counts twice), for example 50000',
  linksPerMailboxDay:
    'write how many links to letters one mailbox may get a day, a whole number from 1 to ' +
    '1000, for example 20',
  linksPerNetworkHour:
    'write how many links the people of one network may ask for in an hour, a whole number ' +
    'from 1 to 100000, for example 60',
  trustedProxyHops:
    'write how many proxies of yours, which add to the header X-Forwarded-For, are in front of ' +
    'the site, a whole number from 0 to 5; 0 if there are none',
  lettersPerRecruiter:
    'write how many letters a day may leave for one recruiter, a whole number from 1 to 1000, ' +
    'for example 10',
  lettersPerDomain:
    'write how many letters a day may leave for all recruiters of one domain, a whole number ' +
    'from 1 to 1000, for example 50',
  noLettersLink:
    'write true to put a line with a link below each letter, by which its recruiter can stop ' +
    'all letters, or false',
  origin:
    'write scheme and host only, without a slash at the end, for example "https://door.school.edu"',
  alarmAddress:
    'write the one address that alarms are emailed to ("ops@school.edu"), or remove the ' +
    'setting to get no such emails',
};

/**
 * A string that `read` parses. The issue is `message` if the value is not a string, and
 * `messageOf(string)` if `read` returns undefined.
 */
const text = (
  read: (text: string) => string | undefined,
  message: string,
  messageOf: (text: string) => string = () => message,
) =>
  z
    .string(message)
    .trim()
    .transform((given, context) => {
      const value = read(given);
      if (value !== undefined) return value;
      context.issues.push({ code: 'custom', input: given, message: messageOf(given) });
      return z.NEVER;
    });

const readDomainOrAddress = (given: string): string | undefined =>
  readDomain(given) ?? readAddress(given);

const candidate = text(readDomainOrAddress, instructions.allowedCandidates, (given) =>
  given === '*'
    ? 'a deployment open to everyone is not supported yet, because it needs protection ' +
      'against abuse: list addresses or domains'
    : instructions.allowedCandidates,
);

const wholeNumber = (message: string, min: number, max: number) =>
  z.coerce.number(message).int(message).min(min, message).max(max, message);

const configSchema = z.strictObject({
  mailIdentity: text(readDomainOrAddress, instructions.mailIdentity),
  // One comma-separated string on the command line, a list in cdk.json.
  allowedCandidates: z.preprocess(
    (given) =>
      typeof given === 'string' ? given.split(',').filter((part) => part.trim() !== '') : given,
    z.array(candidate, instructions.allowedCandidates).min(1, instructions.allowedCandidates),
  ),
  linkHours: wholeNumber(instructions.linkHours, 1, 168).default(48),
  sendRate: z.coerce
    .number(instructions.sendRate)
    .min(1, instructions.sendRate)
    .max(10_000, instructions.sendRate)
    .default(14),
  dailyQuota: wholeNumber(instructions.dailyQuota, 10, 100_000_000).default(50_000),
  linksPerMailboxDay: wholeNumber(instructions.linksPerMailboxDay, 1, 1000).default(20),
  linksPerNetworkHour: wholeNumber(instructions.linksPerNetworkHour, 1, 100_000).default(60),
  trustedProxyHops: wholeNumber(instructions.trustedProxyHops, 0, 5).default(0),
  lettersPerRecruiter: wholeNumber(instructions.lettersPerRecruiter, 1, 1000).default(10),
  lettersPerDomain: wholeNumber(instructions.lettersPerDomain, 1, 1000).default(50),
  // "true" on the command line, true in cdk.json.
  noLettersLink: z
    .union([z.boolean(), z.enum(['true', 'false'])], instructions.noLettersLink)
    .transform((given) => given === true || given === 'true')
    .default(false),
  origin: z
    .string(instructions.origin)
    .trim()
    .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, instructions.origin)
    .optional(),
  alarmAddress: text(readAddress, instructions.alarmAddress).optional(),
});

/**
 * The names of the settings: the keys of the "open-door" section of `cdk.json`. Each one
 * can also be set by `-c key=value`.
 */
export const configKeys = configSchema.keyof().options;

export interface Config {
  /** The identity that SES verifies: a domain, or one address. */
  readonly mailIdentity: string;
  /** Whether `mailIdentity` is one address: then there are no DNS records to add. */
  readonly singleAddress: boolean;
  /** The sender of letters to recruiters. */
  readonly lettersAddress: string;
  /** The sender of links, notices, receipts and reminders to candidates. */
  readonly reviewAddress: string;
  /** The addresses and domains whose owners may write letters here. */
  readonly allowedCandidates: readonly string[];
  /** How long a magic link works, in whole hours. */
  readonly linkHours: number;
  /** How many recipients a second SES accepts from this account. */
  readonly sendRate: number;
  /** How many recipients in any 24 hours SES accepts from this account. */
  readonly dailyQuota: number;
  /** How many links to letters one mailbox gets in any 24 hours. */
  readonly linksPerMailboxDay: number;
  /** How many emails with links one network may cause in any hour. */
  readonly linksPerNetworkHour: number;
  /** How many proxies in front of the site are trusted with `X-Forwarded-For`. */
  readonly trustedProxyHops: number;
  /** How many letters leave for one recruiter in any 24 hours. */
  readonly lettersPerRecruiter: number;
  /** How many letters leave for all recruiters of one domain in any 24 hours. */
  readonly lettersPerDomain: number;
  /** Whether a line below each letter has a link to stop all letters. */
  readonly noLettersLink: boolean;
  /** The origin of the site, `https://host`, if it is not the HTTP API's own. */
  readonly origin?: string;
  /**
   * The address that gets an email for each alarm, after its owner has confirmed it.
   * Without it alarms are published to the SNS topic only.
   */
  readonly alarmAddress?: string;
}

/**
 * Settings are missing or wrong. The message names each one, its value, and what to
 * write.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses the settings of the operator.
 *
 * @param section the "open-door" section of `cdk.json`
 * @param overrides the values of `-c key=value`, which override the section; `undefined`
 *   for a key that is not given
 * @throws {ConfigError}
 */
export function parseConfig(
  section: unknown,
  overrides: Readonly<Record<string, unknown>> = {},
): Config {
  const base = z.record(z.string(), z.unknown()).safeParse(section ?? {});
  if (!base.success) {
    throw new ConfigError(
      'The "open-door" section of the context in cdk.json must be an object of settings.',
    );
  }
  const given: Record<string, unknown> = { ...base.data };
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) {
      given[key] = value;
    }
  }
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(explain(parsed.error, given));
  }
  const { origin: ownOrigin, alarmAddress, ...settings } = parsed.data;
  const singleAddress = settings.mailIdentity.includes('@');
  return {
    ...settings,
    singleAddress,
    lettersAddress: singleAddress ? settings.mailIdentity : `letters@${settings.mailIdentity}`,
    reviewAddress: singleAddress ? settings.mailIdentity : `review@${settings.mailIdentity}`,
    ...(ownOrigin === undefined ? {} : { origin: ownOrigin }),
    ...(alarmAddress === undefined ? {} : { alarmAddress }),
  };
}

function explain(error: z.ZodError, given: Readonly<Record<string, unknown>>): string {
  const lines = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `"${key}" is not a setting. The settings are ${configKeys.join(', ')}`,
      );
    }
    const key = String(issue.path[0] ?? '');
    const value = given[key];
    return [
      `"${key}" is ${value === undefined ? 'missing' : JSON.stringify(value)}: ${issue.message}`,
    ];
  });
  return [
    'The configuration of Open Door is not valid.',
    ...lines.map((line) => `  - ${line}`),
    'Correct it in cdk.json under "context" → "open-door", or on the command line: ' +
      '-c key=value.',
  ].join('\n');
}

/**
 * One message for the operator per example value that is still in the configuration. A
 * stack with example values may be synthesised, to look at it, but must not be deployed.
 */
export function exampleValuesLeft(config: Config): string[] {
  const left: string[] = [];
  const domain = config.mailIdentity.slice(config.mailIdentity.lastIndexOf('@') + 1);
  if (documentationDomains.includes(domain)) {
    left.push(`"mailIdentity" is still the example ${config.mailIdentity}`);
  }
  if (
    exampleConfig.allowedCandidates.some((example) => config.allowedCandidates.includes(example))
  ) {
    left.push(
      `"allowedCandidates" still holds the example ${exampleConfig.allowedCandidates.join(', ')}`,
    );
  }
  return left;
}
