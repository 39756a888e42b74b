/** A change to the source that takes one safeguard of exact sending away. */
export interface Mutation {
  readonly safeguard: string;
  readonly file: string;
  /** The text to replace. It is exactly once in the file. */
  readonly from: string;
  readonly to: string;
  /** The file of test/faults in which a test must fail, without `.test.ts`. */
  readonly test: string;
  /** A part of the name of the tests to run. By default all tests of the file run. */
  readonly named?: string;
}

const deliver = 'lambdas/send/deliver.ts';
const sweep = 'lambdas/send/sweep.ts';
const clients = 'lambdas/aws/clients.ts';
const store = 'lambdas/aws/dynamo-decline-store.ts';

export const mutations: readonly Mutation[] = [
  {
    safeguard: 'single attempt',
    file: clients,
    from: 'maxAttempts: 1,',
    to: 'maxAttempts: 3,',
    test: 'grid',
    named: 'each run ends',
  },
  {
    safeguard: 'timeout that throws',
    file: clients,
    from: 'requestTimeout: SEND_TIMEOUT_MS,\n      throwOnRequestTimeout: true,',
    to: 'requestTimeout: SEND_TIMEOUT_MS,\n      throwOnRequestTimeout: false,',
    test: 'grid',
    named: 'own client gives up',
  },
  {
    safeguard: 'timeout of the table',
    file: clients,
    from: 'requestTimeout: TABLE_TIMEOUT_MS,\n      throwOnRequestTimeout: true,',
    to: 'requestTimeout: TABLE_TIMEOUT_MS,\n      throwOnRequestTimeout: false,',
    test: 'grid',
    named: 'a table whose connection hangs',
  },
  {
    safeguard: 'owner compared after a lost answer',
    file: store,
    from: 'decline?.state === to && decline.owner === patch.owner',
    to: 'decline?.state === to && decline.owner !== patch.owner',
    test: 'grid',
    named: 'is ours',
  },
  {
    safeguard: 'owner, in the condition of a no',
    file: deliver,
    from: 'const preconditions = { owner };',
    to: 'const preconditions = {};',
    test: 'races',
    named: 'what comes after the lease',
  },
  {
    safeguard: 'attempts, in the condition of a yes',
    file: deliver,
    from: 'preconditions: { attempts: claimed.attempts },',
    to: 'preconditions: {},',
    test: 'races',
    named: 'what comes after the lease',
  },
  {
    safeguard: 'lease that must be over',
    file: sweep,
    from: 'preconditions: { leaseOverBy: at },',
    to: 'preconditions: {},',
    test: 'races',
    named: 'two sweeps at once',
  },
  {
    safeguard: 'lease longer than the function',
    file: deliver,
    from: 'export const LEASE_MS = 75_000;',
    to: 'export const LEASE_MS = 20_000;',
    test: 'races',
    named: 'a lease outlives',
  },
  {
    safeguard: 'hash of the letter that was read',
    file: deliver,
    from: 'preconditions: { letterHash, linkHash: hashSecret(link.secret), linkAliveAt: at },',
    to: 'preconditions: { linkHash: hashSecret(link.secret), linkAliveAt: at },',
    test: 'model',
  },
  {
    safeguard: 'one claim: the prior state',
    file: 'lambdas/core/decline/decline.ts',
    from: "claim: { from: ['draft'], to: 'sending' },",
    to: "claim: { from: ['draft', 'sending', 'sent'], to: 'sending' },",
    test: 'model',
  },
  {
    safeguard: 'due, in the condition of the next attempt',
    file: sweep,
    from: 'preconditions: { dueBy: at, letterHash: decline.letterHash },',
    to: 'preconditions: { letterHash: decline.letterHash },',
    test: 'races',
    named: 'not sent before its time',
  },
  {
    safeguard: 'rank of reports',
    file: 'lambdas/core/decline/decline.ts',
    from: 'reportRank[other] < reportRank[state]',
    to: 'other !== state',
    test: 'orders',
    named: 'from sent',
  },
];
