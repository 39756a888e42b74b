import {
  GetAccountCommand,
  type GetAccountCommandOutput,
  GetEmailIdentityCommand,
} from '@aws-sdk/client-sesv2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { checkAllowed, checkBlocked, checkSuppressed } from './address-checks.ts';
import { checkAlarms, checkSubscription } from './alarm-checks.ts';
import { catalogue, placeOf } from './catalogue.ts';
import type { Clients } from './clients.ts';
import type { Dns } from './dns.ts';
import {
  checkDkimDns,
  checkDmarc,
  checkDomainExists,
  checkIdentity,
  checkIdentityBefore,
  checkMailFromDns,
  checkMailFromName,
  checkSenderIdentities,
  checkSpf,
} from './domain-checks.ts';
import { checkEvents } from './event-checks.ts';
import { type Finding, judge, notLooked, ok, skipped, todo } from './finding.ts';
import {
  checkAccountLimit,
  checkErrors,
  checkFunctions,
  checkReservedConcurrency,
  environmentOf,
  findAccountLimit,
  findFunctions,
} from './function-checks.ts';
import { checkDeadLetters, checkLastRun, checkSchedule, jobs } from './job-checks.ts';
import { type Answer, look, orAbsent } from './look.ts';
import { type ProbeSettings, probeEvents } from './probe.ts';
import {
  checkLimits,
  checkPaused,
  checkReputation,
  checkSandbox,
  type Limits,
} from './sending-checks.ts';
import type { DoctorSettings } from './settings.ts';
import {
  checkBootstrap,
  checkSite,
  checkStack,
  type DeployedStack,
  findStack,
  findToolkit,
} from './stack-checks.ts';
import { checkBrakes, checkOtherTables, checkTable, findTables } from './table-checks.ts';

export interface Examination {
  readonly clients: Clients;
  readonly dns: Dns;
  /** The settings, or what is wrong with them. */
  readonly settings: DoctorSettings | string;
  /** Before a first deployment. */
  readonly isBefore: boolean;
  /** An address to look up. */
  readonly address?: string;
  /** With it, a test email is sent. */
  readonly probe?: Pick<ProbeSettings, 'waitMs' | 'intervalMs' | 'onProgress'>;
  /** A sentence, if the shell names a profile of AWS that does not exist. */
  readonly missingProfile?: string | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** Looks everything up, at the same time as far as possible. It never throws. */
export async function examine(examination: Examination): Promise<readonly Finding[]> {
  const { settings, clients } = examination;
  if (typeof settings === 'string') {
    const found = [
      todo('settings', settings, 'Correct the settings, and run doctor again.'),
      (await findCaller(clients, examination.missingProfile)).finding,
    ];
    return [...found, ...linesNotLooked(examination, found, 'the settings cannot be read')];
  }
  const [ofSettings, ofDomain, caller] = [
    checkSettings(settings, examination.isBefore),
    domainFindings(examination, settings),
    await findCaller(clients, examination.missingProfile),
  ];
  const { account, region, finding } = caller;
  if (account === undefined || region === undefined) {
    const unknown = { found: false, why: 'AWS was not looked at' } as const;
    const dmarc = checkDmarc(settings, examination.dns, unknown);
    const found = [ofSettings, finding, ...(await ofDomain), ...(await dmarc)];
    return [...found, ...linesNotLooked(examination, found, unknown.why)];
  }
  const ofAws = await awsFindings(examination, settings, account, region);
  const found = [ofSettings, finding, ...(await ofDomain), ...ofAws];
  const isOfIdentity = ({ id }: Finding) => catalogue[placeOf(id)]?.group === 'Email domain';
  const isStackSeen = examination.isBefore || found.some(({ id }) => id === 'functions');
  const isIdentitySeen = found.some(
    ({ id, status }) => id === 'identity' && status !== 'not-looked',
  );
  const ofStack = linesNotLooked(examination, found, 'the stack was not looked at');
  const ofIdentity = linesNotLooked(examination, found, 'the identity was not looked at');
  return [
    ...found,
    ...(isStackSeen ? [] : ofStack.filter((line) => !isOfIdentity(line))),
    ...(isIdentitySeen ? [] : ofIdentity.filter(isOfIdentity)),
  ];
}

/** The lines about the identity that an identity of one address does not have. */
const linesOfDomain = [
  'sender-identities',
  'dkim',
  'dkim-dns',
  'mail-from-name',
  'mail-from',
  'mail-from-mx',
  'mail-from-spf',
];

/**
 * All other lines that would be printed, so that nobody takes what was not looked at for
 * what is in order.
 */
function linesNotLooked(
  { settings, isBefore, address }: Examination,
  found: readonly Finding[],
  why: string,
): readonly Finding[] {
  const isSingle = typeof settings !== 'string' && settings.config.singleAddress;
  return catalogue
    .filter(
      ({ id, group, when }) =>
        when !== (isBefore ? 'after' : 'before') &&
        (group !== 'Address' || address !== undefined) &&
        !(isSingle && linesOfDomain.includes(id)) &&
        !found.some((finding) => finding.id === id),
    )
    .map(({ id }) => notLooked(id, why));
}

const checkSettings = ({ examples, config }: DoctorSettings, isBefore: boolean): Finding =>
  examples.length === 0
    ? ok('settings', `The settings of the stack ${config.stackName} can be read.`)
    : todo(
        'settings',
        `The settings still hold examples: ${examples.join('; ')}.`,
        isBefore
          ? 'Write your own settings into open-door.json: docs/settings.md.'
          : 'Say with --settings which file has the settings of this stack.',
      );

/** Who the credentials belong to. */
async function findCaller(
  clients: Clients,
  missingProfile: string | undefined,
): Promise<{ readonly account?: string; readonly region?: string; readonly finding: Finding }> {
  const id = 'credentials';
  if (missingProfile !== undefined)
    return {
      finding: todo(id, missingProfile, 'This must answer: aws sts get-caller-identity'),
    };
  const region = await look('the region', () => clients.sts.config.region());
  if (!region.found)
    return {
      finding: todo(
        id,
        'No region is set.',
        'export AWS_REGION=eu-west-1, or the one you deploy to',
      ),
    };
  const caller = await look('sts:GetCallerIdentity', (abortSignal) =>
    clients.sts.send(new GetCallerIdentityCommand({}), { abortSignal }),
  );
  if (!caller.found || caller.value.Account === undefined) {
    const why = caller.found ? 'AWS did not answer' : caller.why;
    return {
      region: region.value,
      finding: todo(
        id,
        `AWS cannot be looked at: ${why}.`,
        'Set credentials in the shell. This must answer: aws sts get-caller-identity\n' +
          'A region that is off in the account refuses all of them: console, Account → Regions.',
      ),
    };
  }
  const { Account: account } = caller.value;
  return {
    account,
    region: region.value,
    finding: ok(id, `Account ${account}, region ${region.value}.`),
  };
}

/** What the settings and the DNS say, without AWS. */
async function domainFindings(
  { dns, address }: Examination,
  settings: DoctorSettings,
): Promise<readonly Finding[]> {
  const found = await Promise.all([
    checkDomainExists(settings, dns),
    checkSpf(settings, dns),
    address === undefined ? [] : checkAllowed(settings, address),
  ]);
  return found.flat();
}

const findIdentity = (clients: Clients, name: string) =>
  look('ses:GetEmailIdentity', (abortSignal) =>
    orAbsent(
      clients.ses.send(new GetEmailIdentityCommand({ EmailIdentity: name }), { abortSignal }),
      'NotFoundException',
    ),
  );

async function awsFindings(
  examination: Examination,
  settings: DoctorSettings,
  account: string,
  region: string,
): Promise<readonly Finding[]> {
  const { clients, isBefore, address } = examination;
  const [stack, ses, limit, tables, toolkit, suppressed, identity] = await Promise.all([
    findStack(clients, settings.config.stackName),
    look('ses:GetAccount', (abortSignal) =>
      clients.ses.send(new GetAccountCommand({}), { abortSignal }),
    ),
    findAccountLimit(clients),
    findTables(clients, settings.config.stackName),
    isBefore ? findToolkit(clients) : undefined,
    address === undefined ? [] : checkSuppressed(clients, address),
    findIdentity(clients, settings.config.mailIdentity),
  ]);
  const deployed = stack.found ? stack.value : undefined;
  const functions =
    deployed === undefined || isBefore ? [] : await findFunctions(clients, deployed);
  const environment = environmentOf(functions, 'feedback');
  const inUse =
    environment['TABLE_NAME'] ??
    deployed?.outputs['TableName'] ??
    deployed?.resource('AWS::DynamoDB::GlobalTable', 'Table');
  const found = await Promise.all([
    judge(['stack'], stack, (value) => [checkStack(settings.config.stackName, value, isBefore)]),
    judge(['lambda-concurrency'], limit, (value) => [checkAccountLimit(value)]),
    judge(['tables-retained'], tables, (all) => [checkOtherTables(all, inUse, isBefore)]),
    toolkit === undefined
      ? []
      : judge(['bootstrap'], toolkit, (version) => [checkBootstrap(version, account, region)]),
    suppressed,
    identityFindings(examination, settings, region, identity),
    accountLines(ses, settings, limitsOf(environment, settings), deployed?.outputs['SiteUrl']),
    deployed === undefined || isBefore
      ? []
      : stackFindings(examination, settings, { stack: deployed, functions, inUse, ses }),
  ]);
  return found.flat();
}

/** The limits of the deployed functions; before a deployment those of the settings. */
const limitsOf = (
  environment: Readonly<Record<string, string>>,
  { config }: DoctorSettings,
): Limits => ({
  sendRate: Number(environment['SEND_RATE'] ?? config.sendRate),
  dailyQuota: Number(environment['DAILY_QUOTA'] ?? config.dailyQuota),
});

async function identityFindings(
  { clients, dns, isBefore }: Examination,
  settings: DoctorSettings,
  region: string,
  identity: Awaited<ReturnType<typeof findIdentity>>,
): Promise<readonly Finding[]> {
  const { singleAddress, mailIdentity, lettersAddress, reviewAddress } = settings.config;
  const bounceName = identity.found && identity.value?.MailFromAttributes?.MailFromDomain;
  const found = await Promise.all([
    checkDmarc(settings, dns, identity),
    singleAddress ? [] : senderIdentities(clients, [lettersAddress, reviewAddress]),
    isBefore
      ? [
          ...judge(['identity'], identity, (value) => [checkIdentityBefore(settings, value)]),
          // An identity that exists keeps its own MAIL FROM domain.
          ...(identity.found && identity.value !== undefined
            ? []
            : await checkMailFromName(settings, region, dns)),
        ]
      : judge(['identity'], identity, (value) => checkIdentity(settings, value)),
    isBefore || singleAddress || !identity.found
      ? []
      : checkDkimDns(mailIdentity, identity.value, dns),
    isBefore || singleAddress || !bounceName ? [] : checkMailFromDns(bounceName, region, dns),
  ]);
  return found.flat();
}

async function senderIdentities(
  clients: Clients,
  addresses: readonly string[],
): Promise<readonly Finding[]> {
  const found = await Promise.all(addresses.map((address) => findIdentity(clients, address)));
  const failed = found.find((answer) => !answer.found);
  if (failed?.found === false) return [notLooked('sender-identities', failed.why)];
  return [
    checkSenderIdentities(
      addresses.map((address, index) => {
        const answer = found[index];
        return { address, identity: answer?.found ? answer.value : undefined };
      }),
    ),
  ];
}

/** The lines about SES's answer. In a region without SES, its endpoint has no name. */
export function accountLines(
  answer: Answer<GetAccountCommandOutput>,
  settings: DoctorSettings,
  limits: Limits,
  site: string | undefined,
): readonly Finding[] {
  const ofAccount = ['sandbox', 'paused', 'daily-quota', 'send-rate'];
  if (!answer.found && answer.why.includes('ENOTFOUND'))
    return [
      todo(
        'ses',
        'There is no SES in this region.',
        'Choose a region that has SES: https://docs.aws.amazon.com/general/latest/gr/ses.html',
      ),
      ...ofAccount.map((id) => notLooked(id, answer.why)),
    ];
  return judge(['ses', ...ofAccount], answer, (account) => [
    ok('ses', 'SES is available in this region.'),
    checkSandbox(settings, account, site),
    checkPaused(account),
    ...checkLimits(limits, account),
  ]);
}

/** Which variable of `web` belongs to which setting. */
const deployedSettings = [
  ['sendRate', 'SEND_RATE'],
  ['dailyQuota', 'DAILY_QUOTA'],
  ['reviewAddress', 'REVIEW_ADDRESS'],
  ['lettersAddress', 'LETTERS_ADDRESS'],
  ['linkHours', 'LINK_HOURS'],
  ['linksPerMailboxDay', 'LINKS_PER_MAILBOX_DAY'],
  ['linksPerNetworkHour', 'LINKS_PER_NETWORK_HOUR'],
  ['trustedProxyHops', 'TRUSTED_PROXY_HOPS'],
  ['lettersPerRecruiter', 'LETTERS_PER_RECRUITER'],
  ['lettersPerDomain', 'LETTERS_PER_DOMAIN'],
  ['origin', 'ORIGIN'],
] as const;

function checkDeployedSettings(
  environment: Readonly<Record<string, string>>,
  { config }: DoctorSettings,
): Finding {
  const id = 'settings-deployed';
  const candidates = environment['ALLOWED_CANDIDATES'];
  const { table } = config;
  const inUse = environment['TABLE_NAME'];
  const different = [
    ...deployedSettings.flatMap(([setting, variable]) => {
      const deployed = environment[variable];
      const wanted = config[setting];
      return deployed === undefined || wanted === undefined || deployed === String(wanted)
        ? []
        : [`${setting} is ${wanted} in the settings and ${deployed} in the stack`];
    }),
    ...(config.sendAsCandidate === (environment['OWN_SENDER_DOMAIN'] !== undefined)
      ? []
      : [
          `sendAsCandidate is ${config.sendAsCandidate} in the settings and ` +
            `${!config.sendAsCandidate} in the stack`,
        ]),
    // A long list is in a file of the bundle. Its addresses are a secret.
    ...(candidates === undefined ||
    candidates.startsWith('file:') ||
    candidates === config.allowedCandidates.join(',')
      ? []
      : ['allowedCandidates is another list in the stack']),
    ...(table === undefined || table === 'in-stack' || inUse === undefined || table === inUse
      ? []
      : [`table is ${table} in the settings and ${inUse} in the stack`]),
  ];
  return different.length === 0
    ? ok(id, 'The stack has the values of the settings.')
    : todo(id, `${different.join('; ')}.`, 'Run npm run deploy, or correct the settings.');
}

/** What is known of a deployed stack only. */
async function stackFindings(
  { clients, probe, now, address }: Examination,
  settings: DoctorSettings,
  {
    stack,
    functions,
    inUse,
    ses,
  }: {
    readonly stack: DeployedStack;
    readonly functions: Awaited<ReturnType<typeof findFunctions>>;
    /** The table that the functions use. */
    readonly inUse: string | undefined;
    readonly ses: Answer<GetAccountCommandOutput>;
  },
): Promise<readonly Finding[]> {
  const environment = environmentOf(functions, 'feedback');
  const logGroupOf = (name: string) => functions.find((other) => other.name === name)?.logGroup;
  const configurationSet =
    environment['CONFIGURATION_SET'] ?? stack.resource('AWS::SES::ConfigurationSet', 'Mail');
  const feedbackLog = logGroupOf('feedback');
  const ofWeb = environmentOf(functions, 'web');
  const tables = new Set(
    functions.flatMap(({ name }) => environmentOf(functions, name)['TABLE_NAME'] ?? []),
  );
  const found: readonly (Finding | readonly Finding[])[] = await Promise.all([
    Object.keys(ofWeb).length > 0
      ? checkDeployedSettings(ofWeb, settings)
      : notLooked('settings-deployed', 'the functions could not be read'),
    checkSite(environment['ORIGIN'] ?? stack.outputs['SiteUrl']),
    checkFunctions(functions),
    checkReservedConcurrency(clients, functions),
    checkErrors(clients, functions, now),
    checkReputation(clients, now),
    ...jobs.map((job) =>
      checkSchedule(clients, job, stack.resource('AWS::Scheduler::Schedule', job.prefix)),
    ),
    ...jobs.map((job) => {
      const logGroup = logGroupOf(job.function);
      return logGroup === undefined
        ? todo(`last-${job.name}`, `The stack has no log of ${job.function}.`, 'npm run deploy')
        : checkLastRun(clients, job, { logGroup, now, deployedAt: stack.changedAt });
    }),
    checkDeadLetters(clients, stack.resource('AWS::SQS::Queue', 'DeadLetters')),
    checkSubscription(clients, stack.outputs['AlarmTopicArn'], settings.config.alarmAddress),
    checkAlarms(clients, stack.resources('AWS::CloudWatch::Alarm')),
    configurationSet === undefined
      ? todo('configuration-set', 'The stack has no configuration set.', 'Run npm run deploy.')
      : checkEvents(clients, configurationSet, ses.found ? ses.value : undefined),
    inUse === undefined
      ? notLooked('table', 'neither the functions nor the stack name a table')
      : checkTable(clients, inUse),
    tables.size > 1
      ? todo(
          'table',
          `The functions use different tables: ${[...tables].join(', ')}.`,
          'Run npm run deploy.',
        )
      : [],
    inUse === undefined ? [] : checkBrakes(clients, inUse, now),
    inUse === undefined || address === undefined ? [] : checkBlocked(clients, address, inUse),
    probe === undefined
      ? skipped('probe', 'With --send, an email to the mailbox simulator of SES shows it.')
      : feedbackLog === undefined || configurationSet === undefined
        ? notLooked('probe', 'the stack has no log or configuration set')
        : probeEvents(clients, {
            ...probe,
            from: settings.config.reviewAddress,
            configurationSet,
            logGroup: feedbackLog,
          }),
  ]);
  return found.flat();
}
