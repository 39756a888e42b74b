import { SHARDS } from '../../lambdas/aws/keys.ts';
import { sendShares } from '../../lambdas/core/limits/send-limits.ts';
import { defaultThrottle, floodable } from '../../lib/constructs/web.ts';
import { decline, lambdaSecondsPerDecline } from './usage.ts';

/** Something that limits how many declines a second the service can take. */
export interface Limit {
  readonly what: string;
  /** A short name. */
  readonly name: string;
  /** Declines a second that it allows, for hours. */
  readonly declinesPerSecond: number;
  /** Whose limit it is, and what to do to raise it. */
  readonly raise: string;
}

const DAY_SECONDS = 24 * 60 * 60;

/** What SES first gives an account outside of the sandbox: recipients. */
const ses = { sendRate: 14, dailyQuota: 50_000 };

/** Of each kind of email: the recipients of one decline. */
const recipients = { letters: 2, links: 1, reminders: 2 } as const;
const kinds = ['letters', 'links', 'reminders'] as const;

/** Declines a second of a kind of email, if all kinds have so many recipients. */
const ofShare = (kind: keyof typeof recipients, recipientsPerSecond: number): number =>
  (recipientsPerSecond * sendShares[kind]) / recipients[kind];

const throttleOf = (path: string): number =>
  floodable.find((route) => route.path === path)?.rateLimit ?? defaultThrottle.rateLimit;

/** Writes and letters a second of one key of the table. */
const WRITES_PER_KEY = 1000;
/** A sweep retries 8 letters at once, some 100 ms each, for 40 s of each minute. */
const SWEEP_LETTERS = 53;

/** The limits of a new account and of the default settings, the lowest first. */
export const limits: readonly Limit[] = [
  ...kinds.map((kind) => ({
    name: `SES's daily quota (${kind})`,
    what:
      'SES: daily quota of a new account, 50,000 recipients: the share of ' +
      `${kind === 'reminders' ? 'receipts and reminders, which then come later' : kind}`,
    declinesPerSecond: ofShare(kind, ses.dailyQuota / DAY_SECONDS),
    raise: 'ask SES for a higher quota, then set `dailyQuota`',
  })),
  {
    name: "SES's rate",
    what: 'SES: rate of a new account, 14 recipients a second, in our shares',
    declinesPerSecond: Math.min(...kinds.map((kind) => ofShare(kind, ses.sendRate))),
    raise: 'ask SES for a higher rate, then set `sendRate`',
  },
  {
    name: 'the throttle of the preview',
    what: `our throttle of \`POST /preview\`: ${throttleOf('/preview')} a second`,
    declinesPerSecond: throttleOf('/preview') / decline.requests.previews,
    raise: 'edit `floodable` in lib/constructs/web.ts; without previews the form works',
  },
  {
    name: 'the throttle of the form',
    what: `our throttle of \`POST /declines\`: ${throttleOf('/declines')} a second`,
    declinesPerSecond: throttleOf('/declines') / decline.requests.ask,
    raise: 'edit `floodable` in lib/constructs/web.ts',
  },
  {
    name: 'the throttle of the pages',
    what: `our throttle of all other pages: ${defaultThrottle.rateLimit} a second`,
    declinesPerSecond:
      defaultThrottle.rateLimit /
      (decline.requests.form + decline.requests.assets + decline.requests.review),
    raise: 'edit `defaultThrottle` in lib/constructs/web.ts',
  },
  {
    name: "Lambda's 10 executions",
    what: 'Lambda: 10 executions at once in a new account',
    declinesPerSecond: 10 / lambdaSecondsPerDecline(),
    raise: 'Service Quotas → Lambda → Concurrent executions: 1,000 is the usual limit',
  },
  {
    name: "Lambda's 1,000 executions",
    what: 'Lambda: 1,000 executions at once',
    declinesPerSecond: 1000 / lambdaSecondsPerDecline(),
    raise:
      'ask for more; the wait of 0.5 s in `POST /declines`, which hides who is on the allow ' +
      'list, takes half of them',
  },
  {
    name: 'the sweep',
    what: `the sweep: ${SWEEP_LETTERS} waiting letters a second, if SES refused them first`,
    declinesPerSecond: SWEEP_LETTERS,
    raise: 'a second schedule of the sweep: two may run at once (lib/constructs/send.ts)',
  },
  {
    name: 'one key of the table',
    what: 'DynamoDB: 1,000 writes a second of one key: the turns of all emails',
    declinesPerSecond: WRITES_PER_KEY / decline.emails,
    raise: 'split the turns into several keys, each with a part of the rate (ADR 24)',
  },
  {
    name: 'the index `due`',
    what: `DynamoDB: 1,000 writes a second for each of ${SHARDS} shards of the index \`due\``,
    declinesPerSecond: (WRITES_PER_KEY * SHARDS) / 6,
    raise: 'more shards: `SHARDS` in lambdas/aws/keys.ts; each costs a read in every run',
  },
  {
    name: 'API Gateway',
    what: 'API Gateway: 10,000 requests a second of an account and region',
    declinesPerSecond:
      10_000 / Object.values(decline.requests).reduce((total, count) => total + count, 0),
    raise: 'Service Quotas → API Gateway; or the style and the script from a CDN',
  },
].sort((one, other) => one.declinesPerSecond - other.declinesPerSecond);
