import * as z from 'zod';
import { domainOf } from '../lambdas/core/email-address.ts';
import {
  freeMailDomainOf,
  isMailHost,
  isWithin,
  readAddress,
  readContact,
  readDomain,
  readDomainOrAddress,
  readLine,
  readTags,
} from './setting-readers.ts';
import { ConfigError, EXAMPLE_FILE, type RawSettings, SETTINGS_FILE } from './settings-file.ts';

/**
 * The values in `open-door.example.json`. They can be synthesised but not deployed, see
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

/** The default of `mailFromName`. */
const MAIL_FROM_NAME = 'opendoor-bounce';

/** The length of the longest stack name, see docs/adr/0030-settings-and-identity.md. */
const MAX_STACK_NAME = 22;

/** How many days CloudWatch Logs can keep a log, of those up to ten years. */
const LOG_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

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
    'write how many recipients a second SES accepts from this account (SES console, "Maximum ' +
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
  sendAsCandidate:
    "write true to send a letter from its candidate's own address, if that is of the domain " +
    '"mailIdentity", or false to send all letters from letters@ of it',
  stackName:
    'write letters, digits and hyphens, beginning with a letter, at most ' +
    `${MAX_STACK_NAME}, for example "OpenDoorCareers". Each department has its own stack, and ` +
    'its own name',
  identity:
    'write "in-stack" if the stack creates the SES identity, or "existing" to use one that ' +
    'SES in this region already has',
  mailFromName:
    'write one name below the mail domain, of lower-case letters, digits and hyphens, for ' +
    'example "opendoor-bounce". SES gets bounces there',
  tags:
    'write names and values: {"department": "careers"}, on the command line ' +
    'department=careers,team=web. At most 45; a name has up to 128 characters, a value 1 to ' +
    '256: letters, digits, spaces and _ . : / = + - @. No name begins with "aws:" or ' +
    '"open-door:", and no two ' +
    'differ only in upper and lower case',
  operatorName:
    'write who runs this site, as candidates know them, in one line of at most 80 characters, ' +
    'for example "Careers Office, Example School"',
  operatorContact:
    'write where candidates can ask: one address ("careers@school.edu") or one web page ' +
    '("https://school.edu/careers"), at most 200 characters',
  letterDays:
    'write how many days a letter is kept after it has left or was closed, a whole number ' +
    'from 7 to 30',
  logDays: `write how many days logs are kept, one of ${LOG_DAYS.join(', ')}`,
  domain:
    'write the host name of the site, "door.school.edu", in lower case, without "https://" ' +
    'and without a slash',
  certificateArn:
    'write the ARN of a certificate for "domain" in AWS Certificate Manager, in the region of ' +
    'the stack ("arn:aws:acm:eu-west-1:123456789012:certificate/…"). "domain" and ' +
    '"certificateArn" belong together',
  hostedZoneId:
    'write the id of the Route 53 zone ("Z0123456789ABCDEFGHIJ") in which the stack makes its ' +
    'DNS records. "hostedZoneId" and "hostedZoneName" belong together',
  hostedZoneName:
    'write the domain of the Route 53 zone ("school.edu"). It must be the domain of ' +
    '"mailIdentity" or "domain", or a domain above one of them. "hostedZoneId" and ' +
    '"hostedZoneName" belong together',
  origin:
    'write scheme and host only, without a slash at the end, for example "https://door.school.edu"',
  tracing: 'write true to let AWS X-Ray trace requests, which costs money, or false',
  table:
    'write the name of a table that an earlier deployment left (3 to 255 letters, digits, ' +
    '"_", "-" and "."), or "in-stack" for the table of this stack. Without it ' +
    '"npm run deploy" finds the table',
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

const identity = text(readDomainOrAddress, instructions.mailIdentity).refine(
  (given) => freeMailDomainOf(given) === undefined,
  {
    error: ({ input }) =>
      `Open Door cannot send as ${freeMailDomainOf(String(input))}: by its DMARC record ` +
      "recipients' servers reject, or put into spam, what other servers send in its name, and " +
      'SES is another server. Use a domain you own ("school.edu"), or an address of one',
  },
);

/** A flag: "true" on the command line, true in the file. */
const flag = (message: string) =>
  z
    .union([z.boolean(), z.enum(['true', 'false'])], message)
    .transform((given) => given === true || given === 'true');

const openToAll =
  'a deployment open to everyone is not supported yet, because it needs protection against ' +
  'abuse: list addresses or domains';

const candidate = text(readDomainOrAddress, instructions.allowedCandidates, (given) =>
  given === '*' ? openToAll : instructions.allowedCandidates,
).refine((entry) => entry.includes('@') || freeMailDomainOf(entry) === undefined, {
  error: ({ input }) => `everybody can have an address at ${String(input)}, and ${openToAll}`,
});

/** A number; on the command line its digits. `true` is not 1, and `""` is not 0. */
const number = (message: string) =>
  z
    .union([z.number(), z.string().regex(/^ *\d{1,9}(\.\d{1,20})? *$/, message)], message)
    .transform(Number);

const wholeNumber = (message: string, min: number, max: number) =>
  number(message).pipe(z.int(message).min(min, message).max(max, message));

const configSchema = z.strictObject({
  mailIdentity: identity,
  // One comma-separated string on the command line, a list in the file.
  allowedCandidates: z.preprocess(
    (given) =>
      typeof given === 'string' ? given.split(',').filter((part) => part.trim() !== '') : given,
    z
      .array(candidate, instructions.allowedCandidates)
      .min(1, instructions.allowedCandidates)
      .max(50_000, 'list at most 50,000 addresses and domains; a domain stands for all its people'),
  ),
  linkHours: wholeNumber(instructions.linkHours, 1, 168).default(48),
  sendRate: number(instructions.sendRate)
    .pipe(z.number().min(1, instructions.sendRate).max(10_000, instructions.sendRate))
    .default(14),
  dailyQuota: wholeNumber(instructions.dailyQuota, 10, 100_000_000).default(50_000),
  linksPerMailboxDay: wholeNumber(instructions.linksPerMailboxDay, 1, 1000).default(20),
  linksPerNetworkHour: wholeNumber(instructions.linksPerNetworkHour, 1, 100_000).default(60),
  trustedProxyHops: wholeNumber(instructions.trustedProxyHops, 0, 5).default(0),
  lettersPerRecruiter: wholeNumber(instructions.lettersPerRecruiter, 1, 1000).default(10),
  lettersPerDomain: wholeNumber(instructions.lettersPerDomain, 1, 1000).default(50),
  noLettersLink: flag(instructions.noLettersLink).default(false),
  sendAsCandidate: flag(instructions.sendAsCandidate).default(false),
  tracing: flag(instructions.tracing).default(false),
  stackName: z
    .string(instructions.stackName)
    .trim()
    .max(MAX_STACK_NAME, instructions.stackName)
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, instructions.stackName)
    .default('OpenDoor'),
  identity: z.enum(['in-stack', 'existing'], instructions.identity).default('in-stack'),
  mailFromName: text(
    (given) => (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(given) ? given : undefined),
    instructions.mailFromName,
  )
    .refine((given) => !isMailHost(given), {
      error:
        'email is usually received or read at this name, and AWS says that the MAIL FROM ' +
        'domain must not be one that receives email: its MX record would take that email ' +
        `away. Use another name, for example "${MAIL_FROM_NAME}"`,
    })
    .default(MAIL_FROM_NAME),
  tags: z
    .unknown()
    .transform((given, context) => {
      const tags = readTags(given);
      if (tags !== undefined) return tags;
      context.issues.push({ code: 'custom', input: given, message: instructions.tags });
      return z.NEVER;
    })
    .default({}),
  operatorName: text((given) => readLine(given, 80), instructions.operatorName).optional(),
  operatorContact: text(readContact, instructions.operatorContact).optional(),
  letterDays: wholeNumber(instructions.letterDays, 7, 30).default(30),
  logDays: number(instructions.logDays)
    .refine((days) => LOG_DAYS.includes(days), instructions.logDays)
    .default(30),
  domain: text(readDomain, instructions.domain).optional(),
  certificateArn: z
    .string(instructions.certificateArn)
    .trim()
    .max(2048, instructions.certificateArn)
    .regex(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]+$/,
      instructions.certificateArn,
    )
    .optional(),
  hostedZoneId: z
    .string(instructions.hostedZoneId)
    .trim()
    .regex(/^[A-Z0-9]{1,32}$/, instructions.hostedZoneId)
    .optional(),
  hostedZoneName: text(readDomain, instructions.hostedZoneName).optional(),
  origin: z
    .string(instructions.origin)
    .trim()
    .max(253, instructions.origin)
    .regex(/^https:\/\/[a-z0-9.-]+(:\d+)?$/, instructions.origin)
    .optional(),
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
  table: z
    .string(instructions.table)
    .trim()
    .max(255, instructions.table)
    .regex(/^[A-Za-z0-9_.-]{3,}$/, instructions.table)
    .optional(),
  alarmAddress: text(readAddress, instructions.alarmAddress).optional(),
});

/**
 * The names of the settings: the keys of {@link SETTINGS_FILE}. Each one can also be set
 * by `-c key=value`.
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
  /** Whether candidates of the mail domain are the senders of their own letters. */
  readonly sendAsCandidate: boolean;
  /** Whether AWS X-Ray traces the requests to the functions. */
  readonly tracing: boolean;
  /** The name of the CloudFormation stack. */
  readonly stackName: string;
  /** Whether the stack creates the SES identity, or one that exists is used. */
  readonly identity: 'in-stack' | 'existing';
  /**
   * The host to which bounces go (MAIL FROM domain) of a domain that the stack creates.
   */
  readonly mailFromDomain?: string | undefined;
  /** The tags of the stack and its resources. */
  readonly tags: Readonly<Record<string, string>>;
  /** Who runs the site, as the pages say it. */
  readonly operatorName?: string | undefined;
  /** Where candidates can ask: an address, or an https URL. */
  readonly operatorContact?: string | undefined;
  /** How many days a letter is kept after its outcome. */
  readonly letterDays: number;
  /** How many days logs are kept. */
  readonly logDays: number;
  /** The site's own domain and its certificate. */
  readonly ownDomain?: { readonly name: string; readonly certificateArn: string };
  /** The Route 53 zone in which the stack makes its DNS records. */
  readonly hostedZone?: { readonly id: string; readonly name: string };
  /**
   * The origin of the site, `https://host`, if it is neither that of `ownDomain` nor the
   * HTTP API's own.
   */
  readonly origin?: string | undefined;
  /**
   * The name of the table, or `in-stack` for the one that the stack creates. Undefined if
   * it is not decided: then the stack can be synthesised, and not deployed.
   */
  readonly table?: string | undefined;
  /**
   * The address that gets an email for each alarm, after its owner has confirmed it.
   * Without it alarms are published to the SNS topic only.
   */
  readonly alarmAddress?: string | undefined;
}

/** Without a name of its own, another file would change the stack of the first one. */
const needsStackName =
  'each file of settings names its own stack. For the stack of before, write "OpenDoor"';

/**
 * Parses the settings of the operator.
 *
 * @param settings as `readSettings` returns them
 * @param overrides the values of `-c key=value`, which override them; `undefined` for a
 *   key that is not given
 * @param file the name of the file to correct, for the message of an error
 * @throws {ConfigError}
 */
export function parseConfig(
  settings: RawSettings,
  overrides: RawSettings = {},
  file: string = SETTINGS_FILE,
): Config {
  const given: Record<string, unknown> = { ...settings };
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) {
      given[key] = value;
    }
  }
  if (given['stackName'] === undefined && file !== SETTINGS_FILE && file !== EXAMPLE_FILE) {
    const fault = { path: ['stackName'], message: needsStackName };
    throw new ConfigError(explain([fault], given, file));
  }
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(explain(parsed.error.issues, given, file));
  }
  const { domain, certificateArn, hostedZoneId, hostedZoneName, mailFromName, ...rest } =
    parsed.data;
  const singleAddress = rest.mailIdentity.includes('@');
  const config: Config = {
    ...rest,
    singleAddress,
    lettersAddress: singleAddress ? rest.mailIdentity : `letters@${rest.mailIdentity}`,
    reviewAddress: singleAddress ? rest.mailIdentity : `review@${rest.mailIdentity}`,
    ...(!singleAddress &&
      rest.identity === 'in-stack' && {
        mailFromDomain: `${mailFromName}.${rest.mailIdentity}`,
      }),
    ...(domain !== undefined &&
      certificateArn !== undefined && { ownDomain: { name: domain, certificateArn } }),
    ...(hostedZoneId !== undefined &&
      hostedZoneName !== undefined && { hostedZone: { id: hostedZoneId, name: hostedZoneName } }),
  };
  const contradictions = [
    ...missingHalf(parsed.data, 'domain', 'certificateArn'),
    ...missingHalf(parsed.data, 'hostedZoneId', 'hostedZoneName'),
    ...contradictionsOf(config),
  ];
  if (contradictions.length > 0) {
    throw new ConfigError(explain(contradictions, given, file));
  }
  return config;
}

/**
 * The name of the stack alone: a command that only looks for the stack works also if
 * another setting is wrong. The parameters are those of {@link parseConfig}.
 *
 * @throws {ConfigError}
 */
export function readStackName(
  settings: RawSettings,
  overrides: RawSettings = {},
  file: string = SETTINGS_FILE,
): string {
  const stackName = overrides['stackName'] ?? settings['stackName'];
  const parsed = configSchema.pick({ stackName: true }).safeParse({ stackName });
  if (!parsed.success) throw new ConfigError(explain(parsed.error.issues, { stackName }, file));
  return parsed.data.stackName;
}

/** A fault of one setting. */
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

type SettingName = keyof typeof instructions;

/** A fault if only one of two settings that belong together is there. */
function missingHalf(
  given: Partial<Record<SettingName, unknown>>,
  ...[one, other]: [SettingName, SettingName]
): Fault[] {
  const missing = given[one] === undefined ? one : other;
  return (given[one] === undefined) === (given[other] === undefined)
    ? []
    : [{ path: [missing], message: instructions[missing] }];
}

/** What is wrong with settings that are right one by one. */
function contradictionsOf(config: Config): Fault[] {
  const { hostedZone, mailFromDomain, mailIdentity, ownDomain } = config;
  const faults: Fault[] = [];
  if (config.sendAsCandidate && config.singleAddress) {
    faults.push({
      path: ['sendAsCandidate'],
      message:
        `"mailIdentity" is the one address ${mailIdentity}, so SES may send from no other. ` +
        'Write a domain there, or remove this setting',
    });
  } else if (
    config.sendAsCandidate &&
    !config.allowedCandidates.some((entry) => domainOf(entry) === mailIdentity)
  ) {
    faults.push({
      path: ['sendAsCandidate'],
      message:
        `no entry of "allowedCandidates" is of ${mailIdentity}, the domain of ` +
        '"mailIdentity", so no letter could leave from its candidate. A domain above or ' +
        'below it is another one. Correct them, or remove this setting',
    });
  }
  if (mailFromDomain !== undefined) {
    const name = mailFromDomain;
    const used = [
      ...config.allowedCandidates,
      ...[config.alarmAddress, config.operatorContact].filter((entry) => entry !== undefined),
    ].find((entry) => domainOf(entry) === name);
    if (used !== undefined || name === ownDomain?.name) {
      faults.push({
        path: ['mailFromName'],
        message:
          `${name} is used by ${used ?? 'the site ("domain")'}, and the MAIL FROM domain must ` +
          `serve nothing else. ${instructions.mailFromName}`,
      });
    }
    if (name.length > 253) {
      faults.push({ path: ['mailFromName'], message: instructions.mailFromName });
    }
  }
  if (ownDomain !== undefined && ownDomain.name === mailIdentity && hostedZone === undefined) {
    faults.push({
      path: ['domain'],
      message:
        'the domain of your email cannot be an alias (CNAME) of the site as well. Use a name ' +
        `below it, for example "door.${mailIdentity}", or name its Route 53 zone`,
    });
  }
  const inZone = [config.singleAddress ? undefined : mailIdentity, ownDomain?.name];
  if (
    hostedZone !== undefined &&
    !inZone.some((name) => name !== undefined && isWithin(name, hostedZone.name))
  ) {
    faults.push({ path: ['hostedZoneName'], message: instructions.hostedZoneName });
  }
  return faults;
}

function explain(
  faults: readonly (z.core.$ZodIssue | Fault)[],
  given: RawSettings,
  file: string,
): string {
  const lines = faults.flatMap((fault) => {
    if ('code' in fault && fault.code === 'unrecognized_keys') {
      return fault.keys.map(
        (key) => `"${key}" is not a setting. The settings are ${configKeys.join(', ')}`,
      );
    }
    const key = String(fault.path[0] ?? '');
    const value = given[key];
    return [`"${key}" is ${value === undefined ? 'missing' : shown(value)}: ${fault.message}`];
  });
  return [
    'The configuration of Open Door is not valid.',
    // A list may have the same fault a thousand times.
    ...[...new Set(lines)].map((line) => `  - ${line}`),
    `Correct it in ${file} (${EXAMPLE_FILE} is an example), or on the command line: ` +
      '-c key=value.',
  ].join('\n');
}

/** A value as JSON, cut after 200 characters. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/**
 * Keys of the CDK command itself that look like settings: what `cdk acknowledge` and
 * `cdk cli-telemetry` write. All other keys of CDK have a colon, a slash or an @.
 */
const keysOfCdk: readonly string[] = ['acknowledged-issue-numbers', 'cli-telemetry'];

/**
 * What is wrong with the CDK context, one message for each key: a name that is no
 * setting; and the section that held the settings in version 0.1. CDK would ignore both.
 */
export function contextFaults(context: RawSettings): string[] {
  const known: readonly string[] = [...configKeys, ...keysOfCdk, 'settings'];
  return Object.keys(context).flatMap((key) => {
    if (key === 'open-door') {
      return [
        'The settings are no longer in cdk.json: move what is in its section "open-door" to ' +
          `${SETTINGS_FILE}, and remove the section.`,
      ];
    }
    return !/[:/@]/.test(key) && !known.includes(key)
      ? [`-c ${key}=…: "${key}" is not a setting. The settings are ${configKeys.join(', ')}.`]
      : [];
  });
}

/**
 * One message for the operator per example value that is still in the configuration. A
 * stack with example values may be synthesised, to look at it, but must not be deployed.
 */
export function exampleValuesLeft(config: Config): string[] {
  const left: string[] = [];
  const domain = domainOf(config.mailIdentity);
  if (documentationDomains.some((example) => isWithin(domain, example))) {
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
