import type { Examination } from '../../scripts/doctor/examine.ts';
import type { Status } from '../../scripts/doctor/finding.ts';
import { type AwsAnswers, AwsFault, type AwsRequest, broken } from '../support/aws-answers.ts';
import type { DnsZone } from '../support/dns-server.ts';
import {
  account,
  alarms,
  configurationSet,
  destination,
  environment,
  functionWith,
  healthyZone,
  identities,
  identity,
  metrics,
  noStack,
  now,
  recentRuns,
  resourceList,
  resources,
  runs,
  schedulesWith,
  stacks,
  table,
} from './doctor-answers.ts';

/** What is different from a deployment with which nothing is wrong. */
export interface Change {
  readonly answers?: AwsAnswers;
  readonly zone?: DnsZone;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly examples?: readonly string[];
  readonly isBefore?: boolean;
  readonly address?: string;
  readonly probe?: Examination['probe'];
}

const before = { isBefore: true } as const;
const notFound = new AwsFault('NotFoundException', { status: 404 });
const noResource = new AwsFault('ResourceNotFoundException');
export const firstDeployment = {
  ...before,
  answers: {
    'cloudformation.DescribeStacks': stacks(noStack),
    'dynamodb.ListTables': { TableNames: [] },
    'ses.GetEmailIdentity': notFound,
  },
} as const;

const withoutResource = (logicalIdPrefix: string) => ({
  'cloudformation.ListStackResources': resourceList(
    resources.filter(([, logicalId]) => !logicalId.startsWith(logicalIdPrefix)),
  ),
});
const dkim = (changes: object) =>
  identities({ ...identity, DkimAttributes: { ...identity.DkimAttributes, ...changes } });
const mailFrom = (changes: object) =>
  identities({ ...identity, MailFromAttributes: { ...identity.MailFromAttributes, ...changes } });
const inSandbox = (Details?: object) => ({
  ...account,
  ProductionAccessEnabled: false,
  SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
  ...(Details && { Details }),
});
const quota = (SendQuota: object) => ({
  ...account,
  SendQuota: { ...account.SendQuota, ...SendQuota },
});
const dmarc = (...txt: readonly string[]) => ({ '_dmarc.school.edu': { txt } });
const bounce = (records: DnsZone[string]) => ({
  'bounce.school.edu': { ...healthyZone['bounce.school.edu'], ...records },
});
const destinations = (...list: readonly object[]) => ({
  'ses.GetConfigurationSetEventDestinations': { EventDestinations: list },
});
const sets = (changes: object) => ({
  'ses.GetConfigurationSet': { ...configurationSet, ...changes },
});
const tableWith = (changes: object) => ({
  'dynamodb.DescribeTable': { Table: { ...table, ...changes } },
});
/** One item of the table, and no other. */
const item =
  (partitionKeyPrefix: string, Item: object) =>
  ({ parameters }: AwsRequest) =>
    JSON.stringify(parameters['Key']).includes(`"${partitionKeyPrefix}`) ? { Item } : {};
/** The answer for one function. */
const forFunction =
  (name: string, changed: object | AwsFault, others: Readonly<Record<string, unknown>>) =>
  ({ path }: AwsRequest): Readonly<Record<string, unknown>> | AwsFault =>
    !path.includes(name)
      ? others
      : changed instanceof AwsFault
        ? changed
        : { ...others, ...changed };
const functions = (name: string, changed: object | AwsFault) =>
  forFunction(name, changed, functionWith(environment('http://127.0.0.1:9')));
const singleAddress = { mailIdentity: 'sam@school.edu' };
const ofSam =
  (DkimAttributes: object) =>
  ({ path }: AwsRequest) =>
    path.includes('sam@')
      ? { ...identity, IdentityType: 'EMAIL_ADDRESS', DkimAttributes }
      : notFound;

type Case = readonly [
  id: string,
  when: string,
  change: Change,
  status: Status,
  /** The message and what to do. */
  text: RegExp,
];

/** Each line, failing and passing, and why. */
export const cases: readonly Case[] = [
  ['settings', 'they hold examples', { examples: ['x is an example'] }, 'todo', /x is an example/],
  [
    'credentials',
    'they have expired',
    { answers: { 'sts.GetCallerIdentity': new AwsFault('ExpiredToken', { status: 403 }) } },
    'todo',
    /ExpiredToken.*get-caller-identity/s,
  ],
  [
    'credentials',
    'the secret is wrong',
    { answers: { 'sts.GetCallerIdentity': new AwsFault('SignatureDoesNotMatch') } },
    'todo',
    /does not accept the credentials/,
  ],
  [
    'credentials',
    'the network is down',
    { answers: { 'sts.GetCallerIdentity': broken } },
    'todo',
    /no answer/,
  ],
  [
    'bootstrap',
    'it was never run',
    { ...before, answers: { 'cloudformation.DescribeStacks': stacks({}, noStack) } },
    'todo',
    /npx cdk bootstrap aws:\/\/123456789012\/eu-west-1/,
  ],
  [
    'bootstrap',
    'it is too old',
    { ...before, answers: { 'cloudformation.DescribeStacks': stacks({}, '5') } },
    'todo',
    /too old \(version 5\)/,
  ],
  ['bootstrap', 'it is there', before, 'ok', /version 28/],
  [
    'lambda-concurrency',
    'the account is new',
    {
      answers: {
        'lambda.GetAccountSettings': {
          AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
        },
      },
    },
    'warning',
    /10 concurrent executions, as in a new account.*L-B99A9384/s,
  ],
  [
    'lambda-concurrency',
    'others reserved nearly all',
    {
      answers: {
        'lambda.GetAccountSettings': {
          AccountLimit: { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 5 },
        },
      },
    },
    'todo',
    /Only 5 of 10/,
  ],
  [
    'stack',
    'it does not exist',
    { answers: { 'cloudformation.DescribeStacks': stacks(noStack) } },
    'todo',
    /no stack OpenDoor.*npm run deploy/s,
  ],
  ['stack', 'it does not exist before the first deployment', firstDeployment, 'ok', /yet/],
  ...(
    [
      ['CREATE_FAILED', 'todo', /delete-stack/],
      ['ROLLBACK_COMPLETE', 'todo', /delete-stack/],
      ['DELETE_FAILED', 'todo', /delete-stack/],
      ['REVIEW_IN_PROGRESS', 'todo', /delete-stack/],
      ['UPDATE_ROLLBACK_FAILED', 'todo', /continue-update-rollback/],
      ['UPDATE_ROLLBACK_COMPLETE', 'warning', /version before it runs/],
      ['UPDATE_IN_PROGRESS', 'warning', /Wait/],
      ['UPDATE_COMPLETE', 'ok', /is deployed/],
      ['SOMETHING_NEW', 'todo', /SOMETHING_NEW/],
    ] as const
  ).map(
    ([StackStatus, status, text]): Case => [
      'stack',
      `it is ${StackStatus}`,
      { answers: { 'cloudformation.DescribeStacks': stacks({ StackStatus }) } },
      status,
      text,
    ],
  ),
  [
    'settings-deployed',
    'a setting was changed and not deployed',
    { settings: { sendRate: 7 } },
    'todo',
    /sendRate is 7 in the settings and 14 in the stack/,
  ],

  [
    'settings-deployed',
    'the list of candidates was changed and not deployed',
    {
      settings: { allowedCandidates: ['school.edu', 'ana@private.example'] },
      answers: {
        'lambda.GetFunctionConfiguration': functionWith(
          environment('http://127.0.0.1:9', { ALLOWED_CANDIDATES: 'school.edu' }),
        ),
      },
    },
    'todo',
    /^allowedCandidates is another list in the stack\.\n/,
  ],
  [
    'settings-deployed',
    'candidates are to be senders, and that is not deployed',
    { settings: { sendAsCandidate: true } },
    'todo',
    /sendAsCandidate is true in the settings and false in the stack/,
  ],
  [
    'settings-deployed',
    'candidates are senders, as the settings say',
    {
      settings: { sendAsCandidate: true },
      answers: {
        'lambda.GetFunctionConfiguration': functionWith(
          environment('http://127.0.0.1:9', { OWN_SENDER_DOMAIN: 'school.edu' }),
        ),
      },
    },
    'ok',
    /has the values/,
  ],
  [
    'settings-deployed',
    'candidates are still senders, and the setting was removed',
    {
      answers: {
        'lambda.GetFunctionConfiguration': functionWith(
          environment('http://127.0.0.1:9', { OWN_SENDER_DOMAIN: 'school.edu' }),
        ),
      },
    },
    'todo',
    /sendAsCandidate is false in the settings and true in the stack/,
  ],
  [
    'settings-deployed',
    'the list of candidates is in a file of the bundle',
    {
      answers: {
        'lambda.GetFunctionConfiguration': functionWith(
          environment('http://127.0.0.1:9', { ALLOWED_CANDIDATES: 'file:allowed-candidates.txt' }),
        ),
      },
    },
    'ok',
    /has the values/,
  ],
  [
    'settings-deployed',
    'the settings name another table',
    { settings: { table: 'OpenDoor-Table-2' } },
    'todo',
    /table is OpenDoor-Table-2 in the settings and OpenDoor-Table-1ABCDEFGHIJKL in the stack/,
  ],
  [
    'domain',
    'it does not exist',
    { ...before, settings: { mailIdentity: 'shcool.edu' } },
    'todo',
    /shcool\.edu does not exist.*spelling/s,
  ],
  [
    'domain',
    'a subdomain does not exist',
    { ...before, settings: { mailIdentity: 'door.school.edu' } },
    'warning',
    /first records/,
  ],
  [
    'identity',
    'SES does not have it before the first deployment',
    firstDeployment,
    'ok',
    /creates it/,
  ],
  [
    'identity',
    'SES has it before the first deployment, as Open Door would set it',
    before,
    'ok',
    /uses it, unchanged/,
  ],
  [
    'identity',
    'SES has it before the first deployment, with other settings',
    {
      ...before,
      answers: {
        'ses.GetEmailIdentity': identities({
          FeedbackForwardingStatus: true,
          VerifiedForSendingStatus: false,
          DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' },
        }),
      },
    },
    'warning',
    /not verified; DKIM does not sign.*; it has no MAIL FROM.*; .*feedback forwarding/,
  ],
  [
    'identity',
    'it was deleted',
    { answers: { 'ses.GetEmailIdentity': notFound } },
    'todo',
    /every email is refused/,
  ],
  [
    'identity',
    'it is pending',
    {
      answers: {
        'ses.GetEmailIdentity': identities({
          ...identity,
          VerifiedForSendingStatus: false,
          VerificationStatus: 'PENDING',
        }),
      },
    },
    'todo',
    /PENDING.*dkim-dns/s,
  ],
  [
    'identity',
    'the link to a single address was not clicked',
    {
      settings: singleAddress,
      answers: {
        'ses.GetEmailIdentity': { VerifiedForSendingStatus: false, VerificationStatus: 'PENDING' },
      },
    },
    'todo',
    /Click the link/,
  ],
  [
    'sender-identities',
    'review@ has an identity that is not verified',
    {
      answers: {
        'ses.GetEmailIdentity': identities(identity, {
          VerifiedForSendingStatus: false,
          VerificationStatus: 'PENDING',
        }),
      },
    },
    'todo',
    /delete-email-identity --email-identity review@school\.edu/,
  ],
  [
    'dkim',
    'signing is off',
    { answers: { 'ses.GetEmailIdentity': dkim({ SigningEnabled: false }) } },
    'todo',
    /--signing-enabled/,
  ],
  [
    'dkim',
    'SES waits for the records',
    { answers: { 'ses.GetEmailIdentity': dkim({ Status: 'PENDING' }) } },
    'todo',
    /PENDING.*72 hours/s,
  ],
  [
    'dkim',
    'the records were lost',
    { answers: { 'ses.GetEmailIdentity': dkim({ Status: 'TEMPORARY_FAILURE' }) } },
    'todo',
    /cannot find/,
  ],
  [
    'dkim-dns',
    'a record is missing',
    { zone: { 'bbbb._domainkey.school.edu': {} } },
    'todo',
    /1 of the 3.*\nbbbb\._domainkey\.school\.edu CNAME bbbb\.dkim\.amazonses\.com$/s,
  ],
  [
    'dkim-dns',
    'a record points elsewhere',
    { zone: { 'bbbb._domainkey.school.edu': { cname: 'aaaa.dkim.amazonses.com' } } },
    'todo',
    /point to aaaa\.dkim\.amazonses\.com/,
  ],
  [
    'dkim-dns',
    'the DNS provider has added the domain',
    {
      zone: {
        'bbbb._domainkey.school.edu': {},
        'bbbb._domainkey.school.edu.school.edu': { cname: 'bbbb.dkim.amazonses.com' },
      },
    },
    'todo',
    /…school\.edu\.school\.edu: your DNS provider adds the domain/,
  ],
  [
    'dkim-dns',
    'the DNS provider answers with the key in place of the CNAME',
    { zone: { 'bbbb._domainkey.school.edu': { txt: ['v=DKIM1; p=MIIB'] } } },
    'ok',
    /All 3/,
  ],
  [
    'dkim-dns',
    'the key was revoked',
    { zone: { 'bbbb._domainkey.school.edu': { txt: ['p='] } } },
    'todo',
    /1 of the 3/,
  ],
  [
    'dkim-dns',
    'the region has its own zone',
    {
      answers: {
        'ses.GetEmailIdentity': dkim({
          Tokens: ['dddd'],
          SigningHostedZone: 'dkim.eu-south-2.amazonses.com',
        }),
      },
      zone: { 'dddd._domainkey.school.edu': { cname: 'dddd.dkim.eu-south-2.amazonses.com' } },
    },
    'ok',
    /All 1/,
  ],
  [
    'dkim-dns',
    'the DNS server fails',
    { zone: { 'bbbb._domainkey.school.edu': { fails: true } } },
    'not-looked',
    /ESERVFAIL/,
  ],
  [
    'mail-from-name',
    'it is free',
    { ...firstDeployment, zone: { 'bounce.school.edu': {} } },
    'ok',
    /receives no other email/,
  ],
  [
    'mail-from-name',
    'it receives email',
    { ...firstDeployment, zone: { 'bounce.school.edu': { mx: ['mx.google.example'] } } },
    'todo',
    /MX mx\.google\.example.*mailFromName/s,
  ],
  [
    'mail-from-name',
    'it refuses all email',
    { ...firstDeployment, zone: { 'bounce.school.edu': { mx: [''] } } },
    'ok',
    /receives no other email/,
  ],
  [
    'mail-from-name',
    'it is an alias',
    { ...firstDeployment, zone: { 'bounce.school.edu': { cname: 'host.example' } } },
    'todo',
    /alias \(CNAME\) of host\.example/,
  ],
  [
    'mail-from',
    'there is none',
    {
      answers: {
        'ses.GetEmailIdentity': identities({ ...identity, MailFromAttributes: undefined }),
      },
    },
    'warning',
    /DKIM alone/,
  ],
  [
    'mail-from',
    'SES waits for the records',
    { answers: { 'ses.GetEmailIdentity': mailFrom({ MailFromDomainStatus: 'PENDING' }) } },
    'todo',
    /uses amazonses\.com/,
  ],
  [
    'mail-from',
    'the records are missing, and SES refuses then',
    {
      answers: {
        'ses.GetEmailIdentity': mailFrom({
          MailFromDomainStatus: 'FAILED',
          BehaviorOnMxFailure: 'REJECT_MESSAGE',
        }),
      },
    },
    'todo',
    /refuses every email/,
  ],
  [
    'mail-from-mx',
    'it is missing',
    { zone: bounce({ mx: [] }) },
    'todo',
    /Add to the DNS: bounce\.school\.edu MX 10 feedback-smtp\.eu-west-1\.amazonses\.com/,
  ],
  [
    'mail-from-mx',
    'it is of another region',
    { zone: bounce({ mx: ['feedback-smtp.us-east-1.amazonses.com'] }) },
    'todo',
    /another region/,
  ],
  [
    'mail-from-mx',
    'there is a second one',
    { zone: bounce({ mx: ['feedback-smtp.eu-west-1.amazonses.com', 'mx.school.edu'] }) },
    'todo',
    /exactly one/,
  ],
  [
    'mail-from-mx',
    'the DNS server fails',
    { zone: bounce({ fails: true }) },
    'not-looked',
    /ESERVFAIL/,
  ],
  ['mail-from-spf', 'it is missing', { zone: bounce({ txt: ['other'] }) }, 'todo', /no SPF record/],
  [
    'mail-from-spf',
    'there are two',
    { zone: bounce({ txt: ['v=spf1 include:amazonses.com ~all', 'v=spf1 -all'] }) },
    'todo',
    /2 SPF records/,
  ],
  [
    'mail-from-spf',
    'SES may not send',
    { zone: bounce({ txt: ['v=spf1 -all'] }) },
    'todo',
    /does not let SES send/,
  ],
  [
    'mail-from-spf',
    'it only looks like it',
    { zone: bounce({ txt: ['v=spf1 include:amazonses.com.example -all'] }) },
    'todo',
    /does not let SES send/,
  ],
  [
    'spf',
    'the domain has two',
    { zone: { 'school.edu': { soa: true, txt: ['v=spf1 a', 'v=spf1 mx'] } } },
    'warning',
    /Merge/,
  ],
  [
    'spf',
    'the domain has none',
    { zone: { 'school.edu': { soa: true } } },
    'ok',
    /has no SPF record/,
  ],
  [
    'dmarc',
    'there is none',
    { zone: dmarc() },
    'todo',
    /_dmarc\.school\.edu TXT "v=DMARC1; p=none"/,
  ],
  [
    'dmarc',
    'the record is not one',
    { zone: dmarc('v=dmarc1; p=none') },
    'todo',
    /has no DMARC record/,
  ],
  [
    'dmarc',
    'there are two',
    { zone: dmarc('v=DMARC1; p=none', 'v=DMARC1; p=reject') },
    'todo',
    /2 DMARC records/,
  ],
  ['dmarc', 'it has no policy', { zone: dmarc('v=DMARC1; pct=100') }, 'todo', /no policy/],
  ['dmarc', 'its policy is misspelt', { zone: dmarc('v=DMARC1; p=rejct') }, 'todo', /no policy/],
  [
    'dmarc',
    'it only asks for reports',
    { zone: dmarc('v=DMARC1; p=; rua=mailto:a@school.edu') },
    'ok',
    /policy none/,
  ],
  [
    'dmarc',
    'it is strict, and SES signs',
    { zone: dmarc('v=DMARC1;p=Reject;adkim=s;aspf=s') },
    'ok',
    /policy reject.*DKIM/,
  ],
  [
    'dmarc',
    'the record is long',
    { zone: dmarc(`v=DMARC1; p=quarantine; rua=${'mailto:a@school.edu,'.repeat(20)}`) },
    'ok',
    /policy quarantine/,
  ],
  [
    'dmarc',
    'the domain above has it',
    {
      settings: { mailIdentity: 'door.school.edu' },
      zone: { ...dmarc('v=DMARC1; p=reject; sp=none'), 'door.school.edu': { soa: true } },
    },
    'ok',
    /^school\.edu has a DMARC record with the policy none/,
  ],
  [
    'dmarc',
    'a single address is not signed, and the domain refuses such emails',
    {
      settings: singleAddress,
      zone: dmarc('v=DMARC1; p=reject'),
      answers: { 'ses.GetEmailIdentity': ofSam({ SigningEnabled: false }) },
    },
    'todo',
    /refuse them.*Verify the domain school\.edu/s,
  ],
  [
    'dmarc',
    'a single address is signed with its domain',
    {
      settings: singleAddress,
      zone: dmarc('v=DMARC1; p=quarantine'),
      answers: { 'ses.GetEmailIdentity': ofSam(identity.DkimAttributes) },
    },
    'ok',
    /quarantine/,
  ],
  [
    'dmarc',
    'the DNS server fails',
    { zone: { '_dmarc.school.edu': { fails: true } } },
    'not-looked',
    /ESERVFAIL/,
  ],
  [
    'feedback-forwarding',
    'it is on',
    {
      answers: {
        'ses.GetEmailIdentity': identities({ ...identity, FeedbackForwardingStatus: true }),
      },
    },
    'warning',
    /--no-email-forwarding-enabled/,
  ],

  [
    'sandbox',
    'nobody has asked for more',
    { answers: { 'ses.GetAccount': inSandbox() } },
    'todo',
    /sandbox.*Mail type: Transactional.*Website URL: http.*letters@school\.edu and review@/s,
  ],
  [
    'sandbox',
    'AWS is looking at the request',
    {
      answers: {
        'ses.GetAccount': inSandbox({ ReviewDetails: { Status: 'PENDING', CaseId: '77' } }),
      },
    },
    'warning',
    /case 77/,
  ],
  [
    'sandbox',
    'AWS has denied it',
    {
      answers: {
        'ses.GetAccount': inSandbox({ ReviewDetails: { Status: 'DENIED', CaseId: '77' } }),
      },
    },
    'todo',
    /denied, case 77.*Answer in the case/s,
  ],
  [
    'paused',
    'SES has paused it',
    { answers: { 'ses.GetAccount': { ...account, EnforcementStatus: 'SHUTDOWN' } } },
    'todo',
    /no email leaves/,
  ],
  [
    'paused',
    'SES is looking at it',
    { answers: { 'ses.GetAccount': { ...account, EnforcementStatus: 'PROBATION' } } },
    'warning',
    /under review/,
  ],
  [
    'paused',
    'the account has switched it off',
    { answers: { 'ses.GetAccount': { ...account, SendingEnabled: false } } },
    'todo',
    /put-account-sending-attributes/,
  ],
  [
    'daily-quota',
    'it is below the setting',
    { answers: { 'ses.GetAccount': quota({ Max24HourSend: 200 }) } },
    'todo',
    /Set "dailyQuota" to 200/,
  ],
  [
    'daily-quota',
    'it is above the setting',
    { answers: { 'ses.GetAccount': quota({ Max24HourSend: 100_000 }) } },
    'warning',
    /allows 100000/,
  ],
  [
    'daily-quota',
    'there is no limit',
    { answers: { 'ses.GetAccount': quota({ Max24HourSend: -1 }) } },
    'ok',
    /unlimited/,
  ],
  [
    'daily-quota',
    'it is nearly used up',
    { answers: { 'ses.GetAccount': quota({ SentLast24Hours: 40_000 }) } },
    'warning',
    /40000 of 50000/,
  ],
  [
    'send-rate',
    'it is below the setting',
    { answers: { 'ses.GetAccount': quota({ MaxSendRate: 1 }) } },
    'todo',
    /Set "sendRate" to 1/,
  ],
  [
    'send-rate',
    'it is above the setting',
    { answers: { 'ses.GetAccount': quota({ MaxSendRate: 50 }) } },
    'warning',
    /allows 50 a second/,
  ],
  [
    'send-rate',
    'the settings fit, and the deployed functions do not',
    {
      settings: { sendRate: 1 },
      answers: { 'ses.GetAccount': quota({ MaxSendRate: 1 }) },
    },
    'todo',
    /"sendRate" is 14/,
  ],
  [
    'send-rate',
    'before a deployment the settings count',
    { ...before, settings: { sendRate: 20 } },
    'todo',
    /"sendRate" is 20/,
  ],
  [
    'reputation',
    'too many emails bounce',
    { answers: { 'monitoring.GetMetricData': metrics({ bounces: 0.051, complaints: 0 }) } },
    'todo',
    /bounces 5\.1 %.*at 5 % bounces/,
  ],
  [
    'reputation',
    'too many complain',
    { answers: { 'monitoring.GetMetricData': metrics({ bounces: 0, complaints: 0.001 }) } },
    'todo',
    /at 0\.1 % complaints/,
  ],
  [
    'reputation',
    'more emails bounce than should',
    { answers: { 'monitoring.GetMetricData': metrics({ bounces: 0.03 }) } },
    'warning',
    /bounces 3 %, complaints unknown/,
  ],
  [
    'reputation',
    'there are no figures yet',
    { answers: { 'monitoring.GetMetricData': metrics() } },
    'ok',
    /no figures/,
  ],
  [
    'kill-switch',
    'the operator has stopped sending',
    {
      answers: {
        'dynamodb.GetItem': item('SWITCH', { isOn: { BOOL: true }, changedAt: { N: '1' } }),
      },
    },
    'todo',
    /npm run sending -- resume --table OpenDoor-Table-/,
  ],
  [
    'breaker',
    'it tripped an hour ago',
    {
      answers: {
        'dynamodb.GetItem': item('BREAKER', { trippedAt: { N: String(now - 3_600_000) } }),
      },
    },
    'warning',
    /2026-11-26T11:00:00\.000Z.*until 2026-11-26T14:00/,
  ],
  [
    'breaker',
    'it tripped long ago',
    { answers: { 'dynamodb.GetItem': item('BREAKER', { trippedAt: { N: '1' } }) } },
    'ok',
    /leave/,
  ],

  [
    'configuration-set',
    'it was deleted',
    { answers: { 'ses.GetConfigurationSet': notFound } },
    'todo',
    /does not have the configuration set/,
  ],
  [
    'configuration-set',
    'it is paused',
    { answers: sets({ SendingOptions: { SendingEnabled: false } }) },
    'todo',
    /put-configuration-set-sending-options/,
  ],
  [
    'configuration-set',
    'the stack has none',
    {
      answers: {
        ...withoutResource('Mail'),
        'lambda.GetFunctionConfiguration': functionWith({
          TABLE_NAME: 'OpenDoor-Table-1ABCDEFGHIJKL',
        }),
      },
    },
    'todo',
    /no configuration set/,
  ],
  [
    'suppression-reasons',
    'complaints do not count',
    { answers: sets({ SuppressionOptions: { SuppressedReasons: ['BOUNCE'] } }) },
    'warning',
    /after a complaint/,
  ],
  [
    'tracking',
    'clicks are tracked',
    { answers: sets({ VdmOptions: { DashboardOptions: { EngagementMetrics: 'ENABLED' } } }) },
    'warning',
    /promises not to track/,
  ],
  [
    'tracking',
    'the account tracks, and the configuration set does not override it',
    {
      answers: {
        'ses.GetAccount': {
          ...account,
          VdmAttributes: {
            VdmEnabled: 'ENABLED',
            DashboardAttributes: { EngagementMetrics: 'ENABLED' },
          },
        },
      },
    },
    'warning',
    /DashboardOptions=\{EngagementMetrics=DISABLED\}/,
  ],
  [
    'event-destination',
    'there is none',
    { answers: destinations() },
    'todo',
    /no outcome of a letter/,
  ],
  [
    'event-destination',
    'it is switched off',
    { answers: destinations({ ...destination, Enabled: false }) },
    'todo',
    /switched off/,
  ],
  [
    'event-destination',
    'bounces are missing',
    {
      answers: destinations({
        ...destination,
        MatchingEventTypes: ['SEND', 'DELIVERY', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
      }),
    },
    'todo',
    /does not report: bounce/,
  ],
  [
    'event-destination',
    'another one reports opens',
    {
      answers: destinations(destination, {
        Name: 'x',
        Enabled: true,
        MatchingEventTypes: ['OPEN'],
      }),
    },
    'warning',
    /reports opens/,
  ],
  [
    'event-destination',
    'it is another service',
    { answers: destinations({ ...destination, EventBridgeDestination: undefined }) },
    'todo',
    /no events to EventBridge/,
  ],

  ['site', 'it is down', { answers: { site: broken } }, 'todo', /gives no answer/],
  [
    'site',
    'it answers an error',
    { answers: { site: new AwsFault('x', { status: 503 }) } },
    'todo',
    /status 503/,
  ],
  [
    'functions',
    'one was deleted',
    { answers: { 'lambda.GetFunctionConfiguration': functions('Remind', noResource) } },
    'todo',
    /remind does not exist/,
  ],
  [
    'functions',
    'one has failed',
    {
      answers: {
        'lambda.GetFunctionConfiguration': functions('Web', {
          State: 'Failed',
          StateReasonCode: 'InternalError',
        }),
      },
    },
    'todo',
    /web failed \(InternalError\)/,
  ],
  [
    'functions',
    'an update failed',
    {
      answers: {
        'lambda.GetFunctionConfiguration': functions('Send', { LastUpdateStatus: 'Failed' }),
      },
    },
    'todo',
    /update of send failed/,
  ],
  [
    'functions',
    'one slept for weeks',
    { answers: { 'lambda.GetFunctionConfiguration': functions('Send', { State: 'Inactive' }) } },
    'ok',
    /All 4/,
  ],
  [
    'reserved-concurrency',
    'one is switched off',
    {
      answers: {
        'lambda.GetFunctionConcurrency': forFunction(
          'Remind',
          { ReservedConcurrentExecutions: 0 },
          {},
        ),
      },
    },
    'todo',
    /delete-function-concurrency --function-name OpenDoor-ReconnectRemind/,
  ],
  [
    'reserved-concurrency',
    'one is limited',
    {
      answers: {
        'lambda.GetFunctionConcurrency': forFunction(
          'Web',
          { ReservedConcurrentExecutions: 2 },
          {},
        ),
      },
    },
    'warning',
    /web 2/,
  ],
  [
    'function-errors',
    'one has failed',
    { answers: { 'monitoring.GetMetricData': metrics({ sendErrors: 3, webThrottles: 1 }) } },
    'todo',
    /web: 1 throttles, send: 3 errors/,
  ],
  ...(['sweep', 'notices', 'reminders'] as const).flatMap((job): readonly Case[] => {
    const id = `schedule-${job}`;
    const logicalId = {
      sweep: 'DeliverySweep',
      notices: 'FeedbackNotices',
      reminders: 'ReconnectReminders',
    }[job];
    const changed = (change: Readonly<Record<string, unknown>> | AwsFault) => ({
      answers: { 'scheduler.GetSchedule': schedulesWith(job, change) },
    });
    return [
      [id, 'it is switched off', changed({ State: 'DISABLED' }), 'todo', /switched off/],
      [id, 'it was deleted', changed(noResource), 'todo', /Create it/],
      [
        id,
        'it is slower',
        changed({ ScheduleExpression: 'rate(6 hours)' }),
        'warning',
        /rate\(6 hours\)/,
      ],
      [id, 'the stack has none', { answers: withoutResource(logicalId) }, 'todo', /npm run deploy/],
    ];
  }),
  ...(['sweep', 'notices', 'reminders'] as const).flatMap((job): readonly Case[] => [
    [
      `last-${job}`,
      'it has stopped',
      { answers: { 'logs.FilterLogEvents': runs({ ...recentRuns, [job]: undefined }) } },
      'todo',
      /No run/,
    ],
    [
      `last-${job}`,
      'the stack is new',
      {
        answers: {
          'logs.FilterLogEvents': runs({}),
          'cloudformation.DescribeStacks': stacks({
            CreationTime: new Date(now - 60_000).toISOString(),
          }),
        },
      },
      'warning',
      /few minutes old/,
    ],
    [
      `last-${job}`,
      'something is late',
      { answers: { 'logs.FilterLogEvents': runs(recentRuns, { lateMs: 25 * 60_000 }) } },
      'todo',
      /25 minutes/,
    ],
    [
      `last-${job}`,
      'the log group was deleted',
      { answers: { 'logs.FilterLogEvents': noResource } },
      'not-looked',
      /ResourceNotFound/,
    ],
  ]),
  [
    'last-sweep',
    'the log comes in pages, the first of them empty',
    {
      answers: {
        'logs.FilterLogEvents': (request: AwsRequest) =>
          request.parameters['nextToken'] === undefined
            ? { events: [], nextToken: 'more' }
            : runs(recentRuns)(request),
      },
    },
    'ok',
    /20 s ago/,
  ],
  [
    'dead-letters',
    'two wait, one of them is being looked at',
    {
      answers: {
        'sqs.GetQueueAttributes': {
          Attributes: {
            ApproximateNumberOfMessages: '1',
            ApproximateNumberOfMessagesNotVisible: '1',
          },
        },
      },
    },
    'todo',
    /2 messages.*GivenUp/s,
  ],
  [
    'dead-letters',
    'the stack has no queue',
    { answers: withoutResource('DeadLetters') },
    'todo',
    /no dead-letter queue/,
  ],

  [
    'alarm-subscription',
    'it is not confirmed',
    {
      answers: {
        'sns.ListSubscriptionsByTopic': {
          Subscriptions: [
            {
              SubscriptionArn: 'PendingConfirmation',
              Protocol: 'email',
              Endpoint: 'ops@school.edu',
            },
          ],
        },
      },
    },
    'todo',
    /not confirmed/,
  ],
  [
    'alarm-subscription',
    'the settings name nobody',
    {
      settings: { alarmAddress: undefined },
      answers: { 'sns.ListSubscriptionsByTopic': { Subscriptions: [] } },
    },
    'warning',
    /Nobody gets the alarms\.\nSet "alarmAddress"/,
  ],
  [
    'alarm-subscription',
    'AWS has deleted the unconfirmed one',
    { answers: { 'sns.ListSubscriptionsByTopic': { Subscriptions: [] } } },
    'todo',
    /not subscribed any more.*aws sns subscribe .*--notification-endpoint ops@school\.edu/s,
  ],
  [
    'alarm-subscription',
    'the stack has no topic',
    { answers: { 'cloudformation.DescribeStacks': stacks({ Outputs: [] }) } },
    'todo',
    /AlarmTopicArn/,
  ],
  [
    'alarms',
    'one is on',
    { answers: { 'monitoring.DescribeAlarms': alarms({ StateValue: 'ALARM' }) } },
    'todo',
    /^On: GivenUp\./,
  ],
  [
    'alarms',
    'one is switched off',
    { answers: { 'monitoring.DescribeAlarms': alarms({}, { ActionsEnabled: false }) } },
    'todo',
    /Switched off: RemindersLate/,
  ],
  [
    'alarms',
    'one was deleted',
    { answers: { 'monitoring.DescribeAlarms': { MetricAlarms: alarms().MetricAlarms.slice(1) } } },
    'todo',
    /1 alarm of the stack/,
  ],
  ['alarms', 'the stack has none', { answers: withoutResource('Alarms') }, 'todo', /no alarms/],

  [
    'table',
    'it does not exist',
    {
      answers: {
        'dynamodb.DescribeTable': noResource,
        'dynamodb.DescribeContinuousBackups': new AwsFault('TableNotFoundException'),
        'dynamodb.DescribeTimeToLive': noResource,
      },
    },
    'todo',
    /does not exist: nothing works/,
  ],
  [
    'table',
    'it is being archived',
    { answers: tableWith({ TableStatus: 'ARCHIVING' }) },
    'todo',
    /ARCHIVING/,
  ],
  [
    'table',
    'a function uses another one',
    {
      answers: {
        'lambda.GetFunctionConfiguration': functions(
          'Remind',
          functionWith(environment('http://127.0.0.1:9', { TABLE_NAME: 'Other' })),
        ),
      },
    },
    'todo',
    /different tables: OpenDoor-Table-1ABCDEFGHIJKL, Other/,
  ],
  [
    'table-keys',
    'it has other keys',
    { answers: tableWith({ KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] }) },
    'todo',
    /not a table of Open Door/,
  ],
  [
    'table-keys',
    'a restore left the index out',
    { answers: tableWith({ GlobalSecondaryIndexes: undefined }) },
    'todo',
    /no index due/,
  ],
  [
    'table-keys',
    'the index is being made',
    {
      answers: tableWith({
        GlobalSecondaryIndexes: [{ ...table.GlobalSecondaryIndexes[0], IndexStatus: 'CREATING' }],
      }),
    },
    'warning',
    /being made/,
  ],
  [
    'table-backups',
    'a restore left them off',
    {
      answers: {
        'dynamodb.DescribeContinuousBackups': {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
          },
        },
      },
    },
    'todo',
    /RecoveryPeriodInDays=35/,
  ],
  [
    'table-backups',
    'they reach back 7 days',
    {
      answers: {
        'dynamodb.DescribeContinuousBackups': {
          ContinuousBackupsDescription: {
            ContinuousBackupsStatus: 'ENABLED',
            PointInTimeRecoveryDescription: {
              PointInTimeRecoveryStatus: 'ENABLED',
              RecoveryPeriodInDays: 7,
            },
          },
        },
      },
    },
    'warning',
    /back 7 days/,
  ],
  [
    'table-ttl',
    'a restore left it off',
    {
      answers: {
        'dynamodb.DescribeTimeToLive': { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } },
      },
    },
    'todo',
    /update-time-to-live.*AttributeName=ttl/s,
  ],
  [
    'table-ttl',
    'it is another attribute',
    {
      answers: {
        'dynamodb.DescribeTimeToLive': {
          TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
        },
      },
    },
    'todo',
    /never deleted/,
  ],
  [
    'table-protection',
    'it is off',
    { answers: tableWith({ DeletionProtectionEnabled: false }) },
    'todo',
    /--deletion-protection-enabled/,
  ],
  [
    'tables-retained',
    'a destroyed stack left one',
    { answers: { 'dynamodb.ListTables': { TableNames: [table.TableName, 'OpenDoor-Table-OLD'] } } },
    'warning',
    /OpenDoor-Table-OLD.*personal data/s,
  ],
  [
    'tables-retained',
    'there is one before a deployment',
    {
      ...firstDeployment,
      answers: {
        ...firstDeployment.answers,
        'dynamodb.ListTables': { TableNames: ['OpenDoor-Table-OLD'] },
      },
    },
    'ok',
    /will use it/,
  ],
  [
    'tables-retained',
    'there are two before a deployment',
    {
      ...firstDeployment,
      answers: {
        ...firstDeployment.answers,
        'dynamodb.ListTables': {
          TableNames: ['OpenDoor-Table-A', 'OpenDoor-Table-B', 'OpenDoorTwo-Table-C'],
        },
      },
    },
    'todo',
    /OpenDoor-Table-A, OpenDoor-Table-B\. *\n.*-c table=NAME/,
  ],
  [
    'tables-retained',
    'a restore has replaced one',
    {
      answers: {
        'dynamodb.ListTables': { TableNames: [table.TableName, 'Restored'] },
        'dynamodb.ListTagsOfResource': { Tags: [{ Key: 'open-door:stack', Value: 'OpenDoor' }] },
      },
    },
    'warning',
    /earlier deployment: Restored\./,
  ],
  [
    'tables-retained',
    'the names come in pages',
    {
      answers: {
        'dynamodb.ListTables': ({ parameters }: AwsRequest) =>
          parameters['ExclusiveStartTableName'] === undefined
            ? { TableNames: ['A'], LastEvaluatedTableName: 'A' }
            : { TableNames: ['OpenDoor-Table-OLD'] },
      },
    },
    'warning',
    /OLD/,
  ],

  [
    'address-allowed',
    'it is not',
    { address: 'dana@northwind.example' },
    'warning',
    /allowedCandidates/,
  ],
  [
    'address-suppressed',
    'it bounced',
    {
      address: 'ana@school.edu',
      answers: {
        'ses.GetSuppressedDestination': {
          SuppressedDestination: {
            EmailAddress: 'ana@school.edu',
            Reason: 'BOUNCE',
            LastUpdateTime: now / 1000,
          },
        },
      },
    },
    'todo',
    /bounced \(2026-11-26T12:00.*delete-suppressed-destination --email-address ana@school\.edu/s,
  ],
  [
    'address-suppressed',
    'it complained',
    {
      address: 'ana@school.edu',
      answers: {
        'ses.GetSuppressedDestination': {
          SuppressedDestination: {
            EmailAddress: 'ana@school.edu',
            Reason: 'COMPLAINT',
            LastUpdateTime: now / 1000,
          },
        },
      },
    },
    'todo',
    /Only if the owner asks/,
  ],
  [
    'address-suppressed',
    'a shell would act on the address',
    {
      address: '`id`$x@school.edu',
      answers: {
        'ses.GetSuppressedDestination': {
          SuppressedDestination: {
            EmailAddress: 'x',
            Reason: 'BOUNCE',
            LastUpdateTime: now / 1000,
          },
        },
      },
    },
    'todo',
    /--email-address '`id`\$x@school\.edu'/,
  ],
  [
    'address-blocked',
    'the operator has blocked it',
    {
      address: 'ana@school.edu',
      answers: {
        'dynamodb.GetItem': item('BLOCK#candidate', {
          role: { S: 'candidate' },
          mailbox: { S: 'x' },
          by: { S: 'operator' },
          since: { N: String(now) },
        }),
      },
    },
    'todo',
    /candidate by operator.*blocks -- lift candidate ana@school\.edu --table OpenDoor-Table-/s,
  ],
  [
    'address-blocked',
    'its owner stopped links',
    {
      address: 'ana@school.edu',
      answers: { 'dynamodb.GetItem': item('MAILBOX#', { by: { S: 'x' } }) },
    },
    'warning',
    /"Not you\?"\): review, contacts/,
  ],
];
