import * as z from 'zod';
import { parseEmailAddress } from '../lambdas/core/email-address.ts';

/**
 * The values `cdk.json` ships with: they synthesise, but nobody can deploy them (see
 * `exampleValuesLeft`).
 */
export const exampleConfig = {
  mailIdentity: 'example.org',
  allowedCandidates: ['you@example.org'],
} as const;

/**
 * Names that RFC 2606 keeps for documentation: SES can never verify one of them for an
 * operator.
 */
const documentationDomains = ['example.org', 'example.com', 'example.net'];

/** An address in lower case. Undefined if it is not one plain address, as on the form. */
const readAddress = (text: string): string | undefined => parseEmailAddress(text)?.toLowerCase();

/** A domain in lower case: what may stand behind the @ of an address. */
const readDomain = (text: string): string | undefined => readAddress(`x@${text}`)?.slice(2);

/** What to write for a setting that is missing or wrong. */
const wanted = {
  mailIdentity:
    'write a domain you own ("school.edu": letters@ and review@ of it are used) ' +
    'or one address you can read ("sam@school.edu": everything is sent from it)',
  allowedCandidates:
    'list at least one address ("ana@school.edu") or domain ("school.edu": everyone with an ' +
    'address there) that may send letters',
  linkHours: 'write a whole number of hours from 1 to 168 (a week), for example 48',
  sendRate:
    'write how many mails a second SES takes from this account (SES console, "Maximum send ' +
    'rate"), for example 14',
  origin:
    'write scheme and host only, without a slash at the end, for example "https://door.school.edu"',
  alarmAddress:
    'write the one address that alarms are mailed to ("ops@school.edu"), or leave the setting ' +
    'out to get none',
};

/** A text as `read` gives it; `message` if it gives nothing. */
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

const candidate = text(readDomainOrAddress, wanted.allowedCandidates, (given) =>
  given === '*'
    ? 'a deployment open to everyone is not supported yet, as it needs protection against ' +
      'abuse: list addresses or domains'
    : wanted.allowedCandidates,
);

const configSchema = z.strictObject({
  mailIdentity: text(readDomainOrAddress, wanted.mailIdentity),
  // On the command line this is always one string; in cdk.json it is a list.
  allowedCandidates: z.preprocess(
    (given) =>
      typeof given === 'string' ? given.split(',').filter((part) => part.trim() !== '') : given,
    z.array(candidate, wanted.allowedCandidates).min(1, wanted.allowedCandidates),
  ),
  linkHours: z.coerce
    .number(wanted.linkHours)
    .int(wanted.linkHours)
    .min(1, wanted.linkHours)
    .max(168, wanted.linkHours)
    .default(48),
  sendRate: z.coerce
    .number(wanted.sendRate)
    .min(1, wanted.sendRate)
    .max(10_000, wanted.sendRate)
    .default(10),
  origin: z
    .string(wanted.origin)
    .trim()
    .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, wanted.origin)
    .optional(),
  alarmAddress: text(readAddress, wanted.alarmAddress).optional(),
});

/**
 * What an operator may set, by name: the keys of the "open-door" section, each also a
 * `-c key=value`.
 */
export const configKeys = configSchema.keyof().options;

export interface Config {
  /** What SES verifies: a domain, or one address. */
  readonly mailIdentity: string;
  /** Whether `mailIdentity` is one address, with no DNS of ours to set up. */
  readonly singleAddress: boolean;
  /** The address recruiters get letters from. */
  readonly lettersAddress: string;
  /** The address candidates get links and reminders from. */
  readonly reviewAddress: string;
  /** Addresses and domains whose owners may use this deployment. */
  readonly allowedCandidates: readonly string[];
  /** Life of a magic link, in whole hours. */
  readonly linkHours: number;
  /** Letters a second, at most, that the sweep hands to SES. */
  readonly sendRate: number;
  /**
   * The site's public origin where the operator put one before the HTTP API:
   * `https://host`.
   */
  readonly origin?: string;
  /**
   * Where alarms are mailed, once its owner has confirmed it; else they are told on the
   * topic only.
   */
  readonly alarmAddress?: string;
}

/**
 * A setting is missing or wrong; the message names each, what was given, and what to
 * write.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses what an operator set.
 *
 * @param section the "open-door" section of `cdk.json`
 * @param overrides values of `-c key=value`, which win over the section; an absent one is
 *   `undefined`
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
        (key) => `"${key}" is not a setting: there are ${configKeys.join(', ')}`,
      );
    }
    const key = String(issue.path[0] ?? '');
    const value = given[key];
    return [
      `"${key}" is ${value === undefined ? 'missing' : JSON.stringify(value)}: ${issue.message}`,
    ];
  });
  return [
    'Open Door cannot be set up as configured.',
    ...lines.map((line) => `  - ${line}`),
    'Set it in cdk.json under "context" → "open-door", or give it on the command line: -c ' +
      'key=value.',
  ].join('\n');
}

/**
 * Which of the example values were left in, in words for the operator; empty when the
 * configuration is their own. A stack made of these may be looked at, but must not be
 * deployed.
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
