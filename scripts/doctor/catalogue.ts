/** The groups of lines, in the order of the output. */
export const groups = [
  'Settings and account',
  'Email domain',
  'Sending',
  'Events',
  'Site and jobs',
  'Alarms',
  'Table',
  'Address',
] as const;
export type Group = (typeof groups)[number];

interface CheckKind {
  readonly id: string;
  readonly group: Group;
  /** When it is made: with `--before`, without it, or both. */
  readonly when: 'before' | 'after' | 'both';
  /** What it looks at, for the table in docs/doctor.md. */
  readonly looksAt: string;
}

const kinds = (
  group: Group,
  rows: readonly (readonly [id: string, when: CheckKind['when'], looksAt: string])[],
): readonly CheckKind[] => rows.map(([id, when, looksAt]) => ({ id, group, when, looksAt }));

/** All lines that doctor can print, in the order of the output. */
export const catalogue: readonly CheckKind[] = [
  ...kinds('Settings and account', [
    ['settings', 'both', 'the settings can be read, hold no example, and name no free-mail domain'],
    [
      'credentials',
      'both',
      'AWS accepts the credentials, and which account and region they are of',
    ],
    ['bootstrap', 'before', 'the stack CDKToolkit of `cdk bootstrap`'],
    ['lambda-concurrency', 'both', 'the concurrent executions of the account'],
    ['stack', 'both', 'the state of the CloudFormation stack'],
    ['settings-deployed', 'after', 'the deployed functions have the values of the settings'],
  ]),
  ...kinds('Email domain', [
    ['domain', 'both', 'the domain exists in the DNS'],
    ['identity', 'both', 'the identity in SES; before: what differs in one that exists already'],
    ['sender-identities', 'both', 'no identity of `letters@` or `review@` replaces the domain’s'],
    ['dkim', 'after', 'SES signs the emails'],
    ['dkim-dns', 'after', 'the three CNAME records of DKIM'],
    ['mail-from-name', 'before', 'the MAIL FROM name receives no other email'],
    ['mail-from', 'after', 'SES uses the MAIL FROM domain'],
    ['mail-from-mx', 'after', 'its one MX record'],
    ['mail-from-spf', 'after', 'its SPF record'],
    ['spf', 'both', 'at most one SPF record of the domain itself'],
    ['dmarc', 'both', 'the DMARC record, and whether our emails pass it'],
    ['feedback-forwarding', 'after', 'SES does not also email each bounce to the sender'],
  ]),
  ...kinds('Sending', [
    ['ses', 'both', 'SES exists in this region'],
    ['sandbox', 'both', 'production access; with the text for the request'],
    ['paused', 'both', 'neither SES nor somebody in the account has paused sending'],
    ['daily-quota', 'both', 'the daily quota of SES beside `dailyQuota`, and how much is used'],
    ['send-rate', 'both', 'the rate of SES beside `sendRate`'],
    ['reputation', 'after', 'the rates of bounces and complaints'],
    ['kill-switch', 'after', 'the operator’s kill switch'],
    ['breaker', 'after', 'whether emails with links stopped by themselves'],
  ]),
  ...kinds('Events', [
    ['configuration-set', 'after', 'the configuration set exists and sends'],
    ['suppression-reasons', 'after', 'bounces and complaints suppress an address'],
    ['tracking', 'after', 'opens and clicks are not tracked'],
    ['event-destination', 'after', 'SES publishes the event types that Open Door needs'],
    ['probe', 'after', 'with `--send`: an event of a test email reaches `feedback`'],
  ]),
  ...kinds('Site and jobs', [
    ['site', 'after', '`/healthz` of the site answers'],
    ['functions', 'after', 'the four functions are ready'],
    ['reserved-concurrency', 'after', 'no function is switched off by a concurrency of 0'],
    ['function-errors', 'after', 'errors and throttles of the last hour'],
    ['schedule-sweep', 'after', 'the schedule of the sweep, enabled, each minute'],
    ['schedule-notices', 'after', 'the schedule of the notices, enabled, each minute'],
    ['schedule-reminders', 'after', 'the schedule of the reminders, enabled, each minute'],
    ['last-sweep', 'after', 'the age of the last sweep, and how late what is due is'],
    ['last-notices', 'after', 'the same of the notices'],
    ['last-reminders', 'after', 'the same of the reminders'],
    ['dead-letters', 'after', 'the dead-letter queue is empty'],
  ]),
  ...kinds('Alarms', [
    ['alarm-subscription', 'after', 'somebody gets the alarms, and has confirmed it'],
    ['alarms', 'after', 'no alarm is on, missing or switched off'],
  ]),
  ...kinds('Table', [
    ['table', 'after', 'the table that the functions use exists, and is one and the same'],
    ['table-keys', 'after', 'its keys and its index'],
    ['table-backups', 'after', 'point-in-time recovery over 35 days'],
    ['table-ttl', 'after', 'expired items are deleted'],
    ['table-protection', 'after', 'the table cannot be deleted by mistake'],
    ['tables-retained', 'both', 'tables of earlier stacks'],
  ]),
  ...kinds('Address', [
    ['address-allowed', 'both', 'with `--address`: it may write letters'],
    ['address-suppressed', 'both', 'with `--address`: SES sends to it'],
    ['address-blocked', 'after', 'with `--address`: no block and no stop of Open Door'],
  ]),
];

/** The place of a check in the output. */
export const placeOf = (id: string): number => catalogue.findIndex((kind) => kind.id === id);
